"""A text that is too long ends between its blocks."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.poster.cut import cut
from tests.poster.rendering import rendered

LINES = st.sampled_from(
    [
        "**Left to look at: 3.**", "", "", "| | finding |", "|---|---|", "| plausible `a` | b |", "<details><summary>x</summary>", "</details>",
        "- `aaaaaa` one", "  - `bbbbbb` two", "- and 7 more", "  ```py", "  ```", "```", "````", "<sub>Not understood</sub>", "words " * 9,
    ]
)  # fmt: skip


def a_text(entries: int) -> str:
    """An answer with a table and two folds of so many entries."""
    rows = "\n".join(f"| plausible `{at:06x}` | words |" for at in range(entries))
    said = "\n".join(f"- `{at:06x}` words\n  ```py\n  12 code\n\n  13 code\n  ```" for at in range(entries))
    fold = f"<details><summary>{entries} refuted</summary>\n\n{said}\n\n</details>"
    return f"**One**: 3\n\n**Two**\n\n| | finding |\n|---|---|\n{rows}\n\n{fold}\n\n{fold}\n"


def test_short() -> None:
    """What fits stays as it is."""
    assert cut("One\n\nTwo\n", 9) == "One\n\nTwo\n"


def test_counts() -> None:
    """What was cut is counted, entry for entry."""
    text = a_text(30)

    for room in range(300, len(text), 97):
        short = cut(text, room)
        gone = re.search(r"\*\*Cut here, .*: (\d+) more", short)
        assert gone is not None
        kept = len(re.findall(r"^(?:\| plausible|- `)", short, re.M))
        assert kept + int(gone[1]) == 90


def test_counts_what_was_hidden() -> None:
    """What a fold had left out already counts too."""
    short = cut("One\n" + "- x\n" * 100 + "- and 40 more\n", 150)

    assert f": {140 - short.count('- x')} more.**" in short


@given(st.integers(130, 4000))
@settings(max_examples=200, deadline=None)
def test_closed(room: int) -> None:
    """Wherever it is cut, it fits, every fold and fence is closed, and the table is whole or not there."""
    short = cut(a_text(30), room)
    page = rendered(short)

    assert len(short) <= room
    assert page.open == page.misnested == []
    assert "Cut here" in page.outside_code
    assert "|" not in page.text or "| | finding" in page.text


@given(st.lists(LINES, max_size=60).map("\n".join), st.integers(130, 600))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str, room: int) -> None:
    """Any lines at all are cut to the room there is."""
    assert len(cut(text, room)) <= room
