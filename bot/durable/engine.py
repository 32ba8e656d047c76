"""The durable inbox and the runs that follow from it, in one process."""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dbos import DBOSClient

from bot.durable import launching
from bot.durable.accepting import keep
from bot.durable.attempting import Perform
from bot.durable.keeping import Poll, Rounds, reconcile
from bot.durable.pace import Pace, Role
from bot.durable.plan import Plan, WakeUp
from bot.durable.workflow import Carrier, carry_with
from bot.model.delivery import Delivery
from bot.model.settings import Settings
from bot.ports import Inbox
from bot.store import runs, upkeep
from bot.store.database import Database
from bot.store.upkeep import Pulse, Retention

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Duties:
    """What a process does beside keeping what arrives. `poll` asks a forge what has happened; without it, none is asked."""

    role: Role = Role.ALL
    poll: Poll | None = None
    pace: Pace = field(default_factory=Pace)
    retention: Retention = field(default_factory=Retention)


class Engine:
    """Implements `ports.Inbox`. One may work per process; `start` before use, `stop` at the end."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        perform: Perform,
        now: Callable[[], float],
        duties: Duties | None = None,
    ) -> None:
        """`perform` carries a run out; `now` tells seconds since the epoch. Raises as `start` does."""
        self._database = database
        self._perform = perform
        self._now = now
        self._duties = duties = duties or Duties()
        self._client: DBOSClient = launching.connect(database)
        self._rounds = Rounds()
        kinds = {forge.name: forge.kind for forge in settings.forges}
        # On SQLite the next process takes up what this one leaves; on PostgreSQL each has a name of its own.
        executor = "local" if database.is_sqlite else f"{socket.gethostname()}-{os.getpid()}-{int(now() * 1000):x}"
        self._plan = Plan(
            wake=lambda tx, wake: launching.enqueue(self._client, tx, wake),
            lives=launching.lives,
            kinds=kinds,
            settings=settings,
            pace=duties.pace,
            executor=executor,
        )

    def accept(self, delivery: Delivery) -> bool:
        """Keep a delivery and its wake-up, in one transaction; False where it was kept before.

        Raises Unreachable where it cannot be kept now, Refused where the configuration has no such forge.
        """
        with self._database.begin() as tx:
            return keep(tx, self._plan, delivery)

    def retry(self, run: str) -> bool:
        """Run a failed run again with the same deliveries; False where there is no such failed run."""
        with self._database.begin() as tx:
            found = runs.revive(tx, run)
            if found is None:
                return False
            change, number = found
            self._plan.wake(tx, WakeUp(f"{run}-w{number}", change, 0, run))
        return True

    def pulse(self) -> Pulse:
        """How the service does, by all processes together."""
        with self._database.begin() as tx:
            return upkeep.pulse(tx)

    def start(self) -> None:
        """Begin to work, where that is this process's role. Raises Unreachable or Refused where the database has a fault."""
        if self._duties.role is Role.WEB:
            return
        pace = self._duties.pace
        self._beat()
        carry_with(Carrier(self._database, self._plan, self._perform))
        launching.launch(self._database, self._plan.executor, sorted(self._plan.kinds), pace)
        self._rounds.every(pace.heartbeat, "heartbeat", self._beat)
        self._rounds.every(pace.rescue, "rescue", self.rescue)
        self._rounds.every(pace.reconcile, "reconcile", self._in_turn("reconcile", pace.reconcile, self.reconcile))
        self._rounds.every(pace.forget, "forget", self._in_turn("forget", pace.forget, self.forget))
        if self._duties.poll is not None:
            for forge in sorted(self._plan.kinds):
                self._poll_rounds(forge, self._duties.poll)

    def stop(self, seconds: int = 20) -> None:
        """Take up nothing new, let what runs finish for so long, and leave the rest to others or to the next start.

        The thread of a run that did not finish keeps the interpreter alive: end the process with `os._exit`.
        """
        self._rounds.stop(5)
        if self._duties.role is not Role.WEB:
            launching.end(seconds)
            with self._database.begin() as tx:
                upkeep.depart(tx, self._plan.executor)
        self._client.destroy()

    def rescue(self) -> int:
        """Take over from processes that show no sign of life; how many these were."""
        with self._database.begin() as tx:
            alive = upkeep.alive(tx, self._duties.pace.stale)
        return launching.rescue(alive | {self._plan.executor})

    def reconcile(self) -> int:
        """Wake what was left behind; how much that was."""
        return reconcile(self._database, self._plan)

    def forget(self) -> int:
        """Delete what has been kept for long enough; how many rows these were."""
        kept = self._duties.retention
        before = datetime.fromtimestamp(self._now() - kept.runs * _DAY, UTC).isoformat()
        count = 0
        while batch := launching.forget(self._client, before):
            count += batch
        while batch := self._forget_batch(kept):
            count += batch
        with self._database.begin() as tx:
            upkeep.shrink(tx)
        return count

    def _forget_batch(self, kept: Retention) -> int:
        with self._database.begin() as tx:
            return upkeep.forget(tx, kept)

    def _beat(self) -> None:
        with self._database.begin() as tx:
            upkeep.beat(tx, self._plan.executor)

    def _in_turn(self, name: str, seconds: float, work: Callable[[], object]) -> Callable[[], object]:
        """The same work, done by one process at a time."""

        def turn() -> object:
            with self._database.begin() as tx:
                is_ours = upkeep.is_our_turn(tx, name, seconds * 0.9)
            return work() if is_ours else None

        return turn

    def _poll_rounds(self, forge: str, poll: Poll) -> None:
        seconds = self._plan.settings.runs.poll_seconds
        if seconds <= 0:
            return

        def ask() -> None:
            for delivery in poll(forge):
                self.accept(delivery)

        name = f"poll-{forge}"
        self._rounds.every(min(seconds, 30), name, self._in_turn(name, seconds, ask))


_: type[Inbox] = Engine
