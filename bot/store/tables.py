"""The tables, as the newest migration leaves them. Times are seconds since the epoch, by the database's own clock."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

METADATA = sa.MetaData()


def _key(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, primary_key=True)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=False)


def _time(name: str) -> "sa.Column[float]":
    return sa.Column(name, sa.Double, nullable=False)


DELIVERY = sa.Table(
    "delivery",
    METADATA,
    _key("id"),
    _text("change"),
    _text("forge"),
    _text("kind"),
    sa.Column("urgent", sa.Boolean, nullable=False),
    _time("at"),
    _text("body"),
    sa.Column("run", sa.Text),
    sa.Index(
        "delivery_waiting", "change", "at", sqlite_where=sa.text("run IS NULL"), postgresql_where=sa.text("run IS NULL")
    ),
    sa.Index("delivery_run", "run"),
    sa.Index("delivery_said", "change", "kind", "at"),
    sa.Index("delivery_at", "at"),
)
"""What arrived. `run` is empty until a run takes it, and again where that run was superseded."""

RUN = sa.Table(
    "run",
    METADATA,
    _key("id"),
    _text("change"),
    _text("state"),
    _time("started"),
    sa.Column("ended", sa.Double),
    sa.Column("revision", sa.Text),
    sa.Column("url", sa.Text),
    _text("note"),
    sa.Column("deliveries", sa.Integer, nullable=False),
    sa.Column("wakes", sa.Integer, nullable=False),
    _text("executor"),
    _text("workflow"),
    _time("progress"),
    sa.Index("run_change", "change", "started"),
    sa.Index("run_state", "state", "started"),
    sa.Index("run_started", "started"),
)
"""`executor` and `workflow` work on it or did last, `progress` when it last did something, `wakes` how often it was put off."""

REPORT = sa.Table("report", METADATA, _key("change"), sa.Column("revision", sa.Text), _text("document"), _time("at"))
"""The last report of each change."""

HOLDER = sa.Table("holder", METADATA, _key("change"), _text("workflow"))
"""Which workflow may work on a change."""

EXECUTOR = sa.Table("executor", METADATA, _key("id"), _time("at"))
"""The heart-beat of each process."""

CHORE = sa.Table("chore", METADATA, _key("name"), _time("at"))
"""When what is done from time to time was last begun, by whichever process."""

DECISION = sa.Table(
    "decision", METADATA, _key("change"), _key("finding"), _text("kind"), _text("by"), _text("reason"), _time("at")
)
"""What people decided about findings; the last decision of each holds."""

PAUSE = sa.Table("pause", METADATA, _key("change"), _text("by"), _time("at"))
"""The changes on which somebody asked for silence."""

JUDGEMENT = sa.Table(
    "judgement",
    METADATA,
    _key("reviewer"),
    _key("change"),
    _key("finding"),
    _text("outcome"),
    _time("at"),
    sa.Index("judgement_at", "at"),
)
"""What people made of a bot's finding on a change; never of a person's."""


class db_now(FunctionElement[float]):  # noqa: N801 - reads as the SQL function that it stands for
    """The database's clock, which all processes share."""

    type = sa.Double()
    inherit_cache = True


@compiles(db_now, "sqlite")
def _sqlite_now(_element: db_now, _compiler: Any, **_options: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(db_now, "postgresql")
def _postgresql_now(_element: db_now, _compiler: Any, **_options: Any) -> str:
    return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS DOUBLE PRECISION)"
