"""Claiming and attempting without the engine: wake-ups are put in a list, and a test carries out the one it names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.durable.accepting import keep
from bot.durable.attempting import attempt
from bot.durable.claiming import claim
from bot.durable.pace import Pace
from bot.durable.plan import Plan, WakeUp
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind, Outcome, RunState
from bot.model.settings import GerritSettings, GitHubSettings, RunSettings, Settings
from bot.store.database import Database
from tests.store.databases import age

CHANGE = ChangeRef("forge", "acme/shop", 12)
SETTINGS = Settings(
    forges=(GitHubSettings("forge"), GerritSettings("gerrit", "https://g.example", "me", ())),
    runs=RunSettings(max_wait_seconds=600),
)

Answer = Outcome | Exception


def event(id: str, change: ChangeRef = CHANGE, **given: object) -> Delivery:
    """Something was said on a change."""
    return Delivery(id, change, **{"kind": DeliveryKind.EVENT, **given})  # type: ignore[arg-type]


def command(id: str, change: ChangeRef = CHANGE) -> Delivery:
    """Somebody gave a command."""
    return Delivery(id, change, DeliveryKind.COMMAND, is_urgent=True, body={"words": "/recheck-review"})


@dataclass
class Desk:
    """What the engine would do, by hand. `alive`: the workflows that it would go on with."""

    database: Database
    executor: str = "local"
    pace: Pace = field(default_factory=Pace)
    wakes: list[WakeUp] = field(default_factory=list)
    alive: set[str] = field(default_factory=set)
    seen: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def plan(self) -> Plan:
        """The plan of a process."""
        kinds = {one.name: one.kind for one in SETTINGS.forges}
        return Plan(self._wake, lambda _tx, id: id in self.alive, kinds, SETTINGS, self.pace, self.executor)

    def _wake(self, _tx: object, wake: WakeUp) -> None:
        if all(one.id != wake.id for one in self.wakes):
            self.wakes.append(wake)

    def arrive(self, delivery: Delivery) -> WakeUp:
        """Keep a delivery as the inbox does; the newest wake-up after that."""
        with self.database.begin() as tx:
            assert keep(tx, self.plan, delivery)
        return self.wakes[-1]

    def claim(self, wake: WakeUp) -> str | None:
        """The first step of a workflow."""
        return claim(self.database, self.plan, wake)

    def attempt(self, wake: WakeUp, answer: Answer | Callable[[Callable[[], bool]], Outcome]) -> float | None:
        """The second step, with what carrying out comes to."""

        def perform(_change: ChangeRef, given: Sequence[Delivery], is_overtaken: Callable[[], bool]) -> Outcome:
            self.seen.append(tuple(one.id for one in given))
            if isinstance(answer, Exception):
                raise answer
            return answer if isinstance(answer, Outcome) else answer(is_overtaken)

        return attempt(self.database, self.plan, perform, wake)

    def carry_out(self, wake: WakeUp, answer: Answer | None = None) -> float | None:
        """A whole workflow: nothing where it is not due."""
        run = self.claim(wake)
        if run is None:
            return None
        return self.attempt(replace(wake, run=run), answer or Outcome(RunState.DONE, "posted"))

    def later(self, seconds: float, change: ChangeRef = CHANGE) -> None:
        """Let time pass for a change."""
        age(self.database, change, seconds)
