"""Whether a paragraph turns from what was spoken of to another defect, though nothing but its words says so."""

import re
from collections.abc import Sequence

from bot.model.claim import Role
from bot.model.kinds import KINDS
from bot.parser.units import Unit

_COUNTED_SUBJECT = re.compile(
    r"^\W*the (?:(?:first|second|third) (?!(?:is|was|one|are)\b)|same (?:code|expression|statement|block|condition|literal|string|"
    r"assignment|check|logic|constant|value) «)",
    re.IGNORECASE,
)
"""Leans on what stands before only where it names the same code."""
_TELLING = 100
"""So many units are asked what was named before, so that a text without end costs no more than its length."""


def turns(first: Unit, said: Sequence[Unit]) -> bool:
    """Whether a paragraph begins with a defect of code that was not spoken of before: its writer turned to another."""
    leans = first.continues and not _COUNTED_SUBJECT.search(first.masked)
    if first.noise or leans or first.impacts or first.label or first.sentence is None:
        return False
    says = {
        draft.kind for draft in first.drafts if draft.role is Role.PREDICATE and KINDS[draft.kind].family != "general"
    }
    texts = {kind for kind in says if KINDS[kind].family == "text"}
    if texts and not texts & {draft.kind for unit in said[:_TELLING] for draft in unit.drafts}:
        return True
    is_behind_code = said[-1].code is not None and first.masked.lstrip(" `").startswith("«0»")
    if not says and (first.advises or not first.asserts) and not is_behind_code:
        return False
    before = said[:_TELLING]
    named = {_bare(code.text) for code in first.sentence.codes}
    known = {_bare(code.text) for unit in before if unit.sentence for code in unit.sentence.codes}
    if not named or not known:
        return False
    return not named & known or (_names_only(before) and _bare(first.sentence.codes[0].text) not in known)


def _names_only(units: Sequence[Unit]) -> bool:
    """Whether all that was said so far is of names or text: such a defect needs no second paragraph about other code."""
    said = {KINDS[draft.kind].family for unit in units for draft in unit.drafts if draft.role is Role.PREDICATE}
    return bool(said) and said <= {"names", "text"}


def _bare(code: str) -> str:
    """The name that a stretch of code begins with."""
    return code.partition("(")[0].removeprefix("self.").strip()
