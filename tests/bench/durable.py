"""Measures the durable inbox on both databases: acknowledging, running, idling, and how much it keeps."""

import multiprocessing
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path

import sqlalchemy as sa

from bot.durable.engine import Duties, Engine
from bot.durable.pace import Role
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind, Outcome, RunState
from bot.model.settings import LocalSettings, RunSettings, Settings
from bot.store.database import Database, open_database
from bot.store.tables import DELIVERY, RUN
from tests.store.databases import Postgres

SETTINGS = Settings(forges=(LocalSettings("forge"),), runs=RunSettings(quiet_seconds=2, max_wait_seconds=10))
BODY = {"text": "x" * 1500}
_DAY = 86_400
_TICKS = os.sysconf("SC_CLK_TCK")


def measure(*, is_small: bool) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory(prefix="metareview-bench-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder) / "pg")
        names = iter(range(100))
        kinds: dict[str, Callable[[], str]] = {
            "sqlite": lambda: f"sqlite:///{folder}/{next(names)}.db",
            "postgresql": server.url,
        }
        _accepting(kinds, 2 if is_small else 20)
        _running(kinds, 60 if is_small else 1000)
        _idling(kinds, 2 if is_small else 20)
        _keeping(kinds, 50 if is_small else 1000)
        server.stop()


def _perform(change: ChangeRef, given: Sequence[Delivery], is_overtaken: Callable[[], bool]) -> Outcome:
    is_overtaken()
    return Outcome(RunState.DONE, f"{change}: {len(given)}", "0" * 40, "https://forge.example/1", '{"findings": []}')


def _engine(database: Database, role: Role = Role.ALL, ahead: float = 0) -> Engine:
    return Engine(SETTINGS, database, _perform, lambda: time.time() + ahead, Duties(role))  # noqa: TID251


def _delivery(number: int, changes: int, *, is_urgent: bool = False) -> Delivery:
    change = ChangeRef("forge", "acme", number % changes + 1, "~")
    return Delivery(f"d{number}", change, DeliveryKind.EVENT, is_urgent, BODY)


@contextmanager
def _at_work(database: Database) -> Iterator[Engine]:
    engine = _engine(database)
    engine.start()
    yield engine
    engine.stop(2)


def _accepting(kinds: dict[str, Callable[[], str]], seconds: int) -> None:
    print(f"\n{'accept while it works':24} {'asked/s':>8} {'kept/s':>8} {'p50 ms':>8} {'p99 ms':>8} {'max ms':>8}")
    for kind, url in kinds.items():
        for rate in (50, 200):
            database = open_database(url())
            with _at_work(database) as engine:
                taken, span = _load(engine, rate, seconds)
            database.close()
            told = [1000 * taken[min(len(taken) - 1, int(len(taken) * part))] for part in (0.5, 0.99, 1)]
            print(
                f"{kind:24} {rate:8} {len(taken) / span:8.1f} {told[0]:8.1f} {told[1]:8.1f} {told[2]:8.1f}", flush=True
            )


def _load(engine: Engine, rate: int, seconds: int) -> tuple[list[float], float]:
    """Deliveries at a steady rate over 200 changes, by 8 threads: how long each took from when it was due, sorted."""
    start = time.perf_counter() + 0.2

    def one(number: int) -> float:
        due = start + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        engine.accept(_delivery(number, 200))
        return time.perf_counter() - due

    with ThreadPoolExecutor(8) as threads:
        taken = sorted(threads.map(one, range(rate * seconds)))
    return taken, time.perf_counter() - start


def serve(url: str, pipe: Connection) -> None:
    """A process of the service, until the pipe is closed."""
    database = open_database(url)
    with _at_work(database):
        pipe.send(None)
        with suppress(EOFError):
            pipe.recv()
    database.close()


@contextmanager
def _processes(url: str, count: int) -> Iterator[list[int]]:
    context = multiprocessing.get_context("spawn")
    pairs = [context.Pipe() for _ in range(count)]
    running = [context.Process(target=serve, args=(url, theirs)) for _ours, theirs in pairs]
    for process, (ours, theirs) in zip(running, pairs, strict=True):
        process.start()
        theirs.close()
        ours.recv()
    yield [process.pid or 0 for process in running]
    for ours, _theirs in pairs:
        ours.close()
    for process in running:
        process.join()


def _running(kinds: dict[str, Callable[[], str]], many: int) -> None:
    print(f"\n{'runs that wait':24} {'processes':>9} {'runs':>6} {'runs/s':>8}")
    for kind, url, count in [("sqlite", kinds["sqlite"](), 1)] + [
        ("postgresql", kinds["postgresql"](), count) for count in (1, 4)
    ]:
        seconds = _drained(url, count, many)
        print(f"{kind:24} {count:9} {many:6} {many / seconds:8.1f}", flush=True)


def _drained(url: str, count: int, many: int) -> float:
    """How long it takes to carry out so many runs of different changes that all wait, from the first to the last."""
    database = open_database(url)
    web = _engine(database, Role.WEB)
    for number in range(many):
        web.accept(_delivery(number, many, is_urgent=True))
    web.stop()
    if database.is_sqlite:
        with _at_work(database):
            _until(database, many)
    else:
        with _processes(url, count):
            _until(database, many)
    with database.begin() as tx:
        first, last = tx.execute(sa.select(sa.func.min(RUN.c.started), sa.func.max(RUN.c.ended))).one()
    database.close()
    return float(max(last - first, 0.001))


def _until(database: Database, runs: int, seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with database.begin() as tx:
            done = tx.scalar(sa.select(sa.func.count()).where(RUN.c.state == RunState.DONE.value))
        if done == runs:
            return
        time.sleep(0.05)
    raise TimeoutError(f"{done} of {runs} runs were done after {seconds} s")


def _idling(kinds: dict[str, Callable[[], str]], seconds: int) -> None:
    print(f"\n{'idle':24} {'MB':>8} {'% of a core':>12} {'threads':>8}")
    for kind, url in kinds.items():
        with _processes(url(), 1) as (pid,):
            time.sleep(1.5)
            before = _ticks(pid)
            time.sleep(seconds)
            share = (_ticks(pid) - before) / _TICKS / seconds * 100
            status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
            megabytes = int(status["VmRSS"].split()[0]) / 1024
            print(f"{kind:24} {megabytes:8.0f} {share:12.1f} {int(status['Threads']):8}", flush=True)


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _keeping(kinds: dict[str, Callable[[], str]], many: int) -> None:
    print(
        f"\n{'kept (bodies of 1.5 kB)':24} {'deliveries':>10} {'bytes each':>11} {'after retention':>16} {'empty':>8}"
    )
    for kind, url in kinds.items():
        database = open_database(url())
        engine = _engine(database, ahead=15 * _DAY)
        engine.start()
        empty = _size(database)
        for number in range(many):
            engine.accept(_delivery(number, max(1, many // 5), is_urgent=number % 5 == 0))
        _settled(database)
        full = _size(database)
        with database.begin() as tx:
            tx.execute(DELIVERY.update().values(at=DELIVERY.c.at - 31 * _DAY))
            tx.execute(RUN.update().values(ended=RUN.c.ended - 15 * _DAY))
        while engine.forget():
            pass
        engine.stop(2)
        left = _size(database)
        database.close()
        each = (full - empty) / many
        print(f"{kind:24} {many:10} {each:11.0f} {(left - empty) / many:10.0f} each {empty / 1024:5.0f} kB", flush=True)


def _settled(database: Database) -> None:
    wait = threading.Event()
    while True:
        with database.begin() as tx:
            unclaimed = tx.scalar(sa.select(sa.func.count()).where(DELIVERY.c.run.is_(None)))
            working = tx.scalar(sa.select(sa.func.count()).where(RUN.c.ended.is_(None)))
        if not unclaimed and not working:
            break
        wait.wait(0.1)
    wait.wait(3)  # for the wake-ups that come after the quiet period and find nothing


def _size(database: Database) -> int:
    """Bytes of all tables and indexes, ours and the engine's, without what is free to be used again."""
    if database.is_sqlite:
        with database.begin() as tx:
            pages, free, size = (
                tx.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("page_count", "freelist_count", "page_size")
            )
        return int((pages - free) * size)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as one:
        names = one.exec_driver_sql(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables WHERE schemaname IN ('public', 'dbos')"
        )
        total = 0
        for name in names.scalars().all():
            one.exec_driver_sql(f"VACUUM FULL {name}")
            total += one.exec_driver_sql(f"SELECT pg_total_relation_size('{name}')").scalar_one()
        return int(total)
