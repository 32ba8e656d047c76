"""What of a report is worth telling: the findings that are left to look at, and the evidence that a verdict rests on."""

from collections.abc import Iterable

from bot.model.claim import Role
from bot.model.evidence import Evidence, Outcome, Strength, Verdict
from bot.model.history import State
from bot.model.report import MergedFinding, Report

_HELD = (Verdict.CONFIRMED, Verdict.PLAUSIBLE)
_CLOSED = (State.FIXED, State.DISMISSED)
_STRENGTHS = {Strength.PROOF: 0, Strength.STRONG: 1, Strength.WEAK: 2}


def left_to_look_at(report: Report) -> Iterable[MergedFinding]:
    """What is confirmed or plausible, no nit, and neither fixed nor dismissed, in the report's order."""
    return (one for one in report.findings if one.verdict in _HELD and not one.is_nit and one.state not in _CLOSED)


def seen_of(finding: MergedFinding, outcome: Outcome) -> list[Evidence]:
    """What speaks for the finding itself, or against it, strongest first; not what was seen of its fix or label."""
    aside = {entry.claim.id for entry in finding.claims if entry.claim.role not in (Role.PREMISE, Role.PREDICATE)}
    seen = [one for one in finding.evidence if one.outcome is outcome and one.claim not in aside]
    return sorted(seen, key=lambda one: _STRENGTHS[one.strength])
