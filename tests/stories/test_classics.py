"""What reviewers say wrongly again and again, each refuted by the code; and its true twin, which is not."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.git.repositories import make_repository
from tests.stories.places import comment, proposed, written
from tests.stories.running import metareview

BASE = '''"""Rooms and who is in them."""


def free(rooms):
    """The rooms without a guest."""
    return [room for room in rooms if not room["guest"]]
'''
HEAD = '''"""Rooms and who is in them."""

import json
import re


def free(rooms):
    """The rooms without a guest."""
    return [room for room in rooms if not room["guest"]]


def rooms_in(path):
    """Read the rooms from a file."""
    with open(path, encoding="utf-8") as stream:
        return json.load(stream)


def guests_in(path):
    stream = open(path, encoding="utf-8")
    names = stream.read()
    return names.split()


def book(rooms, number, guest):
    """Give a guest a room."""
    try:
        room = rooms[number]
        room["guest"] = normal(guest)
    except KeyError:
        raise LookupError(number) from None
    return room


def leave(rooms, number):
    """Take the guest out of a room."""
    room = rooms[number]
    room["guest"] = None
    return room


def normal(guest):
    return " ".join(guest.split())
'''
SHORT = '''"""Doors."""


def shut(door):
    door.close()
    return door.is_shut


'''
LINES = {text.strip(): number for number, text in reversed(list(enumerate(HEAD.splitlines(), 1)))}


def line(text: str) -> int:
    """The first line of the head file that reads so."""
    return LINES[text]


def fix(*lines: str) -> str:
    """A suggestion of these lines."""
    return "\n\n```suggestion\n" + "\n".join(lines) + "\n```"


FALSE = {
    "unused though used": ("`json` is imported but never used.", line("import json")),
    "a call that isn't there": ("`book` calls `notify_desk` before the guest is known to be there.", line('room["guest"] = normal(guest)')),
    "a quote that doesn't exist": ("The condition `if not guest or guest == OLD_GUESTS[number].name:` is always false.", line("room = rooms[number]")),
    "missing semicolon": ("Missing semicolon at the end of this line.", line("room = rooms[number]")),
    "a leak inside with": ("The file opened in `rooms_in` is never closed.", line("return json.load(stream)")),
    "not handled inside try": ("The `KeyError` raised by `rooms[number]` in `book` is not handled.", line("room = rooms[number]")),
    "no docstring above one": ("`free` has no docstring.", line("def free(rooms):")),
}  # fmt: skip
TRUE = {
    "unused": ("`re` is imported but never used.", line("import re"), "confirmed"),
    "a call that is there": ("`book` calls `normal` before it looks whether the room is taken.", line('room["guest"] = normal(guest)'), None),
    "a quote that exists": ('The statement `room["guest"] = normal(guest)` does not look whether the room is taken.', line('room["guest"] = normal(guest)'), None),
    "a leak without with": ("The file opened in `guests_in` is never closed.", line("def guests_in(path):"), "confirmed"),
    "not handled without try": ("The `KeyError` raised by `rooms[number]` in `leave` is not handled.", line("def leave(rooms, number):") + 2, None),
    "no docstring": ("`normal` has no docstring.", line("def normal(guest):"), "confirmed"),
}  # fmt: skip


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two commits: the last one changes `rooms.py` and adds `doors.py`."""
    repository = make_repository(tmp_path_factory.mktemp("classics") / "r", "--bare")
    repository.commit({"rooms.py": BASE})
    repository.commit({"rooms.py": HEAD, "doors.py": SHORT})
    return repository.path


def judged(repo: Path, place: Path, **fields: Any) -> dict[str, Any]:
    """The only finding that a comment makes."""
    file = written(place, "review.json", proposed(comments=[comment(**fields)]))
    done = metareview("check", "--repo", str(repo), "--format", "json", file)
    assert done.code == 0, done.err
    findings = json.loads(done.out)["findings"]
    assert len(findings) == 1
    found: dict[str, Any] = findings[0]
    return found


@pytest.mark.parametrize(("body", "at"), FALSE.values(), ids=FALSE)
def test_false(repo: Path, tmp_path: Path, body: str, at: int) -> None:
    """
    A false finding is refuted, with the lines that show it.
    """
    found = judged(repo, tmp_path, path="rooms.py", line=at, body=body)

    assert found["verdict"] == "refuted"
    assert found["confidence"] <= 0.1
    assert any(seen["outcome"] == "disproves" and seen["strength"] == "proof" for seen in found["evidence"])


@pytest.mark.parametrize(("body", "at", "verdict"), TRUE.values(), ids=TRUE)
def test_true(repo: Path, tmp_path: Path, body: str, at: int, verdict: str | None) -> None:
    """
    The true twin of a false finding is never refuted, and confirmed where a check can tell.
    """
    found = judged(repo, tmp_path, path="rooms.py", line=at, body=body)

    assert found["verdict"] != "refuted"
    assert verdict is None or (found["verdict"], found["confidence"] >= 0.9) == (verdict, True)


def test_a_line_that_no_file_has(repo: Path, tmp_path: Path) -> None:
    """
    What is said of line 500 of a file of 8 lines is refuted, where it is said of nothing else.
    """
    found = judged(
        repo, tmp_path, path="doors.py", line=None, body="Line 500 of `doors.py` calls `eval` on user input."
    )

    assert found["verdict"] == "refuted"


def test_a_wrong_line_number(repo: Path, tmp_path: Path) -> None:
    """
    A true finding with a line number that no file has is not refuted by that.
    """
    found = judged(repo, tmp_path, path="doors.py", line=500, body="The function `shut` has no docstring.")

    assert found["verdict"] == "confirmed"


@pytest.mark.parametrize(
    ("proposal", "is_same"),
    [(('    return " ".join(guest.split())',), True), (('    return " ".join(guest.lower().split())',), False)],
    ids=["identical to the code", "another"],
)
def test_fix(repo: Path, tmp_path: Path, proposal: tuple[str, ...], is_same: bool) -> None:
    """
    A fix that is what the code says already is refuted, without moving its finding; another is not.
    """
    body = "Names with capitals are not found again." + fix(*proposal)

    found = judged(repo, tmp_path, path="rooms.py", line=line("def normal(guest):") + 1, body=body)

    verdicts = [claim["verdict"] for claim in found["claims"] if claim["role"] == "fix"]
    assert ("refuted" in verdicts) is is_same
    assert [suggestion["no_op"] for suggestion in found["suggestions"]] == [is_same]
    assert found["verdict"] != "refuted"
