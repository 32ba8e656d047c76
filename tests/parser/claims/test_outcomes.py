"""How outcomes, members and values are said, and what is no such claim."""

import pytest

from bot.model.review import Comment, ProposedReview
from bot.parser.parse import parse


def _claims(text: str) -> list[tuple[str, str, str]]:
    review = ProposedReview("r", "somebody", comments=(Comment("a.py", text, 3, 3),))
    return [(c.kind, c.subject, c.value) for one in parse(review).findings for c in one.claims]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("`load` returns None when the file is empty.", ("stated-return", "load", "None")),
        ("load always returns a list", ("stated-return", "load", "a list")),
        ("`load` can return `None`.", ("stated-return", "load", "None")),
        ("`load` doesn't return anything.", ("missing-return", "load", "")),
        ("`load` never returns the rows.", ("missing-return", "load", "the rows")),
        ("`load` raises a `KeyError` for unknown names.", ("stated-raise", "load", "KeyError")),
        ("`load` does not raise.", ("absent-raise", "load", "")),
        ("'x' is missing from `ALLOWED`.", ("missing-member", "ALLOWED", "x")),
        ("ALLOWED doesn't include 'x'.", ("missing-member", "ALLOWED", "x")),
        ("`ALLOWED` already contains 'x'.", ("stated-member", "ALLOWED", "x")),
        ("Duplicate key `'x'` in `ALLOWED`.", ("duplicate-member", "ALLOWED", "'x'")),
        ("LIMIT is 30.", ("stated-value", "LIMIT", "30")),
        ("The default for `size` is 3.", ("stated-value", "size", "3")),
        ("`size` defaults to 3.", ("stated-value", "size", "3")),
        ("unused imports: os, sys", ("unused-import", "sys", "")),
        ("`import time` → unused", ("unused-import", "import time", "")),
        ("**Unused import:** `os`", ("unused-import", "os", "")),
        ("The `flag` parameter of `load` is ignored.", ("unused-parameter", "flag", "")),
        ("Unexpected keyword argument `dry`.", ("call-mismatch", "", "dry")),
        ("`time.sleep(1)` blocks the event loop.", ("blocking-call", "time.sleep(1)", "")),
    ],
)
def test_claim(text: str, claim: tuple[str, str, str]) -> None:
    """
    The words make that claim.
    """
    assert claim in _claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "`load` should return None.",
        "`load` must not raise `KeyError`.",
        "If `load` returns None, this fails.",
        "Instead of `load` returning None, use a default.",
        "Does `load` return None?",
        "`rows[0]` raises `IndexError` on Monday.",
        "`load(path)` returns early.",
        "`KeyError` is silently ignored.",
    ],
)
def test_no_claim(text: str) -> None:
    """
    A wish, a condition, a question, and the effect of an expression say nothing of what a function does.
    """
    kinds = {kind for kind, _, _ in _claims(text)}

    assert not kinds & {"stated-return", "stated-raise", "absent-raise", "missing-return", "unused-parameter"}
