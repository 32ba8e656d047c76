"""The estimated probability that a finding is right, with the parts that moved it.

A reviewer's own number, severity, tone or hedging has no part in it: measured, they carry nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from bot.consolidation.likeness import probability
from bot.consolidation.record import record_parts
from bot.consolidation.weights import CAP, Weights
from bot.model.claim import Role
from bot.model.evidence import Evidence, Outcome, Verdict
from bot.model.kinds import KINDS
from bot.model.record import Record
from bot.model.report import ConfidencePart, MergedFinding

_AT_LEAST_CONFIRMED = 0.9
_AT_MOST_REFUTED = 0.1
_AT_MOST_OPINION = 0.5
_MOST_SILENT = 5.0
"""The silence of more reviewers than these counts no more: nothing was measured beyond."""

_DECIDING = frozenset({Role.PREDICATE, Role.PREMISE})


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many independent voices say it, of how many that spoke; `is_disputed`: another review says the opposite."""

    voices: int
    of: int
    is_disputed: bool = False


def confidence_of(
    finding: MergedFinding,
    agreement: Agreement,
    weights: Weights,
    records: Sequence[tuple[str, Record]] = (),
) -> tuple[float, tuple[ConfidencePart, ...]]:
    """The confidence of a finding, and what moved it; the parts add up to it before proof overrides.

    `records` are those of the bots that say it, by name.
    """
    parts = [ConfidencePart("an average finding of one reviewer", round(weights.intercept, 2))]
    parts += _kind_part(finding, weights)
    parts += _agreement_part(agreement, weights)
    parts += _evidence_parts(finding, weights)
    if agreement.is_disputed and finding.verdict in {Verdict.PLAUSIBLE, Verdict.UNVERIFIABLE}:
        parts.append(ConfidencePart("another review says the opposite", round(weights.disputed, 2)))
    parts += record_parts(records, weights.intercept)
    estimate = probability(sum(part.log_odds for part in parts))
    return round(_overridden(estimate, finding), 4), tuple(parts)


def agreement_log_odds(agreement: Agreement, weights: Weights) -> float:
    """What it moves that these voices say it and that the others do not; nothing where only one spoke."""
    silent = min(agreement.of / agreement.voices, _MOST_SILENT)
    return weights.voices * log(agreement.voices) + weights.silent * log(silent)


def _overridden(estimate: float, finding: MergedFinding) -> float:
    if finding.verdict is Verdict.CONFIRMED:
        return max(estimate, _AT_LEAST_CONFIRMED)
    if finding.verdict is Verdict.REFUTED:
        return min(estimate, _AT_MOST_REFUTED)
    kind = KINDS.get(finding.kind)
    return min(estimate, _AT_MOST_OPINION) if kind is not None and kind.is_opinion else estimate


def _kind_part(finding: MergedFinding, weights: Weights) -> list[ConfidencePart]:
    moved = round(weights.kinds.get(finding.kind, 0.0), 2)
    return [ConfidencePart(f"findings of kind {finding.kind}", moved)] if moved else []


def _agreement_part(agreement: Agreement, weights: Weights) -> list[ConfidencePart]:
    if agreement.of < 2:
        return []
    what = f"{agreement.voices} of {agreement.of} reviewers agree"
    if agreement.voices == 1:
        what = f"1 of {agreement.of} reviewers says it"
    return [ConfidencePart(what, round(agreement_log_odds(agreement, weights), 2))]


def _evidence_parts(finding: MergedFinding, weights: Weights) -> list[ConfidencePart]:
    """The strongest observation of each check and outcome about claims that decide; together at most 3 either way."""
    deciding = {one.claim.id: one for one in finding.claims if one.claim.role in _DECIDING}
    core = Counter(one.source for one in finding.claims if one.claim.role is Role.PREDICATE)
    strongest: dict[tuple[str, Outcome], tuple[float, Evidence]] = {}
    for seen in finding.evidence:
        if seen.claim not in deciding or seen.outcome is Outcome.NEUTRAL:
            continue
        about = deciding[seen.claim]
        moved = weights.of_evidence(seen.check, seen.outcome, seen.strength)
        if seen.outcome is Outcome.DISPROVES and about.claim.role is Role.PREDICATE:
            # That one of several listed members is wrong leaves the others.
            moved /= core[about.source]
        key = seen.check, seen.outcome
        if key not in strongest or abs(moved) > abs(strongest[key][0]):
            strongest[key] = moved, seen
    return _capped([(seen, moved) for _, (moved, seen) in sorted(strongest.items())])


def _capped(found: Sequence[tuple[Evidence, float]]) -> list[ConfidencePart]:
    total = sum(moved for _, moved in found)
    scale = CAP / abs(total) if abs(total) > CAP else 1.0
    return [
        ConfidencePart(f"{seen.check} {seen.outcome} it ({seen.strength})", round(moved * scale, 2))
        for seen, moved in found
    ]
