"""The outline of a Markdown text by markdown-it-py: which lines are headings, items, paragraphs and table rows, and in
which list they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.parser.lines import indent_of
from bot.parser.text import BlockKind

_MAX_NESTING = 100
_MAX_LINE = 10_000
_MAX_WORK = 100_000
"""Lines, each counted again for every marker it begins with; what is beyond is left to the caller, who finds it by
difference."""
_MARKERS = re.compile(r"[ \t>*+-]*+")

Chain = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of lines with words, `after` exclusive; they begin at `column` of the first line.

    `level` of a heading; `is_underlined` where dashes or equals signs made it one. `is_head` of a table's first row.
    """

    kind: BlockKind
    first: int
    after: int
    column: int
    depth: int
    is_quoted: bool
    number: int | None = None
    level: int = 0
    underline: str = ""
    is_head: bool = False


def outline(lines: Sequence[str]) -> tuple[list[Leaf], list[tuple[int, Chain]]]:
    """The leaves in order, and from which line on which list items are open, each told by the column of its marker."""
    costs = accumulate(_costs(lines))
    head = sum(1 for _ in takewhile(lambda cost: cost <= _MAX_WORK, costs))
    seen = [line[:_MAX_LINE] for line in lines[:head]]
    walk = _Walk(seen)
    for token in _reader().parse("\n".join(seen)):
        walk.step(token)
    return walk.leaves, walk.chains


def _costs(lines: Sequence[str]) -> Iterator[int]:
    """How long each line takes to read: longer where it opens lists, quotes and cells, or goes on in what is open."""
    level = 0
    for line in lines:
        found = _MARKERS.match(line)
        markers = len(found[0].replace(" ", "").replace("\t", "")) if found else 0
        level = max(level, markers) if line.strip() else 0
        yield 1 + level + line.count("|", 0, _MAX_LINE) + (2 if markers else 0)


@cache
def _reader() -> MarkdownIt:
    """CommonMark with tables. Code and HTML are out of sight already; link definitions stay text, for they are words of
    the review."""
    reader = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    return reader.disable(["inline", "text_join", "code", "fence", "html_block", "reference"])


class _Walk:
    """Goes through the tokens once and keeps what is open."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._open: list[tuple[int, int | None]] = []
        self._quotes = 0
        self._is_new_item = False
        self._heading: Token | None = None
        self._is_head = False
        self._in_table = False
        self.leaves: list[Leaf] = []
        self.chains: list[tuple[int, Chain]] = []

    def step(self, token: Token) -> None:
        """Take one token into account."""
        match token.type:
            case "list_item_open":
                self._open_item(token)
            case "list_item_close":
                self._open.pop()
                self._is_new_item = False
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "heading_open" | "heading_close":
                self._heading = token if token.nesting == 1 else None
            case "table_open" | "table_close":
                self._in_table = token.nesting == 1
            case "thead_open" | "thead_close":
                self._is_head = token.nesting == 1
            case "tr_open":
                self._add(token, "", BlockKind.ROW)
            case "inline" if not self._in_table:
                self._add_words(token)

    def _open_item(self, token: Token) -> None:
        line = token.map[0] if token.map else 0
        number = int(token.info) if token.info.isdigit() else None
        column = indent_of(self._lines[line])
        if self.chains and self.chains[-1][0] == line and self._open:
            column = self._open[-1][0] + 2
        self._open.append((column, number))
        self._is_new_item = True
        self._note(line)

    def _note(self, line: int) -> None:
        self.chains.append((line, tuple(column for column, _ in self._open)))

    def _add_words(self, token: Token) -> None:
        if not token.content.strip():
            return
        if self._heading is not None:
            self._add(token, token.content, BlockKind.HEADING)
        elif self._is_new_item:
            self._add(token, token.content, BlockKind.ITEM)
        else:
            self._add(token, token.content, BlockKind.PARAGRAPH)

    def _add(self, token: Token, content: str, kind: BlockKind) -> None:
        if token.map is None:
            return
        first, after = token.map
        head = content.split("\n", 1)[0].strip()
        line = self._lines[first]
        column = line.rfind(head) if kind is BlockKind.HEADING else len(line.rstrip()) - len(head)
        number = self._open[-1][1] if self._open and kind is BlockKind.ITEM else None
        level = int(self._heading.tag[1:]) if self._heading else 0
        underline = self._heading.markup if self._heading and self._heading.markup in ("=", "-") else ""
        self._is_new_item = False
        self.leaves.append(
            Leaf(
                kind,
                first,
                after,
                max(0, column),
                len(self._open),
                self._quotes > 0,
                number,
                level,
                underline,
                self._is_head,
            )
        )
        self._note(first)
