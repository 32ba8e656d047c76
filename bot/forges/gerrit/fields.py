"""What Gerrit's JSON must hold."""

from bot.errors import Unreachable
from bot.model.fields import Json, text


def need(row: Json, *path: str) -> str:
    """A text that must be there; Unreachable where it is not."""
    found = text(row, *path)
    if not found:
        raise Unreachable(
            f"Gerrit's answer lacks `{'.'.join(path)}`; what stands between us and Gerrit may have changed it"
        )
    return found
