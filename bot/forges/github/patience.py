"""How long one command waits for GitHub in all, and the waits between attempts."""

from collections.abc import Callable
from dataclasses import dataclass

from tenacity import RetryCallState, Retrying, retry_if_exception_type

from bot.forges.github.answers import Limited, Unclear, Unsent

ATTEMPTS = 4
FIRST_WAIT = 0.5

Sleep = Callable[[float], object]
Now = Callable[[], float]
"""Seconds since the epoch."""


@dataclass(slots=True)
class Patience:
    """What is left of the seconds that a command may spend waiting, for all its calls together."""

    sleep: Sleep
    left: float = 60.0

    def reads(self) -> Retrying:
        """Attempts of a call that changes nothing: again after limits, failures and broken answers."""
        return self._attempts(Limited, Unsent, Unclear)

    def writes(self) -> Retrying:
        """Attempts of a write: again only where it is known that nothing was applied."""
        return self._attempts(Limited, Unsent)

    def looks(self) -> Retrying:
        """Attempts of a look at what stands with the writes that it asks for: again where one of them was unclear."""
        return self._attempts(Unclear)

    def _attempts(self, *kinds: type[BaseException]) -> Retrying:
        return Retrying(
            retry=retry_if_exception_type(kinds), wait=_wait, stop=self._is_enough, sleep=self._pause, reraise=True
        )

    def _is_enough(self, state: RetryCallState) -> bool:
        return state.attempt_number >= ATTEMPTS or _wait(state) > self.left

    def _pause(self, seconds: float) -> None:
        self.left -= seconds
        self.sleep(seconds)


def _wait(state: RetryCallState) -> float:
    """By the kind of failure: as long as GitHub asks for, else twice as long each time. No chance in it."""
    error = state.outcome.exception() if state.outcome is not None else None
    if isinstance(error, Limited) and error.wait_seconds is not None:
        return error.wait_seconds
    return FIRST_WAIT * float(2 ** (state.attempt_number - 1))
