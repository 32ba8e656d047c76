"""Starting, stopping, dying, and the roles of processes; each test has engines of its own."""

import multiprocessing
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.durable import launching
from bot.durable.engine import Duties, Engine
from bot.durable.holding import hold
from bot.durable.names import wake_of
from bot.durable.pace import Role
from bot.errors import Refused, Unreachable
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, Outcome, RunState
from bot.store.database import Database, open_database
from bot.store.views import SqlStore
from tests.durable.desk import command, event
from tests.durable.worker import HURRY, SETTINGS, hang

CHANGE = ChangeRef("left", "acme", 1, "~")
Seen = list[tuple[str, ...]]


def _engine(database: Database, seen: Seen, seconds: float = 0, role: Role = Role.ALL) -> Engine:
    def perform(_change: ChangeRef, given: Sequence[Delivery], is_overtaken: Callable[[], bool]) -> Outcome:
        time.sleep(seconds)
        if is_overtaken():
            return Outcome(RunState.SUPERSEDED)
        seen.append(tuple(one.id for one in given))
        return Outcome(RunState.DONE, "posted")

    return Engine(SETTINGS, database, perform, time.time, Duties(role, pace=HURRY))  # noqa: TID251


def _until(holds: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def _runs(database: Database, state: RunState) -> int:
    return len(SqlStore(database).runs(CHANGE, state))


@pytest.mark.slow
def test_finishes(database: Database) -> None:
    """
    An engine that is told to stop finishes what runs, and takes up nothing new.
    """
    seen: Seen = []
    engine = _engine(database, seen, 1)
    engine.start()
    engine.accept(command("a", CHANGE))
    _until(lambda: _runs(database, RunState.RUNNING))

    engine.stop(10)

    assert seen == [("a",)]
    assert _runs(database, RunState.DONE) == 1


@pytest.mark.slow
def test_roles(database: Database) -> None:
    """
    A process that only accepts works on nothing, also as the first on an empty database; one that works takes it up.
    """
    seen: Seen = []
    web = _engine(database, seen, role=Role.WEB)
    web.start()
    assert web.accept(command("a", CHANGE))
    assert web.pulse().deliveries[RunState.WAITING] == 1
    web.stop()
    assert seen == []

    worker = _engine(database, seen, role=Role.WORKER)
    worker.start()
    _until(lambda: seen)
    worker.stop(5)

    assert seen == [("a",)]


@pytest.mark.slow
def test_killed(url: str, tmp_path: Path) -> None:
    """
    What a process was at when it was killed is taken up: by the next one on SQLite, by another one on PostgreSQL.
    """
    begun = tmp_path / "begun"
    database = open_database(url)
    _accept(database)
    database.close()
    process = multiprocessing.get_context("spawn").Process(target=hang, args=(url, begun))
    process.start()
    _until(begun.exists)
    process.kill()
    process.join()

    seen: Seen = []
    database = open_database(url)
    engine = _engine(database, seen)
    engine.start()
    _until(lambda: _runs(database, RunState.DONE))
    engine.stop(5)
    database.close()

    assert seen == [("a",)]


def _accept(database: Database) -> None:
    web = _engine(database, [], role=Role.WEB)
    web.accept(command("a", CHANGE))
    web.stop()


@pytest.mark.slow
def test_poll(database: Database) -> None:
    """
    Each forge is asked what has happened, by one process per period; what nobody told us is answered too.
    """
    asked: list[str] = []
    seen: Seen = []

    def poll(forge: str) -> Iterable[Delivery]:
        asked.append(forge)
        if forge == "right":
            raise Unreachable("the forge does not answer")
        yield event("polled", CHANGE, is_urgent=True)

    def perform(_change: ChangeRef, given: Sequence[Delivery], _is_overtaken: Callable[[], bool]) -> Outcome:
        seen.append(tuple(one.id for one in given))
        return Outcome(RunState.DONE)

    for _ in range(2):
        engine = Engine(SETTINGS, database, perform, time.time, Duties(poll=poll, pace=HURRY))  # noqa: TID251
        engine.start()
        _until(lambda: seen)
        engine.stop(5)

    assert sorted(asked) == ["left", "right"]
    assert seen == [("polled",)]


def test_not_now(tmp_path: Path) -> None:
    """
    What cannot be kept is not acknowledged, and is kept when it is sent again.
    """
    database = open_database(f"sqlite:///{tmp_path}/m.db", patience=0.2)
    web = _engine(database, [], role=Role.WEB)
    other = sqlite3.connect(tmp_path / "m.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(Unreachable, match="locked"):
        web.accept(command("a", CHANGE))
    other.execute("ROLLBACK")

    assert web.accept(command("a", CHANGE))
    with pytest.raises(Refused, match="has no forge `forge`"):
        web.accept(command("b", replace(CHANGE, forge="forge")))
    other.close()
    web.stop()
    database.close()


def test_one_connection(tmp_path: Path) -> None:
    """
    Whoever has the lock of a change needs no second connection, for which it might wait for ever.
    """
    database = open_database(f"sqlite:///{tmp_path}/m.db", pool=1, patience=0.2)
    web = _engine(database, [], role=Role.WEB)

    assert web.accept(command("a", CHANGE))
    with database.begin() as tx:
        assert hold(tx, str(CHANGE), "dead", launching.lives)
        assert hold(tx, str(CHANGE), wake_of("a"), launching.lives)
        assert not hold(tx, str(CHANGE), "another", launching.lives)
    web.stop()
    database.close()


def test_full_disk(tmp_path: Path) -> None:
    """
    On a full disk nothing is acknowledged, neither the delivery nor its wake-up is kept, and later both are.
    """
    database = open_database(f"sqlite:///{tmp_path}/m.db", pool=4)
    web = _engine(database, [], role=Role.WEB)
    connections = [database.engine.connect() for _ in range(4)]
    for one in connections:
        pages = one.exec_driver_sql("PRAGMA page_count").scalar_one()
        one.exec_driver_sql(f"PRAGMA max_page_count={pages + 3}").all()
        one.close()

    kept = 0
    with pytest.raises(Unreachable, match="is full"):
        for kept in range(200):
            web.accept(event(f"d{kept}", CHANGE, body={"text": "x" * 3000}))

    store = SqlStore(database)
    assert kept > 0
    assert all(store.submission(f"d{number}") is not None for number in range(kept))
    assert store.submission(f"d{kept}") is None
    connections = [database.engine.connect() for _ in range(4)]
    for one in connections:
        one.exec_driver_sql("PRAGMA max_page_count=1000000").all()
        one.close()
    assert web.accept(event(f"d{kept}", CHANGE))
    web.stop()
    database.close()
