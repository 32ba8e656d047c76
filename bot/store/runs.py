"""Runs as they are written: begun, put off, ended, brought back."""

from dataclasses import dataclass

import sqlalchemy as sa

from bot.model.delivery import Outcome, RunState
from bot.store.tables import REPORT, RUN, db_now
from bot.store.values import insert, plain

_R = RUN.c
LONGEST_NOTE = 500
"""Characters of a run's note that are kept."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Who works on a run: a process, and the workflow within it."""

    executor: str
    workflow: str


def begin(tx: sa.Connection, run: str, change: str, worker: Worker, deliveries: int) -> None:
    """Write down that a run starts."""
    row = {
        "id": run,
        "change": change,
        "state": RunState.RUNNING.value,
        "started": db_now(),
        "note": "",
        "deliveries": deliveries,
        "wakes": 0,
        "executor": worker.executor,
        "workflow": worker.workflow,
        "progress": db_now(),
    }
    tx.execute(RUN.insert().values(row))


def state_of(tx: sa.Connection, run: str) -> RunState | None:
    """How far a run is; None where there is no such run."""
    found = tx.scalar(sa.select(_R.state).where(_R.id == run))
    return None if found is None else RunState(found)


def take(tx: sa.Connection, run: str, worker: Worker, *states: RunState) -> bool:
    """Make a run ours where it is in one of the states; False where it is not."""
    values = {"state": RunState.RUNNING.value, "progress": db_now(), "ended": None}
    ours = RUN.update().where(_R.id == run, _R.state.in_([one.value for one in states]))
    taken = ours.values(**values, executor=worker.executor, workflow=worker.workflow).returning(_R.id)
    return tx.execute(taken).first() is not None


def is_ours(tx: sa.Connection, run: str, worker: Worker) -> bool:
    """Whether a run is still ours to work on."""
    mine = sa.select(_R.id).where(_R.id == run, *_held(worker))
    return tx.execute(mine).first() is not None


def note(tx: sa.Connection, run: str, worker: Worker, words: str) -> bool:
    """Say what a run of ours waits for; False where it is no longer ours."""
    said = RUN.update().where(_R.id == run, *_held(worker)).values(note=_noted(words), progress=db_now())
    return tx.execute(said.returning(_R.id)).first() is not None


def put_off(tx: sa.Connection, run: str, worker: Worker, words: str, seconds: float) -> int | None:
    """End our work on a run for some time: the number of this wait, None where it is no longer ours."""
    values = {"state": RunState.WAITING.value, "note": _noted(words), "wakes": _R.wakes + 1}
    off = RUN.update().where(_R.id == run, *_held(worker)).values(**values, progress=db_now() + seconds)
    return _number(tx.scalar(off.returning(_R.wakes)))


def end(tx: sa.Connection, run: str, worker: Worker, outcome: Outcome) -> bool:
    """Write down what became of a run of ours, and its report; False where it is no longer ours."""
    values = {
        "state": outcome.state.value,
        "note": _noted(outcome.note),
        "revision": outcome.revision,
        "url": outcome.url,
    }
    ended = RUN.update().where(_R.id == run, *_held(worker)).values(**values, ended=db_now(), progress=db_now())
    change = tx.scalar(ended.returning(_R.change))
    if change is None:
        return False
    if outcome.report is not None:
        row = {"revision": outcome.revision, "document": plain(outcome.report), "at": db_now()}
        tx.execute(
            insert(tx, REPORT).values(change=change, **row).on_conflict_do_update(index_elements=["change"], set_=row)
        )
    return True


def overtake(tx: sa.Connection, change: str) -> list[str]:
    """End every run of a change that waits for its turn; their ids."""
    values = {"state": RunState.SUPERSEDED.value, "ended": db_now(), "note": "a newer run took over its deliveries"}
    over = RUN.update().where(_R.change == change, _R.state == RunState.WAITING.value).values(**values)
    return sorted(tx.scalars(over.returning(_R.id)))


def revive(tx: sa.Connection, run: str) -> tuple[str, int] | None:
    """Let a failed run wait for its turn again: its change and the number of this wait; None where there is none."""
    values = {"state": RunState.WAITING.value, "note": "", "ended": None, "wakes": _R.wakes + 1, "progress": db_now()}
    again = RUN.update().where(_R.id == run, _R.state == RunState.FAILED.value).values(**values)
    row = tx.execute(again.returning(_R.change, _R.wakes)).first()
    return None if row is None else (row.change, row.wakes)


def standing_still(tx: sa.Connection, state: RunState, seconds: float) -> list[tuple[str, str, str]]:
    """Runs in a state without progress for so long: id, change, and the workflow that last worked on it."""
    still = sa.select(_R.id, _R.change, _R.workflow).where(_R.state == state.value, _R.progress < db_now() - seconds)
    return [
        (id, change, workflow) for id, change, workflow in tx.execute(still.order_by(_R.progress, _R.id).limit(500))
    ]


def wake(tx: sa.Connection, run: str) -> int | None:
    """Count one more wait of a run that waits; None where it no longer does."""
    waits = RUN.update().where(_R.id == run, _R.state == RunState.WAITING.value)
    return _number(tx.scalar(waits.values(wakes=_R.wakes + 1, progress=db_now()).returning(_R.wakes)))


def executor_of(tx: sa.Connection, run: str) -> str:
    """The process that last worked on a run."""
    return tx.scalar(sa.select(_R.executor).where(_R.id == run)) or ""


def _held(worker: Worker) -> tuple[sa.ColumnElement[bool], ...]:
    held = (_R.executor == worker.executor, _R.workflow == worker.workflow)
    return (*held, _R.state == RunState.RUNNING.value)


def _noted(words: str) -> str:
    return plain(words)[:LONGEST_NOTE]


def _number(found: int | None) -> int | None:
    return None if found is None else int(found)
