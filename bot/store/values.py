"""Values on their way into the database and back."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind, RunRecord, RunState
from bot.store.tables import RUN

RUN_COLUMNS = (
    RUN.c.id,
    RUN.c.change,
    RUN.c.state,
    RUN.c.started,
    RUN.c.ended,
    RUN.c.revision,
    RUN.c.url,
    RUN.c.note,
    RUN.c.deliveries,
)
"""What `run_of` reads, in its order."""


def insert(tx: sa.Connection, table: sa.Table) -> "sqlite.Insert | postgresql.Insert":
    """An insert that can say what happens where the key is taken."""
    return sqlite.insert(table) if tx.dialect.name == "sqlite" else postgresql.insert(table)


def plain(text: str) -> str:
    """A text that every database takes: no NUL, nothing that UTF-8 can't say."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def body_text(body: Mapping[str, object]) -> str:
    """A body as its JSON text; the same body gives the same text."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"))


def delivery_of(row: Sequence[Any]) -> Delivery:
    """A delivery from its id, change, kind, urgency and body."""
    id, change, kind, urgent, body = row
    return Delivery(id, ChangeRef.parse(change), DeliveryKind(kind), bool(urgent), json.loads(body))


def run_of(row: Sequence[Any]) -> RunRecord:
    """A run from `RUN_COLUMNS`."""
    id, change, state, started, ended, revision, url, note, deliveries = row
    return RunRecord(id, ChangeRef.parse(change), RunState(state), started, ended, revision, url, note, deliveries)
