"""After which failures a call to Gerrit is made once more, and how long it is waited before."""

from tenacity import Retrying

from bot.forges.gerrit.answers import Limited, Unclear, Unsent
from bot.waiting import Sleep, Waiting

__all__ = ["Patience", "Sleep"]


class Patience(Waiting):
    """The patience of one command."""

    __slots__ = ()

    def reads(self) -> Retrying:
        """Attempts of a call that changes nothing: again after limits, failures and broken answers."""
        return self.attempts(lambda error: isinstance(error, Unclear), _asked)

    def writes(self) -> Retrying:
        """Attempts of a write: again only where it is known that nothing was applied."""
        return self.attempts(lambda error: isinstance(error, Limited | Unsent), _asked)

    def looks(self) -> Retrying:
        """Attempts of a look at what stands with the write that it asks for: again where that was unclear."""
        return self.attempts(lambda error: type(error) is Unclear, _asked)


def _asked(error: BaseException) -> float | None:
    return error.after if isinstance(error, Unclear) else None
