"""Heart-beats, turns, figures and forgetting, on both databases."""

from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind, Outcome, RunState
from bot.store import deliveries, runs, upkeep
from bot.store.database import Database
from bot.store.runs import Worker
from bot.store.tables import CHORE, EXECUTOR
from bot.store.upkeep import Retention
from tests.store.databases import age

CHANGE = ChangeRef("forge", "acme/shop", 12)
WORKER = Worker("local", "w")
DAY = 86_400


def _run(database: Database, id: str, state: RunState | None) -> None:
    with database.begin() as tx:
        deliveries.add(tx, Delivery(f"d-{id}", CHANGE, DeliveryKind.EVENT))
        runs.begin(tx, id, str(CHANGE), WORKER, deliveries.claim(tx, str(CHANGE), id))
        if state is not None:
            runs.end(tx, id, WORKER, Outcome(state))


def test_alive(database: Database) -> None:
    """
    A process lives as long as it gives signs of life, and until it says that it ends.
    """
    with database.begin() as tx:
        for name in ("a", "b", "c"):
            upkeep.beat(tx, name)
        tx.execute(EXECUTOR.update().where(EXECUTOR.c.id == "b").values(at=EXECUTOR.c.at - 61))
        upkeep.depart(tx, "c")
        assert upkeep.alive(tx, 60) == {"a"}

    with database.begin() as tx:
        upkeep.beat(tx, "b")
        assert upkeep.alive(tx, 60) == {"a", "b"}


def test_turn(database: Database) -> None:
    """
    A chore is done once in its time, by whoever asks first.
    """
    with database.begin() as tx:
        assert upkeep.is_our_turn(tx, "poll", 300)
        assert upkeep.is_our_turn(tx, "other", 300)
        assert not upkeep.is_our_turn(tx, "poll", 300)
        tx.execute(CHORE.update().values(at=CHORE.c.at - 300))
        assert upkeep.is_our_turn(tx, "poll", 300)
        assert not upkeep.is_our_turn(tx, "poll", 300)


def test_pulse(database: Database) -> None:
    """
    The figures count deliveries and runs by state, and tell the oldest that nobody has taken and that makes no progress.
    """
    with database.begin() as tx:
        empty = upkeep.pulse(tx)
    assert set(empty.runs.values()) == {0}
    assert (empty.oldest_delivery_seconds, empty.oldest_run_seconds) == (None, None)

    _run(database, "a", RunState.DONE)
    _run(database, "b", RunState.FAILED)
    _run(database, "c", None)
    with database.begin() as tx:
        deliveries.add(tx, Delivery("x", CHANGE, DeliveryKind.EVENT))
    age(database, CHANGE, 100)
    with database.begin() as tx:
        pulse = upkeep.pulse(tx)

    assert pulse.runs == {"waiting": 0, "running": 1, "done": 1, "superseded": 0, "failed": 1}
    assert pulse.deliveries == {"waiting": 1, "running": 1, "done": 1, "superseded": 0, "failed": 1}
    assert pulse.oldest_delivery_seconds is not None
    assert pulse.oldest_run_seconds is not None
    assert 100 <= pulse.oldest_delivery_seconds < 105
    assert 100 <= pulse.oldest_run_seconds < 105


def test_waits_for_its_time(database: Database) -> None:
    """
    A run that was asked to wait stands still only from the time on when it should have gone on.
    """
    _run(database, "a", None)
    with database.begin() as tx:
        assert runs.put_off(tx, "a", WORKER, "patience", 1000) == 1
        assert upkeep.pulse(tx).oldest_run_seconds == 0
        assert runs.standing_still(tx, RunState.WAITING, 120) == []
    age(database, CHANGE, 1121)

    with database.begin() as tx:
        assert runs.standing_still(tx, RunState.WAITING, 120) == [("a", str(CHANGE), "w")]


def test_forget(database: Database) -> None:
    """
    Runs go after two weeks, deliveries after a month, reviews after a year; what is not dealt with stays.
    """

    def left() -> tuple[int, int]:
        with database.begin() as tx:
            while upkeep.forget(tx, Retention()):
                pass
            counts = (tx.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in ("run", "delivery"))
            return tuple(counts)  # type: ignore[return-value]

    with database.begin() as tx:
        deliveries.add(tx, Delivery("review", CHANGE, DeliveryKind.REVIEW))
    _run(database, "done", RunState.DONE)
    _run(database, "failed", RunState.FAILED)
    _run(database, "running", None)
    with database.begin() as tx:
        deliveries.add(tx, Delivery("waits", CHANGE, DeliveryKind.EVENT))

    assert left() == (3, 5)
    age(database, CHANGE, 13 * DAY)
    assert left() == (3, 5)
    age(database, CHANGE, 2 * DAY)
    assert left() == (1, 5)
    age(database, CHANGE, 16 * DAY)
    assert left() == (1, 3)
    age(database, CHANGE, 340 * DAY)
    assert left() == (1, 2)


def test_shrink(database: Database) -> None:
    """
    A SQLite file gives back to the disk what was forgotten.
    """
    if not database.is_sqlite:
        return
    with database.begin() as tx:
        for number in range(300):
            deliveries.add(tx, Delivery(f"d{number}", CHANGE, DeliveryKind.EVENT, body={"text": "x" * 3000}))
    with database.begin() as tx:
        tx.exec_driver_sql("DELETE FROM delivery")
    with database.begin() as tx:
        before = tx.exec_driver_sql("PRAGMA page_count").scalar_one()

        upkeep.shrink(tx)

        assert tx.exec_driver_sql("PRAGMA page_count").scalar_one() < before / 3
