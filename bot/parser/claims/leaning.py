"""Clauses that lean on what stands before them, read once more with the code that they speak of in its place."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from bot.parser.claims.reference import is_noun, own_title, resolved
from bot.parser.text import Sentence


class Named(Protocol):
    """What tells whether a claim names something already."""

    @property
    def subject(self) -> str:
        """The symbol it is about."""

    @property
    def scope(self) -> str:
        """The definition named as its universe."""


Read = TypeVar("Read", bound=Named)


def leaning(
    clauses: Sequence[Sentence],
    found: Sequence[tuple[Read, ...]],
    before: Sentence | None,
    read: Callable[[Sentence], tuple[Read, ...]],
) -> list[tuple[Read, ...]]:
    """What each clause says; one that names nothing is read with what its first words stand for."""
    told: list[tuple[Read, ...]] = []
    for clause, drafts in zip(clauses, found, strict=True):
        says, above = clause, before
        if titled := own_title(clause):
            above, says = titled
        whole = resolved(says, above) if above is not None else None
        if whole is not None and not any(_names(draft) for draft in drafts):
            fuller = read(whole)
            drafts = fuller if not drafts or any(_names(draft) for draft in fuller) else drafts
        told.append(drafts)
        before = whole or (clause if clause.codes else before)
    return told


def _names(draft: Named) -> bool:
    """Whether a claim names code; "constant" in "the constant is never used" is only a noun."""
    return bool(draft.scope) or (bool(draft.subject) and not is_noun(draft.subject))
