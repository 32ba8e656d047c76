"""What is to be woken, when, and how the engine is asked; the engine itself is behind two functions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from bot.durable.pace import Pace
from bot.errors import Refused
from bot.model.settings import Settings
from bot.store.deliveries import Timing


@dataclass(frozen=True, slots=True)
class WakeUp:
    """A piece of work for the engine: look at a change after some seconds; `run` where that is to go on, else a new one.

    The same `id` twice is one wake-up. `tries`: how often the run was tried in vain.
    """

    id: str
    change: str
    seconds: float = 0
    run: str | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """When changes are looked at. `wake` asks the engine within a transaction; `lives` says whether a workflow goes on."""

    wake: Callable[[sa.Connection, WakeUp], None]
    lives: Callable[[sa.Connection, str], bool]
    kinds: Mapping[str, str]
    settings: Settings
    pace: Pace
    executor: str

    def timing(self, forge: str) -> Timing:
        """The quiet period of a forge. Raises Refused where the configuration has no such forge."""
        kind = self.kinds.get(forge)
        if kind is None:
            raise Refused(f"the configuration has no forge `{forge}`; it has {', '.join(sorted(self.kinds)) or 'none'}")
        runs = self.settings.runs
        return Timing(runs.quiet_for(kind), runs.max_wait_seconds)


def forge_of(change: str) -> str:
    """The forge of a change in its written form."""
    return change.partition(":")[0]
