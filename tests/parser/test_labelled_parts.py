"""Labels in reviews that stand under headings: what a label tells is a claim, and no part is a finding of its own."""

import pytest

from bot.model.claim import Role
from bot.model.finding import Finding
from bot.model.review import ProposedReview
from bot.parser.parse import parse


def findings(text: str) -> tuple[Finding, ...]:
    """The findings of a review that consists of a body."""
    return parse(ProposedReview("r", "somebody", text)).findings


@pytest.mark.parametrize(
    "text",
    [
        "Line: 80\nCWE: CWE-682\nDescription: The last check compares `a` where `b` is expected.\nSuggested fix: swap them.",
        "## V-01 · Order (CWE-367)\n\n**Explanation.** The last check compares `a` where `b` is expected.\n\n**Remediation.** Swap them.",
    ],
)
def test_description(text: str) -> None:
    """
    What is labelled as the description is what the finding claims, whatever its words; its remedy is a part of it.
    """
    (found,) = findings(text)

    core = next(claim for claim in found.claims if claim.role is Role.PREDICATE)
    assert "where `b` is expected" in core.quote


def test_numbered_leads() -> None:
    """
    Issues that are numbered in bold, with their place in brackets, are findings of their own.
    """
    text = (
        "**Issue #1 (Line 3, CWE-1110)** The comment promises the contrary, which is wrong.\n\n"
        "**Issue #2 (Line 5, CWE-252)** The result of `load` is not checked."
    )

    assert len(findings(text)) == 2


def test_cells_of_labels() -> None:
    """
    A row of a table that holds no more than a number, a line and a label is no finding beside the text behind it.
    """
    text = (
        "| # | Line | CWE |\n|---|---|---|\n| 1 | 3 | CWE-252 |\n\n"
        "### Finding 1: Unchecked value\n\nThe result of `load` is not checked."
    )

    assert len(findings(text)) == 1


def test_place_is_no_name() -> None:
    """
    A place behind the number of a weakness is not the name that the reviewer gives it.
    """
    (found,) = findings("### Finding 1: Unchecked value - CWE-252 (line 37)\n\nThe result of `load` is not checked.")

    assert [claim.value for claim in found.claims if claim.kind == "cwe-label"] == [""]
