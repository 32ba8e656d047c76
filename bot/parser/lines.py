"""Where the lines of a text begin and end, and which stretches of a text are inline code; both in linear time."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

_ENDS = re.compile(r"\r\n|\r|\n")
_TICKS = re.compile(r"`+")
_PARAGRAPH = re.compile(r"(?:\r\n|\r|\n)[ \t>]*(?:\r\n|\r|\n)")
_MAX_LINES = 300_000
_MAX_RUNS = 400_000


def line_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every line, without its terminator; only CR, LF and both together end a line.

    Of more than 300,000 lines the last one holds all that is left of the text.
    """
    spans = []
    start = 0
    for ending in islice(_ENDS.finditer(text), _MAX_LINES):
        spans.append((start, ending.start()))
        start = ending.end()
    spans.append((start, len(text)))
    return spans


def indent_of(line: str) -> int:
    """The column of the first character that is no blank; a tab goes to the next multiple of four."""
    column = 0
    for letter in line:
        if letter == "\t":
            column += 4 - column % 4
        elif letter == " ":
            column += 1
        else:
            break
    return column


def code_spans(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Inline code between `start` and `end` as (first back-tick, end after the last one, length of a delimiter).

    As in CommonMark, a run of back-ticks is closed by the next run of the same length, and a backslash before an
    opening run takes
    its first back-tick away. A span never crosses an empty line. Only the first 400,000 runs are looked at.
    """
    runs = [(run.start(), run.end()) for run in islice(_TICKS.finditer(text, start, end), _MAX_RUNS)]
    if not runs:
        return []
    breaks = [gap.start() for gap in _PARAGRAPH.finditer(text, start, end)]
    places: dict[int, list[int]] = {}
    for index, (first, after) in enumerate(runs):
        places.setdefault(after - first, []).append(index)
    return _pair(text, runs, places, breaks)


def _pair(
    text: str, runs: Sequence[tuple[int, int]], places: dict[int, list[int]], breaks: Sequence[int]
) -> list[tuple[int, int, int]]:
    spans = []
    index = 0
    while index < len(runs):
        first, after = runs[index]
        if _is_escaped(text, first):
            first += 1
        length = after - first
        closing = _next(places.get(length, ()), index)
        if length == 0 or closing is None or _crosses(breaks, after, runs[closing][0]):
            index += 1
            continue
        spans.append((first, runs[closing][1], length))
        index = closing + 1
    return spans


def _next(places: Sequence[int], index: int) -> int | None:
    found = bisect_right(places, index)
    return places[found] if found < len(places) else None


def _crosses(breaks: Sequence[int], start: int, end: int) -> bool:
    found = bisect_right(breaks, start - 1)
    return found < len(breaks) and breaks[found] < end


def _is_escaped(text: str, at: int) -> bool:
    before = at
    while before > 0 and at - before < 100 and text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1
