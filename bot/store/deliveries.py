"""Deliveries: kept when they arrive, taken by a run when their change has been quiet, given back where it was superseded."""

from dataclasses import dataclass

import sqlalchemy as sa

from bot.model.delivery import Delivery
from bot.store.tables import DELIVERY, db_now
from bot.store.values import body_text, delivery_of, insert, plain

_D = DELIVERY.c


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a change has to be quiet, and how long a delivery waits for that at most; seconds."""

    quiet: float
    max_wait: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """What no run has taken yet: the oldest, how many, and in how many seconds a run is due."""

    oldest: str
    count: int
    seconds: float


def guard(tx: sa.Connection, change: str) -> None:
    """Let nobody else add or claim deliveries of a change until this transaction ends."""
    if tx.dialect.name == "postgresql":  # SQLite has one writer anyway
        tx.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(change, 0))))


def add(tx: sa.Connection, delivery: Delivery) -> bool:
    """Keep a delivery; False where its id was kept before."""
    row = {
        "id": plain(delivery.id),
        "change": str(delivery.change),
        "forge": delivery.change.forge,
        "kind": delivery.kind.value,
        "urgent": delivery.is_urgent,
        "at": db_now(),
        "body": body_text(delivery.body),
    }
    added = insert(tx, DELIVERY).values(row).on_conflict_do_nothing().returning(_D.id)
    return tx.execute(added).first() is not None


def waiting(tx: sa.Connection, change: str, timing: Timing) -> Waiting | None:
    """What waits on a change; None where nothing does. It is due at once where something urgent is among it."""
    unclaimed = (_D.change == change, _D.run.is_(None))
    urgent = sa.func.max(sa.case((_D.urgent, 1), else_=0))
    ages = sa.select(sa.func.count(), sa.func.min(_D.at), sa.func.max(_D.at), urgent, db_now()).where(*unclaimed)
    count, first, last, is_urgent, now = tx.execute(ages).one()
    oldest = tx.scalar(sa.select(_D.id).where(*unclaimed).order_by(_D.at, _D.id).limit(1))
    if oldest is None:
        return None
    due = now if is_urgent else min(last + timing.quiet, first + timing.max_wait)
    return Waiting(oldest, count, max(0.0, due - now))


def claim(tx: sa.Connection, change: str, run: str) -> int:
    """Give a run everything that waits on its change, and say how many these were."""
    taken = DELIVERY.update().where(_D.change == change, _D.run.is_(None)).values(run=run).returning(_D.id)
    return len(tx.execute(taken).all())


def hand_over(tx: sa.Connection, runs: list[str], run: str | None) -> int:
    """Give the deliveries of runs to another one, or let them wait again; how many these were."""
    given = DELIVERY.update().where(_D.run.in_(runs)).values(run=run).returning(_D.id)
    return len(tx.execute(given).all())


def deliveries_of(tx: sa.Connection, run: str) -> tuple[Delivery, ...]:
    """What a run has taken, in order of arrival."""
    columns = (_D.id, _D.change, _D.kind, _D.urgent, _D.body)
    return tuple(map(delivery_of, tx.execute(sa.select(*columns).where(_D.run == run).order_by(_D.at, _D.id))))


def is_overtaken(tx: sa.Connection, change: str, run: str, max_wait: float) -> bool:
    """Whether something newer waits on the change of a run, unless its own deliveries have waited for the longest time."""
    newer = sa.exists().where(_D.change == change, _D.run.is_(None))
    first = sa.select(sa.func.min(_D.at)).where(_D.run == run).scalar_subquery()
    return bool(tx.scalar(sa.select(sa.and_(newer, sa.func.coalesce(first, 0) + max_wait > db_now()))))


def left_behind(tx: sa.Connection, forge: str, seconds: float, most: int = 500) -> list[tuple[str, str]]:
    """Changes of a forge on which something has waited for so long, the longest first, each with the oldest delivery."""
    first = sa.func.min(_D.at).label("first")
    old = (
        sa.select(_D.change, first)
        .where(_D.forge == forge, _D.run.is_(None))
        .group_by(_D.change)
        .having(first < db_now() - seconds)
        .order_by(first, _D.change)
        .limit(most)
    )
    found = []
    for change, _at in tx.execute(old).all():
        oldest = sa.select(_D.id).where(_D.change == change, _D.run.is_(None)).order_by(_D.at, _D.id).limit(1)
        found.append((change, tx.scalars(oldest).one()))
    return found


def age(tx: sa.Connection, delivery: str) -> int:
    """For how many whole seconds a delivery has been kept."""
    return int(tx.scalar(sa.select(db_now() - _D.at).where(_D.id == delivery)) or 0)
