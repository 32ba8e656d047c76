"""The ways in which an attempt can end badly, each naming the reaction it asks for."""


class BotError(Exception):
    """Anything that this program says on purpose; the text is one sentence that says what to mend."""


class Refused(BotError):
    """The input or the usage is wrong; trying again without a change is pointless."""


class Withheld(Refused):
    """The change is not for us to see or to judge: private, hidden or gone. For a service that is nothing to mend."""


class Superseded(BotError):
    """The change moved on while it was judged, and nothing was posted; what stands there now asks for a run of its own."""


class Unreachable(BotError):
    """A server, forge or program did not answer; the same call may work later, where it said so in `wait_seconds`."""

    def __init__(self, sentence: str, wait_seconds: float | None = None) -> None:
        """`wait_seconds`: how long the other side asked to be left alone."""
        super().__init__(sentence)
        self.wait_seconds = wait_seconds


class GaveUp(BotError):
    """A limit on time, size or attempts was reached."""
