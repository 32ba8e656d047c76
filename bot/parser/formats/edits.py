"""Edits of a tool's fix as the whole lines that they leave: only those can be tried on code."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_LONGEST = 100_000
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Fix:
    """Lines `start` to `end`, 1-based and inclusive, become `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """From a line and column to another, both 1-based, the end exclusive; no column means the whole line."""

    line: int
    column: int | None
    end_line: int
    end_column: int | None
    text: str


def whole_lines(edits: Sequence[Edit]) -> Fix | None:
    """The fix that edits make without the source at hand: one edit of whole lines, else None."""
    if len(edits) != 1:
        return None
    edit = edits[0]
    if edit.column not in (None, 1) or len(edit.text) > _LONGEST:
        return None
    if edit.end_column is None:
        return Fix(edit.line, edit.end_line, edit.text)
    is_full = edit.end_column == 1 and edit.end_line > edit.line and edit.text[-1:] in ("", "\n")
    return Fix(edit.line, edit.end_line - 1, edit.text) if is_full else None


class Source:
    """The text that edits are about, by lines and offsets."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.is_wide = not text.isascii() and max(text) > "\uffff"
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def line_at(self, offset: int) -> int | None:
        """The line of a character; None beyond the end."""
        return bisect_right(self._starts, offset) if 0 <= offset <= len(self._text) else None

    def offset(self, line: int, column: int | None) -> int | None:
        """The offset of a line and column; None where there is no such place, or where columns may be counted in
        another unit than characters."""
        if not 1 <= line <= len(self._starts):
            return None
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        at = start + (column or 1) - 1
        if not start <= at <= end or max(self._text[start:at], default="") > "\uffff":
            return None
        return at

    def edited(self, edits: Sequence[Edit]) -> Fix | None:
        """What edits by line and column make of the lines that they touch; None where a place is not known."""
        placed: list[tuple[int, int, str]] = []
        for edit in edits:
            start = self.offset(edit.line, edit.column)
            end = self.offset(edit.end_line, edit.end_column)
            if start is None or end is None or edit.end_column is None:
                return None
            placed.append((start, end, edit.text))
        return self.spliced(placed)

    def spliced(self, edits: Sequence[tuple[int, int, str]]) -> Fix | None:
        """What edits, from offset to offset, make of the lines that they touch; None where they overlap."""
        ordered = sorted(edits)
        if not ordered or ordered[0][0] < 0 or ordered[-1][1] > len(self._text):
            return None
        first, last = self.line_at(ordered[0][0]), self.line_at(max(end for _, end, _ in ordered))
        if first is None or last is None:
            return None
        at, stop = self._starts[first - 1], self._starts[last] if last < len(self._starts) else len(self._text)
        if last > first and self._starts[last - 1] == max(end for _, end, _ in ordered):
            last, stop = last - 1, self._starts[last - 1]
        pieces: list[str] = []
        for start, end, text in ordered:
            if start < at or end < start:
                return None
            pieces += [self._text[at:start], text]
            at = end
        made = "".join([*pieces, self._text[at:stop]])
        if len(made) > _LONGEST or (made and stop < len(self._text) and made[-1] not in "\r\n"):
            return None
        return Fix(first, last, made)
