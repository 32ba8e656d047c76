"""The job as the engine knows it: two steps, each of which may be done twice, and durable sleep between attempts."""

from collections.abc import Callable
from dataclasses import dataclass

from dbos import DBOS

from bot.durable.attempting import Perform, attempt
from bot.durable.claiming import claim
from bot.durable.names import WORKFLOW
from bot.durable.plan import Plan, WakeUp
from bot.errors import Unreachable
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Carrier:
    """What the steps work with in this process."""

    database: Database
    plan: Plan
    perform: Perform


_CURRENT: list[Carrier] = []
"""The engine keeps one registry per process and calls functions by name: what they work with is found here."""


def carry_with(carrier: Carrier) -> None:
    """From now on the workflows of this process work with these things."""
    _CURRENT[:] = [carrier]


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, Unreachable)


_Step = Callable[[str, str | None, int], str | None]
_Attempt = Callable[[str, str | None, int], float | None]


def _claim(change: str, run: str | None, tries: int) -> str | None:
    one = _CURRENT[0]
    return claim(one.database, one.plan, WakeUp(_own_id(), change, 0, run, tries))


def _attempt(change: str, run: str | None, tries: int) -> float | None:
    one = _CURRENT[0]
    return attempt(one.database, one.plan, one.perform, WakeUp(_own_id(), change, 0, run, tries))


def _own_id() -> str:
    id = DBOS.workflow_id
    if id is None:
        raise RuntimeError("a step was called outside a workflow")
    return id


_RETRIES = {"retries_allowed": True, "interval_seconds": 1.0, "backoff_rate": 2.0, "max_attempts": 7}
_claim_step: _Step = DBOS.step(name="claim", should_retry=_may_pass, **_RETRIES)(_claim)  # type: ignore[arg-type]
_attempt_step: _Attempt = DBOS.step(name="attempt", should_retry=_may_pass, **_RETRIES)(_attempt)  # type: ignore[arg-type]


@DBOS.workflow(name=WORKFLOW, max_recovery_attempts=10)
def settle(change: str, run: str | None, tries: int) -> None:
    """Deal with what waits on a change, or go on with a run. Branches on the results of steps only, for it is replayed."""
    ours = _claim_step(change, run, tries)
    while ours is not None:
        wait = _attempt_step(change, ours, tries)
        if wait is None:
            return
        DBOS.sleep(wait)
        tries += 1
