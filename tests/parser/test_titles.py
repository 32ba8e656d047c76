"""Titles of findings: what is wrong, without the place that is told beside them."""

import pytest

from bot.model.review import Comment, ProposedReview
from bot.parser.parse import parse


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("`x1` is never used (`loading.py` line 11).", "`x1` is never used"),
        ("`x1` is never used (line 11).", "`x1` is never used"),
        ("`x1` is never used (lines 11-12 of `loading.py`).", "`x1` is never used"),
        ("`x1` is never used (see `loading.py:11`).", "`x1` is never used"),
        ("`x1` is never used (see `other.py:3` and `loading.py:11`).", "`x1` is never used (see `other.py:3` and `loading.py:11`)"),
        ("`loading.py` has no tests.", "`loading.py` has no tests"),
        ("`loading.py`: `x1` is never used.", "`x1` is never used"),
        ("In `loading.py` the name `x1` is never used.", "The name `x1` is never used"),
        ("`loading.py:11` `x1` is never used.", "`x1` is never used"),
        ("`loading.py` (line 11) `x1` is never used.", "`x1` is never used"),
    ],
)  # fmt: skip
def test_title(text: str, title: str) -> None:
    """
    The place in brackets at its end and the one before its words go; a file that is the subject stays.
    """
    assert [finding.title for finding in parse(ProposedReview("r", "x", text)).findings] == [title]


def test_place_elsewhere() -> None:
    """
    A place in another file than the one that the finding is in stays in the title.
    """
    comment = Comment("app.py", "`load` is defined twice (`loading.py` line 11).", 3, 3)
    (finding,) = parse(ProposedReview("r", "x", comments=(comment,))).findings

    assert finding.title == "`load` is defined twice (`loading.py` line 11)"


@pytest.mark.parametrize(
    "words", ["**Summary**: 2 issues", "Summary: 3 findings.", "**4 issues found**", "Total: two bugs", "12 comments"]
)
def test_counts(words: str) -> None:
    """
    How many findings follow is none.
    """
    text = f"{words}\n\n1. `os` is never used (line 1).\n2. `load` has no docstring.\n"

    assert len(parse(ProposedReview("r", "x", text)).findings) == 2


def test_code_behind_a_list() -> None:
    """
    Code behind a whole list is no quotation of its last item, whose line counts; indented or announced, it is.
    """
    listed = "1. `os` is never used (line 1).\n2. Bare `except:` (line 8){end}\n\n{code}"
    code = "```python\ndef load():\n    pass\n```\n"
    indented = "".join(f"   {line}" for line in code.splitlines(keepends=True))

    def blocks(end: str, code: str) -> list[int]:
        review = ProposedReview("r", "x", listed.format(end=end, code=code))
        return [len(finding.blocks) for finding in parse(review).findings]

    assert blocks(".", code) == [0, 0]
    assert blocks(":", code) == [0, 1]
    assert blocks(".", indented) == [0, 1]
    assert blocks(".", code.replace("python", "suggestion")) == [0, 1]


@pytest.mark.parametrize(
    "text",
    [
        "I am looking at this pull request now.",
        "We're reviewing `load` and its callers.",
        "The review failed because the server did not answer. Please try again.",
        "This review was skipped: too many files.",
    ],
)
def test_how_the_review_fares(text: str) -> None:
    """
    What a reviewer says of its own work is no finding.
    """
    assert parse(ProposedReview("r", "x", text)).findings == ()
