"""Rows of a Markdown table with the place of every cell."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.model.claim import Span
from bot.parser.lines import code_spans
from bot.parser.text import Block, BlockKind

_PREFIX = re.compile(r"[ \t>]*")
_ITEM_PREFIX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
_PIPE = re.compile(r"\|")
_MARKS = re.compile(r"[*_`~]+")


def row(text: str, line: tuple[int, int], header: Sequence[str], *, depth: int, is_quoted: bool) -> Block | None:
    """The row in the line of the text from start to end; without `header` it is the head and names its own columns.

    None for an empty one.
    """
    start, end = line
    prefix = (_ITEM_PREFIX if depth and not header else _PREFIX).match(text, start, end)
    start = prefix.end() if prefix else start
    cells = _cells(text, start, end)
    if header and len(cells) > len(header):
        cells = _cells(text, start, end, codes=code_spans(text, start, end))
    if header and len(cells) > len(header):
        cells = (*cells[: len(header) - 1], Span(cells[len(header) - 1].start, cells[-1].end))
    filled = [cell for cell in cells if cell.start < cell.end]
    if not filled:
        return None
    names = tuple(header) or tuple(_MARKS.sub("", text[cell.start : cell.end]).strip() for cell in cells)
    span = Span(filled[0].start, filled[-1].end)
    return Block(
        BlockKind.ROW, span, text[span.start : span.end], depth, is_quoted=is_quoted, cells=cells, header=names
    )


def _cells(text: str, start: int, end: int, codes: Sequence[tuple[int, int, int]] = ()) -> tuple[Span, ...]:
    """Spans between the pipes that neither a backslash nor one of the `codes` protects, without white space around
    them."""
    cuts = [start - 1]
    protected = iter(codes)
    code = next(protected, None)
    for pipe in _PIPE.finditer(text, start, end):
        at = pipe.start()
        while code is not None and code[1] <= at:
            code = next(protected, None)
        if (text[at - 1 : at] == "\\" and at > start) or (code is not None and code[0] <= at):
            continue
        cuts.append(at)
    cuts.append(end)
    cells = [_trimmed(text, left + 1, right) for left, right in pairwise(cuts)]
    if len(cells) > 1 and cells[0].start == cells[0].end:
        cells.pop(0)
    if len(cells) > 1 and cells[-1].start == cells[-1].end:
        cells.pop()
    return tuple(cells)


def _trimmed(text: str, start: int, end: int) -> Span:
    cell = text[start:end]
    left = start + len(cell) - len(cell.lstrip())
    return Span(left, max(left, start + len(cell.rstrip())))
