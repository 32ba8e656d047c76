"""Places as people read them: by file, in order, joined where they touch, the first few of many."""

from collections.abc import Sequence

from bot.model.place import Lines

SHOWN_PLACES = 4


def by_path(places: tuple[Lines, ...]) -> tuple[tuple[str, tuple[Lines, ...]], ...]:
    """The places of each path together, in order, those that touch joined; the first few of the first few paths."""
    return tuple((path, found[:SHOWN_PLACES]) for path, found in _all_by_path(places)[:SHOWN_PLACES])


def more_places(places: tuple[Lines, ...]) -> str:
    """How many places `by_path` leaves out, in words; empty where it leaves out none."""
    hidden = sum(len(found) for _, found in _all_by_path(places)) - sum(len(found) for _, found in by_path(places))
    return f" and {hidden} more" if hidden else ""


def _all_by_path(places: tuple[Lines, ...]) -> tuple[tuple[str, tuple[Lines, ...]], ...]:
    paths: dict[str, list[Lines]] = {}
    for place in places:
        paths.setdefault(place.path, []).append(place)
    return tuple((path, joined(found)) for path, found in paths.items())


def joined(places: Sequence[Lines]) -> tuple[Lines, ...]:
    """Places of one file in order, those that touch as one."""
    found: list[Lines] = []
    for place in sorted(places):
        last = found[-1] if found else None
        if last is None or place.start_line > last.end_line + 1:
            found.append(place)
            continue
        found[-1] = Lines(place.path, last.start_line, max(last.end_line, place.end_line))
    return tuple(found)


def is_one_line(places: tuple[Lines, ...]) -> bool:
    """Whether one says "line" of these places, not "lines"."""
    return len({line for place in places for line in (place.start_line, place.end_line)}) == 1
