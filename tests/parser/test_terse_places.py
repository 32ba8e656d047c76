"""Remarks that begin with their line, as people write them on Gerrit and in mails."""

import pytest

from bot.model.finding import Finding
from bot.model.review import ProposedReview
from bot.parser.claims.heads import without_head
from bot.parser.parse import parse


def of_body(text: str) -> tuple[Finding, ...]:
    """The findings of a review's body."""
    return parse(ProposedReview("r", "somebody", body=text)).findings


def test_one_line_each() -> None:
    """
    Each line that begins with a patch set and a line is a finding of its own.
    """
    found = of_body("PS1, Line 4: mutable default argument\nPS1, Line 9: -1: why did you drop @app.locked?\n")

    assert [(one.claimed.start_line, one.title) for one in found] == [
        (4, "Mutable default argument"),
        (9, "Why did you drop @app.locked?"),
    ]


def test_under_a_file() -> None:
    """
    Below the name of a file, each line that names its place opens a finding there.
    """
    found = of_body("File a/b.py:\n\nPS2, Line 3:\nnit: unused import\n\nPS2, Line 8:\nthis is never called\n")

    assert [(one.claimed.path, one.claimed.start_line, one.kind) for one in found] == [
        ("a/b.py", 3, "unused-import"),
        ("a/b.py", 8, "unused-function"),
    ]


def test_items_of_a_list() -> None:
    """
    An item that begins with its line is no part of the one before it, though that begins with several lines.
    """
    found = of_body(
        "* lines 10-12: the name `a` is misleading\n* line 28: `b` is never used\n* line 1034: `c` is never used\n"
    )

    assert [one.claimed.start_line for one in found] == [10, 28, 1034]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("PS2, Line 28: -1: nit: unused import", "unused import"),
        ("line 12-14: it is unused", "it is unused"),
        ("-1, «0» is not there", "«0» is not there"),
        ("Line 4: «0»", "Line 4: «0»"),
        ("-1 is returned", "-1 is returned"),
        ("5 lines are too long", "5 lines are too long"),
    ],
)
def test_heads(words: str, left: str) -> None:
    """
    What stands before the first word of a statement is not read with it; code that a line is said to hold stays.
    """
    assert without_head(words) == left


@pytest.mark.parametrize(
    ("code", "left"),
    [("x = load(y)", "Line 4: «0» is slow"), ("return x", "Line 4: «0» is slow"), ("load", "«0» is slow")],
)
def test_statement_at_the_head(code: str, left: str) -> None:
    """
    A line number before a whole statement says where that stands; before a name it is a place.
    """
    assert without_head("Line 4: «0» is slow", lambda _: code) == left


def test_votes_and_leads() -> None:
    """
    A line of votes and a lead that only announces are no part of what follows.
    """
    found = of_body(
        "Patch Set 3: Code-Review-1\n\nHere is my analysis of the diff:\n\n**Issue 1: Unused.** `a` is never used.\n"
    )

    assert [one.title for one in found] == ["`a` is never used"]
