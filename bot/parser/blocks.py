"""The text of a review as blocks: headings, items, paragraphs, code and table rows, each with its exact place in the
source."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.model.claim import Span
from bot.parser.fences import Fence, fence_at, fence_text, wrapper
from bot.parser.html import CommentEraser, blank_tags
from bot.parser.lines import indent_of, line_spans
from bot.parser.markdown import Leaf, outline
from bot.parser.pieces import Line, after_task_box, line_of, pieces
from bot.parser.prefence import code_runs
from bot.parser.rows import row
from bot.parser.text import Block, BlockKind

_MAX_SETEXT = 100
_HASHES = re.compile(r"(?:^|[ \t]+)#+$")
_HELD = "\ufffc"
"""Stands for a fence behind a list marker: the item must not look empty to Markdown."""
_CALLOUT = re.compile(r"[>\s]*\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.IGNORECASE)
_NO_WORDS = re.compile(r"[\s>*+\-#|=_~:]*+(?:\d{1,9}[.)])?[\s>*+\-]*+")


@dataclass(slots=True)
class _Sheet:
    """The text while it is taken apart: what Markdown may still see of each line, which lines are done, the blocks so
    far."""

    text: str
    spans: list[tuple[int, int]]
    shadow: list[str]
    done: bytearray
    blocks: list[Block] = field(default_factory=list)
    codes: list[tuple[Block, int, int]] = field(default_factory=list)
    columns: tuple[str, ...] = ()


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text in order, none overlapping another.

    Every word of the text is in a block, except HTML comments and tags; bullets, quote marks and the like stand between
    blocks. The
    head of a table is a ROW that names its own columns. Code is joined by LF without a final one.
    """
    spans = line_spans(text)
    sheet = _Sheet(text, spans, [text[start:end] for start, end in spans], bytearray(len(spans)))
    _take_fences(sheet)
    _take_unfenced(sheet)
    leaves, chains = outline(sheet.shadow)
    for leaf in leaves:
        _take_leaf(sheet, leaf)
    _take_rest(sheet)
    lines = [line for line, _ in chains]
    for code, line, column in sheet.codes:
        found = bisect_right(lines, line) - 1
        chain = chains[found][1] if found >= 0 else ()
        sheet.blocks.append(replace(code, depth=sum(1 for marker in chain if marker < column)))
    return tuple(_with_callouts(sorted(sheet.blocks, key=lambda block: block.span)))


def _with_callouts(found: Sequence[Block]) -> Iterator[Block]:
    """The blocks; those of a quote that begins with `[!NAME]` are marked as a box, not as words of somebody else."""
    is_inside = False
    for block in found:
        is_inside = block.is_quoted and (is_inside or _CALLOUT.match(block.text) is not None)
        yield replace(block, is_callout=True) if is_inside else block


def _take_fences(sheet: _Sheet) -> None:
    """Move fenced code out of the shadow, and blank comments and block tags outside of it."""
    eraser = CommentEraser(sheet.shadow)
    around = wrapper(sheet.shadow)
    for index in around or ():
        if index is not None:
            sheet.shadow[index] = ""
    index = 0
    while index < len(sheet.shadow):
        fence = fence_at(sheet.shadow, index) if _may_open(sheet.shadow[index]) else None
        if fence is not None:
            _take_fence(sheet, fence)
            index = fence.last + 1
            continue
        last = eraser.erase(index) if "<!--" in sheet.shadow[index] else index
        for line in range(index, last + 1):
            sheet.shadow[line] = blank_tags(sheet.shadow[line])
        index = last + 1


def _may_open(line: str) -> bool:
    return "```" in line or "~~~" in line


def _take_fence(sheet: _Sheet, fence: Fence) -> None:
    start = sheet.spans[fence.first][0] + fence.column
    last_start, last_end = sheet.spans[fence.last]
    end = max(start, last_start + len(sheet.text[last_start:last_end].rstrip()))
    text = fence_text(sheet.shadow, fence)
    code = Block(BlockKind.CODE, Span(start, end), text, info=fence.info, is_quoted=fence.is_quoted)
    column = indent_of(sheet.shadow[fence.first]) if fence.is_quoted else fence.column
    sheet.codes.append((code, fence.first, column))
    lead = sheet.shadow[fence.first][: fence.column]
    _blank(sheet, fence.first, fence.last + 1)
    sheet.shadow[fence.first] = lead + _HELD if lead.strip() and not fence.is_quoted else ""


