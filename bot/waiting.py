"""How long one command waits for a remote forge in all, and the waits between attempts."""

from collections.abc import Callable
from dataclasses import dataclass

from tenacity import RetryCallState, Retrying, retry_if_exception

ATTEMPTS = 4
FIRST_WAIT = 0.5

Sleep = Callable[[float], object]


@dataclass(slots=True)
class Waiting:
    """What is left of the seconds that a command may spend waiting, for all its calls together."""

    sleep: Sleep
    left: float = 60.0

    def attempts(
        self, again: Callable[[BaseException], bool], asked: Callable[[BaseException], float | None]
    ) -> Retrying:
        """Attempts of a call: once more after what `again` says, after as long as `asked` says that the server asked for,
        else twice as long each time. No chance in it."""

        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome is not None else None
            seconds = None if error is None else asked(error)
            return FIRST_WAIT * float(2 ** (state.attempt_number - 1)) if seconds is None else seconds

        def is_enough(state: RetryCallState) -> bool:
            return state.attempt_number >= ATTEMPTS or wait(state) > self.left

        return Retrying(retry=retry_if_exception(again), wait=wait, stop=is_enough, sleep=self._pause, reraise=True)

    def _pause(self, seconds: float) -> None:
        self.left -= seconds
        self.sleep(seconds)
