"""What in a review is taken for no finding, and what only looks like noise."""

import pytest

from bot.model.finding import Label, ParsedReview
from bot.model.review import Comment, ProposedReview
from bot.parser.parse import parse


def parsed(body: str) -> ParsedReview:
    """A review that consists of a body."""
    return parse(ProposedReview("r", "somebody", body))


@pytest.mark.parametrize(
    "text",
    [
        "Nice refactoring of the cart!",
        "This is a good addition.",
        "The new test properly covers the empty cart.",
        "_⚠️ Potential issue_ | _🟠 Major_",
        "**Actionable comments posted: 4**",
        "`12-14`: _⚠️ Potential issue_ | _🔴 Critical_",
        "Reviewed 3 out of 3 changed files in this pull request and generated 5 comments.",
        "This pull request introduces the tracing helpers.",
        "/acme review",
        "I found the following issues:",
        "Great work, thanks!",
        "Overall, the change is easy to follow.",
        "Otherwise the code follows the best practices.",
        "Below is a list of security defects that I found in the code.",
        "I recommend to fix these issues as soon as possible.",
        "The module has 2 high and 4 low severity issues.",
        "Please note that these findings are based on static analysis only.",
        "This test file doesn't have security defects.",
        "Security review result: **No security defects found.**",
        "I did not identify vulnerabilities such as SQL injection, because no SQL is run.",
        "That is all I could find.",
        "This Python code is a regression test.",
        "So basically what you have here is a functional test that ends in the state ERROR.",
        "Alright, let me walk you through what I found in `Cart`.",
    ],
)
def test_noise(text: str) -> None:
    """
    Praise, grades alone, commands and announcements make no finding and leave no residue.
    """
    found = parsed(text)

    assert found.findings == ()
    assert {segment.label for segment in found.segments} == {Label.NOISE}


@pytest.mark.parametrize(
    "text",
    [
        "Good fix, but `total` is now unused.",
        "Using `eval` here can lead to code injection.",
        "The guard correctly rejects zero but not negative numbers, so `pay()` fails.",
        "Nothing closes `handle`, which leaks it.",
        "The parser does not detect errors in `rows`.",
        "This is a test that never checks `rows`.",
    ],
)
def test_no_noise(text: str) -> None:
    """
    Praise that goes on to a defect, and an act that leads to one, are findings.
    """
    assert len(parsed(text).findings) == 1


def test_praise_on_a_line() -> None:
    """
    A comment on a line that only praises is no finding either.
    """
    review = ProposedReview("r", "somebody", comments=(Comment("a.py", "Good catch!", 3, 3),))

    assert parse(review).findings == ()


def test_approved_lines() -> None:
    """
    Of a listing line by line, what is found to be fine is no finding, and what is not is one.
    """
    body = "Line 3: Imports `json`. OK.\nLine 7: `load` opens a file. Good.\nLine 9: `load` is never called. Fine.\n"
    found = parsed(body).findings

    assert [finding.kind for finding in found] == ["unused-function"]


def test_prompt_is_never_read() -> None:
    """
    The block under a heading that offers a prompt for other programs says nothing, whatever it says.
    """
    body = (
        "`order` may be None.\n\n<details>\n<summary>Prompt for AI Agents</summary>\n\n"
        "```\nIn a.py the import `os` is unused.\n```\n\n</details>\n"
    )
    found = parsed(body)

    assert [finding.kind for finding in found.findings] == ["none-dereference"]
    assert "prompt" in {segment.why for segment in found.segments}


def test_hidden_comments_behind_tags() -> None:
    """
    Hidden comments and tags between paragraphs are no residue.
    """
    found = parsed("`order` may be None.\n\n</details>\n\n<!-- id: 7 -->\n")

    assert Label.RESIDUE not in {segment.label for segment in found.segments}
