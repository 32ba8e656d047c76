"""Where lines and places of one revision stand in a later one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.model.change import ChangedFile, Hunk
from bot.model.place import Claimed, Side

MOST_LINES = 1000
"""Lines of one place that are followed; a longer one is taken for the whole file."""


def map_line(hunks: Sequence[Hunk], old_line: int) -> int | None:
    """Where line `old_line` of the old side stands on the new side; None where the change replaced or removed it."""
    moved = 0
    for hunk in hunks:
        first = hunk.old_start if hunk.old_count else hunk.old_start + 1
        if old_line < first:
            break
        if old_line < first + hunk.old_count:
            return None
        moved += hunk.new_count - hunk.old_count
    return old_line + moved


def move_place(place: Claimed, since: Mapping[str, ChangedFile]) -> Claimed:
    """The place in the later revision; `since` tells by old path what changed. Lines that are gone leave the file."""
    changed = since.get(place.path or "")
    if changed is None or place.side is Side.OLD:
        return place
    if place.start_line is None:
        return replace(place, path=changed.path)
    last = place.end_line or place.start_line
    lines = range(place.start_line, last + 1) if last - place.start_line < MOST_LINES else ()
    found = [line for line in (map_line(changed.hunks, old) for old in lines) if line is not None]
    start, end = (min(found), max(found)) if found else (None, None)
    return replace(place, path=changed.path, start_line=start, end_line=end if place.end_line else None)
