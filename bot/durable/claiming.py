"""The first half of a run: whether it is due, and what it takes."""

from dataclasses import replace

import sqlalchemy as sa

from bot.durable.holding import hold, let_go
from bot.durable.names import stem_of, wake_of
from bot.durable.plan import Plan, WakeUp, forge_of
from bot.model.delivery import RunState
from bot.store import deliveries, runs
from bot.store.database import Database
from bot.store.runs import Worker


def claim(database: Database, plan: Plan, wake: WakeUp) -> str | None:
    """The run that this wake-up is to carry out; None where there is nothing to do now, or another will do it.

    Done twice, as after a crash, it comes to the same. Raises what the database raises.
    """
    worker = Worker(plan.executor, wake.id)
    with database.begin() as tx:
        if not hold(tx, wake.change, wake.id, plan.lives):
            plan.wake(tx, _later(wake, plan.pace.busy))
            return None
        run = _known(tx, wake, worker) if wake.run else _new(tx, plan, wake, worker)
        if run is None:
            let_go(tx, wake.change, wake.id)
        return run


def _known(tx: sa.Connection, wake: WakeUp, worker: Worker) -> str | None:
    """The run that was put off, where nothing else took over from it."""
    is_ours = wake.run is not None and runs.take(tx, wake.run, worker, RunState.WAITING, RunState.RUNNING)
    return wake.run if is_ours else None


def _new(tx: sa.Connection, plan: Plan, wake: WakeUp, worker: Worker) -> str | None:
    if runs.state_of(tx, wake.id) is not None:  # we died after the commit
        return wake.id if runs.take(tx, wake.id, worker, RunState.RUNNING) else None
    deliveries.guard(tx, wake.change)
    waiting = deliveries.waiting(tx, wake.change, plan.timing(forge_of(wake.change)))
    if waiting is None:
        return None
    if waiting.seconds > 0:
        # What was made for the oldest delivery stays awake for all; any other that comes too early is not needed.
        if wake_of(waiting.oldest) == stem_of(wake.id):
            plan.wake(tx, _later(wake, waiting.seconds))
        return None
    count = deliveries.hand_over(tx, runs.overtake(tx, wake.change), wake.id)
    runs.begin(tx, wake.id, wake.change, worker, count + deliveries.claim(tx, wake.change, wake.id))
    return wake.id


def _later(wake: WakeUp, seconds: float) -> WakeUp:
    """The same wake-up once more; its id counts how often."""
    stem, _, count = wake.id.rpartition(".")
    number = int(count) + 1 if stem and count.isdigit() else 1
    return replace(wake, id=f"{stem or wake.id}.{number}", seconds=seconds)
