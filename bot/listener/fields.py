"""Values of a payload by path, each of the type that is asked for or nothing: what a forge sends is not trusted."""

import re

from bot.errors import Refused
from bot.model.change_ref import LONGEST, ChangeRef

Json = object
"""What a JSON text stands for; every reader narrows it."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def at(value: Json, *path: str) -> Json:
    """The value at a path of keys; None where there is none."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def text(value: Json, *path: str) -> str:
    """A text that can be encoded; an empty one where there is none."""
    found = at(value, *path)
    return _SURROGATE.sub("\ufffd", found) if isinstance(found, str) else ""


def number(value: Json, *path: str) -> int | None:
    """A whole number."""
    found = at(value, *path)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def rows(value: Json, *path: str) -> list[dict[str, Json]]:
    """The objects of a list, without what is none."""
    found = at(value, *path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def github_change(forge: str, payload: Json, pull: int | None) -> ChangeRef:
    """The pull request of that number in the payload's repository. Raises Refused where one of them is missing."""
    name = text(payload, "repository", "full_name")[:LONGEST]
    if pull is None or not name:
        raise Refused("the payload does not say which pull request it is about")
    return ChangeRef(forge, name, pull).canonical