def _take_unfenced(sheet: _Sheet) -> None:
    for first, after in code_runs(sheet.shadow, sheet.done):
        lines = sheet.shadow[first:after]
        margin = min((len(line) - len(line.lstrip(" \t")) for line in lines if line.strip()), default=0)
        lead = len(lines[0]) - len(lines[0].lstrip(" \t"))
        start = sheet.spans[first][0] + lead
        last_start = sheet.spans[after - 1][0]
        span = Span(start, last_start + len(lines[-1].rstrip()))
        text = "\n".join(line[margin:] for line in lines)
        sheet.codes.append((Block(BlockKind.CODE, span, text, is_fenced=False), first, indent_of(lines[0])))
        _blank(sheet, first, after)


def _blank(sheet: _Sheet, first: int, after: int) -> None:
    for index in range(first, after):
        sheet.done[index] = 1
        sheet.shadow[index] = ""


def _take_leaf(sheet: _Sheet, leaf: Leaf) -> None:
    if sheet.done[leaf.first] and sheet.shadow[leaf.first].endswith(_HELD):
        return
    for index in range(leaf.first, leaf.after):
        sheet.done[index] = 1
    if leaf.kind is BlockKind.ROW:
        _take_row(sheet, leaf)
    elif leaf.kind is BlockKind.HEADING and _is_heading(sheet, leaf):
        _take_heading(sheet, leaf)
    else:
        _take_paragraph(sheet, leaf)


def _take_row(sheet: _Sheet, leaf: Leaf) -> None:
    columns = () if leaf.is_head else sheet.columns
    found = row(sheet.text, sheet.spans[leaf.first], columns, depth=leaf.depth, is_quoted=leaf.is_quoted)
    if leaf.is_head:
        sheet.columns = found.header if found else ()
    sheet.blocks.extend([found] if found else [])


def _is_heading(sheet: _Sheet, leaf: Leaf) -> bool:
    """Whether a heading is meant as one: dashes below a sentence are a dividing line."""
    if not leaf.underline:
        return True
    words = sheet.shadow[leaf.first].strip()
    is_short = leaf.after - leaf.first == 1 and len(words) <= _MAX_SETEXT
    return is_short and (leaf.underline == "=" or not words.rstrip("*_`").endswith((".", ":", ";", ",", "!", "?")))


def _take_heading(sheet: _Sheet, leaf: Leaf) -> None:
    line_start, line_end = sheet.spans[leaf.first]
    words = sheet.text[line_start + leaf.column : line_end].rstrip()
    words = words if leaf.underline else _HASHES.sub("", words) or words
    span = Span(line_start + leaf.column, line_start + leaf.column + len(words))
    sheet.blocks.append(Block(BlockKind.HEADING, span, words, leaf.depth, leaf.level, is_quoted=leaf.is_quoted))


def _take_paragraph(sheet: _Sheet, leaf: Leaf) -> None:
    start = sheet.spans[leaf.first][0] + leaf.column
    head = sheet.shadow[leaf.first].removesuffix(_HELD)
    kind = BlockKind.PARAGRAPH if leaf.kind is BlockKind.HEADING else leaf.kind
    skipped = after_task_box(sheet.text, start, sheet.spans[leaf.first][1]) if kind is BlockKind.ITEM else start
    found = [
        line_of(sheet.text, head[skipped - start + leaf.column :], skipped, is_quoted=leaf.is_quoted, is_first=True)
    ]
    block = Block(kind, Span(0, 0), "", leaf.depth, number=leaf.number)
    for index in range(leaf.first + 1, leaf.after):
        if sheet.shadow[index - 1].endswith(_HELD):
            # A fence stands behind the words of the line before: what follows it is a paragraph of its own.
            _add_pieces(sheet, block, found)
            block, found = replace(block, kind=BlockKind.PARAGRAPH, number=None), []
        shadow = sheet.shadow[index].removesuffix(_HELD)
        found.append(line_of(sheet.text, shadow, sheet.spans[index][0], is_quoted=leaf.is_quoted, is_first=False))
    _add_pieces(sheet, block, found)


def _add_pieces(sheet: _Sheet, block: Block, found: Sequence[Line | None]) -> None:
    lines = [line for line in found if line is not None]
    if lines:
        sheet.blocks.extend(pieces(sheet.text, block, lines))


def _take_rest(sheet: _Sheet) -> None:
    """What Markdown dropped or never saw: every run of lines with words becomes a paragraph."""
    run: list[Line | None] = []
    for index, shadow in enumerate(sheet.shadow):
        if sheet.done[index] or not shadow.strip() or _NO_WORDS.fullmatch(shadow):
            _add_pieces(sheet, Block(BlockKind.PARAGRAPH, Span(0, 0), ""), run)
            run = []
            continue
        run.append(line_of(sheet.text, shadow, sheet.spans[index][0], is_quoted=">" in shadow[:200], is_first=False))
    _add_pieces(sheet, Block(BlockKind.PARAGRAPH, Span(0, 0), ""), run)
