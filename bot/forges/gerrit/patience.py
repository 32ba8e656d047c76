"""How long one command waits for Gerrit in all, and the waits between attempts."""

from collections.abc import Callable
from dataclasses import dataclass

from tenacity import RetryCallState, Retrying, retry_if_exception, retry_if_exception_type

from bot.forges.gerrit.answers import Limited, Unclear, Unsent

ATTEMPTS = 4
FIRST_WAIT = 0.5

Sleep = Callable[[float], object]


@dataclass(slots=True)
class Patience:
    """What is left of the seconds that a command may spend waiting, for all its calls together."""

    sleep: Sleep
    left: float = 60.0

    def reads(self) -> Retrying:
        """Attempts of a call that changes nothing: again after limits, failures and broken answers."""
        return self._attempts(retry_if_exception_type(Unclear))

    def writes(self) -> Retrying:
        """Attempts of a write: again only where it is known that nothing was applied."""
        return self._attempts(retry_if_exception_type((Limited, Unsent)))

    def looks(self) -> Retrying:
        """Attempts of a look at what stands with the write that it asks for: again where that was unclear."""
        return self._attempts(retry_if_exception(lambda error: type(error) is Unclear))

    def _attempts(self, again: retry_if_exception) -> Retrying:
        return Retrying(retry=again, wait=_wait, stop=self._is_enough, sleep=self._pause, reraise=True)

    def _is_enough(self, state: RetryCallState) -> bool:
        return state.attempt_number >= ATTEMPTS or _wait(state) > self.left

    def _pause(self, seconds: float) -> None:
        self.left -= seconds
        self.sleep(seconds)


def _wait(state: RetryCallState) -> float:
    """As long as the server asks for, else twice as long each time. No chance in it."""
    error = state.outcome.exception() if state.outcome is not None else None
    if isinstance(error, Unclear) and error.after is not None:
        return error.after
    return FIRST_WAIT * float(2 ** (state.attempt_number - 1))
