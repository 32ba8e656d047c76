"""The pieces of a review's text that the parser works on: blocks of a document, and sentences inside them."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.claim import Span


class BlockKind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    CODE = "code"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One leaf of a document, in the order of the text; `text` is the source between `span`, verbatim.

    ITEM is the first paragraph of a list item (its span begins after the bullet); what follows inside the same item is a
    PARAGRAPH or CODE block of the same `depth`. `depth`: 0 outside lists, 1 in a list, 2 in a nested one.
    `level`: of a heading, 1 to 6. `info`: the word after a fence. `number`: of an ordered item. `is_quoted`: inside a block quote; `is_callout`:
    one that is no quotation but a box of its own (`> [!WARNING]`).
    For CODE, `text` is the code without fence lines and common indentation of the container; `span` covers fence lines too,
    `is_fenced` is False for code that was recognised without a fence. `cells`: spans of a table row's cells; `header` its column names.
    """

    kind: BlockKind
    span: Span
    text: str
    depth: int = 0
    level: int = 0
    info: str = ""
    number: int | None = None
    is_quoted: bool = False
    is_fenced: bool = True
    cells: tuple[Span, ...] = ()
    header: tuple[str, ...] = ()
    is_callout: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A code-like stretch inside a sentence: in backticks, or a bare identifier, call, dotted name or file path.

    `text` is without backticks; `is_bare` when it stood without them.
    """

    text: str
    span: Span
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or table cell, or heading). `span` is its place in the source, `text` the verbatim source of it.

    `masked`: the sentence with every code-like stretch replaced by `«0»`, `«1»` ... (indexes into `codes`), Markdown emphasis,
    link targets and HTML tags cut, typographic quotes made plain, white space collapsed, case kept. Cues are matched on it.
    `is_lead`: it ends in a colon or is a title (a bold lead, a heading, "Docstrings:").
    """

    text: str
    span: Span
    masked: str
    codes: tuple[Code, ...] = ()
    is_lead: bool = False

    def code(self, placeholder: str) -> str:
        """The text behind `«n»`; any other string is returned as it is."""
        if placeholder.startswith("«") and placeholder.endswith("»") and placeholder[1:-1].isdigit():
            return self.codes[int(placeholder[1:-1])].text
        return placeholder
