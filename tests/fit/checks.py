"""Fits what an observation of a check says: log likelihood ratios on claims with truth by construction, halved and capped."""

from collections import Counter
from collections.abc import Sequence
from math import log

from bot.consolidation.weights import CAP
from tests.fit.data import Result

DEFAULTS = {
    "disproves:proof": -3.0,
    "disproves:strong": -1.2,
    "disproves:weak": -0.5,
    "supports:proof": 3.0,
    "supports:strong": 1.2,
    "supports:weak": 0.5,
}
"""Used where no results of constructed claims are given."""

_CAPS = {"proof": CAP, "strong": 1.2, "weak": 0.5}
"""No observation says more than its strength promises: twins made on purpose differ in nothing else, real findings do."""

_LEAST = 20
_SHRINK = 0.5

Tables = tuple[dict[str, float], dict[str, dict[str, float]]]


def fit(rows: Sequence[Result]) -> Tables:
    """Log-odds by outcome and strength over all checks, and by check where it was seen often enough."""
    decided = [row for row in rows if isinstance(row.label, bool)]
    if not decided:
        return dict(DEFAULTS), {}
    pooled = _ratios([(row.label is True, {f"{o}:{s}" for _, o, s in row.evidence}) for row in decided])
    by_check: dict[str, dict[str, float]] = {}
    for check in sorted({c for row in decided for c, _, _ in row.evidence}):
        own = [row for row in decided if row.kind == check or any(c == check for c, _, _ in row.evidence)]
        seen = [(row.label is True, {f"{o}:{s}" for c, o, s in row.evidence if c == check}) for row in own]
        by_check[check] = {key: value for key, value in _ratios(seen).items() if _is_meant(key, value)}
    pooled = {key: value for key, value in pooled.items() if _is_meant(key, value)}
    return {**DEFAULTS, **pooled}, {check: table for check, table in by_check.items() if table}


def _is_meant(key: str, value: float) -> bool:
    """Whether an observation moves the way it is meant to; the other way is a fault of the check, not a weight."""
    return not key.startswith("neutral") and (value > 0) == key.startswith("supports")


def _ratios(rows: Sequence[tuple[bool, set[str]]]) -> dict[str, float]:
    """Half the log likelihood ratio of each observation that was made often enough, within the cap."""
    number = Counter(label for label, _ in rows)
    true = Counter(key for label, keys in rows if label for key in keys)
    false = Counter(key for label, keys in rows if not label for key in keys)
    found = {}
    for key in sorted(true.keys() | false.keys()):
        if true[key] + false[key] >= _LEAST and number[True] and number[False]:
            ratio = log((true[key] + 0.5) / (number[True] + 1)) - log((false[key] + 0.5) / (number[False] + 1))
            cap = _CAPS.get(key.rpartition(":")[2], CAP)
            found[key] = round(max(-cap, min(cap, _SHRINK * ratio)), 2)
    return found
