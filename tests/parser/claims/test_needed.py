"""Ruling out cues by their words never rules out one that matches."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.parser.claims import CUES
from bot.parser.claims.needed import Needed, needed_words
from tests.parser.texts import TEXTS

_ALL = Needed([cue.pattern for cue in CUES])
_WORDS = st.lists(
    st.sampled_from(sorted({word for cue in CUES for words in needed_words(cue.pattern) for word in words})) | TEXTS | st.sampled_from(["«0»", "«1»", "3", "'x'"]),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(_WORDS)
@settings(max_examples=150, deadline=None)
def test_what_matches_is_a_candidate(text: str) -> None:
    """
    Every cue that matches a text is among its candidates, which are in order.
    """
    found = _ALL.candidates(text)

    assert found == sorted(set(found))
    assert {number for number, cue in enumerate(CUES) if cue.pattern.search(text)} <= set(found)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("never (?:used|read)", "NEVER READ"),
        ("(?:is|has) (?=unused)un", "\u0131s unused"),
        ("a\u017fk(?:s|ed)?", "ask"),
        ("(?:ab|c)", "c"),
        ("(?<=not )used", "not used"),
        ("(?:never ){0,2}used", "used"),
        ("(?:really ){1,2}used", "really used"),
    ],
)
def test_kinds_of_patterns(pattern: str, text: str) -> None:
    """
    Choices, repeats, what is only looked at and letters that pass for others are all understood.
    """
    compiled = re.compile(pattern, re.IGNORECASE)

    assert compiled.search(text)
    assert Needed([compiled]).candidates(text) == [0]
    assert Needed([re.compile("zebra|gnu", re.IGNORECASE)]).candidates(text) == []
