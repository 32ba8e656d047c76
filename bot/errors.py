"""The three ways in which an attempt can end badly, each naming the reaction it asks for."""


class BotError(Exception):
    """Anything that this program says on purpose; the text is one sentence that says what to mend."""


class Refused(BotError):
    """The input or the usage is wrong; trying again without a change is pointless."""


class Unreachable(BotError):
    """A server, forge or program did not answer; the same call may work later."""


class GaveUp(BotError):
    """A limit on time, size or attempts was reached."""
