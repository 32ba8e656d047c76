"""The line that a reviewer points at, as far as it can be taken at face value."""

from bot.model.claim import Claim
from bot.model.place import Rung


def stated_line(claim: Claim) -> int | None:
    """The line in the words, else the one that an inline comment stands on; None where the place was found otherwise."""
    if claim.claimed.start_line is not None:
        return claim.claimed.start_line
    return claim.location.start_line if claim.location.rung is Rung.LINE else None
