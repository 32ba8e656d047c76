"""What all that one process asks of a GitHub has in common: the way there, the App's tokens, and what is counted of its calls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from bot.model.secret import Secret

MOST_SLOTS = 1000
"""Repositories whose tokens are kept; of more, the one that was asked for first is asked for anew."""

_MOST_BUCKETS = 256


@dataclass(slots=True)
class Slot:
    """The token of one installation on one repository; whoever reads or writes it holds the lock.

    `limits` say which rights it lacks. Nothing of it is ever written to a disk.
    """

    token: Secret | None = field(default=None, repr=False)
    good_until: float = 0.0
    minted: float = 0.0
    limits: tuple[str, ...] = ()
    lock: Lock = field(default_factory=Lock, repr=False)


class Shared:
    """Made once for each GitHub of the configuration, and handed to all that works with it; safe between threads."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        """Of `environment` count a proxy and a CA."""
        self.environment: Mapping[str, str] = environment or {}
        self._lock = Lock()
        self._slots: dict[str, Slot] = {}
        self._calls = 0
        self._left: dict[int, int] = {}

    def slot(self, project: str) -> Slot:
        """Where the token for a repository lies, by the name that it is asked for with."""
        key = project.lower()
        with self._lock:
            if key not in self._slots:
                while len(self._slots) >= MOST_SLOTS:
                    del self._slots[next(iter(self._slots))]
                self._slots[key] = Slot()
            return self._slots[key]

    def sent(self) -> None:
        """Count a request."""
        with self._lock:
            self._calls += 1

    def heard(self, headers: Mapping[str, str], now: float) -> None:
        """Remember what an answer says is left of a rate limit. Each right has its own, told apart by when it begins anew."""
        left, reset = (headers.get(f"x-ratelimit-{name}", "") for name in ("remaining", "reset"))
        if not (_is_number(left) and _is_number(reset)):
            return
        with self._lock:
            self._left = {end: count for end, count in self._left.items() if end > now}
            if int(reset) in self._left or len(self._left) < _MOST_BUCKETS:
                self._left[int(reset)] = min(int(left), self._left.get(int(reset), int(left)))

    @property
    def calls(self) -> int:
        """Requests so far."""
        return self._calls

    def remaining(self, now: float) -> int | None:
        """The least that is left of any limit which still counts; None where none does."""
        with self._lock:
            return min((count for end, count in self._left.items() if end > now), default=None)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16
