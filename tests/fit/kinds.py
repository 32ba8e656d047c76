"""Fits what a kind says of a finding before anything is checked: accepted against rejected comments of models, shrunk."""

from collections.abc import Sequence
from math import log

from bot.model.review import ProposedReview
from bot.parser.parse import parse
from tests.fit.data import Accepted

_SHRINK = 30.0
"""So many comments of an average kind are added to each kind."""

_CAP = 1.0
_LEAST = 8


def fit(rows: Sequence[Accepted]) -> dict[str, float]:
    """Log-odds of each kind with enough comments, relative to all comments; kinds that move next to nothing are left out."""
    right: dict[str, int] = {}
    total: dict[str, int] = {}
    for row in rows:
        kind = _kind_of(row)
        total[kind] = total.get(kind, 0) + 1
        right[kind] = right.get(kind, 0) + row.is_accepted
    share = sum(right.values()) / max(1, sum(total.values()))
    found = {}
    for kind, number in sorted(total.items()):
        shrunk = (right[kind] + _SHRINK * share) / (number + _SHRINK)
        moved = round(max(-_CAP, min(_CAP, log(shrunk / (1 - shrunk)) - log(share / (1 - share)))), 2)
        if number >= _LEAST and abs(moved) >= 0.05:
            found[kind] = moved
    return found


def _kind_of(row: Accepted) -> str:
    """The kind of the first finding that the parser makes of a comment."""
    findings = parse(ProposedReview("comment", row.author, row.text)).findings
    return findings[0].kind if findings else "other"
