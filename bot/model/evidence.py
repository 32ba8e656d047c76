"""What a check saw, and what follows from it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.claim import Claim
from bot.model.finding import Finding
from bot.model.place import Lines


class Outcome(StrEnum):
    """Whether what was seen speaks for the claim, against it, or is only context."""

    SUPPORTS = "supports"
    DISPROVES = "disproves"
    NEUTRAL = "neutral"


class Strength(StrEnum):
    """How much a piece of evidence may decide: only proof makes a verdict confirmed or refuted."""

    PROOF = "proof"
    STRONG = "strong"
    WEAK = "weak"


class Verdict(StrEnum):
    """What is known of a claim or finding; the order of the members is the order of reports."""

    CONFIRMED = "confirmed"
    PLAUSIBLE = "plausible"
    UNVERIFIABLE = "unverifiable"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation of one check about one claim; `detail` is one sentence without a full stop at its end."""

    check: str
    claim: str
    outcome: Outcome
    strength: Strength
    detail: str
    lines: tuple[Lines, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What applying a suggested fix in memory showed. `applies` is yes, partly or no; `None` means it could not be told."""

    claim: str
    applies: str
    parses: bool | None
    no_op: bool
    unknown_names: tuple[str, ...] = ()
    changes_elsewhere: tuple[Lines, ...] = ()
    new_problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim, anchored, with its verdict."""

    claim: Claim
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class JudgedFinding:
    """A finding after validation. `crashes` names checks of ours that failed; they never make a verdict.

    `held_at`: the earlier revision at which the finding was confirmed or plausible, where head does not bear it out;
    `is_fixed`: because the code changed between; alone where nothing was proved before the change.
    """

    finding: Finding
    verdict: Verdict
    claims: tuple[JudgedClaim, ...]
    evidence: tuple[Evidence, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    restates: tuple[Lines, ...] = ()
    crashes: tuple[str, ...] = ()
    held_at: str | None = None
    is_fixed: bool = False

    @classmethod
    def unseen(cls, finding: Finding) -> "JudgedFinding":
        """A finding as it is without any code to look at."""
        claims = tuple(JudgedClaim(claim, Verdict.UNVERIFIABLE) for claim in finding.claims)
        return cls(finding, Verdict.UNVERIFIABLE, claims)
