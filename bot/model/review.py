"""What a reviewer proposed, as it came in: a body and inline comments about one revision."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.model.place import Side


class SourceState(StrEnum):
    """What became of a comment on its forge."""

    OPEN = "open"
    RESOLVED = "resolved"
    OUTDATED = "outdated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answered to a comment: shown beside it, and no finding."""

    author: str
    body: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """Where a comment stood when it was written: its revision and the lines there."""

    revision: str
    line: int | None = None
    end_line: int | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """One inline comment; `path` is relative to the root of the tree, lines are 1-based and inclusive.

    `severity` and `category` in the reviewer's own words, where the format has fields for them. `revision` is the one that
    the lines count in, where it is not the review's; `written` where they stood at first, if the forge moved them since.
    """

    path: str
    body: str
    line: int | None = None
    end_line: int | None = None
    side: Side = Side.NEW
    id: str | None = None
    url: str | None = None
    severity: str | None = None
    category: str | None = None
    external_id: str | None = None
    state: SourceState = SourceState.OPEN
    replies: tuple[Reply, ...] = ()
    revision: str | None = None
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class ProposedReview:
    """What one reviewer said about one revision. `name` tells the reviews of a run apart; `format` is what it was read from.

    `dialect` is how the reviewer is known to write, `state` what became of the body on its forge. A person's findings
    show no number.
    """

    name: str
    reviewer: str
    body: str = ""
    comments: tuple[Comment, ...] = ()
    revision: str | None = None
    external_id: str | None = None
    submitted_at: str | None = None
    url: str | None = None
    path: str | None = None
    format: str = "markdown"
    dialect: str | None = None
    is_person: bool = False
    state: SourceState = SourceState.OPEN


def told_apart(reviews: Iterable[ProposedReview]) -> tuple[ProposedReview, ...]:
    """The reviews in the same order; those with the same name get `-2`, `-3` … behind the second and later ones."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    told: list[ProposedReview] = []
    for review in reviews:
        name = review.name
        while name in taken:
            numbers[review.name] = numbers.get(review.name, 1) + 1
            name = f"{review.name}-{numbers[review.name]}"
        taken.add(name)
        told.append(replace(review, name=name))
    return tuple(told)
