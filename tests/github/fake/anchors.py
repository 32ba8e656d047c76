"""Where a review comment may stand, and where it stands after the code has moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.github.fake.model import Pull, Spot, Thread
from tests.github.fake.store import FileDiff, Line

LINE = ("line", "custom", "must be part of the diff")
START = ("start_line", "custom", "must be part of the same hunk as the line.")
ORDER = ("start_line", "custom", "must precede the end line.")
HUNK = ("diff_hunk", "missing_field", "can't be blank")
PATH = ("path", "invalid", "is invalid")
Problem = tuple[str, str, str]


@dataclass(frozen=True)
class Placed:
    """A comment's place in a diff, or what is wrong with it."""

    problems: tuple[Problem, ...] = ()
    position: int | None = None
    hunk: str = ""


def place(files: Sequence[FileDiff], path: str, spot: Spot) -> Placed:
    """Look a place up in a diff; nothing outside its hunks is one."""
    found = next((one for one in files if one.path == path), None)
    if found is None:
        return Placed((PATH,))
    end = _line(found.lines, spot.side, spot.line)
    if spot.start_line is None:
        return _placed(found, end) if end else Placed((LINE, HUNK))
    if spot.line is not None and spot.start_line >= spot.line and (spot.start_side or spot.side) == spot.side:
        return Placed((ORDER,))
    start = _line(found.lines, spot.start_side or spot.side, spot.start_line)
    if end is None:
        return Placed((LINE, START, HUNK))
    if start is None or start.hunk != end.hunk:
        return Placed((START,))
    return _placed(found, end)


def at_position(files: Sequence[FileDiff], path: str, position: int) -> Spot | None:
    """The place that an old-style position means."""
    found = next((one for one in files if one.path == path), None)
    line = next((one for one in found.lines if one.position == position), None) if found else None
    if line is None:
        return None
    return Spot(line.new, "RIGHT") if line.new is not None else Spot(line.old, "LEFT")


def sentence(problem: Problem) -> str:
    """A problem as one of a list of sentences."""
    return f"Pull request review thread {problem[0].replace('_', ' ')} {problem[2]}"


def error(problem: Problem) -> Mapping[str, object]:
    """A problem as an error object."""
    name = f"pull_request_review_thread.{problem[0]}"
    found = {"resource": "PullRequestReviewComment", "code": problem[1], "field": name}
    return {**found, "message": f"{name} {problem[2]}"} if problem[1] == "custom" else found


def settle(pull: Pull, thread: Thread) -> None:
    """Move a thread with the code; a line that was changed, or left the diff, leaves it outdated."""
    if thread.is_file:
        return
    spot = _moved(pull, thread)
    placed = place(pull.files(), thread.path, spot) if spot else Placed((LINE,))
    if placed.problems:
        thread.spot, thread.position = None, None
        return
    thread.spot, thread.position, thread.current = spot, placed.position, pull.head


def _moved(pull: Pull, thread: Thread) -> Spot | None:
    old = thread.original
    start_side = old.start_side or old.side
    line = _follow(pull, thread, old.side, old.line)
    start = _follow(pull, thread, start_side, old.start_line) if old.start_line else None
    if line is None or (old.start_line and start is None):
        return None
    if start is not None and old.line is not None and old.start_line and start_side == old.side:
        inner = [_follow(pull, thread, old.side, number) for number in range(old.start_line, old.line)]
        if inner != list(range(line - len(inner), line)):
            return None
    return Spot(line, old.side, start, old.start_side)


def _follow(pull: Pull, thread: Thread, side: str, line: int | None) -> int | None:
    if line is None:
        return None
    before, after = (thread.commit, pull.head) if side == "RIGHT" else (thread.merge_base, pull.merge_base)
    if before == after:
        return line
    return pull.repository.store.moved(before, after, thread.path, line)


def _line(lines: Sequence[Line], side: str, number: int | None) -> Line | None:
    return next(
        (one for one in lines if number is not None and (one.old if side == "LEFT" else one.new) == number), None
    )


def _placed(file: FileDiff, line: Line) -> Placed:
    rows = (file.patch or "").split("\n")
    start = max(index for index in range(line.position + 1) if rows[index].startswith("@@ "))
    return Placed((), line.position, "\n".join(rows[start : line.position + 1]))
