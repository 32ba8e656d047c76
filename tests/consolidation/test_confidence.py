"""Tests of the confidence."""

from dataclasses import replace

import pytest

from bot.consolidation import Weights, consolidate
from bot.model.evidence import JudgedFinding, Outcome, Strength, Verdict
from bot.model.finding import ParsedReview, Severity
from bot.model.report import MergedFinding
from tests.consolidation.builders import WEIGHTS, judged, parsed, reviews_of, said, unused

U = Verdict.UNVERIFIABLE


def scored(
    *findings: JudgedFinding, reviews: list[ParsedReview] | None = None, weights: Weights = WEIGHTS
) -> MergedFinding:
    """The first finding of the report."""
    return consolidate(findings, reviews or reviews_of(findings), weights).findings[0]


def test_agreement() -> None:
    """
    Two of three reviewers are worth more than one of three, and silence of the others counts.
    """
    silent = parsed("c.md")
    one, two = unused("a.md", verdict=U), unused("b.md", verdict=U)
    lone = scored(one, reviews=[parsed("a.md", one), parsed("b.md"), silent])
    both = scored(one, two, reviews=[parsed("a.md", one), parsed("b.md", two), silent])

    assert lone.confidence is not None and both.confidence is not None
    assert lone.confidence < 0.4 < both.confidence
    assert both.confidence_parts[-1].what == "2 of 3 reviewers agree"


@pytest.mark.parametrize(
    ("one", "other", "voices"),
    [
        ("claude-opus", "anthropic/sonnet", 1),
        ("ci/gpt-5", "ci/gemini", 1),
        ("ChatGPT", "codex", 1),
        ("qwen2.5-coder", "deepseek-v3", 2),
        ("greptile", "qodo", 2),
    ],
)
def test_voices(one: str, other: str, voices: int) -> None:
    """
    Reviewers of one model family or of one token are one voice.
    """
    first, second = unused("a.md", verdict=U), unused("b.md", verdict=U, quote="`total` is dead")
    reviews = [parsed("a.md", first, reviewer=one), parsed("b.md", second, reviewer=other)]

    parts = [part.what for part in scored(first, second, reviews=reviews).confidence_parts]

    assert any(what.startswith(f"{voices} of") for what in parts) is (voices == 2)


def test_proof_overrides() -> None:
    """
    Confirmed is at least .9 and refuted at most .1, whatever else is known.
    """
    low = Weights(intercept=-5.0)
    high = Weights(intercept=5.0)

    assert scored(unused("a.md"), weights=low).confidence == 0.9
    assert scored(unused("a.md", verdict=Verdict.REFUTED), weights=high).confidence == 0.1


def test_tone_has_no_part() -> None:
    """
    A reviewer's own severity, number and hedging move nothing.
    """
    calm = judged("a.md", said("`x` may perhaps be late, confidence 10 %", at=3), severity=Severity.LOW)
    loud = judged("a.md", said("`x` is late for certain, confidence 100 %!", at=3), severity=Severity.HIGH)

    assert scored(calm).confidence == scored(loud).confidence


def test_evidence_is_capped() -> None:
    """
    All evidence together moves at most 3, and each part says which check it was.
    """
    finding = unused("a.md", verdict=Verdict.PLAUSIBLE, shows=[(1, Outcome.SUPPORTS, Strength.STRONG, (4, 4))])
    heavy = Weights(evidence={"supports:strong": 9.0})

    part = scored(finding, weights=heavy).confidence_parts[-1]

    assert (part.what, part.log_odds) == ("unused-variable supports it (strong)", 3.0)


def test_opinions() -> None:
    """
    An opinion is at most as likely as not.
    """
    finding = judged("a.md", said("the name `x` is too terse", "naming", subject="x"))

    assert scored(finding, weights=Weights(intercept=4.0)).confidence == 0.5


def test_people() -> None:
    """
    A person's finding has no number.
    """
    finding = unused("ann.md")
    [parsed] = reviews_of([finding])
    person = replace(parsed, review=replace(parsed.review, is_person=True))

    found = consolidate([finding], [person], WEIGHTS).findings

    assert found[0].confidence is None


def test_one_member_of_a_list() -> None:
    """
    The disproof of one listed member weighs less than that of the only one.
    """
    members = [
        said("`total`", "unused-variable", subject="total", verdict=Verdict.REFUTED, at=4),
        said("`count`", "unused-variable", subject="count", at=5),
    ]
    listed = judged("a.md", members, verdict=U, shows=[(1, Outcome.DISPROVES, Strength.PROOF, (6, 6))])

    assert scored(listed).confidence_parts[-1].log_odds == -1.5
