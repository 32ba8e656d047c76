"""Brings a database to the newest revision of the tables; one that is newer than this program is refused."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.errors import Refused

HEAD = "head"
_VERSIONS = "metareview_version"
_SAME_TIME = 7_240_316_528_119
"""The number of the lock under which one process at a time migrates a PostgreSQL."""


def migrate(tx: sa.Connection, where: str, revision: str = HEAD) -> None:
    """Bring the database to a revision, in the given transaction. Raises Refused where it is newer than this program."""
    if tx.dialect.name == "postgresql":
        tx.execute(sa.text("SELECT pg_advisory_xact_lock(:number)"), {"number": _SAME_TIME})
    else:
        tx.exec_driver_sql("BEGIN IMMEDIATE")
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    known = {script.revision for script in scripts.walk_revisions()}
    current = MigrationContext.configure(tx, opts={"version_table": _VERSIONS}).get_current_revision()
    if current is not None and current not in known:
        raise Refused(
            f"the database {where} was written by a newer version of this program (revision {current}); update it"
        )

    def upgrade(now: Any, _context: object) -> Iterable[Any]:
        return scripts._upgrade_revs(revision, now)  # what alembic's own command does, without its files

    with EnvironmentContext(config, scripts, fn=upgrade, destination_rev=revision) as environment:
        environment.configure(connection=tx, target_metadata=None, version_table=_VERSIONS, fn=upgrade)
        environment.run_migrations()
