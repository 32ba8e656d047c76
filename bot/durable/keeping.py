"""What is done from time to time beside the runs: signs of life, take-over, what was left behind, polls, forgetting."""

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.durable.names import again_of
from bot.durable.plan import Plan, WakeUp
from bot.errors import BotError
from bot.model.delivery import Delivery, Outcome, RunState
from bot.store import deliveries, runs
from bot.store.database import Database
from bot.store.runs import Worker

Poll = Callable[[str], Iterable[Delivery]]
"""What has happened on a forge of late, for the case that nobody told us."""

_LOG = logging.getLogger("metareview.durable")


@dataclass(frozen=True, slots=True)
class Rounds:
    """Threads that do something again and again until they are stopped. An error ends one round only."""

    stopped: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def every(self, seconds: float, name: str, work: Callable[[], object]) -> None:
        """Do something at once and then every so many seconds."""

        def rounds() -> None:
            _once(name, work)
            while not self.stopped.wait(seconds):
                _once(name, work)

        thread = threading.Thread(target=rounds, name=f"metareview-{name}", daemon=True)
        self.threads.append(thread)
        thread.start()

    def stop(self, seconds: float) -> None:
        """Begin no further round, and wait for those that are under way."""
        self.stopped.set()
        for thread in self.threads:
            thread.join(seconds)


def _once(name: str, work: Callable[[], object]) -> None:
    try:
        work()
    except BotError as error:
        _LOG.warning("%s: %s", name, error)
    except Exception as error:  # noqa: BLE001 - the next round may work; its words may hold a secret
        _LOG.error("%s ended in a defect: %s", name, type(error).__name__)


def reconcile(database: Database, plan: Plan) -> int:
    """Wake what was left behind and end what nobody works on; how much that was. Done twice, it does no harm."""
    found = 0
    for forge in sorted(plan.kinds):
        found += _wake_deliveries(database, plan, forge)
    with database.begin() as tx:
        waiting = runs.standing_still(tx, RunState.WAITING, plan.pace.grace)
        running = runs.standing_still(tx, RunState.RUNNING, plan.pace.grace)
    for run, change, _workflow in waiting:
        with database.begin() as tx:
            number = runs.wake(tx, run)
            if number is not None:
                plan.wake(tx, WakeUp(f"{run}-w{number}", change, 0, run))
                found += 1
    for run, _change, workflow in running:
        found += _bury(database, plan, run, workflow)
    return found


def _wake_deliveries(database: Database, plan: Plan, forge: str) -> int:
    """A wake-up for each change on which something waits that should have been taken long ago, once in a while."""
    seconds = plan.timing(forge).max_wait + plan.pace.grace
    with database.begin() as tx:
        left = deliveries.left_behind(tx, forge, seconds)
        for change, delivery in left:
            turn = deliveries.age(tx, delivery) // max(1, int(plan.pace.grace))
            plan.wake(tx, WakeUp(again_of(delivery, f"left {turn}"), change))
    return len(left)


def _bury(database: Database, plan: Plan, run: str, workflow: str) -> int:
    """A run whose workflow is gone failed: its process died again and again, or the database failed it."""
    words = "the program ended again and again while it worked on this, or could not write down what came of it; the log tells more"
    with database.begin() as tx:
        if plan.lives(tx, workflow):
            return 0
        worker = Worker(runs.executor_of(tx, run), workflow)
        return int(runs.end(tx, run, worker, Outcome(RunState.FAILED, words)))
