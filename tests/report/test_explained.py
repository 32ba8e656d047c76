"""Tests of the explanation of one finding."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.model.delivery import Decision, DecisionKind
from bot.model.evidence import Verdict
from bot.model.history import State
from bot.model.report import ConfidencePart
from bot.report.explained import LONGEST, explain_finding
from bot.report.markdown import render_markdown
from bot.report.text import render_text
from tests.builders import evidence, finding, lines, report, same_premise, source, suggestion, support
from tests.poster.hostile import HOSTILE, TEXTS, a_hostile_answer
from tests.poster.rendering import ACTS, COMMANDS, rendered
from tests.report.samples import a_sample, code, link

TAGS = {"a", "br", "code", "em", "li", "p", "pre", "strong", "ul"}


def test_everything() -> None:
    """
    An explanation has every source with its address, every claim and observation, the code, the fix and the estimate.
    """
    told = report(
        finding(
            "c7d1e2",
            Verdict.CONFIRMED,
            title="`os` is never used",
            confidence=0.95,
            sources=(source("acme", url="https://forge.example/c/1"), source("bolt")),
            evidence=(support("no line reads `os`", (lines(12),)), evidence("the fix does not parse", claim="c2")),
            suggestions=(suggestion(parses=False),),
            related=same_premise("f2b8aa"),
            confidence_parts=(ConfidencePart("an average finding", -0.3), ConfidencePart("2 of 3 agree", 0.81)),
        )
    )

    text = explain_finding(told, "c7d1e2", link, code)

    for part in (
        "**`c7d1e2`: confirmed, new**",
        '[acme](https://forge.example/c/1): *"`total` is never used"*',
        "- bolt:",
        "for it, proof (`unused-variable`): No line reads `os`",
        "12   def load(path):",
        "against it, proof (`unused-variable`): The fix does not parse.",
        "**Its fix** applies: yes. Its fix does not parse.",
        "**Estimate**: 95 % (basis: ",
        "- -0.30 an average finding\n- +0.81 2 of 3 agree\n- +0.51 together",
        "at least 90 %",
        "- related: `f2b8aa` (same-premise)",
    ):
        assert part in text, part


def test_each_of_a_sample() -> None:
    """
    Every finding of a report can be explained, and the same report gives the same words.
    """
    told = a_sample()

    for one in told.findings:
        text = explain_finding(told, one.id, link, code)
        assert text.startswith(f"**`{one.id}`")
        assert text == explain_finding(told, one.id, link, code)


def test_unknown() -> None:
    """
    What the report has not is not explained, neither by a beginning of its id nor by its position.
    """
    assert [explain_finding(a_sample(), name) for name in ("c7", "1", "", "c7d1e2 ")] == ["", "", "", ""]


def test_people() -> None:
    """
    What only people say has no number to explain.
    """
    text = explain_finding(report(finding("a", confidence=None)), "a")

    assert "**Estimate**: none, as only people say it." in text


def test_long() -> None:
    """
    A finding with very much evidence is explained as far as fits, and the rest is counted.
    """
    seen = tuple(support(f"line {n} " + "says so " * 40, (lines(n),)) for n in range(1, 600))

    text = explain_finding(report(finding("a", Verdict.CONFIRMED, evidence=seen)), "a", link, code)

    assert LONGEST - 1000 < len(text) < LONGEST + 100
    assert re.search(r"\nCut here: \d+ more lines\.\n$", text)


def test_dismissed() -> None:
    """
    A dismissed finding names who dismissed it and why, in the explanation, the fold and the text.
    """
    decision = Decision("a", DecisionKind.DISMISSED, "@dave", "the caller checks that")
    told = report(finding("a", Verdict.CONFIRMED, state=State.DISMISSED, dismissed_by=decision))

    for text in (explain_finding(told, "a"), render_markdown(told)):
        assert 'Dismissed by @\u200bdave: *"the caller checks that"*.' in text
    assert 'Dismissed by @dave: "the caller checks that".' in render_text(told)
    assert "<summary>1 dismissed</summary>" in render_markdown(told)


@pytest.mark.parametrize("reason", ["", "It's fine!"])
def test_reasons(reason: str) -> None:
    """
    A reason may be missing or end a sentence by itself.
    """
    decision = Decision("a", DecisionKind.DISMISSED, "dave", reason)
    told = report(finding("a", state=State.DISMISSED, dismissed_by=decision))

    assert ("Dismissed by dave." if not reason else 'Dismissed by dave: *"It\'s fine!"*') in render_markdown(told)


def assert_harmless(text: str) -> None:
    """Assert that an explanation of a hostile report acts on nothing."""
    told = a_hostile_answer(text)
    decision = Decision("f1", DecisionKind.DISMISSED, text, text)
    parts = (ConfidencePart(text, 1.0),)
    for one in told.findings[:3]:
        changed = replace(one, dismissed_by=decision, confidence_parts=parts, confidence=0.5)
        said = explain_finding(report(changed), one.id, link, lambda _: (text, text))
        page = rendered(said)
        assert {tag for tag, _ in page.tags} <= TAGS
        assert (page.misnested, page.open, page.other, page.comments) == ([], [], [], [])
        for what, pattern in ACTS.items():
            assert not pattern.search(page.outside_code), what
        for what, pattern in COMMANDS.items():
            assert not pattern.search(said), what
            assert not pattern.search(page.text), what


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile(text: str) -> None:
    """
    Hostile words do nothing in an explanation.
    """
    assert_harmless(text)


@settings(max_examples=60, deadline=None)
@given(HOSTILE)
def test_any_mixture(text: str) -> None:
    """
    Neither does any mixture of them.
    """
    assert_harmless(text)
