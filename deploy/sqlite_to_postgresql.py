"""Copies what a stopped service kept in SQLite into an empty PostgreSQL: python sqlite_to_postgresql.py OLD.db URL-FILE."""

import sys
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from bot.errors import BotError, Refused
from bot.model.delivery import RunState
from bot.store.database import Database, open_database
from bot.store.tables import CHORE, EXECUTOR, HOLDER, METADATA, RUN

LEFT_OUT = (CHORE, EXECUTOR, HOLDER)
"""They hold only who works on what at this moment."""

_BATCH = 500


def copy(old: Database, new: Database) -> dict[str, int]:
    """Copy every row, all or nothing; how many there were, by table. Raises Refused where the new database is not empty.

    A run that was under way waits in the new database, and is taken up a few minutes after the service starts there.
    """
    count = {}
    with old.begin() as source, new.begin() as target:
        for table in METADATA.sorted_tables:
            if table in LEFT_OUT:
                continue
            if target.execute(sa.select(table).limit(1)).first() is not None:
                raise Refused(f"the database {new.where} already holds something in the table {table.name}")
            count[table.name] = 0
            for rows in source.execute(sa.select(table)).mappings().partitions(_BATCH):
                target.execute(table.insert(), [dict(row) for row in rows])
                count[table.name] += len(rows)
        under_way = RUN.update().where(RUN.c.state == RunState.RUNNING.value)
        target.execute(under_way.values(state=RunState.WAITING.value))
    return count


def main() -> int:
    """Copy what the arguments name; 0 where that worked."""
    try:
        if len(sys.argv) != 3 or not Path(sys.argv[1]).is_file():
            raise Refused("name the SQLite file, and the file that holds the URL of the PostgreSQL database")
        url = Path(sys.argv[2]).read_text("utf-8").strip()
        if not url.startswith("postgres"):
            raise Refused(f"{sys.argv[2]} does not hold the URL of a PostgreSQL database")
        with (
            closing(open_database(f"sqlite:///{Path(sys.argv[1]).absolute()}")) as old,
            closing(open_database(url)) as new,
        ):
            for table, rows in copy(old, new).items():
                print(f"{table}: {rows}")
    except (BotError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
