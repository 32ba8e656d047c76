"""Summaries under their keys, walkthroughs, labels with nothing behind them, and remarks that begin with an exception."""

import pytest

from bot.model.finding import Finding
from bot.model.review import ProposedReview
from bot.parser.parse import parse


def of_body(text: str) -> tuple[Finding, ...]:
    """The findings of a review's body."""
    return parse(ProposedReview("r", "somebody", body=text)).findings


@pytest.mark.parametrize(
    "text",
    [
        "overall_assessment: The code needs work.",
        "Security concerns: none.",
        "Security concerns: No security concerns identified.",
        "Issues: None found",
        "| File | Change |\n|---|---|\n| `up.py` | Adds a class |\n| `b.py` | Removes the unused helper |",
    ],
)
def test_no_finding(text: str) -> None:
    """
    Nothing of it is a finding.
    """
    assert of_body(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "RuntimeError: `sleep` in `read` may be interrupted.",
        "Issues: none of the calls is awaited, so they fail.",
        "| File | Issue |\n|---|---|\n| `a.py` | unused import `os` |",
    ],
)
def test_a_finding(text: str) -> None:
    """
    A remark that begins with an exception's name is a finding, and so is what stands behind a label.
    """
    assert len(of_body(text)) == 1


@pytest.mark.parametrize(
    "text", ["`send` accepts any option, so typos in option names are accepted.", "The API is prone to typos."]
)
def test_no_typo(text: str) -> None:
    """
    That somebody may mistype a name is no typo.
    """
    assert all(one.kind != "typo" for one in of_body(text))


def test_substitution() -> None:
    """
    "s/a/b/" says that the one should be the other.
    """
    (found,) = of_body("nit: s/recieve/receive/")

    assert (found.kind, found.claims[0].subject, found.claims[0].value) == ("typo", "recieve", "receive")
