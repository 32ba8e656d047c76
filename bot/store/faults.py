"""Faults of a database in our words: what may work later, and what somebody has to mend."""

import sqlalchemy as sa

from bot.errors import BotError, Refused, Unreachable

_FINAL = ("28P01", "28000", "3D000", "42501")
"""PostgreSQL: wrong password, no such user, no such database, no right to do it."""


def fault_of(error: sa.exc.SQLAlchemyError, where: str) -> BotError | None:
    """What to say of an error, `where` being the database without a password; None for a defect of ours."""
    if isinstance(error, sa.exc.TimeoutError):
        return Unreachable(f"the database {where} is busy: every connection is in use", 5)
    if not isinstance(error, sa.exc.DBAPIError):
        return None
    words = str(error.orig).lower()
    code = getattr(error.orig, "sqlstate", None) or ""
    if "locked" in words or "busy" in words:
        return Unreachable(f"the database {where} is locked by another program", 5)
    if "is full" in words or code == "53100":
        return Unreachable(f"the disk of the database {where} is full; free some space", 60)
    if "readonly" in words or "unable to open" in words or "not a database" in words or "malformed" in words:
        return Refused(f"the database {where} cannot be used: {words.splitlines()[0]}")
    if code in _FINAL or "authentication failed" in words or ("database" in words and "does not exist" in words):
        return Refused(
            f"the database {where} lets us not in: check the user, the password and the name in `database.url`"
        )
    if isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError) or error.connection_invalidated:
        return Unreachable(f"the database {where} does not answer; check that it runs", 5)
    return None
