"""The line that a reviewer points at, as far as it can be taken at face value."""

from bot.model.claim import Claim
from bot.model.place import Rung

_QUOTED = (Rung.EXACT_QUOTE, Rung.MOVED_QUOTE, Rung.NEAR_QUOTE)


def stated_line(claim: Claim) -> int | None:
    """Where a quote of the code stands, else the line in the words, else the one that an inline comment stands on.

    None where the place was found otherwise.
    """
    quoted = claim.location.extent if claim.location.rung in _QUOTED else None
    if quoted is not None and (claim.claimed.start_line is None or claim.claimed.start_line not in quoted):
        return quoted.start
    if claim.claimed.start_line is not None:
        return claim.claimed.start_line
    return claim.location.start_line if claim.location.rung is Rung.LINE else None
