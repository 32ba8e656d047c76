"""After which failures a call to GitHub is made once more, and how long it is waited before."""

from collections.abc import Callable

from tenacity import Retrying

from bot.forges.github.answers import Limited, Unclear, Unsent
from bot.waiting import Sleep, Waiting

__all__ = ["Now", "Patience", "Sleep"]

Now = Callable[[], float]
"""Seconds since the epoch."""


class Patience(Waiting):
    """The patience of one command."""

    __slots__ = ()

    def reads(self) -> Retrying:
        """Attempts of a call that changes nothing: again after limits, failures and broken answers."""
        return self._after(Limited, Unsent, Unclear)

    def writes(self) -> Retrying:
        """Attempts of a write: again only where it is known that nothing was applied."""
        return self._after(Limited, Unsent)

    def looks(self) -> Retrying:
        """Attempts of a look at what stands with the writes that it asks for: again where one of them was unclear."""
        return self._after(Unclear)

    def _after(self, *kinds: type[BaseException]) -> Retrying:
        return self.attempts(lambda error: isinstance(error, kinds), _asked)


def _asked(error: BaseException) -> float | None:
    return error.wait_seconds if isinstance(error, Limited) else None
