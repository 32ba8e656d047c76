"""Tests of what people's earlier judgements of a bot's findings say about its next one."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.consolidation import consolidate
from bot.consolidation.record import LEAST, MOST, log_odds_of, record_parts, records_of, tallied
from bot.model.evidence import Verdict
from bot.model.record import HumanOutcome, Record, Told
from tests.builders import finding, source
from tests.consolidation.builders import WEIGHTS, parsed, reviews_of, unused

D, R, M = HumanOutcome.DISMISSED, HumanOutcome.RESTORED, HumanOutcome.MENDED


def test_tally() -> None:
    """
    Dismissed counts against a bot, mended and restored for it; of one finding the last outcome, of people none.
    """
    told = [
        Told("acme", "f:a#1", "x", M),
        Told("acme", "f:a#1", "y", D),
        Told("acme", "f:a#1", "z", D),
        Told("acme", "f:a#1", "z", R),
        Told("acme", "f:a#2", "x", D),
        Told("bolt", "f:a#1", "x", M),
        Told("anna", "f:a#1", "x", D, is_person=True),
    ]

    assert tallied(told) == {"acme": Record(2, 4), "bolt": Record(1, 1)}
    assert list(tallied(reversed(told))) == ["acme", "bolt"]


@pytest.mark.parametrize(("kept", "of"), [(-1, 3), (4, 3), (1, -1)])
def test_impossible(kept: int, of: int) -> None:
    """
    A record that can't be is none.
    """
    with pytest.raises(ValueError, match="keeps no more"):
        Record(kept, of)


@pytest.mark.parametrize("kept", [0, 10, LEAST - 1])
def test_few(kept: int) -> None:
    """
    Under 30 outcomes a record says nothing.
    """
    assert log_odds_of(Record(kept, LEAST - 1), -0.3) == 0.0
    assert record_parts([("acme", Record(kept, LEAST - 1))], -0.3) == []


def test_said() -> None:
    """
    A record is told with its numbers, and moves half of what it says beside an average finding.
    """
    (part,) = record_parts([("acme", Record(40, 52))], 0.0)

    assert part.what == "its track record: 40 of 52 findings kept by people"
    assert part.log_odds == round(0.5 * log((40 + 15) / (12 + 15)), 2)


def test_two_bots() -> None:
    """
    Where two bots say it, each record has its name and half the weight.
    """
    records = [("acme", Record(40, 52)), ("bolt", Record(5, 60)), ("carl", Record(1, 2))]
    alone = [log_odds_of(record, 0.0) for _, record in records[:2]]

    parts = record_parts(records, 0.0)

    assert [part.what for part in parts] == [
        "the track record of acme: 40 of 52 findings kept by people",
        "the track record of bolt: 5 of 60 findings kept by people",
    ]
    assert [part.log_odds for part in parts] == [round(one / 2, 2) for one in alone]


RECORDS = st.integers(0, 100_000).flatmap(lambda of: st.builds(Record, st.integers(0, of), st.just(of)))


@given(st.lists(RECORDS, max_size=6), st.floats(-4, 4))
def test_cap(records: list[Record], average: float) -> None:
    """
    However long the records and however many the bots, they move at most 1 together.
    """
    parts = record_parts([(f"b{at}", one) for at, one in enumerate(records)], average)

    assert abs(sum(part.log_odds for part in parts)) <= MOST + 0.01 * len(parts)


@given(st.integers(LEAST, 500), st.data())
def test_monotonous(of: int, data: st.DataObject) -> None:
    """
    The more of a bot's findings people kept, the more its record says for it.
    """
    fewer, more = sorted((data.draw(st.integers(0, of)), data.draw(st.integers(0, of))))

    assert log_odds_of(Record(fewer, of), -0.3) <= log_odds_of(Record(more, of), -0.3)


def test_whose() -> None:
    """
    The records of the bots that say it count, each once; that of a person never.
    """
    records = {"acme": Record(40, 52), "anna": Record(1, 60), "carl": Record(3, 60)}
    one = finding(sources=(source("acme"), source("acme"), source("anna"), source("bolt")))

    assert records_of(one, {"anna.md"}, records) == (("acme", Record(40, 52)),)


def test_consolidated() -> None:
    """
    A record moves the confidence by its part, and a confirmed finding stays confirmed.
    """
    told = [unused("acme.md", "a", Verdict.PLAUSIBLE), unused("bolt.md", "b", Verdict.CONFIRMED, at=9)]
    records = {"acme": Record(2, 80), "bolt": Record(0, 80)}

    plain = {one.title: one for one in consolidate(told, reviews_of(told), WEIGHTS).findings}
    moved = {one.title: one for one in consolidate(told, reviews_of(told), WEIGHTS, records=records).findings}

    for title, one in moved.items():
        assert one.confidence_parts[:-1] == plain[title].confidence_parts
        assert one.confidence_parts[-1].what.startswith("its track record: ")
        assert (one.confidence or 0) <= (plain[title].confidence or 0)
        assert one.verdict is not Verdict.CONFIRMED or (one.confidence or 0) >= 0.9


def test_people_in_a_run() -> None:
    """
    What a person says has neither a number nor a record.
    """
    told = [unused("anna.md", "a", Verdict.PLAUSIBLE)]

    found = consolidate(told, [parsed("anna.md", *told, is_person=True)], WEIGHTS, records={"anna": Record(2, 80)})

    assert [(one.confidence, one.confidence_parts) for one in found.findings] == [(None, ())]
