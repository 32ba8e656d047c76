"""When words that name a case can mean a place below certain tests."""

import pytest

from bot.validator.outcomes import is_meant


@pytest.mark.parametrize(
    ("condition", "under", "expected"),
    [
        ("for the kind 'a'", ("kind not in ['a', 'b']",), False),
        ("for the kind 'a'", ("kind == 'c'",), False),
        ("for the kind 'a'", ("kind == 'a'",), True),
        ("when the kind is unknown", ("kind not in ['a', 'b']",), True),
        ("for any kind other than 'a'", ("kind == 'a'",), False),
        ("for any kind other than 'a'", ("not (kind == 'a')",), True),
        ("for the kind 'a'", ("not (kind == 'a')",), False),
    ],
)
def test_literals(condition: str, under: tuple[str, ...], expected: bool) -> None:
    """
    A literal that the tests rule out, or another than theirs, is another case.
    """
    assert is_meant(condition, "", under) is expected
