"""What is told of runs and submissions, on both databases."""

import pytest

from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind, Outcome, RunState
from bot.store import deliveries, runs
from bot.store.database import Database
from bot.store.runs import Worker
from bot.store.views import SqlStore
from tests.store.databases import age

CHANGE = ChangeRef("forge", "acme/shop", 12)
OTHER = ChangeRef("forge", "acme~1/shop", 3, "~")
WORKER = Worker("local", "w")


@pytest.fixture
def store(database: Database) -> SqlStore:
    """An empty store."""
    return SqlStore(database)


def _run(store: SqlStore, id: str, change: ChangeRef, outcome: Outcome | None = None) -> None:
    with store.database.begin() as tx:
        deliveries.add(tx, Delivery(f"d-{id}", change, DeliveryKind.REVIEW))
        runs.begin(tx, id, str(change), WORKER, deliveries.claim(tx, str(change), id))
        if outcome is not None:
            assert runs.end(tx, id, WORKER, outcome)


def test_runs(store: SqlStore) -> None:
    """
    Runs are listed newest first, by change and by state, as many as wanted.
    """
    for number in range(4):
        _run(store, f"r{number}", CHANGE, Outcome(RunState.DONE if number % 2 else RunState.FAILED, f"note {number}"))
        age(store.database, CHANGE, 10)
    _run(store, "r4", OTHER)

    assert [one.id for one in store.runs(None, None)] == ["r4", "r3", "r2", "r1", "r0"]
    assert [one.id for one in store.runs(CHANGE, None, 2)] == ["r3", "r2"]
    assert [one.id for one in store.runs(None, RunState.FAILED)] == ["r2", "r0"]
    assert [one.id for one in store.runs(CHANGE, RunState.RUNNING)] == []
    assert store.runs(None, None, 0) == ()
    run = store.run("r4")
    assert run is not None
    assert (run.change, run.state, run.ended_at, run.deliveries) == (OTHER, RunState.RUNNING, None, 1)
    assert store.run("nothing\0") is None


def test_submission(store: SqlStore) -> None:
    """
    A submission waits until a run has taken it, then is as far as the run; of a forgotten run it is done.
    """
    with store.database.begin() as tx:
        deliveries.add(tx, Delivery("s", CHANGE, DeliveryKind.REVIEW))
    waiting = store.submission("s")
    _run(store, "r", CHANGE)
    running = store.submission("s")
    with store.database.begin() as tx:
        runs.end(tx, "r", WORKER, Outcome(RunState.FAILED, "no"))
    failed = store.submission("s")
    with store.database.begin() as tx:
        tx.exec_driver_sql("DELETE FROM run")
    forgotten = store.submission("s")

    assert [one and (one.state, one.run) for one in (waiting, running, failed, forgotten)] == [
        (RunState.WAITING, None),
        (RunState.RUNNING, "r"),
        (RunState.FAILED, "r"),
        (RunState.DONE, "r"),
    ]
    assert store.submission("none") is None


def test_report(store: SqlStore) -> None:
    """
    The last report of a change is kept; a run without one leaves it.
    """
    assert store.report(CHANGE) is None
    _run(store, "a", CHANGE, Outcome(RunState.DONE, report="{1}"))
    _run(store, "b", CHANGE, Outcome(RunState.DONE, report="{2}"))
    _run(store, "c", CHANGE, Outcome(RunState.DONE))

    assert store.report(CHANGE) == "{2}"
    assert store.report(OTHER) is None


def test_long_note(store: SqlStore) -> None:
    """
    A note is cut where it is too long, and holds nothing that a database refuses.
    """
    _run(store, "a", CHANGE, Outcome(RunState.FAILED, "\0\ud800" + "x" * 10_000))

    run = store.run("a")
    assert run is not None
    assert run.note == "\ufffd?" + "x" * 498
