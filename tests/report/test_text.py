"""The report on a terminal."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.report.layout import width_of
from bot.report.text import render_text
from tests.builders import report
from tests.report.samples import a_hostile_report, a_sample, code

HOSTILE = st.lists(
    st.sampled_from(
        ["\x1b[31m", "\u202e", "\n", "\r", "recheck", "/retest", "- ", "> ", "値", "word", "\x00", "\ud800", " "]
    ),
    max_size=9,
).map("".join)


def test_sample() -> None:
    """A reader sees first what is left to look at, then what is refuted and by which lines."""
    text = render_text(a_sample(), code, width=100)

    assert text.startswith(
        "Meta-review of 3 reviews at 1a2b3c4: 6 findings · 1 confirmed (nit) · 1 plausible · 1 can't be\n"
        "checked · 3 refuted\n"
        "Left to look at: 1, plausible but not proved; it repeats a comment in the code.\n"
        "\n"
        "PLAUSIBLE c7d1e2 The lock is not released when `flush` fails.\n"
        "  shop/cart.py:60-63 · from acme, bolt · estimate 45 %\n"
        "  Known: the comment at line 61 says so. Its fix uses _unlock, not defined in this file; silently\n"
        "  changes the comment at lines 41-42.\n"
        "  `flush` is called before `release` without `finally` (lines 62-63).\n"
        "    62 |         self.ledger.flush()\n"
        "    63 |         self.lock.release()\n"
        "\n"
        "REFUTED (3), with the lines that show it\n"
        "* 2 share one false premise. Lines 41-42 are a comment; the only live call of `check` passes\n"
        "  `self.cap` (lines 41-43).\n"
        "    41 |         # self.ledger.check(order,\n"
        "    42 |         #     self.limit)\n"
        "    43 |         self.ledger.check(order, self.cap)\n"
        '  * a1f0bb "the refund is checked against the wrong limit" (dora; shop/cart.py:41)\n'
    )


@pytest.mark.parametrize(
    "part", ["CONTRADICTIONS (1)", "NOT UNDERSTOOD (2 passages", "LIMITS (1)", "NITS (1)", "and 1 more"]
)
def test_nothing_is_dropped(part: str) -> None:
    """What is not to be looked at first still has its place."""
    assert part in render_text(a_sample(), code)


def test_colour() -> None:
    """Colours add nothing but ANSI styles."""
    coloured = render_text(a_sample(), code, colour=True, width=90)

    assert "\x1b[1;33mPLAUSIBLE c7d1e2\x1b[0m The lock" in coloured
    assert re.sub(r"\x1b\[[\d;]+m", "", coloured) == render_text(a_sample(), code, width=90)


def test_without_code() -> None:
    """Without a source the lines are named and no code is shown."""
    text = render_text(a_sample())

    assert " | " not in text
    assert "silently changes lines 41-42." in text.replace("\n  ", " ")


def test_empty() -> None:
    """A report without findings is two lines."""
    assert render_text(report()).count("\n") == 2


@given(HOSTILE, st.integers(40, 100))
@settings(max_examples=150, deadline=None)
def test_hostile(text: str, width: int) -> None:
    """Foreign text brings no control or hidden character, no line that is too wide, and no command at the start of a line."""
    output = render_text(a_hostile_report(text), lambda _: (text, text), width=width)

    assert not [c for c in output.replace("\u200b", "") if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"]
    assert max(width_of(line) for line in output.split("\n")) <= width
    assert re.search(r"^[\s>*_#+-]*(?:/?recheck|/?reverify|/retest)", output, re.M) is None
