"""One finding of a language model's JSON as Markdown made of its own words, so that it is read like any other
comment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.parser.codelike import Look, look_at
from bot.parser.formats.fields import (
    CATEGORY,
    END_LINE,
    FIX,
    IDENTITY,
    LINE,
    MESSAGE,
    PATH,
    PLACE,
    QUOTE,
    SEVERITY,
    TITLE,
    Item,
    first_of,
    lines_of,
    normal,
    path_of,
)
from bot.parser.formats.jsontext import Json

_FENCED = re.compile(r"^[ \t]*(?:`{3}|~{3})", re.M)
_TICKS = re.compile(r"`{3,}")
_MAX_LABELLED = 80


@dataclass(frozen=True, slots=True)
class Told:
    """What an item says: its place, its grades, and the Markdown of everything else.

    `title` is empty where the body begins with the same words.
    """

    path: str | None
    line: int | None
    end_line: int | None
    title: str
    body: str
    severity: str | None
    category: str | None
    external_id: str | None


def told(item: Item, inherited_path: str | None = None) -> Told:
    """Read one item; `inherited_path` is the file under which it was listed."""
    used: set[str] = set()
    path, line, end = _place(item, used)
    if path is None:
        path = inherited_path
    severity = _short(item, SEVERITY, used)
    category = _short(item, CATEGORY, used)
    identity = _short(item, IDENTITY, used)
    title = _short(item, TITLE, used) or ""
    if path is None and line is not None:
        used -= {name for name in used if normal(name) in LINE}
    words = _message(item, used)
    if words.startswith(title):
        title = ""
    body = [words, *_others(item, used)]
    return Told(path, line, end, title, "\n\n".join(part for part in body if part), severity, category, identity)


def _place(item: Item, used: set[str]) -> tuple[str | None, int | None, int | None]:
    path = line = end = None
    holders = [item]
    for name, value in item.items():
        if normal(name) in PLACE and isinstance(value, dict):
            holders.extend([value, *(inner for inner in value.values() if isinstance(inner, dict))])
            used.add(name)
        elif normal(name) in PLACE and (found := path_of(value)) is not None and found[1] is not None:
            path, line, end = found
            used.add(name)
    for holder in holders:
        own = first_of(holder, PATH)
        place = path_of(own[1]) if own else None
        if path is None and place is not None and own is not None:
            path = place[0]
            line, end = (place[1], place[2]) if line is None else (line, end)
            used.add(own[0])
    first, last = _lines(holders, used)
    return path, first or line, last if first else end


def _lines(holders: list[Item], used: set[str]) -> tuple[int | None, int | None]:
    start = end = None
    for holder in holders:
        own = first_of(holder, LINE)
        found = lines_of(own[1]) if own else (None, None)
        if start is None and found[0] is not None and own is not None:
            start, end = found
            used.add(own[0])
        last = first_of(holder, END_LINE)
        if last is not None and start is not None:
            number = lines_of(last[1])[0]
            end = number if number is not None and number >= start else end
            used.add(last[0])
    return start, end


def _short(item: Item, names: tuple[str, ...], used: set[str]) -> str | None:
    """The member called by one of the names if it is a word or a line; longer ones stay in the text."""
    found = first_of(item, names)
    if found is None or isinstance(found[1], bool | list | dict):
        return None
    words = str(found[1]).strip()
    if not words or "\n" in words or len(words) > 200:
        return None
    used.add(found[0])
    return words


def _message(item: Item, used: set[str]) -> str:
    message = first_of({name: value for name, value in item.items() if name not in used}, MESSAGE)
    if message is None or not isinstance(message[1], str):
        return ""
    used.add(message[0])
    return message[1].strip("\n")


def _others(item: Item, used: set[str]) -> Iterator[str]:
    rest = [(name, value) for name, value in item.items() if name not in used]
    for name, value in sorted(rest, key=lambda pair: (normal(pair[0]) in FIX, normal(pair[0]) in QUOTE)):
        yield from words_of(name, value)


def words_of(name: str, value: Json) -> Iterator[str]:
    """A member without a place of its own: code in a fence below its name, short words beside it, longer words
    alone."""
    match value:
        case str() if not value.strip():
            return
        case str():
            yield _words(name, value)
        case dict():
            for inner, member in value.items():
                yield from words_of(inner, member)
        case list():
            for member in value:
                yield from words_of(name, member)
        case bool() | int() | float() if normal(name) in LINE:
            yield f"{name}: {value}"


def _words(name: str, value: str) -> str:
    kind = normal(name)
    if _FENCED.search(value):
        return value.strip("\n")
    if (kind in FIX or kind in QUOTE) and _is_code(value):
        fence = "`" * max(3, *(len(run) + 1 for run in _TICKS.findall(value)), 3)
        return f"{name}:\n{fence}{'suggestion' if kind in FIX else ''}\n{value.strip(chr(10))}\n{fence}"
    if len(value) <= _MAX_LABELLED and "\n" not in value and kind not in MESSAGE + FIX:
        return f"{name}: {value}"
    return value.strip("\n")


def _is_code(value: str) -> bool:
    """Whether a text is code as a whole: at least half of its lines look like it, and the first one does not read as
    prose."""
    looks = [look for look in map(look_at, value.splitlines()) if look is not Look.BLANK]
    code = looks.count(Look.CODE)
    return (
        bool(looks)
        and code > 0
        and code + looks.count(Look.NEUTRAL) >= looks.count(Look.PROSE)
        and looks[0] is not Look.PROSE
    )
