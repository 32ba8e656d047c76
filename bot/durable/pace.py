"""How often things are looked at, and for how long somebody is waited for; seconds."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a process does: everything, only keep what arrives, or only work."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Pace:
    """The defaults suit a service; tests hurry.

    `workers`: runs at a time of one forge in one process. `held`: the longest wait in which a run keeps its worker.
    `stale`: a process that was silent for so long is taken for dead. `grace`: how long after it was due something is
    taken for left behind.
    """

    workers: int = 16
    looking: float = 0.5
    busy: float = 5
    held: float = 60
    heartbeat: float = 5
    stale: float = 60
    rescue: float = 15
    reconcile: float = 60
    grace: float = 120
    forget: float = 3600
    attempts: int = 60


def patience(tries: int, asked: float | None) -> float:
    """How long to wait before a run is tried again: what the other side asked for, else longer each time."""
    if asked is not None:
        return min(max(asked, 1.0), 86_400.0)
    return float(min(10 * 2 ** min(tries, 7), 900))
