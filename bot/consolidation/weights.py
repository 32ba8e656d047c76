"""The numbers of the confidence model and of the likeness of texts, as the application reads them from a data file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.errors import Refused

SCHEMA = "metareview/weights/1"

CAP = 3.0
"""No check and no kind may say more than 20 to 1: constructed examples are cleaner than real ones."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: a logistic model over two similarities; the thresholds are values of it.

    `near` and `kind` are added where both stand near the same lines, or have the same kind. `threshold` merges two
    findings that share a place or a symbol, `alone` two that share neither, `topic` makes them related.
    """

    intercept: float = -3.9
    stems: float = 12.4
    names: float = 3.2
    near: float = 0.5
    kind: float = 0.5
    threshold: float = 0.2
    alone: float = 0.3
    topic: float = 0.2


@dataclass(frozen=True, slots=True)
class Weights:
    """Every weight in log-odds. `evidence` and `checks` are keyed by `outcome:strength`; a check's own numbers win.

    `voices` counts per natural logarithm of the agreeing voices, `silent` per logarithm of all voices over those.
    `basis` says what the confidence rests on: `constructed`, or `labelled n=` and a number.
    """

    basis: str = "constructed"
    intercept: float = -0.3
    voices: float = 1.3
    silent: float = -0.85
    disputed: float = -0.3
    kinds: Mapping[str, float] = field(default_factory=dict)
    evidence: Mapping[str, float] = field(default_factory=dict)
    checks: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    likeness: Likeness = Likeness()

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> "Weights":
        """The weights that a parsed data file holds; Refused where it is of another version or a number is missing."""
        if data.get("schema") != SCHEMA:
            raise Refused(f"The weights must have schema {SCHEMA}.")
        likeness = _table(data, "likeness")
        checks = _table(data, "checks")
        return cls(
            basis=str(data.get("basis", "constructed")),
            intercept=_number(data, "intercept"),
            voices=_number(data, "voices"),
            silent=_number(data, "silent"),
            disputed=_number(data, "disputed"),
            kinds=_numbers(data, "kinds"),
            evidence=_numbers(data, "evidence"),
            checks={name: _numbers(checks, name) for name in sorted(checks)},
            likeness=Likeness(**{name: _number(likeness, name) for name in Likeness.__dataclass_fields__}),
        )

    def of_evidence(self, check: str, outcome: str, strength: str) -> float:
        """What one observation moves, between -3 and 3."""
        key = f"{outcome}:{strength}"
        own = self.checks.get(check, {}).get(key)
        found = self.evidence.get(key, 0.0) if own is None else own
        return max(-CAP, min(CAP, found))


def _table(data: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = data.get(key)
    if not isinstance(found, dict):
        raise Refused(f"The weights have no table {key!r}.")
    return found


def _numbers(data: Mapping[str, object], key: str) -> dict[str, float]:
    table = _table(data, key)
    return {name: _number(table, name) for name in sorted(table)}


def _number(data: Mapping[str, object], key: str) -> float:
    found = data.get(key)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise Refused(f"The weights have no number {key!r}.")
    return float(found)
