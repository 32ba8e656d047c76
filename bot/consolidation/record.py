"""How a bot's findings fared with people so far, and what that says about its next one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log

from bot.consolidation.likeness import probability
from bot.model.record import HumanOutcome, Record, Told
from bot.model.report import ConfidencePart, MergedFinding

LEAST = 30
"""Outcomes under which a record says nothing."""

MOST = 1.0
"""Log-odds that a record moves at most, either way: what people dismiss or mend is no random sample of what is said."""

_SHRUNK = 0.5
_AVERAGE = LEAST
"""As many findings of an average bot are added to a record before it is read."""


def tallied(told: Iterable[Told]) -> dict[str, Record]:
    """The record of each bot, by name. Of several outcomes of one finding the last counts; none of ours ever does."""
    last = {(one.reviewer, one.change, one.finding): one.outcome for one in told if not one.is_person}
    counts: dict[str, list[bool]] = {}
    for (reviewer, _, _), outcome in last.items():
        counts.setdefault(reviewer, []).append(outcome is not HumanOutcome.DISMISSED)
    return {name: Record(sum(kept), len(kept)) for name, kept in sorted(counts.items())}


def records_of(
    finding: MergedFinding, people: Collection[str], records: Mapping[str, Record]
) -> tuple[tuple[str, Record], ...]:
    """The records of the bots that say a finding, each once, by name; `people` are reviews that persons wrote."""
    names = {source.reviewer for source in finding.sources if source.review not in people}
    return tuple((name, records[name]) for name in sorted(names) if name in records)


def record_parts(records: Sequence[tuple[str, Record]], average: float) -> list[ConfidencePart]:
    """What the records of all the bots that say a finding move: each an equal share, at most 1 together.

    `average`: the log-odds of an average finding, against which a record is read.
    """
    telling = [(name, record) for name, record in records if record.of >= LEAST]
    parts = [
        ConfidencePart(
            f"{'its track record' if len(telling) == 1 else f'the track record of {name}'}: "
            f"{record.kept} of {record.of} findings kept by people",
            round(log_odds_of(record, average) / len(telling), 2),
        )
        for name, record in telling
    ]
    return [part for part in parts if part.log_odds]


def log_odds_of(record: Record, average: float) -> float:
    """What a record moves beside an average finding: shrunk towards it, halved, and capped; nothing under 30 outcomes."""
    if record.of < LEAST:
        return 0.0
    kept = record.kept + _AVERAGE * probability(average)
    lost = record.of + _AVERAGE - kept
    return max(-MOST, min(MOST, _SHRUNK * (log(kept / lost) - average)))
