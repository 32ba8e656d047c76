"""What is told of a finding that holds only in part."""

from dataclasses import replace

from bot.model.evidence import Outcome, Verdict
from bot.model.report import MergedFinding, ReportedClaim
from bot.report.partly import except_sentence
from bot.report.wording import Places, Theirs
from tests.builders import claim, evidence, finding, lines


def listed(*verdicts: Verdict) -> MergedFinding:
    """A confirmed finding whose claims have these verdicts, each with a proof of it."""
    claims = [claim(f"`x{at}` is unused", id=f"c{at}") for at in range(len(verdicts))]
    reported = tuple(ReportedClaim(0, one, verdict) for one, verdict in zip(claims, verdicts, strict=True))
    seen = tuple(
        replace(evidence(f"`x{at}` is read", (lines(at + 1, at + 1),), claim=f"c{at}"), outcome=Outcome.DISPROVES)
        for at, verdict in enumerate(verdicts)
        if verdict is Verdict.REFUTED
    )
    return finding(verdict=Verdict.CONFIRMED, claims=reported, evidence=seen)


def test_false_member() -> None:
    """
    The member that is disproved is told beside what holds.
    """
    said = except_sentence(listed(Verdict.CONFIRMED, Verdict.REFUTED))

    assert said[:2] == ("But ", Theirs("`x1` is read"))
    assert any(isinstance(part, Places) for part in said)


def test_nothing_to_tell() -> None:
    """
    Where all of it holds, or none, there is no exception.
    """
    assert except_sentence(listed(Verdict.CONFIRMED)) == ()
    assert except_sentence(replace(listed(Verdict.REFUTED), verdict=Verdict.REFUTED)) == ()
