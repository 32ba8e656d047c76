"""How a run is carried out, put off, overtaken, failed and brought back."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.durable.pace import Pace, patience
from bot.errors import GaveUp, Refused, Superseded, Unreachable
from bot.model.delivery import Outcome, RunRecord, RunState
from bot.store.database import Database
from bot.store.views import SqlStore
from tests.durable.desk import CHANGE, Desk, command, event

DONE = Outcome(RunState.DONE, "posted", "0a1b", "https://forge.example/12", '{"findings": []}')


@pytest.fixture
def desk(database: Database) -> Desk:
    """A desk on each database."""
    return Desk(database)


def _last(desk: Desk) -> RunRecord:
    return SqlStore(desk.database).runs(CHANGE, None)[0]


def test_done(desk: Desk) -> None:
    """
    What a run came to is written down, with its report.
    """
    assert desk.carry_out(desk.arrive(command("a")), DONE) is None

    run = _last(desk)
    assert (run.state, run.note, run.revision, run.url, run.deliveries) == (
        RunState.DONE,
        "posted",
        "0a1b",
        "https://forge.example/12",
        1,
    )
    assert run.ended_at is not None
    assert run.ended_at >= run.started_at
    assert SqlStore(desk.database).report(CHANGE) == '{"findings": []}'


def test_done_twice(desk: Desk) -> None:
    """
    A workflow that died after all was written down carries nothing out again.
    """
    wake = desk.arrive(command("a"))
    desk.carry_out(wake, DONE)

    assert desk.attempt(wake, DONE) is None

    assert desk.seen == [("a",)]


def test_short_wait(desk: Desk) -> None:
    """
    Up to a minute a run waits where it is, and then tries again.
    """
    wake = desk.arrive(command("a"))

    assert desk.carry_out(wake, Unreachable("the forge asks for patience", 60)) == 60
    assert _last(desk).note == "the forge asks for patience"
    assert desk.attempt(replace(wake, tries=1), DONE) is None

    assert _last(desk).state is RunState.DONE


def test_long_wait(desk: Desk) -> None:
    """
    A longer wait ends the workflow, and another goes on with the same run and the same deliveries.
    """
    desk.carry_out(desk.arrive(command("a")), Unreachable("the forge asks for patience", 61))

    assert _last(desk).state is RunState.WAITING
    put_off = desk.wakes[-1]
    assert (put_off.run, put_off.seconds, put_off.tries) == (_last(desk).id, 61, 1)
    desk.carry_out(put_off, DONE)
    assert desk.seen == [("a",), ("a",)]
    assert len(SqlStore(desk.database).runs(CHANGE, None)) == 1


def test_patience() -> None:
    """
    Without a word of the forge each wait is longer than the one before, up to a quarter of an hour.
    """
    assert [patience(tries, None) for tries in (0, 1, 2, 6, 7, 50)] == [10, 20, 40, 640, 900, 900]
    assert patience(3, 7) == 7
    assert patience(0, 0) == 1


def test_in_vain(desk: Desk) -> None:
    """
    What was tried often enough is a dead letter that says why.
    """
    desk.pace = Pace(attempts=2)
    desk.carry_out(desk.arrive(command("a")), Unreachable("the forge does not answer", 100))
    desk.carry_out(desk.wakes[-1], Unreachable("the forge does not answer", 100))

    assert _last(desk).state is RunState.FAILED
    assert _last(desk).note == "the forge does not answer; it was tried 2 times"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused("the token may not write comments"), "the token may not write comments"),
        (GaveUp("the change is too big"), "the change is too big"),
        (ValueError("with a password"), "a defect of this program (ValueError); the log tells where"),
    ],
)
def test_failed(desk: Desk, error: Exception, words: str) -> None:
    """
    A refusal or a defect fails the run, with one sentence; of a foreign error its words are not shown.
    """
    desk.carry_out(desk.arrive(command("a")), error)

    assert (_last(desk).state, _last(desk).note) == (RunState.FAILED, words)


def _asks(is_overtaken: Callable[[], bool]) -> Outcome:
    return Outcome(RunState.SUPERSEDED) if is_overtaken() else DONE


def test_overtaken(desk: Desk) -> None:
    """
    A run that hears before publishing that something newer came leaves its deliveries to the next.
    """
    wake = desk.arrive(event("a"))
    desk.later(60)
    desk.claim(wake)
    newer = desk.arrive(event("b"))

    desk.attempt(wake, _asks)

    assert _last(desk).state is RunState.SUPERSEDED
    submission = SqlStore(desk.database).submission("a")
    assert submission is not None
    assert submission.state is RunState.WAITING
    desk.later(60)
    desk.carry_out(newer)
    assert desk.seen == [("a",), ("a", "b")]


def test_overtaken_after_a_wait(desk: Desk) -> None:
    """
    After a wait a run that something newer overtook is not carried out again.
    """
    wake = desk.arrive(event("a"))
    desk.later(60)
    desk.carry_out(wake, Unreachable("patience", 30))
    desk.arrive(event("b"))

    assert desk.attempt(replace(wake, tries=1), DONE) is None

    assert desk.seen == [("a",)]
    assert _last(desk).state is RunState.SUPERSEDED


def test_not_overtaken_for_ever(desk: Desk) -> None:
    """
    What has waited for the longest time is published, however much comes meanwhile; the newer is for the next run.
    """
    wake = desk.arrive(event("a"))
    desk.later(700)
    desk.claim(wake)
    newer = desk.arrive(event("b"))

    desk.attempt(wake, _asks)

    assert _last(desk).state is RunState.DONE
    desk.later(60)
    desk.carry_out(newer)
    assert desk.seen == [("a",), ("b",)]


def test_change_moved(desk: Desk) -> None:
    """
    Where the change moved on and nothing new arrived, the deliveries are looked at once more, soon.
    """
    desk.carry_out(desk.arrive(command("a")), Superseded("the change has a newer head"))

    again = desk.wakes[-1]
    assert again.seconds == 1
    desk.carry_out(again, DONE)
    assert desk.seen == [("a",), ("a",)]
    assert [one.state for one in SqlStore(desk.database).runs(CHANGE, None)] == [RunState.DONE, RunState.SUPERSEDED]


def test_taken_over(desk: Desk) -> None:
    """
    A process that was taken for dead hears before publishing that its run has another owner, and writes nothing down.
    """
    wake = desk.arrive(command("a"))
    desk.claim(wake)
    other = Desk(desk.database, executor="other")

    def while_it_works(is_overtaken: Callable[[], bool]) -> Outcome:
        assert not is_overtaken()
        assert other.attempt(wake, DONE) is None
        assert is_overtaken()
        return Outcome(RunState.FAILED, "by a zombie")

    desk.attempt(wake, while_it_works)

    assert (_last(desk).state, _last(desk).note) == (RunState.DONE, "posted")


def test_lost_the_change(desk: Desk) -> None:
    """
    A run whose change another workflow took meanwhile waits for it instead of working beside it.
    """
    first = desk.arrive(command("a"))
    run = desk.claim(first)
    second = desk.arrive(command("b"))
    desk.claim(second)
    desk.alive.add(second.id)

    assert desk.attempt(first, DONE) is None

    assert desk.seen == []
    assert (desk.wakes[-1].run, desk.wakes[-1].seconds) == (run, 5)
