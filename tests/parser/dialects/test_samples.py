"""Every form that a known bot is known to write in: its findings, its noise, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.finding import Label, ParsedReview
from bot.model.review import ProposedReview
from bot.parser.dialects import DIALECTS
from bot.parser.parse import parse
from tests.parser.dialects.first import FIRST
from tests.parser.dialects.more import MORE
from tests.parser.dialects.sample import Expected, Sample

SAMPLES = (*FIRST, *MORE)
every = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.dialect}: {sample.name}")
_NO_RESIDUE_BUT = frozenset[str]()


def told(sample: Sample, parsed: ParsedReview) -> list[Expected]:
    """What is told of the findings that were made."""
    return [Expected.of(finding, is_inline=sample.is_inline) for finding in parsed.findings]


def is_covered(parsed: ParsedReview) -> bool:
    """Whether the segments cover every text without gap or overlap."""
    texts = {None: parsed.review.body} | {comment.id: comment.body for comment in parsed.review.comments}
    for name, text in texts.items():
        at = 0
        for segment in (one for one in parsed.segments if one.comment_id == name):
            if segment.span.start != at or segment.span.end <= at:
                return False
            at = segment.span.end
        if at != len(text):
            return False
    return True


@every
def test_findings(sample: Sample) -> None:
    """
    The account tells the dialect: exactly the bot's findings are made, with its title, grade, place, id and state.
    """
    assert told(sample, sample.parsed()) == list(sample.findings)


@every
def test_status(sample: Sample) -> None:
    """
    A message is what it is, and clean only where the bot says so.
    """
    parsed = sample.parsed()

    assert (parsed.status, parsed.says_clean) == (sample.status, "all" if sample.is_clean else None)
    assert bool(parsed.clean_quote) == sample.is_clean


@every
def test_noise(sample: Sample) -> None:
    """
    Every character is accounted for, nothing of a known form is left over, and noise is in no finding.
    """
    parsed = sample.parsed()
    quoted = "\n".join(
        [finding.quote + "".join(claim.quote for claim in finding.claims) for finding in parsed.findings]
    )

    assert is_covered(parsed)
    assert [segment for segment in parsed.segments if segment.label is Label.RESIDUE] == []
    assert [word for word in sample.never if word in quoted] == []


@every
def test_pasted(sample: Sample) -> None:
    """
    A text that somebody pasted is known by its marks, and the same findings are made of it.
    """
    found = parse(ProposedReview("r", "pasted", sample.text))

    if not sample.is_marked:
        return
    assert [(one.title, one.severity, one.external_id) for one in found.findings] == [
        (one.title, one.severity, one.id) for one in sample.findings
    ]
    assert (found.status, bool(found.says_clean)) == (sample.status, sample.is_clean)


@every
def test_quoted(sample: Sample) -> None:
    """
    The same text as a quotation makes no finding and no clean vote.
    """
    quoted = "".join(f"> {line}" for line in sample.text.splitlines(keepends=True))
    parsed = sample.parsed(quoted)

    assert (parsed.findings, parsed.says_clean) == ((), None)
    assert is_covered(parsed)


@every
def test_copied_by_a_person(sample: Sample) -> None:
    """
    What a person copied from a bot makes no finding.
    """
    if sample.is_marked:
        found = parse(ProposedReview("r", "dev", sample.text, is_person=True))

        assert (found.findings, found.says_clean) == ((), None)
        assert {segment.label for segment in found.segments} <= {Label.RESIDUE}


@every
def test_line_ends(sample: Sample) -> None:
    """
    Carriage returns and odd blanks change nothing of what is found.
    """
    for text in (sample.text.replace("\n", "\r\n"), sample.text.replace("\ufe0f", ""), sample.text + "\u200b\n"):
        parsed = sample.parsed(text)

        assert told(sample, parsed) == list(sample.findings)
        assert parsed.status is sample.status
        assert is_covered(parsed)


@given(st.sampled_from(SAMPLES), st.data())
@settings(max_examples=150, deadline=None)
def test_cut_anywhere(sample: Sample, data: st.DataObject) -> None:
    """
    A text that is cut anywhere loses no character, and is never called clean before it says so.
    """
    start = data.draw(st.integers(0, len(sample.text)))
    end = data.draw(st.integers(start, len(sample.text)))
    parsed = sample.parsed(sample.text[start:end])

    assert is_covered(parsed)
    assert sample.is_clean or parsed.says_clean is None


def test_every_dialect_has_samples() -> None:
    """
    There is a sample for each dialect.
    """
    assert {sample.dialect for sample in SAMPLES} == {dialect.name for dialect in DIALECTS}
