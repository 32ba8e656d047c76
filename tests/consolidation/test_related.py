"""Tests of what is related without being the same, and of the order of a report."""

from bot.consolidation import consolidate
from bot.consolidation.order import order_key
from bot.model.evidence import JudgedFinding, Outcome, Strength, Verdict
from tests.consolidation.builders import WEIGHTS, judged, lines, reviews_of, said, unused

R = Verdict.REFUTED


def how(*findings: JudgedFinding) -> set[str]:
    """In which ways two findings are related; each points to the other."""
    one, other = consolidate(findings, reviews_of(findings), WEIGHTS).findings
    assert {link.finding for link in one.related} <= {other.id}
    assert {link.how for link in one.related} == {link.how for link in other.related}
    return {link.how for link in one.related}


def test_same_premise() -> None:
    """
    Findings that were refuted by the same lines share a false premise.
    """
    seen = [(1, Outcome.DISPROVES, Strength.PROOF, (70, 71))]
    twice = judged("a.md", said("`audit` is called twice", "wrong-call-count", verdict=R, at=70), shows=seen)
    order = judged("b.md", said("the check comes too late", "wrong-order", verdict=R, at=71), shows=seen)

    assert how(twice, order) == {"same-premise"}


def test_restated_comment() -> None:
    """
    Findings that repeat one comment of the code are related by it.
    """
    one = judged("a.md", said("stock is not freed on errors", at=8), restates=(lines(8, 9),))
    other = judged("b.md", said("a customer waits for ever", at=30), restates=(lines(9),))

    assert how(one, other) == {"restates-comment"}


def test_same_topic() -> None:
    """
    Findings of one kind in one file have a common topic; those of other kinds have none.
    """
    assert how(unused("a.md", "total"), unused("b.md", "count")) == {"same-topic"}
    assert how(unused("a.md"), judged("b.md", said("the page blinks", at=80))) == set()


def test_order() -> None:
    """
    A report is sorted by verdict, then confidence, path, line and id.
    """
    findings = [
        unused("a.md", "late", at=90),
        unused("a.md", "early", at=2, start=50),
        unused("a.md", "wrong", R, at=1, start=90),
        judged("b.md", said("the page blinks", at=80)),
    ]

    found = consolidate(findings, reviews_of(findings), WEIGHTS).findings

    assert [one.location.start_line for one in found] == [2, 90, 80, 1]
    assert sorted(found, key=order_key) == list(found)
