"""What all that one process asks of a Gerrit has in common: the way there, and how many calls there were."""

from collections.abc import Mapping
from threading import Lock


class Shared:
    """Made once for each Gerrit of the configuration, and handed to all that works with it; safe between threads."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        """Of `environment` count a proxy and a CA."""
        self.environment: Mapping[str, str] = environment or {}
        self._lock = Lock()
        self._calls = 0

    def sent(self) -> None:
        """Count a request."""
        with self._lock:
            self._calls += 1

    @property
    def calls(self) -> int:
        """Requests so far."""
        return self._calls

    def remaining(self, now: float) -> int | None:
        """What is left of a rate limit: Gerrit tells of none."""
        return None
