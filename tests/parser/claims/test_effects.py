"""How the effects of well-known calls are said, and what is no such claim."""

import pytest

from bot.model.review import Comment, ProposedReview
from bot.parser.parse import parse


def _claims(text: str) -> list[tuple[str, str, str]]:
    review = ProposedReview("r", "somebody", comments=(Comment("a.py", text, 3, 3),))
    return [(c.kind, c.subject, c.value) for one in parse(review).findings for c in one.claims]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("`d.get('a')` raises a `KeyError` if it is missing.", "stated-raise", "KeyError"),
        ("A KeyError can be raised by `d.get('a')`.", "stated-raise", "KeyError"),
        ("**KeyError risk**: `d.get('a')` may raise a KeyError", "stated-raise", "KeyError"),
        ("`d.get('a')` throws if the key is missing.", "stated-raise", ""),
        ("`d.get('a')` never raises a KeyError.", "absent-raise", "KeyError"),
        ("`d.get('a')` lacks a default value.", "missing-argument", "default"),
        ("The call to `d.get('a')` is made without a fallback.", "missing-argument", "fallback"),
        ("`d.get('a')` returns None when the key is absent.", "stated-return", "None"),
        ("`d.get('a', 3)` falls back to 3.", "stated-return", "3"),
        ("The default of `d.get('a', 3)` is 3.", "stated-return", "3"),
    ],
)
def test_claim(text: str, kind: str, value: str) -> None:
    """
    The words make a claim of that kind.
    """
    assert (kind, value) in {(one, said) for one, _, said in _claims(text)}


@pytest.mark.parametrize(
    "text",
    [
        "If `d.get('a')` raises a KeyError, catch it.",
        "`d.get('a')` should raise a KeyError.",
        "Does `d.get('a')` raise a KeyError?",
        "Use `d.get('a')` to avoid a KeyError.",
        "`d.get('a')` returns the row.",
    ],
)
def test_no_claim(text: str) -> None:
    """
    A condition, a wish, a question and what cannot be compared are no such claims.
    """
    assert not {one for one, _, _ in _claims(text)} & {"stated-raise", "absent-raise", "missing-argument"}
