"""Patterns over changes: which rule holds, and what a token may do."""

import fnmatch
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.changes import may, rule_for
from bot.config.globs import matches, matches_change
from bot.model.change_ref import ChangeRef
from bot.model.settings import ApiToken, Right
from tests.config.builders import settings


@pytest.mark.parametrize(
    ("pattern", "change", "expected"),
    [
        ("*", "github:acme/shop#1", True),
        ("github:acme/*", "github:acme/shop#1", True),
        ("github:ACME/shop", "github:acme/Shop#12", True),
        ("github:acme/shop#1", "github:acme/shop#1", True),
        ("github:acme/shop#1", "github:acme/shop#12", False),
        ("github:acme/sho", "github:acme/shop#1", False),
        ("gerrit:tools/ci", "gerrit:tools/ci~5", True),
        ("gerrit:Tools/ci", "gerrit:tools/ci~5", False),
        ("gerrit:tools/[c]i", "gerrit:tools/ci~5", False),
        ("gerrit:*", "github:acme/shop#1", False),
        ("*shop", "github:acme/shop#1", True),
    ],
)
def test_pattern(pattern: str, change: str, expected: bool) -> None:
    """
    A pattern names a change or a whole project, and only the star is special.
    """
    assert matches_change(pattern, ChangeRef.parse(change)) is expected


@given(st.text("ab*", max_size=8), st.text("ab", max_size=12))
def test_star(pattern: str, text: str) -> None:
    """
    A star stands for any text, also for none.
    """
    assert matches(pattern, text) == fnmatch.fnmatchcase(text, pattern)


def test_many_stars() -> None:
    """
    A pattern of many stars takes no longer for being hostile.
    """
    started = time.process_time()

    assert not matches("*a" * 200 + "b", "a" * 500 + "c" * 500)
    assert time.process_time() - started < 1


def test_first_rule() -> None:
    """
    The first rule that matches holds; without one the site's own words do.
    """
    config = settings("""
        posting: {max_findings: 7}
        changes: [{match: "github:acme/shop", posting: {max_findings: 3}}, {match: "github:acme/*", ignore: true}]
    """)

    assert rule_for(config, ChangeRef.parse("github:acme/shop#1")).posting.max_findings == 3
    assert rule_for(config, ChangeRef.parse("github:acme/bank#1")).ignore
    other = rule_for(config, ChangeRef.parse("github:b/c#1"))
    assert (other.ignore, other.posting.max_findings) == (False, 7)


def test_rights() -> None:
    """
    A token gives the rights that it names, on the changes that it names.
    """
    token = ApiToken("ci", (), ("github:acme/*",), (Right.READ,))

    assert may(token, Right.READ)
    assert may(token, Right.READ, ChangeRef.parse("github:acme/shop#1"))
    assert not may(token, Right.READ, ChangeRef.parse("github:other/shop#1"))
    assert not may(token, Right.ADMIN)
