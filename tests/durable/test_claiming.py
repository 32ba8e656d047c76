"""When a run starts, and what it takes."""

import pytest

from bot.errors import Refused
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Outcome, RunState
from bot.store.database import Database
from bot.store.views import SqlStore
from tests.durable.desk import CHANGE, Desk, command, event


@pytest.fixture
def desk(database: Database) -> Desk:
    """A desk on each database."""
    return Desk(database)


def test_quiet(desk: Desk) -> None:
    """
    A run starts when its change has been quiet, and takes all that came; one wake-up, set anew, serves them all.
    """
    first = desk.arrive(event("a"))
    assert 59 < first.seconds <= 60
    desk.later(50)
    desk.arrive(event("b"))
    desk.later(10)
    assert desk.wakes == [first]

    assert desk.claim(first) is None

    again = desk.wakes[-1]
    assert (again.id, len(desk.wakes)) == (f"{first.id}.1", 2)
    assert 49 < again.seconds <= 50
    desk.later(50)
    desk.carry_out(again)
    assert desk.seen == [("a", "b")]


def test_storm(desk: Desk) -> None:
    """
    However much arrives at once, the engine has one piece of work for it.
    """
    for number in range(100):
        desk.arrive(event(f"d{number:02}"))

    assert len(desk.wakes) == 1
    desk.later(60)
    desk.carry_out(desk.wakes[0])
    assert [len(one) for one in desk.seen] == [100]


def test_quiet_by_kind(desk: Desk) -> None:
    """
    On a Gerrit a change is quiet after five minutes.
    """
    wake = desk.arrive(event("a", ChangeRef("gerrit", "acme", 7, "~")))

    assert 299 < wake.seconds <= 300


def test_never_quiet(desk: Desk) -> None:
    """
    Where it never gets quiet, a run starts when the first delivery has waited for the longest time.
    """
    desk.arrive(event("d00"))
    waits = []
    for number in range(1, 12):
        desk.later(50)
        desk.arrive(event(f"d{number:02}"))
        desk.claim(desk.wakes[-1])
        waits.append(desk.wakes[-1].seconds)

    assert all(59 < one <= 60 for one in waits[:-1])
    assert 49 < waits[-1] <= 50
    desk.later(50)
    desk.carry_out(desk.wakes[-1])
    assert [len(one) for one in desk.seen] == [12]


def test_urgent(desk: Desk) -> None:
    """
    A command waits for no quiet, and takes along what waited; the wake-up of that finds nothing.
    """
    first = desk.arrive(event("a"))
    urgent = desk.arrive(command("c"))
    desk.arrive(event("z"))
    assert urgent.seconds == 0
    assert desk.wakes == [first, urgent]

    desk.carry_out(urgent)
    desk.later(60)
    desk.carry_out(first)

    assert desk.seen == [("a", "c", "z")]
    assert desk.wakes == [first, urgent]


def test_one_stays_awake(desk: Desk) -> None:
    """
    A wake-up whose delivery was taken by another run leaves it to that of the oldest one that waits now.
    """
    old = desk.arrive(event("a"))
    desk.carry_out(desk.arrive(command("c")))
    new = desk.arrive(event("n"))
    assert new.id != old.id

    desk.later(30)
    assert desk.claim(old) is None

    assert desk.wakes[-1] == new
    desk.later(30)
    desk.carry_out(new)
    assert desk.seen == [("a", "c"), ("n",)]


def test_too_early(desk: Desk) -> None:
    """
    A wake-up that comes before its time, by another clock, is set again for what is left.
    """
    wake = desk.arrive(event("a"))
    desk.later(59)

    assert desk.claim(wake) is None

    again = desk.wakes[-1]
    assert again.id == f"{wake.id}.1"
    assert 0 < again.seconds <= 1
    desk.later(1)
    desk.carry_out(again)
    assert desk.seen == [("a",)]


def test_died_after_the_claim(desk: Desk) -> None:
    """
    A workflow that died after it had claimed comes to the same run with the same deliveries.
    """
    wake = desk.arrive(command("a"))
    run = desk.claim(wake)
    desk.arrive(event("later"))

    assert desk.claim(wake) == run

    desk.attempt(wake, Outcome(RunState.DONE))
    assert desk.seen == [("a",)]


def test_one_at_a_time(desk: Desk) -> None:
    """
    While one run works on a change another waits for it, also where the queue let both through; a dead one holds nobody.
    """
    first = desk.arrive(command("a"))
    desk.claim(first)
    desk.alive.add(first.id)
    second = desk.arrive(command("b"))

    assert desk.claim(second) is None
    again = desk.wakes[-1]
    assert (again.id, again.seconds) == (f"{second.id}.1", 5)

    desk.alive.clear()
    desk.carry_out(again)
    assert desk.seen == [("b",)]


def test_other_changes(desk: Desk) -> None:
    """
    Runs of different changes do not wait for each other.
    """
    other = ChangeRef("forge", "acme/shop", 13)
    first = desk.arrive(command("a"))
    desk.claim(first)
    desk.alive.add(first.id)

    desk.carry_out(desk.arrive(command("b", other)))

    assert desk.seen == [("b",)]


def test_overtakes_what_waits(desk: Desk) -> None:
    """
    A run that the forge asked to wait is superseded by a newer one, which answers its deliveries too.
    """
    first = desk.arrive(command("a"))
    desk.carry_out(first, Outcome(RunState.WAITING, "patience", wait_seconds=3000))
    put_off = desk.wakes[-1]

    desk.carry_out(desk.arrive(command("b")))
    desk.carry_out(put_off)

    assert desk.seen == [("a",), ("a", "b")]
    store = SqlStore(desk.database)
    assert [one.state for one in store.runs(CHANGE, None)] == [RunState.DONE, RunState.SUPERSEDED]
    submission = store.submission("a")
    assert submission is not None
    assert submission.state is RunState.DONE


def test_unknown_forge(desk: Desk) -> None:
    """
    A delivery of a forge that the configuration does not have is refused.
    """
    with pytest.raises(Refused, match="has no forge `other`; it has forge, gerrit"):
        desk.plan.timing("other")
