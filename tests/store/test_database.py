"""Opening a database: migrations, the lock, faults in one sentence."""

import multiprocessing
import socket
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.errors import Refused, Unreachable
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind, RunState
from bot.store import deliveries
from bot.store.database import Database, open_database
from bot.store.migrate import migrate
from bot.store.tables import METADATA
from bot.store.views import SqlStore

CHANGE = ChangeRef("forge", "acme/shop", 12)


def test_old_database(url: str) -> None:
    """
    A database of the first revision opens with what is in it, and is then of the newest.
    """
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as tx:
        migrate(tx, "old", "0001")
    with engine.begin() as tx:
        deliveries.add(tx, Delivery("d", CHANGE, DeliveryKind.EVENT))
    engine.dispose()

    database = open_database(url)

    assert set(sa.inspect(database.engine).get_table_names()) >= set(METADATA.tables)
    found = SqlStore(database).submission("d")
    assert found is not None
    assert found.state is RunState.WAITING
    database.close()


def test_tables(database: Database) -> None:
    """
    The migrations make the very tables, columns and indexes that the queries use.
    """
    seen = sa.inspect(database.engine)
    for name, table in METADATA.tables.items():
        assert [one["name"] for one in seen.get_columns(name)] == [one.name for one in table.columns]
        assert {one["name"] for one in seen.get_indexes(name)} == {one.name for one in table.indexes}
        assert seen.get_pk_constraint(name)["constrained_columns"] == [one.name for one in table.primary_key]


def test_newer_database(database: Database, url: str) -> None:
    """
    A database of a newer version is refused in one sentence, and left as it is.
    """
    with database.begin() as tx:
        tx.execute(sa.text("UPDATE metareview_version SET version_num = '9999'"))
    database.close()

    with pytest.raises(Refused, match=r"newer version of this program \(revision 9999\); update it$"):
        open_database(url)


def _open(url: str, said: "multiprocessing.Queue[str]") -> None:
    try:
        database = open_database(url)
        with database.begin() as tx:
            said.put(str(tx.scalar(sa.text("SELECT count(*) FROM metareview_version"))))
        database.close()
    except Refused as error:
        said.put(str(error))


@pytest.mark.slow
def test_at_once(url: str) -> None:
    """
    Processes that start at the same time on an empty database migrate it once.
    """
    context = multiprocessing.get_context("spawn")
    said: multiprocessing.Queue[str] = context.Queue()
    processes = [context.Process(target=_open, args=(url, said)) for _ in range(3)]
    for process in processes:
        process.start()
    answers = [said.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()

    assert all(one == "1" or "another process has" in one for one in answers)
    assert "1" in answers
    if url.startswith("postgresql"):
        assert answers == ["1"] * 3


def test_second_process(tmp_path: Path) -> None:
    """
    A SQLite file that is open is refused to the next; once it is closed it opens.
    """
    url = f"sqlite:///{tmp_path}/m.db"
    first = open_database(url)

    with pytest.raises(Refused, match=r"another process has .* open; end it first, or use PostgreSQL"):
        open_database(url)

    first.close()
    open_database(url).close()


def test_safe_against_power_cut(tmp_path: Path) -> None:
    """
    A SQLite file is written ahead and synced at each commit.
    """
    database = open_database(f"sqlite:///{tmp_path}/m.db")

    with database.begin() as tx:
        assert tx.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert tx.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    database.close()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://u:hidden@h/d", "kind of database that is not supported"),
        ("hidden", "not the URL of a database"),
        ("sqlite://", "names no file"),
        ("sqlite:////nowhere/at/all/m.db", "does not exist; create it"),
    ],
)
def test_bad_url(url: str, words: str) -> None:
    """
    A URL that cannot be used is refused in one sentence that shows no password.
    """
    with pytest.raises(Refused, match=words) as caught:
        open_database(url)

    assert "hidden" not in str(caught.value)


def test_no_server() -> None:
    """
    A server that does not answer may do so later; the sentence names it without the password.
    """
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]

        with pytest.raises(Unreachable) as caught:
            open_database(f"postgresql://me:hidden@127.0.0.1:{port}/db")

    assert str(caught.value) == f"the database at 127.0.0.1:{port} does not answer; check that it runs"


def test_no_such_database(url: str) -> None:
    """
    A server that knows no such database, or a file that is none, is refused.
    """
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).write_bytes(b"no database" * 500)
        with pytest.raises(Refused, match="cannot be used"):
            open_database(url)
        return
    with pytest.raises(Refused, match="lets us not in"):
        open_database(sa.make_url(url).set(database="none").render_as_string())


def test_locked(tmp_path: Path) -> None:
    """
    While another program has the file locked nothing is kept, and it may work later.
    """
    database = open_database(f"sqlite:///{tmp_path}/m.db", patience=0.1)
    other = sqlite3.connect(tmp_path / "m.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(Unreachable, match="is locked by another program"), database.begin() as tx:
        deliveries.add(tx, Delivery("d", CHANGE, DeliveryKind.EVENT))

    other.execute("ROLLBACK")
    with database.begin() as tx:
        assert deliveries.add(tx, Delivery("d", CHANGE, DeliveryKind.EVENT))
    other.close()
    database.close()


def test_full_disk(tmp_path: Path) -> None:
    """
    On a full disk nothing is kept, what is there stays, and once there is space it goes on.
    """
    database = open_database(f"sqlite:///{tmp_path}/m.db", pool=1)
    with database.begin() as tx:
        pages = tx.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}").all()

    with pytest.raises(Unreachable, match=r"the disk of the database .* is full; free some space"):
        for number in range(100):
            with database.begin() as tx:
                deliveries.add(tx, Delivery(f"d{number}", CHANGE, DeliveryKind.EVENT, body={"text": "x" * 2000}))

    with database.begin() as tx:
        tx.exec_driver_sql("PRAGMA max_page_count=1000000").all()
    with database.begin() as tx:
        assert not deliveries.add(tx, Delivery("d0", CHANGE, DeliveryKind.EVENT))
        assert deliveries.add(tx, Delivery(f"d{number}", CHANGE, DeliveryKind.EVENT))
    database.close()


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    """
    A new database can be read by its owner alone: it holds what reviewers wrote about private code.
    """
    path = tmp_path / "m.db"

    open_database(f"sqlite:///{path}").close()

    assert path.stat().st_mode & 0o077 == 0
