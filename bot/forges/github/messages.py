"""Reviews, inline comments and the conversation as GitHub's lists show them, each as one message."""

from bot.forges.github.people import person
from bot.model.fields import Row, at, number, text
from bot.model.forge import Message, MessageKind
from bot.model.place import Side
from bot.model.review import SourceState, Written

Dated = tuple[tuple[str, int, int, int], Message]
"""A message with what it is ordered by: its time as GitHub writes it, its kind, and its numbers."""

_REVIEW, _INLINE, _COMMENT = 0, 1, 2
ANNOTATION = 3
"""Where annotations stand among messages of the same second: last."""


def review(row: Row, states: dict[int, SourceState]) -> Dated | None:
    """The body of a review; None for one without words, and for a pending one, which nobody has sent yet."""
    key, state = number(row, "id"), text(row, "state").upper()
    if key is None or state == "PENDING" or not text(row, "body").strip():
        return None
    when = text(row, "submitted_at")
    said = Message(
        f"review-{key}",
        MessageKind.REVIEW,
        person(at(row, "user")),
        text(row, "body"),
        url=_url(row),
        revision=text(row, "commit_id") or None,
        state=SourceState.RESOLVED if state == "DISMISSED" else states.get(key, SourceState.OPEN),
        group=f"review-{key}",
        updated_at=when,
    )
    return (when, _REVIEW, key, 0), said


def inline(row: Row, states: dict[int, SourceState]) -> Dated | None:
    """A comment on a line or a file. Once its line is gone it stands where it was written, on the commit of then."""
    key, to, group = number(row, "id"), number(row, "in_reply_to_id"), number(row, "pull_request_review_id")
    if key is None:
        return None
    is_gone = number(row, "line") is None and text(row, "subject_type") != "file"
    line, end_line = _lines(row, "original_" if is_gone else "")
    said = Message(
        f"inline-{key}",
        MessageKind.INLINE,
        person(at(row, "user")),
        text(row, "body"),
        url=_url(row),
        revision=text(row, "original_commit_id" if is_gone else "commit_id") or None,
        path=text(row, "path") or None,
        line=line,
        end_line=end_line,
        side=Side.OLD if text(row, "side") == "LEFT" else Side.NEW,
        state=states.get(key, SourceState.OUTDATED if is_gone else SourceState.OPEN),
        thread=f"inline-{key if to is None else to}",
        in_reply_to=None if to is None else f"inline-{to}",
        group=None if group is None else f"review-{group}",
        updated_at=text(row, "updated_at"),
        written=None if is_gone else _written(row),
    )
    return (text(row, "created_at"), _INLINE, key, 0), said


def comment(row: Row, states: dict[int, SourceState]) -> Dated | None:
    """A message of the conversation."""
    key = number(row, "id")
    if key is None:
        return None
    said = Message(
        f"comment-{key}",
        MessageKind.COMMENT,
        person(at(row, "user")),
        text(row, "body"),
        url=_url(row),
        state=states.get(key, SourceState.OPEN),
        updated_at=text(row, "updated_at"),
    )
    return (text(row, "created_at"), _COMMENT, key, 0), said


def in_order(found: list[Dated]) -> tuple[Message, ...]:
    """Oldest first; what is of the same second by kind and number. What pages show twice counts once."""
    return tuple({said.id: said for _, said in sorted(found, key=lambda one: one[0])}.values())


def _written(row: Row) -> Written | None:
    """Where a comment stood first; None where it stands there still."""
    revision = text(row, "original_commit_id")
    if not revision or revision == text(row, "commit_id"):
        return None
    return Written(revision, *_lines(row, "original_"))


def _lines(row: Row, prefix: str) -> tuple[int | None, int | None]:
    """First and last line. A range that begins on the other side of the diff is its last line only."""
    line, start = number(row, f"{prefix}line"), number(row, f"{prefix}start_line")
    crosses = text(row, "start_side") not in ("", text(row, "side"))
    if line is None or start is None or crosses or start >= line:
        return line, None
    return start, line


def _url(row: Row) -> str | None:
    return text(row, "html_url") or None
