"""Which definition a sentence stands under, where its first words, or a cell of its own, only say that: "`load`: ...", | `load`, line 4 |."""

import re
from collections.abc import Sequence

from bot.parser.claims.places import path_in
from bot.parser.text import BlockKind
from bot.parser.units import Unit

_LINE = r"(?:,? \(?(?:lines?|l) ?#?\d{1,6}(?: ?[-–] ?\d{1,6})?\)?)?"
_NOUN = r"(?: (?:function|method|helper|constructor))?"
_HEAD = re.compile(
    rf"\W*(?:in )?(?:the )?«0»(?:\(\))?{_NOUN}[*_]{{0,2}}{_LINE}[*_]{{0,2}}\s?(?::|[–—-] )", re.IGNORECASE
)
_CELL = re.compile(rf"\W*(?:in )?(?:the )?«0»(?:\(\))?{_NOUN}{_LINE}\W*", re.IGNORECASE)
_DEFINED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){0,3}(?:\(\))?")

OWNED = frozenset(
    {
        "wrong-call-count",
        "caught-exception",
        "unclosed-resource",
        "lost-cause",
        "missing-argument",
        "missing-check",
        "missing-timeout",
        "stated-value",
        "swallowed-exception",
        "bare-except",
        "unidiomatic-code",
        "absent-store",
    }
)
"""Kinds whose checks look only into the definition that is named."""


def owner_of(unit: Unit, group: Sequence[Unit]) -> str:
    """The name before the colon of a sentence, or in a cell of its row; empty where there is none."""
    own = _named(unit, _HEAD)
    if own or unit.block.kind is not BlockKind.ROW:
        return own
    cells = [_named(other, _CELL) for other in group if other is not unit and other.block is unit.block]
    named = [cell for cell in cells if cell]
    return named[0] if len(named) == 1 else ""


def _named(unit: Unit, pattern: re.Pattern[str]) -> str:
    if unit.sentence is None or not unit.sentence.codes:
        return ""
    found = pattern.match(unit.masked) if pattern is _HEAD else pattern.fullmatch(unit.masked)
    name = unit.sentence.codes[0].text if found else ""
    return name if _DEFINED.fullmatch(name) and path_in(name) is None else ""
