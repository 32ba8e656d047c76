"""What the store does for those who keep the service going: heart-beats, whose turn it is, figures, and forgetting."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from bot.model.delivery import DeliveryKind, RunState
from bot.store.tables import CHORE, DELIVERY, EXECUTOR, REPORT, RUN, db_now
from bot.store.values import insert

_DAY = 86_400.0
_BATCH = 500
_DONE = (RunState.DONE.value, RunState.SUPERSEDED.value, RunState.FAILED.value)


@dataclass(frozen=True, slots=True)
class Retention:
    """For how many days what is dealt with is kept. Reviews sent to us count as long as their change may be judged."""

    runs: float = 14
    deliveries: float = 30
    reviews: float = 365


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the service does. Ages are in seconds, None where there is nothing that ages.

    `deliveries`: by the state of their run; what no run has taken is waiting.
    """

    deliveries: Mapping[str, int] = field(default_factory=dict)
    runs: Mapping[str, int] = field(default_factory=dict)
    oldest_delivery_seconds: float | None = None
    oldest_run_seconds: float | None = None


def pulse(tx: sa.Connection) -> Pulse:
    """The figures of this moment; reads indexes only, however much is kept."""
    now = tx.execute(sa.select(db_now())).scalar_one()
    counted = sa.select(RUN.c.state, sa.func.count(), sa.func.sum(RUN.c.deliveries)).group_by(RUN.c.state)
    runs, deliveries = {state.value: 0 for state in RunState}, {state.value: 0 for state in RunState}
    for state, count, held in tx.execute(counted):
        runs[state], deliveries[state] = count, 0 if state == RunState.SUPERSEDED else int(held)
    unclaimed = sa.select(sa.func.count(), sa.func.min(DELIVERY.c.at)).where(DELIVERY.c.run.is_(None))
    waiting, first = tx.execute(unclaimed).one()
    deliveries[RunState.WAITING.value] += waiting
    live = RUN.c.state.in_([RunState.RUNNING.value, RunState.WAITING.value])
    still = tx.scalar(sa.select(sa.func.min(RUN.c.progress)).where(live))
    return Pulse(deliveries, runs, *(None if at is None else max(0.0, now - at) for at in (first, still)))


def beat(tx: sa.Connection, executor: str) -> None:
    """Say that a process lives."""
    row = insert(tx, EXECUTOR).values(id=executor, at=db_now())
    tx.execute(row.on_conflict_do_update(index_elements=["id"], set_={"at": db_now()}))


def depart(tx: sa.Connection, executor: str) -> None:
    """Say that a process ends, so that others take over at once."""
    tx.execute(EXECUTOR.delete().where(EXECUTOR.c.id == executor))


def alive(tx: sa.Connection, stale: float) -> frozenset[str]:
    """The processes that gave a sign of life within so many seconds; the others are forgotten after a day."""
    tx.execute(EXECUTOR.delete().where(EXECUTOR.c.at < db_now() - _DAY))
    return frozenset(tx.scalars(sa.select(EXECUTOR.c.id).where(EXECUTOR.c.at > db_now() - stale)))


def is_our_turn(tx: sa.Connection, chore: str, seconds: float) -> bool:
    """Whether a chore is due: of all processes that ask within so many seconds, one hears yes."""
    tx.execute(insert(tx, CHORE).values(name=chore, at=0.0).on_conflict_do_nothing())
    due = CHORE.update().where(CHORE.c.name == chore, CHORE.c.at <= db_now() - seconds).values(at=db_now())
    return tx.execute(due.returning(CHORE.c.name)).first() is not None


def forget(tx: sa.Connection, retention: Retention) -> int:
    """Delete one batch of what has been kept for long enough; how many rows these were, 0 where nothing is left."""
    r, d, said = RUN.c, DELIVERY.c, DeliveryKind.REVIEW.value
    old_runs = sa.select(r.id).where(r.state.in_(_DONE), r.ended < db_now() - retention.runs * _DAY)
    old = sa.select(d.id).where(d.at < db_now() - retention.deliveries * _DAY, d.kind != said)
    old_reviews = sa.select(d.id).where(d.at < db_now() - retention.reviews * _DAY, d.kind == said)
    old_reports = sa.select(REPORT.c.change).where(REPORT.c.at < db_now() - retention.reviews * _DAY)
    claimed = sa.and_(d.run.is_not(None), ~sa.exists().where(r.id == d.run))
    count = 0
    for key, found in (
        (r.id, old_runs),
        (d.id, old.where(claimed)),
        (d.id, old_reviews.where(claimed)),
        (REPORT.c.change, old_reports),
    ):
        gone = sa.delete(key.table).where(key.in_(found.limit(_BATCH))).returning(key)
        count += len(tx.execute(gone).all())
    return count


def shrink(tx: sa.Connection) -> None:
    """Give free pages of a SQLite file back to the disk."""
    if tx.dialect.name == "sqlite":
        # Each step of the statement frees one page, and only a script is stepped to its end.
        tx.connection.cursor().executescript("PRAGMA incremental_vacuum")
