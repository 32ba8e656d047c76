"""An inbox and a store that work: in memory, or in a file that outlives the process."""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import Unreachable
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, RunRecord, RunState, Submission


@dataclass
class Kept:
    """Deliveries by id, in order of arrival, and the runs and reports that a test puts in. `is_down`: out of reach."""

    deliveries: dict[str, Delivery] = field(default_factory=dict)
    records: list[RunRecord] = field(default_factory=list)
    reports: dict[ChangeRef, str] = field(default_factory=dict)
    is_down: bool = False
    hold: threading.Event | None = None
    repeats: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def accept(self, delivery: Delivery) -> bool:
        """Keep a delivery; waits while a test holds it up."""
        self._reach()
        if self.hold is not None:
            self.hold.wait(60)
        with self.lock:
            if delivery.id in self.deliveries:
                self.repeats += 1
                return False
            self.deliveries[delivery.id] = delivery
            return True

    def retry(self, run: str) -> bool:
        """Run a failed run again."""
        self._reach()
        for at, one in enumerate(self.records):
            if one.id == run and one.state is RunState.FAILED:
                self.records[at] = RunRecord(one.id, one.change, RunState.WAITING, one.started_at)
                return True
        return False

    def runs(self, change: ChangeRef | None, state: RunState | None, limit: int = 100) -> Sequence[RunRecord]:
        """The last runs."""
        self._reach()
        found = [one for one in self.records if change in (None, one.change) and state in (None, one.state)]
        return sorted(found, key=lambda one: -one.started_at)[:limit]

    def run(self, id: str) -> RunRecord | None:
        """One run."""
        self._reach()
        return next((one for one in self.records if one.id == id), None)

    def submission(self, id: str) -> Submission | None:
        """What became of a delivery."""
        self._reach()
        found = self.deliveries.get(id)
        return None if found is None else Submission(id, found.change, RunState.WAITING)

    def report(self, change: ChangeRef) -> str | None:
        """The last report."""
        self._reach()
        return self.reports.get(change)

    def _reach(self) -> None:
        if self.is_down:
            raise Unreachable("the database does not answer; see whether it runs")


@dataclass
class Filed(Kept):
    """The same, each delivery a line of a file before `accept` returns."""

    path: Path = Path("deliveries")

    def accept(self, delivery: Delivery) -> bool:
        """Keep a delivery in the file."""
        is_new = super().accept(delivery)
        if is_new:
            with self.lock, self.path.open("a") as file:
                file.write(json.dumps([delivery.id, str(delivery.change), delivery.kind.value]) + "\n")
                file.flush()
        return is_new
