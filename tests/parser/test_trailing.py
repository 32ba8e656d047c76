"""Tests of code behind a list."""

from bot.parser.trailing import with_code_apart


def test_nothing() -> None:
    """A text without any section has none apart either."""
    assert list(with_code_apart([])) == []
