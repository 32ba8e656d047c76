"""The fixes that a comment of Gerrit carries beside its text, told in the text: as suggestions where they are whole lines."""

import re
from collections.abc import Iterator

from bot.model.fields import Row, number, rows, text

MOST = 10
"""Replacements of one comment that are told."""

_TICKS = re.compile(r"`{3,}")


def with_fixes(body: str, path: str, lines: tuple[int | None, int | None], row: Row) -> str:
    """The body of a comment on these lines of a file, followed by its fixes. Gerrit shows only the first of several
    suggestions, and so do we; a change beyond ten replacements is cut."""
    first = next(iter(rows(row, "fix_suggestions")), None)
    if first is None:
        return body
    told = [_told(one, path, lines) for one in list(rows(first, "replacements"))[:MOST]]
    return "\n\n".join(part for part in (body, *told) if part.strip())


def _told(replacement: Row, path: str, lines: tuple[int | None, int | None]) -> str:
    """One replacement: a suggestion where it stands for just the lines of the comment, else a listing with its place."""
    new = text(replacement, "replacement")
    there = text(replacement, "path") or path
    start, end = _whole_lines(replacement)
    if start is None or end is None:
        return "\n\n".join(("Replace a part of a line with:", _fenced(new, "")))
    if there == path and (start, end) == (lines[0], lines[1] or lines[0]):
        return _fenced(new, "suggestion")
    where = f"line {start}" if start == end else f"lines {start}-{end}"
    where += "" if there == path else f" of `{there}`"
    return "\n\n".join((f"Replace {where} with:", _fenced(new, ""))) if new else f"Remove {where}."


def _whole_lines(replacement: Row) -> tuple[int | None, int | None]:
    """First and last line of a range that begins and ends where lines do; a range ends before its last character."""
    start, first, end, last = _range(replacement)
    new = text(replacement, "replacement")
    if first != 0 or last != 0 or start is None or end is None or end <= start or (new and not new.endswith("\n")):
        return None, None
    return start, end - 1


def _range(replacement: Row) -> Iterator[int | None]:
    return (number(replacement, "range", key) for key in ("start_line", "start_character", "end_line", "end_character"))


def _fenced(code: str, info: str) -> str:
    fence = "`" * max([3, *(len(run) + 1 for run in _TICKS.findall(code))])
    return f"{fence}{info}\n{code if not code or code.endswith(chr(10)) else code + chr(10)}{fence}"
