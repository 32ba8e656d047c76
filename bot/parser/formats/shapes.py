"""Which JSON values tell findings, and which are configuration, data or an example in a review."""

from bot.parser.formats.fields import (
    FIX,
    ITEMS,
    LINE,
    MESSAGE,
    PATH,
    PLACE,
    SEVERITY,
    TITLE,
    Item,
    first_of,
    normal,
    path_of,
)
from bot.parser.formats.jsontext import Json

_MAX_LEVELS = 5


def is_told(value: Json, *, is_alone: bool, levels: int = _MAX_LEVELS) -> bool:
    """Whether a value is a finding, or holds some under a name that says so.

    Beside prose (not `is_alone`) a finding must have a file, a line or a grade; outside a list, a file.
    """
    if levels < 0:
        return False
    if isinstance(value, list):
        return _is_told_list(value, is_alone=is_alone, levels=levels)
    if not isinstance(value, dict):
        return False
    if is_finding(value, is_alone=is_alone):
        return is_alone or levels < _MAX_LEVELS or first_of(value, PATH) is not None
    return any(_is_told_member(name, member, is_alone=is_alone, levels=levels) for name, member in value.items())


def is_finding(item: Item, *, is_alone: bool = True) -> bool:
    """Whether an object is one finding, by the names of its members."""
    message = first_of(item, (*MESSAGE, *TITLE))
    if message is None or not isinstance(message[1], str):
        return False
    names = (
        (PATH, LINE, SEVERITY, PLACE, FIX) if is_alone and first_of(item, MESSAGE) else (PATH, LINE, SEVERITY, PLACE)
    )
    return any(first_of(item, kind) for kind in names) and not _is_container(item)


def is_path_name(name: str) -> bool:
    """Whether the name of a member is a file under which findings are listed."""
    return ("." in name or "/" in name) and " " not in name.strip() and path_of(name) is not None


def _is_told_list(value: list[Json], *, is_alone: bool, levels: int) -> bool:
    objects = [member for member in value[:50] if isinstance(member, dict)]
    if not objects or len(objects) < len(value[:50]):
        return False
    return any(is_told(member, is_alone=is_alone, levels=levels - 1) for member in objects)


def _is_told_member(name: str, member: Json, *, is_alone: bool, levels: int) -> bool:
    if normal(name) not in ITEMS and not is_path_name(name):
        return False
    if isinstance(member, list) and is_alone:
        is_prose = all(isinstance(one, str) and " " in one for one in member)
        return is_prose or is_told(member, is_alone=is_alone, levels=levels - 1)
    return is_told(member, is_alone=is_alone, levels=levels - 1)


def _is_container(item: Item) -> bool:
    """Whether further items are listed under a member; suggestions of a finding that has a line are its own."""
    names = set(ITEMS) - set(FIX) if first_of(item, LINE) else set(ITEMS)
    return any(
        normal(name) in names and isinstance(value, list | dict) and is_told(value, is_alone=True, levels=1)
        for name, value in item.items()
    )
