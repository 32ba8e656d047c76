"""The consolidated answer: merged findings with verdict, evidence and confidence, contradictions, and what was not understood."""

from dataclasses import dataclass

from bot.model.claim import Claim
from bot.model.delivery import Decision
from bot.model.evidence import Evidence, Suggestion, Verdict
from bot.model.finding import Finding, ParsedReview, Severity
from bot.model.history import Since, State
from bot.model.place import Lines, Location


@dataclass(frozen=True, slots=True)
class ConfidencePart:
    """One thing that moved the confidence, in words and in log-odds."""

    what: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class ReportedClaim:
    """A claim in a merged finding; `source` is an index into the finding's sources, `claim.id` is unique in the finding."""

    source: int
    claim: Claim
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Related:
    """Another finding that is not the same: `how` is same-premise, same-topic or restates-comment."""

    finding: str
    how: str


@dataclass(frozen=True, slots=True)
class MergedFinding:
    """One finding of the report. `sources` are the parsed findings that say it, in order of review, comment and place.

    `confidence` is a probability, None where no number is due (unverifiable in a fold is still scored; a person's finding is not).
    `is_nit`: about text or style only. `restates`: comments in the code that already say it. `held_at`: the earlier revision
    at which it was confirmed or plausible, where it no longer is. `is_fixed`: because
    the code changed; `was_fixed`: it was told as fixed before already. `dismissed_by`: who dismissed it and why, where that
    is remembered.
    """

    id: str
    title: str
    kind: str
    severity: Severity | None
    verdict: Verdict
    confidence: float | None
    location: Location
    sources: tuple[Finding, ...]
    claims: tuple[ReportedClaim, ...]
    evidence: tuple[Evidence, ...] = ()
    confidence_parts: tuple[ConfidencePart, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    related: tuple[Related, ...] = ()
    restates: tuple[Lines, ...] = ()
    state: State = State.NEW
    is_nit: bool = False
    held_at: str | None = None
    is_fixed: bool = False
    was_fixed: bool = False
    dismissed_by: Decision | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a contradiction: a claim of a finding, or a whole review (a clean vote)."""

    finding: str | None = None
    claim: str | None = None
    review: str | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements that cannot both hold, and the lines that decide between them where the code does."""

    between: tuple[Party, ...]
    about: str
    resolved_by: tuple[Lines, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is said about one change at one revision. `change` is `BASE..HEAD` or `FORGE:PLACE`."""

    change: str
    revision: str
    base: str
    confidence_basis: str
    findings: tuple[MergedFinding, ...]
    contradictions: tuple[Contradiction, ...]
    reviews: tuple[ParsedReview, ...]
    limits: tuple[str, ...] = ()
    history: str | None = None
    since: Since | None = None
