"""Any text at all, and the pieces that bots' messages are made of in any order, in every dialect."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.claim import Span
from bot.model.finding import Label
from bot.model.review import Comment, ProposedReview
from bot.parser.carving import carve, merged
from bot.parser.dialects import DIALECTS
from bot.parser.dialects.page import page_of
from bot.parser.dialects.taking import recognised
from bot.parser.parse import parse
from tests.parser.dialects.test_samples import SAMPLES, is_covered
from tests.parser.texts import TEXTS

_LINES = sorted({line for sample in SAMPLES for line in sample.text.splitlines(keepends=True)[:60]})
_PIECES = st.lists(st.sampled_from(_LINES) | TEXTS, max_size=25).map("".join)
_NAMES = st.sampled_from([dialect.name for dialect in DIALECTS])


@given(_PIECES, _NAMES, st.booleans())
@settings(max_examples=200, deadline=None)
def test_covered(text: str, dialect: str, is_inline: bool) -> None:
    """
    Nothing crashes, every character is accounted for, and every place is inside its text.
    """
    comments = (Comment("a.py", text, 3, 3, id="1"),) if is_inline else ()
    found = parse(ProposedReview("r", "bot", "" if is_inline else text, comments, dialect=dialect))

    assert is_covered(found)
    for finding in found.findings:
        spans = [finding.span, *(claim.span for claim in finding.claims), *(block.span for block in finding.blocks)]
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        assert finding.title
        assert finding.claims


@given(_PIECES, _NAMES)
@settings(max_examples=100, deadline=None)
def test_quoted(text: str, dialect: str) -> None:
    """
    What is quoted as a whole makes no finding and no clean vote in any dialect.
    """
    quoted = "".join(f"> {line}\n" for line in text.split("\n"))
    found = parse(ProposedReview("r", "bot", quoted.replace("[!", "(!").replace("\r", ""), dialect=dialect))

    assert (found.findings, found.says_clean) == ((), None)


@given(_PIECES)
@settings(max_examples=100, deadline=None)
def test_page(text: str) -> None:
    """
    What is recognised by has the length of the text, and folds and comments stand where they say.
    """
    page = page_of(text)

    assert len(page.clear) == len(text)
    assert all(text.startswith("<!--", one.span.start) and text[: one.span.end].endswith("-->") for one in page.hidden)
    assert all(one.span.start <= one.inner.start <= one.inner.end <= one.span.end for one in page.folds)
    assert recognised(text) is None or recognised(text) in DIALECTS


@given(TEXTS, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=6))
def test_carved(text: str, ends: list[tuple[int, int]]) -> None:
    """
    Each letter of a carved text is found again at its place, and nothing of a cut is in it.
    """
    cuts = [Span(min(one), min(max(one), len(text))) for one in ends]
    carved = carve(text, Span(0, len(text)), cuts)
    gone = {at for span in merged(cuts) for at in range(span.start, span.end)}

    assert [text[at] for at in range(len(text)) if at not in gone] == [
        carved.text[start + n]
        for start, origin, end in zip(carved.starts, carved.origins, carved.ends, strict=True)
        for n in range(end - origin)
    ]
    for start, origin, end in zip(carved.starts, carved.origins, carved.ends, strict=True):
        assert carved.back(Span(start, start + end - origin)) == Span(origin, end)


@pytest.mark.parametrize("dialect", [one.name for one in DIALECTS])
def test_beyond_the_limit(dialect: str) -> None:
    """
    What is too much to read is left over, in every dialect.
    """
    found = parse(ProposedReview("r", "bot", "a word\n" * 150_000, dialect=dialect))

    assert is_covered(found)
    assert found.segments[-1].label is Label.RESIDUE
    assert found.limits
