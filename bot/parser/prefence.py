"""Unfenced code in a review: runs of lines that look like code, listings with line numbers, and diffs, found before
Markdown is read."""

import re
from collections.abc import Sequence

from bot.parser.codelike import Look, brackets, look_at
from bot.parser.lines import indent_of

_LISTED = re.compile(r"[ \t]*(?P<number>\d{1,6})(?:[ \t]*(?P<mark>[:|│])[ \t]?|[ \t]+|$)(?P<code>.*)", re.S)
_HUNK = re.compile(r"diff --git |@@ -\d|--- (?:a/|/dev/null|\S+\.\w+)|\+\+\+ (?:b/|/dev/null)")
_DIFF_LINE = re.compile(r"[-+@\\ ]|diff --git |index [0-9a-f]")
_DIFF_GOES_ON = re.compile(r" +\S|@@ |diff --git |[-+](?! ?[A-Z]| \S)")
_QUOTES = ('"""', "'''")
_MAX_GAP = 2
_MAX_INSIDE = 100
"""Lines that a bracket or docstring may stay open before we stop believing that it is one."""


def code_runs(lines: Sequence[str], taken: bytearray) -> list[tuple[int, int]]:
    """Runs of unfenced code as (first line, line after the last), in order; lines marked in `taken` belong to no
    run."""
    runs: list[tuple[int, int]] = []
    index = floor = 0
    while index < len(lines):
        if taken[index] or not lines[index].strip():
            index += 1
            continue
        end = _run_at(lines, taken, index)
        if end is None:
            index += 1
            continue
        start = _with_comments_before(lines, taken, index, floor)
        if _is_accepted(lines, start, end):
            runs.append((start, end))
        index = floor = max(end, index + 1)
    return runs


def _run_at(lines: Sequence[str], taken: bytearray, index: int) -> int | None:
    end = _diff_end(lines, taken, index) or _listing_end(lines, taken, index)
    if end is not None:
        return end
    if look_at(lines[index], is_inside=_opens_suite(lines, index)) is not Look.CODE:
        return None
    return _Run(lines, taken, index).end()


def _opens_suite(lines: Sequence[str], index: int) -> bool:
    """Whether the line ends in a colon and the next one is indented below it."""
    if not lines[index].rstrip().endswith(":") or index + 1 >= len(lines) or not lines[index + 1].strip():
        return False
    return indent_of(lines[index + 1]) >= indent_of(lines[index]) + 2


class _Run:
    """A run of code that grows line by line as long as the lines, or what is open in them, say that it goes on."""

    def __init__(self, lines: Sequence[str], taken: bytearray, first: int) -> None:
        self._lines = lines
        self._taken = taken
        self._first = first
        self._base = indent_of(lines[first])
        self._depth = 0
        self._inside = 0

    def end(self) -> int:
        """The line after the last one of the run."""
        after = index = self._first
        gap = 0
        while index < len(self._lines) and not self._taken[index]:
            is_inside = indent_of(self._lines[index]) > self._base or _opens_suite(self._lines, index)
            look = look_at(self._lines[index], is_inside=is_inside)
            if look is Look.BLANK:
                gap += 1
                if gap > _MAX_GAP:
                    break
                index += 1
                continue
            if not self._goes_on(index, look, gap):
                break
            docstring = self._docstring_end(index)
            self._note(index)
            index = after = docstring or index + 1
            gap = 0
        return after

    def _goes_on(self, index: int, look: Look, gap: int) -> bool:
        if look is Look.CODE:
            return True
        indent = indent_of(self._lines[index])
        if gap:
            return look is Look.NEUTRAL and indent > self._base
        if look is Look.NEUTRAL:
            return indent >= self._base
        if self._depth > 0 and self._inside < _MAX_INSIDE:
            return True
        return (
            indent > self._base
            and self._lines[index - 1].rstrip().endswith((":", "{", "(", "[", ",", "\\"))
            and indent >= 4
        )

    def _note(self, index: int) -> None:
        self._depth = max(0, self._depth + brackets(self._lines[index]))
        self._inside = self._inside + 1 if self._depth else 0

    def _docstring_end(self, index: int) -> int | None:
        """The line after a docstring that begins in this line and ends in a later one."""
        quote = next((mark for mark in _QUOTES if self._lines[index].count(mark) % 2 == 1), None)
        if quote is None:
            return None
        for at in range(index + 1, min(index + _MAX_INSIDE, len(self._lines))):
            if self._taken[at]:
                return None
            if quote in self._lines[at]:
                return at + 1
        return None


def _with_comments_before(lines: Sequence[str], taken: bytearray, index: int, floor: int) -> int:
    """The first of the comment lines that stand directly above line `index`."""
    start = index
    while start > max(floor, index - 20) and not taken[start - 1] and look_at(lines[start - 1]) is Look.NEUTRAL:
        if lines[start - 1].lstrip()[:2] in ("* ", "--"):
            break
        start -= 1
    return start


def _is_accepted(lines: Sequence[str], start: int, end: int) -> bool:
    filled = sum(1 for index in range(start, end) if lines[index].strip())
    if filled >= 2:
        return True
    if indent_of(lines[start]) >= 4 and (start == 0 or not lines[start - 1].strip()):
        return True
    lead = next((lines[index].rstrip() for index in (start - 1, start - 2) if index >= 0 and lines[index].strip()), "")
    return lead.endswith(":") and (end >= len(lines) or not lines[end].strip() or look_at(lines[end]) is Look.PROSE)


def _listing_end(lines: Sequence[str], taken: bytearray, index: int) -> int | None:
    """The line after a listing with line numbers that begins here: two or more numbers in a row, and code behind most
    of them."""
    found = _LISTED.fullmatch(lines[index])
    if found is None:
        return None
    number, at, code, prose, marked = int(found["number"]), index, 0, 0, 0
    while found is not None and int(found["number"]) == number + at - index and not taken[at]:
        look = look_at(found["code"])
        code += look is Look.CODE
        prose += look is Look.PROSE
        marked += found["mark"] is not None
        at += 1
        found = _LISTED.fullmatch(lines[at]) if at < len(lines) else None
    is_listing = at - index >= 2 and code > 0 and (code * 3 >= prose or marked == at - index)
    return at if is_listing or (at - index == 1 and code and marked) else None


def _diff_end(lines: Sequence[str], taken: bytearray, index: int) -> int | None:
    if _HUNK.match(lines[index]) is None:
        return None
    at = index + 1
    while at < len(lines) and not taken[at] and (_DIFF_LINE.match(lines[at]) or _is_inner_blank(lines, at)):
        at += 1
    return at if at - index >= 3 else None


def _is_inner_blank(lines: Sequence[str], at: int) -> bool:
    """Whether an empty line belongs to a diff: what follows is more of it, and no list of the review."""
    return not lines[at].strip() and at + 1 < len(lines) and _DIFF_GOES_ON.match(lines[at + 1]) is not None
