"""How a writer divides a review without Markdown: answers to quoted lines, and labels that come again."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from bot.model.claim import CodeBlock
from bot.parser.text import Block, BlockKind
from bot.parser.units import Unit

_AT_LINE = re.compile(r"^\W*(?:lines?|ln?) ?#?\d{1,6}(?: ?[-–] ?\d{1,6})?\s?[:–—]\s(?=(?:\S+ ){3})", re.IGNORECASE)
_BY_CWE = re.compile(r"^\W*CWE-\d{1,5}\b(?=(?:\W+\w+){3})")
_OWN_LABEL = re.compile(r"^\W*([A-Z][\w/-]{1,20}(?: [\w/-]{1,20}){0,2}):\s")


def own_label(unit: Unit) -> str:
    """The word or two that a paragraph begins with, set off by a colon ("Quality: ..."), a line or CWE id as its sort; empty without."""
    if _BY_CWE.match(unit.masked):
        return "cwe"
    if unit.part == "place":
        return "line" if _AT_LINE.match(unit.masked) else ""
    found = _OWN_LABEL.match(unit.masked)
    return found[1].lower() if found else ""


def repeated_labels(units: Sequence[Unit]) -> frozenset[str]:
    """Labels that several paragraphs begin with: each of them is a point of its own."""
    blocks = groupby(units, key=lambda unit: unit.block)
    firsts = [next(members) for block, members in blocks if block.kind is BlockKind.PARAGRAPH]
    count = Counter(own_label(unit) for unit in firsts if not unit.noise and unit.part in ("", "place"))
    if any(unit.part == "problem" or unit.block.kind in (BlockKind.HEADING, BlockKind.ITEM) for unit in units):
        # Lines and labels of weaknesses are then told of what a title or item names.
        count["line"] = count["cwe"] = 0
    return frozenset(label for label, number in count.items() if label and number >= 2)


def is_labelled(block: Block, first: Unit, labels: frozenset[str]) -> bool:
    """Whether a paragraph begins with a label that several paragraphs begin with, and is no part of a finding."""
    return (
        block.kind is BlockKind.PARAGRAPH
        and not block.depth
        and first.part in ("", "place")
        and own_label(first) in labels
    )


def cites(units: Sequence[Unit]) -> bool:
    """Whether the writer answers to quoted lines one by one, as in mails: twice or more, plain words behind each."""
    runs = [(quoted, list(members)) for quoted, members in groupby(units, key=lambda unit: unit.block.is_quoted)]
    answered = sum(1 for (quoted, _), (_, behind) in pairwise(runs) if quoted and behind[0].sentence is not None)
    led = sum(1 for (quoted, before), _ in pairwise(runs) if not quoted and _ends_in_colon(before[-1]))
    return answered >= 2 and answered > led


def as_code(group: Sequence[Unit]) -> Unit:
    """The quoted lines of one block as the code that the words behind them speak of."""
    block = group[0].block
    return Unit(block, block.span, code=CodeBlock(block.text, block.span))


def _ends_in_colon(unit: Unit) -> bool:
    return unit.sentence is not None and unit.sentence.text.rstrip().endswith(":")
