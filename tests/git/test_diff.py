"""What differs between two trees, and where a line went."""

from pathlib import Path

import pytest

from bot.code.moved import map_line
from bot.git.diff import changed_files
from bot.git.objects import Objects
from bot.git.repository import find_change
from bot.model.change import ChangedFile, Hunk
from tests.git.repositories import Link, Repository, Submodule, make_repository


def changes(repository: Repository) -> list[ChangedFile]:
    """What the last commit changed."""
    change = find_change(str(repository.path), "main", None)
    objects = Objects(change.git)
    found = changed_files(change.git, change.base, change.head, objects)
    objects.close()
    return list(found)


def test_line_before_and_after() -> None:
    """
    A line outside all hunks moves by what the hunks before it added and removed.
    """
    hunks = (Hunk(3, 1, 3, 3), Hunk(6, 0, 9, 2), Hunk(8, 2, 11, 0))

    assert [map_line(hunks, line) for line in (1, 2, 4, 6, 7, 10, 11)] == [1, 2, 6, 8, 11, 12, 13]


def test_line_that_was_replaced() -> None:
    """
    A line that a hunk replaced or removed has no place on the new side.
    """
    hunks = (Hunk(3, 1, 3, 3), Hunk(8, 2, 10, 0))

    assert [map_line(hunks, line) for line in (3, 8, 9)] == [None, None, None]


def test_whole_new_text() -> None:
    """
    Without hunks every line stays where it is; in a text written anew none has a place.
    """
    assert (map_line((), 7), map_line((Hunk(1, 9, 1, 4),), 7)) == (7, None)


def test_against_difflib(tmp_path: Path) -> None:
    """
    A mapped line holds the same text on the new side.
    """
    old = [f"{number * 7919 % 83}\n" for number in range(200)]
    new = [line for number, line in enumerate(old) if number % 9] + ["end\n"]
    new[40:40] = ["one\n", "two\n"]
    repository = make_repository(tmp_path / "r")
    repository.commit({"a": "".join(old)})
    repository.commit({"a": "".join(new)})

    hunks = changes(repository)[0].hunks
    mapped = {line: map_line(hunks, line) for line in range(1, 201)}

    assert sum(place is not None for place in mapped.values()) > 170
    assert all(place is None or new[place - 1] == old[line - 1] for line, place in mapped.items())


def test_no_text(tmp_path: Path) -> None:
    """
    Links, submodules and files that become links have no lines; their neighbours keep their own.
    """
    repository = make_repository(tmp_path / "r")
    repository.commit({"a": "1\n", "link": Link("a"), "sub": Submodule("1" * 40), "turns": "x\n", "z": "1\n"})
    repository.commit({"a": "2\n", "link": Link("b"), "sub": Submodule("2" * 40), "turns": Link("a"), "z": "2\n"})

    found = changes(repository)

    assert [(one.path, one.status, one.is_binary) for one in found if one.is_binary] == [
        ("link", "modified", True),
        ("sub", "modified", True),
        ("turns", "modified", True),
    ]
    assert [(one.path, one.hunks) for one in found if one.hunks] == [
        ("a", (Hunk(1, 1, 1, 1),)),
        ("z", (Hunk(1, 1, 1, 1),)),
    ]


def test_lines_that_look_like_headers(tmp_path: Path) -> None:
    """
    Neither the content of a file nor its name can pass for a header of the diff.
    """
    name = b"x\n@@ -1,5 +1,5 @@\ndiff --git a/z b/z"
    repository = make_repository(tmp_path / "r")
    repository.commit({name: "a\n", "b": "1\n"})
    repository.commit({name: "@@ -1 +1 @@\ndiff --git a/a b/a\nBinary files a and b differ\n", "b": "2\n"})

    found = changes(repository)

    assert [(one.path, one.hunks) for one in found] == [
        ("b", (Hunk(1, 1, 1, 1),)),
        (name.decode(), (Hunk(1, 1, 1, 3),)),
    ]


@pytest.mark.parametrize("place", [".gitattributes", "info/attributes"])
def test_attributes(tmp_path: Path, place: str) -> None:
    """
    Attributes that call every file binary hide no line, whether they stand in the tree or beside it.
    """
    repository = make_repository(tmp_path / "r")
    repository.commit({".gitattributes": "* binary\n", "a": "1\n", "b": "0\n1\n"})
    repository.commit({".gitattributes": "* binary\n", "a": "2\n", "b": "0\n\0"})
    repository.check_out()
    if place == "info/attributes":
        (repository.path / ".git/info/attributes").write_text("* binary -diff\n")

    found = changes(repository)

    assert found == [ChangedFile("a", "modified", (Hunk(1, 1, 1, 1),)), ChangedFile("b", "modified", is_binary=True)]


def test_huge_files(tmp_path: Path) -> None:
    """
    A file of more than a megabyte counts as data; one very long line does not disturb its neighbours.
    """
    repository = make_repository(tmp_path / "r")
    repository.commit({"a": "1\n", "huge": "x\n" * 600_000, "long": "x", "z": "1\n"})
    repository.commit({"a": "2\n", "huge": "y\n" * 600_000, "long": "y" * 900_000, "z": "2\n"})

    found = changes(repository)

    assert [one.path for one in found if one.is_binary] == ["huge"]
    assert [one.hunks for one in found if not one.is_binary] == [(Hunk(1, 1, 1, 1),)] * 3


def test_mode_and_empty_files(tmp_path: Path) -> None:
    """
    A file that is added empty, or only moved, is changed and has no hunks.
    """
    repository = make_repository(tmp_path / "r")
    repository.commit({"old": "1\n2\n3\n", "z": "1\n"})
    repository.commit({"new": "1\n2\n3\n", "empty": "", "z": "2\n"})

    assert changes(repository) == [
        ChangedFile("empty", "added"),
        ChangedFile("new", "renamed", old_path="old"),
        ChangedFile("z", "modified", (Hunk(1, 1, 1, 1),)),
    ]
