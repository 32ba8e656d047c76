"""Tests of what a merged finding says: verdict, severity, title, place, claims and evidence."""

import pytest

from bot.consolidation import consolidate
from bot.model.claim import Role
from bot.model.evidence import JudgedFinding, Outcome, Strength, Verdict
from bot.model.finding import Severity
from bot.model.place import Rung
from bot.model.report import MergedFinding
from tests.consolidation.builders import WEIGHTS, judged, lines, reviews_of, said, unused

C, P, U, R = Verdict.CONFIRMED, Verdict.PLAUSIBLE, Verdict.UNVERIFIABLE, Verdict.REFUTED


def merged(*findings: JudgedFinding) -> MergedFinding:
    """The one finding that they make."""
    (found,) = consolidate(findings, reviews_of(findings), WEIGHTS).findings
    return found


@pytest.mark.parametrize(
    ("verdicts", "together"),
    [([C, U], C), ([C, C], C), ([R, R], R), ([R, U], U), ([R, P], P), ([P, U], P), ([U, U], U), ([C, R], U)],
)
def test_verdict(verdicts: list[Verdict], together: Verdict) -> None:
    """
    Confirmed if a core claim is and none is refuted; refuted only if all are; else plausible if any is.
    """
    findings = [unused(f"{index}.md", verdict=verdict) for index, verdict in enumerate(verdicts)]

    assert merged(*findings).verdict is together


def test_refuted_premise_of_one() -> None:
    """
    A false premise of one source does not take the proof of another's core claim away.
    """
    wrong = judged(
        "a.md",
        [
            said("`total` is set twice", "wrong-call-count", role=Role.PREMISE, subject="total", verdict=R, at=4),
            said("`total` is never used", "unused-variable", subject="total", at=4),
        ],
        verdict=R,
    )

    assert merged(wrong, unused("b.md")).verdict is C


def test_proofs_on_both_sides() -> None:
    """
    Proof and disproof of the same core claim are named in the limits, because one of our checks is wrong.
    """
    findings = [unused("a.md"), unused("b.md", verdict=R)]

    assert len(consolidate(findings, reviews_of(findings), WEIGHTS).limits) == 1


def test_severity() -> None:
    """
    A refuted source has no say in the severity.
    """
    high = unused("a.md", verdict=R, severity=Severity.HIGH)
    low = unused("b.md", verdict=P, severity=Severity.LOW)

    assert merged(high, low).severity is Severity.LOW


def test_title() -> None:
    """
    A title that names the subject is preferred to a mere topic.
    """
    topic = unused("a.md", title="Variables:")
    clear = unused("b.md", title="`total` is assigned and never read again")

    assert merged(topic, clear).title == clear.finding.title


def test_place() -> None:
    """
    The place that was found best is the place of the finding.
    """
    vague = judged("a.md", said("unused import `json`", "unused-import", subject="json", at=30, rung=Rung.LINE))
    exact = judged("b.md", said("unused import `json`", "unused-import", subject="json", at=3, rung=Rung.EXACT_QUOTE))

    assert merged(vague, exact).location == exact.finding.location


def test_claims_and_evidence() -> None:
    """
    Claims have ids of their own in the finding, evidence points to them, and the same evidence is not repeated.
    """
    seen = [(1, Outcome.SUPPORTS, Strength.PROOF, (4, 4))]
    found = merged(unused("a.md", shows=seen), unused("b.md", shows=seen))

    assert [(one.source, one.claim.id) for one in found.claims] == [(0, "c1"), (1, "c2")]
    assert [(one.claim, one.lines) for one in found.evidence] == [("c1", (lines(4),))]


def test_nit() -> None:
    """
    A kind of text and style is a nit, whatever its severity.
    """
    loud = said("`load` has no docstring", "missing-docstring", subject="load", verdict=C, at=3)

    assert merged(judged("a.md", loud, severity=Severity.HIGH)).is_nit
