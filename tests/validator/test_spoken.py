"""What a review writes for a name is read as the name that code binds."""

import pytest

from bot.validator.spoken import Spoken, spoken


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("json", (Spoken("json"),)),
        ("import os", (Spoken("os"),)),
        ("from a.b import c as d, e", (Spoken("d"), Spoken("e"))),
        ("self.load(path)", (Spoken("load", "self"),)),
        ("def load(path):", (Spoken("load"),)),
        ("limit: int = 3", (Spoken("limit"),)),
        ("**kwargs", (Spoken("kwargs"),)),
        ("Cart::total", (Spoken("total", "Cart"),)),
        ("a + b", ()),
        ("", ()),
    ],
)
def test_spoken(subject: str, expected: tuple[Spoken, ...]) -> None:
    """
    Statements, calls, dotted names and decorations come down to names; an expression is none.
    """
    assert spoken(subject) == expected
