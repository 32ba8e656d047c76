"""What a code block is to its finding: code said to stand in the file, a fix, or part of a before-and-after pair."""

import re
from collections.abc import Sequence

from bot.model.claim import CodeBlock, Role, Span
from bot.parser.claims.extract import Draft
from bot.parser.claims.places import lines_in
from bot.parser.units import Unit

_FIX = re.compile(
    r"\b(?:fix\w*|correct(?:ed|ion)?|updated?|modif\w+|chang\w+|should|could|would be|instead"
    r"|suggest\w*|recommend\w*|replac\w+|rewrit\w+|refactor\w*|example of how|better|solution"
    r"|improved?|proposed|patch|"
    r"add(?:ing)?|after|new|alternative|consider|use|using|wrap|try)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:consider|please|try|use|add|replace|change|move|prefer|wrap|rename|remove|(?:you|we) "
    r"(?:could|should|can|may))\b|"
    r"\b(?:should|could|must) (?:be|have|look|read)\b|\bif you prefer\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"^\W*instead of\b[^,]*\W*$|^\W*(?:before|currently|current|existing|original|now|old|bad"
    r"|wrong|incorrect|actual)(?: code| version)?"
    r"(?: \([^)]{0,60}\))?\W*$|\b(?:current|existing|original|problematic|offending|vulnerable|old"
    r"|present|buggy|removed) (?:\w+ )?(?:code|"
    r"implementation|version|lines?|snippet|behaviou?r|state|signature|approach|logic|definition|structure)\b[^,;]*$",
    re.IGNORECASE,
)
"""Introduces the code that stands there now."""
_CURRENT = re.compile(
    r"\b(?:lines? \d+|current(?:ly)?|existing|this code|problematic|offending|vulnerable|original"
    r"|before|looks like|reads|the (?:following )?(?:code|line|snippet|statement|call|block)s?(?: "
    r"is| in question|:)?$|following (?:code|line|snippet|lines))\b",
    re.IGNORECASE,
)


def code_drafts(unit: Unit, units: Sequence[Unit]) -> tuple[Draft, ...]:
    """The claim that a code block makes: `suggested-fix` with role fix, or `quoted-code` as a premise."""
    block = unit.code
    if block is None or not (block.text.strip() or block.is_suggestion):
        return ()
    masked = _lead_masked(unit, units)
    if is_fix(block, masked, units, unit):
        return (
            Draft(
                "suggested-fix", Role.FIX, _lead_span(unit, units), masked.lower(), lines=lines_in(masked), code=block
            ),
        )
    role = Role.PREMISE if _CURRENT.search(masked) or lines_in(masked) else Role.LABEL
    return (Draft("quoted-code", role, block.span, masked.lower(), lines=lines_in(masked), code=block),)


def is_fix(block: CodeBlock, lead: str, units: Sequence[Unit], unit: Unit) -> bool:
    """Whether a block proposes code rather than quoting it."""
    if block.is_suggestion or block.info.lower() in ("diff", "patch"):
        return True
    if lines_in(lead) and not _FIX.search(lead):
        return False
    if _ASKS.search(lead):
        return True
    if _OLD.search(lead):
        return False
    if _FIX.search(lead):
        return True
    if _CURRENT.search(lead):
        return False
    index = _index(unit, units)
    return any(other.advises for other in units[:index]) or bool(re.match(r"(?m)^[+-] ?\S", block.text))


def _index(unit: Unit, units: Sequence[Unit]) -> int:
    return next(i for i, other in enumerate(units) if other is unit)


def _lead_masked(unit: Unit, units: Sequence[Unit]) -> str:
    index = _index(unit, units)
    return units[index - 1].masked if index and units[index - 1].sentence and unit.code and unit.code.lead else ""


def _lead_span(unit: Unit, units: Sequence[Unit]) -> Span:
    """The sentence that introduces a fix is its quote; without one, the block itself."""
    index = _index(unit, units)
    before = units[index - 1] if index else None
    return before.span if before and before.sentence and before.sentence.text.rstrip().endswith(":") else unit.span
