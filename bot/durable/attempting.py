"""The second half of a run: it is carried out, and what became of it is written down together with what follows."""

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from bot.durable.holding import hold, let_go
from bot.durable.names import again_of
from bot.durable.pace import patience
from bot.durable.plan import Plan, WakeUp, forge_of
from bot.errors import BotError, Superseded, Unreachable, Withheld
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, Outcome, RunState
from bot.ports import Turn
from bot.store import deliveries, runs
from bot.store.database import Database
from bot.store.runs import Worker

Perform = Callable[[ChangeRef, Sequence[Delivery], Turn], Outcome]
"""Carries a run out: the change, what arrived for it, and its turn, which is asked before publishing."""

_LOG = logging.getLogger("metareview.durable")
_BREATH = 1.0
"""A change that moves under our hands is looked at again after so many seconds at least."""

_OVERTAKEN = Outcome(RunState.SUPERSEDED, "something newer arrived before it was published")


def attempt(database: Database, plan: Plan, perform: Perform, wake: WakeUp) -> float | None:
    """Carry out a run that is ours: the seconds to wait before the next attempt, None where this workflow is done with it.

    `wake.run` names the run, `wake.tries` the attempts so far. Done twice, as after a crash, it does nothing the second
    time where the first was written down. Raises what the database raises.
    """
    run = wake.run or wake.id
    worker = Worker(plan.executor, wake.id)
    with database.begin() as tx:
        if not runs.take(tx, run, worker, RunState.RUNNING):
            let_go(tx, wake.change, wake.id)
            return None
        if not hold(tx, wake.change, wake.id, plan.lives):
            _put_off(tx, plan, wake, worker, ("another run works on this change", plan.pace.busy))
            return None
        given = deliveries.deliveries_of(tx, run)

    turn = _Turn(run, database, wake.change, worker, plan.settings.runs.max_wait_seconds)
    is_stale = wake.tries > 0 and turn()
    ref = ChangeRef.parse(wake.change)
    outcome = _OVERTAKEN if is_stale else _outcome(perform, ref, given, turn)
    with database.begin() as tx:
        return _settle(tx, plan, wake, worker, outcome)


@dataclass(frozen=True, slots=True)
class _Turn:
    """Implements `ports.Turn`."""

    run: str
    database: Database
    change: str
    worker: Worker
    max_wait: float

    def __call__(self) -> bool:
        """Whether something newer has arrived, or the run is no longer ours."""
        with self.database.begin() as tx:
            if not runs.is_ours(tx, self.run, self.worker):
                return True
            return deliveries.is_overtaken(tx, self.change, self.run, self.max_wait)


def _outcome(perform: Perform, change: ChangeRef, given: Sequence[Delivery], turn: Turn) -> Outcome:
    """What carrying out came to, whatever happens in it."""
    try:
        return perform(change, given, turn)
    except Superseded as error:
        return Outcome(RunState.SUPERSEDED, str(error))
    except Withheld as error:
        return Outcome(RunState.DONE, str(error))
    except Unreachable as error:
        return Outcome(RunState.WAITING, str(error), wait_seconds=error.wait_seconds)
    except BotError as error:
        return Outcome(RunState.FAILED, str(error))
    except Exception as error:  # noqa: BLE001 - a defect ends this run and no other
        where = "".join(traceback.format_tb(error.__traceback__))
        # The words of a foreign error may hold a secret; where it arose does not.
        _LOG.error("run %s of %s ended in a defect: %s\n%s", turn.run, change, type(error).__name__, where)
        return Outcome(RunState.FAILED, f"a defect of this program ({type(error).__name__}); the log tells where")


def _settle(tx: sa.Connection, plan: Plan, wake: WakeUp, worker: Worker, outcome: Outcome) -> float | None:
    run = wake.run or wake.id
    if outcome.state in (RunState.WAITING, RunState.RUNNING) or outcome.wait_seconds is not None:
        if wake.tries + 1 < plan.pace.attempts:
            return _wait(tx, plan, wake, worker, outcome)
        outcome = replace(outcome, state=RunState.FAILED, note=f"{outcome.note}; it was tried {wake.tries + 1} times")
        _LOG.warning("run %s of %s failed: %s", run, wake.change, outcome.note)
    if runs.end(tx, run, worker, outcome) and outcome.state is RunState.SUPERSEDED:
        deliveries.guard(tx, wake.change)
        deliveries.hand_over(tx, [run], None)
        waiting = deliveries.waiting(tx, wake.change, plan.timing(forge_of(wake.change)))
        if waiting is not None:
            plan.wake(tx, WakeUp(again_of(waiting.oldest, run), wake.change, max(waiting.seconds, _BREATH)))
    let_go(tx, wake.change, wake.id)
    return None


def _wait(tx: sa.Connection, plan: Plan, wake: WakeUp, worker: Worker, outcome: Outcome) -> float | None:
    seconds = patience(wake.tries, outcome.wait_seconds)
    if seconds > plan.pace.held:
        _put_off(tx, plan, replace(wake, tries=wake.tries + 1), worker, (outcome.note, seconds))
        return None
    return seconds if runs.note(tx, wake.run or wake.id, worker, outcome.note) else None


def _put_off(tx: sa.Connection, plan: Plan, wake: WakeUp, worker: Worker, why: tuple[str, float]) -> None:
    """End this workflow and have another go on with the run later; nothing is held meanwhile."""
    run = wake.run or wake.id
    number = runs.put_off(tx, run, worker, *why)
    if number is not None:
        plan.wake(tx, WakeUp(f"{run}-w{number}", wake.change, why[1], run, wake.tries))
    let_go(tx, wake.change, wake.id)
