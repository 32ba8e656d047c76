"""Values of GitHub's JSON by path, each of the type that is asked for or nothing: what GitHub sends is not trusted."""

from bot.errors import Unreachable

Json = object
"""What a JSON text stands for; every reader narrows it."""

Row = dict[str, Json]


def at(row: Json, *path: str) -> Json:
    """The value at a path of keys; None where there is none."""
    for key in path:
        row = row.get(key) if isinstance(row, dict) else None
    return row


def text(row: Json, *path: str) -> str:
    """A text that can be encoded; an empty one where there is none."""
    found = at(row, *path)
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else ""


def number(row: Json, *path: str) -> int | None:
    """A whole number, also where it is written as text (GraphQL's big ones are)."""
    found = at(row, *path)
    if isinstance(found, str) and found.isascii() and found.isdecimal() and len(found) < 20:
        return int(found)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def flag(row: Json, *path: str) -> bool:
    """Whether true stands there."""
    return at(row, *path) is True


def rows(row: Json, *path: str) -> list[Row]:
    """The objects of a list, without what is none."""
    found = at(row, *path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def need(row: Json, *path: str) -> str:
    """A text that must be there; Unreachable where it is not."""
    found = text(row, *path)
    if not found:
        raise Unreachable(
            f"GitHub's answer lacks `{'.'.join(path)}`; what stands between us and GitHub may have changed it"
        )
    return found
