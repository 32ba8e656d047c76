"""Opens the database that a URL names, and lends connections whose faults are in our words."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.errors import Refused
from bot.store.faults import fault_of
from bot.store.lock import Lock, take_lock
from bot.store.migrate import migrate

_SQLITE = (3, 42)
"""With Python 3.12 or newer the engine asks SQLite for what older ones do not know."""

_SHAPES = "write sqlite:///FILE or postgresql://USER@HOST/NAME"


@dataclass(frozen=True, slots=True)
class Database:
    """An open, migrated database. `where` names it for people, without a password."""

    engine: sa.Engine
    where: str
    lock: Lock | None = field(default=None, repr=False)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file that one process has for itself."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        """A transaction, committed at the end. Raises Unreachable or Refused where the database has a fault."""
        with self.worded(), self.engine.begin() as tx:
            yield tx

    @contextmanager
    def worded(self) -> Iterator[None]:
        """What others do with the engine: a fault of the database becomes Unreachable or Refused."""
        try:
            yield
        except sa.exc.SQLAlchemyError as error:
            fault = fault_of(error, self.where)
            if fault is None:
                raise
            raise fault from None

    def close(self) -> None:
        """Let go of all connections and of the lock."""
        self.engine.dispose()
        if self.lock is not None:
            self.lock.release()


def open_database(url: str, *, pool: int = 24, patience: float = 30) -> Database:
    """The database at a URL, created and migrated where needed.

    `patience`: seconds to wait for a lock. Raises Refused for a URL or database that cannot be used, Unreachable where it
    does not answer.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() != "sqlite":
        return _ready(Database(_postgresql(parsed, pool), _shown(parsed)))
    path = _path(parsed)
    lock = take_lock(path)
    try:
        return _ready(Database(_sqlite(path, pool, patience), str(path), lock))
    except BaseException:
        lock.release()
        raise


def _ready(database: Database) -> Database:
    try:
        with database.begin() as tx:
            migrate(tx, database.where)
    except BaseException:
        database.engine.dispose()
        raise
    return database


def _parsed(url: str) -> sa.URL:
    if url.startswith("postgres://"):
        url = "postgresql" + url.removeprefix("postgres")
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        raise Refused(f"`database.url` is not the URL of a database; {_SHAPES}") from None
    if parsed.drivername in ("postgresql", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername == "sqlite":
        return parsed
    raise Refused(f"`database.url` names a kind of database that is not supported; {_SHAPES}")


def _shown(url: sa.URL) -> str:
    return f"at {url.host or 'a local socket'}{f':{url.port}' if url.port else ''}"


def _path(url: sa.URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise Refused("`database.url` names no file: what is kept in memory is lost when the program ends; " + _SHAPES)
    if sys.version_info >= (3, 12) and sqlite3.sqlite_version_info < _SQLITE:
        raise Refused(
            f"SQLite {sqlite3.sqlite_version} is too old for Python {sys.version_info.major}.{sys.version_info.minor}; "
            "install SQLite 3.42 or newer, or use PostgreSQL"
        )
    path = Path(url.database)
    if not path.parent.is_dir():
        raise Refused(f"the folder of the database {path} does not exist; create it or change `database.url`")
    with suppress(OSError):  # SQLite says better than we what is wrong with the place
        path.touch(mode=0o600)
    return path


def _sqlite(path: Path, pool: int, patience: float) -> sa.Engine:
    """Write-ahead log and a synced commit: safe against a power cut, and several times faster than the default."""
    engine = sa.create_engine(
        f"sqlite:///{os.fspath(path)}", pool_size=pool, max_overflow=0, pool_timeout=max(patience, 1)
    )

    @sa.event.listens_for(engine, "connect")
    def pragmas(raw: Any, _record: object) -> None:
        raw.isolation_level = "IMMEDIATE"
        wait = f"busy_timeout={int(patience * 1000)}"
        for pragma in (wait, "foreign_keys=ON", "auto_vacuum=INCREMENTAL", "journal_mode=WAL", "synchronous=FULL"):
            raw.execute(f"PRAGMA {pragma}")

    return engine


def _postgresql(url: sa.URL, pool: int) -> sa.Engine:
    patient = {"options": "-c idle_in_transaction_session_timeout=60000", "connect_timeout": 10}
    own = {key: value for key, value in patient.items() if key not in url.query}
    return sa.create_engine(url, pool_size=pool, pool_pre_ping=True, connect_args=own)
