"""Values of a document by path, each of the type that is asked for or nothing: what a forge sends is not trusted."""

Json = object
"""What a JSON text stands for; every reader narrows it."""

Row = dict[str, Json]


def at(value: Json, *path: str) -> Json:
    """The value at a path of keys; None where there is none."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def text(value: Json, *path: str) -> str:
    """A text that can be encoded; an empty one where there is none."""
    found = at(value, *path)
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else ""


def number(value: Json, *path: str) -> int | None:
    """A whole number."""
    found = at(value, *path)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def big_number(value: Json, *path: str) -> int | None:
    """A whole number, also where it is written as text, as GraphQL does with big ones."""
    found = at(value, *path)
    if isinstance(found, str) and found.isascii() and found.isdecimal() and len(found) < 20:
        return int(found)
    return number(found)


def flag(value: Json, *path: str) -> bool:
    """Whether true stands there."""
    return at(value, *path) is True


def rows(value: Json, *path: str) -> list[Row]:
    """The objects of a list, without what is none."""
    found = at(value, *path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
