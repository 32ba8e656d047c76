"""The comments of a change as Gerrit shows them, in threads: on lines, on files, and on a patch set as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.forges.gerrit.fixes import with_fixes
from bot.forges.gerrit.messages import REMOVED, Dated, named, shas
from bot.forges.gerrit.people import person
from bot.forges.gerrit.tag import BASE
from bot.model.fields import Json, Row, at, flag, number, rows, text
from bot.model.forge import Message, MessageKind, Person
from bot.model.place import Side
from bot.model.review import SourceState

PATCHSET_LEVEL = "/PATCHSET_LEVEL"
MAGIC = (PATCHSET_LEVEL, "/COMMIT_MSG", "/MERGE_LIST")
"""Paths that are no files; Gerrit makes up their lines, so none of them is told."""


@dataclass(frozen=True, slots=True)
class _Comment:
    """One comment; `thread` is the id of its thread's first one, `depth` how many stand between."""

    id: str
    path: str
    row: Row
    thread: str
    depth: int


def comments(detail: Json, found: Json, me: Person, url: str) -> Iterator[Dated]:
    """Every published comment by anybody but us as what we are; `found` lists them by path, `url` is the change's."""
    commits = shas(detail)
    places = {text(row, "id"): (at_, id) for at_, (id, row) in enumerate(named(detail))}
    said = _threaded(found)
    settled = _settled(said)
    for one in said:
        author = person(at(one.row, "author"))
        if author.id == me.id and text(one.row, "tag").startswith(BASE):
            continue
        place, group = places.get(text(one.row, "change_message_id"), (len(places), None))
        line, end_line = _lines(one.row) if one.path not in MAGIC else (None, None)
        state = _state(one, settled)
        rank = 1 if one.path == PATCHSET_LEVEL else 2
        message = Message(
            one.id,
            MessageKind.COMMENT if one.path == PATCHSET_LEVEL else MessageKind.INLINE,
            author,
            "" if state is SourceState.WITHDRAWN else _body(one, (line, end_line)),
            url=f"{url}/comment/{one.id}/",
            revision=commits.get(number(one.row, "patch_set") or 0) or text(one.row, "commit_id") or None,
            path=None if one.path == PATCHSET_LEVEL else one.path,
            line=line,
            end_line=end_line,
            side=Side.OLD if text(one.row, "side") == "PARENT" else Side.NEW,
            state=state,
            thread=one.thread,
            in_reply_to=one.thread if one.thread != one.id else None,
            group=group,
            updated_at=text(one.row, "updated"),
        )
        yield (message.updated_at, place, rank, one.path, line or 0, one.depth, one.id), message


def listed(found: Json) -> dict[str, tuple[str, Row]]:
    """Path and value of each comment by its id."""
    paths = found if isinstance(found, dict) else {}
    return {
        text(row, "id"): (path.encode("utf-8", "replace").decode(), row)
        for path in sorted(paths)
        for row in rows(paths, path)
        if text(row, "id")
    }


def open_comments(found: Json) -> set[str]:
    """The ids of all comments whose thread is open."""
    said = _threaded(found)
    threads = _open(said)
    return {one.id for one in said if one.thread in threads}


def _threaded(found: Json) -> list[_Comment]:
    """All comments with their threads; what answers something that is not there, or itself, begins one."""
    known = listed(found)
    begun: dict[str, tuple[str, int]] = {}
    for id in known:
        chain: dict[str, None] = {}
        step = id
        while step in known and step not in begun and step not in chain:
            chain[step] = None
            step = text(known[step][1], "in_reply_to")
        root, depth = begun.get(step, (next(reversed(chain), id), -1))
        for above, one in enumerate(reversed(chain), start=1):
            begun[one] = root, depth + above
    return [_Comment(id, path, row, *begun[id]) for id, (path, row) in known.items()]


def _open(said: list[_Comment]) -> set[str]:
    """The threads that are open: by the last word in them."""
    last: dict[str, _Comment] = {}
    for one in sorted(said, key=lambda one: (text(one.row, "updated"), one.depth, one.id)):
        last[one.thread] = one
    return {thread for thread, one in last.items() if flag(one.row, "unresolved")}


def _settled(said: list[_Comment]) -> set[str]:
    """The threads that were open and are not any longer."""
    return {one.thread for one in said if flag(one.row, "unresolved")} - _open(said)


def _state(one: _Comment, settled: set[str]) -> SourceState:
    if REMOVED.match(text(one.row, "message")):
        return SourceState.WITHDRAWN
    return SourceState.RESOLVED if one.thread in settled else SourceState.OPEN


def _body(one: _Comment, lines: tuple[int | None, int | None]) -> str:
    said = text(one.row, "message")
    return said if one.path in MAGIC else with_fixes(said, one.path, lines, one.row)


def _lines(row: Row) -> tuple[int | None, int | None]:
    """First and last line. A range ends before its last character, so one that ends at the start of a line leaves it out."""
    line = number(row, "line") or None
    start, end = number(row, "range", "start_line"), number(row, "range", "end_line")
    if (number(row, "parent") or 1) > 1:
        return None, None  # a line of another parent than the one that we compare with
    if start is None or end is None:
        return line, None
    if number(row, "range", "end_character") == 0 and end > start:
        end -= 1
    return start, end if end > start else None
