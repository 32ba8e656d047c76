"""What people made of findings, and how far a forge was followed, on both databases."""

import pytest

from bot.consolidation.record import tallied
from bot.model.record import HumanOutcome, Record, Told
from bot.store.database import Database
from bot.store.judgements import MOST, SqlJudgements
from bot.store.marks import SqlMarks
from bot.store.tables import JUDGEMENT

D, R, M = HumanOutcome.DISMISSED, HumanOutcome.RESTORED, HumanOutcome.MENDED


@pytest.fixture
def judgements(database: Database) -> SqlJudgements:
    """Nothing is known yet."""
    return SqlJudgements(database)


def told(finding: str, outcome: HumanOutcome, *, reviewer: str = "rabbit", is_person: bool = False) -> Told:
    """An outcome on one change."""
    return Told(reviewer, "forge:acme/shop#12", finding, outcome, is_person)


def test_kept_once(judgements: SqlJudgements) -> None:
    """
    Of a bot, a change and a finding one outcome is kept, however often it is told; nothing of people is.
    """
    judgements.keep([])
    for _ in range(3):
        judgements.keep([told("f1", D), told("f1", M, reviewer="fox"), told("f2", M), told("f3", D, is_person=True)])

    assert set(judgements.told()) == {told("f1", D), told("f1", M, reviewer="fox"), told("f2", M)}
    assert tallied(judgements.told()) == {"fox": Record(1, 1), "rabbit": Record(1, 2)}


@pytest.mark.parametrize(
    ("outcomes", "left"), [((D, R), R), ((R, D), D), ((M, D), D), ((D, M), D), ((R, M), R), ((M, M), M), ((D, R, M), R)]
)
def test_which_holds(judgements: SqlJudgements, outcomes: tuple[HumanOutcome, ...], left: HumanOutcome) -> None:
    """
    The last decision of a person holds, and outweighs that somebody mended it.
    """
    for outcome in outcomes:
        judgements.keep([told("f1", outcome)])

    assert judgements.told() == (told("f1", left),)


def test_newest(judgements: SqlJudgements) -> None:
    """
    Of very many outcomes the newest are read, and there is a limit to how many.
    """
    rows = [
        {"reviewer": "rabbit", "change": "c", "finding": f"f{n}", "outcome": "mended", "at": float(n)}
        for n in range(MOST + 5)
    ]
    with judgements.database.begin() as tx:
        tx.execute(JUDGEMENT.insert(), rows)

    found = judgements.told()

    assert len(found) == MOST
    assert (found[0].finding, found[-1].finding) == (f"f{MOST + 4}", "f5")


def test_hostile_text(judgements: SqlJudgements) -> None:
    """
    Whatever a name holds can be kept.
    """
    judgements.keep([told("f\0\ud800", D, reviewer="r\0'; DROP TABLE judgement")])

    assert len(judgements.told()) == 1


def test_marks(database: Database) -> None:
    """
    A moment is remembered by name, and the last one holds.
    """
    marks = SqlMarks(database)
    assert marks.at("polled forge") is None

    marks.move("polled forge", 1.5)
    marks.move("polled forge", 2.5)
    marks.move("polled other", 7)

    assert (marks.at("polled forge"), marks.at("polled other")) == (2.5, 7)
