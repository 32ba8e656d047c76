"""Foreign text is harmless on Gerrit, rendered and raw, and stays as it was where that is harmless already."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.neutral import BREAK, break_triggers, neutralise_gerrit
from tests.poster.hostile import HOSTILE, TEXTS
from tests.poster.rendering_gerrit import ACTS, INVISIBLE, SHOWN, kinds, prose
from tests.poster.triggers import started_by


@pytest.mark.parametrize(
    "text",
    [
        "`load` is called twice", "snake_case, dotted.name and a-b", "a < b and c > d", "List<int> & co.", "x | y", "a * b", "50 % of $5",
        "f(x)[0] and {y}", "C:\\temp", "`a|b`", "see RFC 2119, section 3", "`__init__` has no `*args`", "it's \"quoted\"", "naïve 値段",
    ],
)  # fmt: skip
def test_stays(text: str) -> None:
    """
    What formats nothing stays as it is.
    """
    assert neutralise_gerrit(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the __init__ of it", "the `__init__` of it"), ("takes **kwargs, *args.", "takes `**kwargs`, `*args`."), ("f(*args) fails", "`f(*args)` fails"),
        ("(see _private)", "(see `_private`)"), ("2*3", "`2*3`"), ("**Bug**: it fails", "Bug: it fails"), ("**`a` leaks** here", "`a` leaks here"),
        ("an odd ` tick", "an odd \\` tick"), ("`a`*b*", "`a`\\*b\\*"), ("~x and y~", "`~x` and `y~`"), ("`**x**` stays", "`**x**` stays"),
    ],
)  # fmt: skip
def test_made_code(text: str, shown: str) -> None:
    """
    A word that would format becomes code, bold words lose their marks, and a backslash is the last resort.
    """
    assert neutralise_gerrit(text) == shown


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("@dave", "@·dave"), ("`@dave`", "`@·dave`"), ("<GERRIT_ACCOUNT_12>", "<·GERRIT_ACCOUNT_12>"), ("`<GERRIT_ACCOUNT_1>`", "`<·GERRIT_ACCOUNT_1>`"),
        ("[a](b)", "[a]·(b)"), ("see ![a](b)", "see !·[a]·(b)"), ("https://h.example", "https:·//h.example"), ("bug #12", "bug #·12"),
        ("in 1a2b3c4d5e", "in 1a2b3c·4d5e"), ("I1a2b3c4d5e", "I·1a2b3c·4d5e"), ("<!-- x", "<·!-- x"), ("recheck it", "re·check it"),
        ("then reverify", "then re·verify"), ("/recheck-review", "/·re·check-review"), ("/gerrit foo", "/·gerrit foo"), ("check experimental", "ch·eck experimental"),
        ("# head", "·# head"), ("- item", "·- item"), ("1. item", "·1. item"), ("[x] task", "·[x] task"), ("> quote", "·> quote"),
    ],
)  # fmt: skip
def test_broken(text: str, broken: str) -> None:
    """
    What Gerrit, a site's links or a bot would act on is broken without a trace.
    """
    assert neutralise_gerrit(text) == broken.replace("·", BREAK)


def test_secrets_and_invisible() -> None:
    """
    Suspected secrets are cut, and what nobody sees is shown.
    """
    assert neutralise_gerrit("ghp_" + "a1B2" * 9) == "[cut]"
    assert neutralise_gerrit("a\u202eb\u200bc\x1b") == "a\ufffdb\ufffdc\ufffd"


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_each(text: str) -> None:
    """
    Each hostile text is one line of words and code in a list item.
    """
    said = neutralise_gerrit(text)

    assert "\n" not in said
    assert kinds(f"* aaaaaa {said} end") <= SHOWN
    assert kinds(f"* {said}") <= SHOWN


@given(st.lists(HOSTILE, min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_any(texts: list[str]) -> None:
    """Any texts beside each other on a line are words and code, and nothing in them acts."""
    line = break_triggers(f"* {' '.join(neutralise_gerrit(text) for text in texts)}")

    assert kinds(line) <= SHOWN
    assert not INVISIBLE.search(line)
    assert not any(pattern.search(prose(line)) for pattern in ACTS.values())
    assert not re.search(r"@\w|<GERRIT_", line)
    assert started_by(line) == []


@pytest.mark.parametrize(
    "unit",
    ["*", "_", "`", "**a", "a** ", "`a` ", "[", "](", "#", "1a2b3c4 ", "recheck ", " a", "\\", "**a`b`", "(", "* _ "],
)
def test_linear(unit: str) -> None:
    """
    Long texts of any kind take time in proportion to their length.
    """
    started = time.process_time()

    break_triggers(neutralise_gerrit(unit * (60_000 // len(unit))))

    assert time.process_time() - started < 2
