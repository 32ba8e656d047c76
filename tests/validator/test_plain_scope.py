"""A function that is named without back-ticks is the universe of what is said of it."""

import pytest

from bot.parser.parse import parse
from bot.validator.anchoring import anchor
from bot.validator.check import says
from bot.validator.plain_scope import scoped
from bot.validator.scene import Scene
from tests.fakes import MemoryCode
from tests.judging import review_of

_CODE = "def fetch(url):\n    return get(url, verify=False)\n\n\ndef place(url):\n    return get(url)\n\n\ndef check(x, y):\n    return x\n"


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("fetch disables TLS verification.", "fetch"),
        ("TLS verification is disabled in fetch.", "fetch"),
        ("TLS verification is disabled in place.", ""),
        ("TLS verification is disabled in production.", ""),
        ("TLS verification is disabled by `check`.", ""),
    ],
)
def test_scope(words: str, scope: str) -> None:
    """
    The name of a function of the file behind "in", or before what it does, is the scope; an everyday word is none.
    """
    scene = Scene(MemoryCode({"app.py": _CODE}, {}))
    (finding,) = parse(review_of(says(words, line=1))).findings

    (claim, *_) = scoped(anchor(finding, scene), scene).claims

    assert claim.scope == scope
