"""Kinds that only tell what the code has, and what becomes of them beside what else is said of it."""

from dataclasses import replace

from bot.model.claim import Role
from bot.parser.claims.extract import Draft
from bot.parser.claims.natures import TOLD

DESCRIPTIVE = frozenset(
    {
        "quoted-code",
        "live-line",
        "missing-call",
        "missing-construct",
        "comment-says",
        "wrong-order",
        "caught-exception",
        "wrong-argument",
        "stated-value",
        "stated-count",
        "stated-assertion",
        "stated-home",
        "stated-use",
        "stated-base",
        "stated-nature",
        "stated-method",
        "argument-count",
        "stated-mock",
    }
)
"""Kinds that describe: a sentence that asserts more is a claim beside them."""


def told_aside(drafts: list[Draft]) -> list[Draft]:
    """The drafts, of which those that only tell what is there are premises where something else is said."""
    if not _is_told_of_more(drafts):
        return drafts
    return [replace(draft, role=Role.PREMISE) if draft.kind in TOLD else draft for draft in drafts]


def _is_told_of_more(drafts: list[Draft]) -> bool:
    """Whether what is told of the code stands beside something that is said of it, in a sentence of its own or not."""
    told = {draft.span for draft in drafts if draft.kind in TOLD and draft.role is Role.PREDICATE}
    return bool(told) and any(
        draft.kind not in TOLD
        and (draft.role is Role.PREDICATE or (draft.role is Role.PREMISE and draft.span not in told))
        for draft in drafts
    )
