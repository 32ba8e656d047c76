"""Blobs and trees of a repository."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import Refused
from bot.git.objects import AHEAD, Objects, read_tree
from bot.git.repository import find_repository
from bot.git.run import Git
from tests.git.repositories import Link, Repository, Submodule, make_repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository."""
    return make_repository(tmp_path / "r")


@pytest.fixture
def git(repository: Repository) -> Git:
    """Git bound to it."""
    return find_repository(str(repository.path))


@pytest.fixture
def objects(git: Git) -> Iterator[Objects]:
    """Its blobs."""
    made = Objects(git)
    yield made
    made.close()


def test_many_blobs(repository: Repository, git: Git, objects: Objects) -> None:
    """
    More blobs than fit into one round come in the order in which they were asked for.
    """
    texts = {f"{number:05}": f"{number}\n" * (number % 50) for number in range(2 * AHEAD + 7)}
    repository.commit(texts)
    tree = read_tree(git, "main")
    asked = list(reversed(texts))

    found = list(objects.blobs([tree[path].id for path in asked], 1000))

    assert found == [texts[path].encode() for path in asked]


def test_large_blobs(repository: Repository, git: Git, objects: Objects) -> None:
    """
    A blob over the limit is passed over, and those after it are read; even one that is too long to read over.
    """
    repository.commit({"a": "a", "b": "b" * 5000, "c": "c", "d": b"\0" * (70 << 20), "e": "e"})
    ids = [entry.id for entry in read_tree(git, "main").values()]

    assert list(objects.blobs(ids, 1000)) == [b"a", None, b"c", None, b"e"]
    assert list(objects.blobs([ids[0], ids[4]], 1000)) == [b"a", b"e"]


def test_half_read(repository: Repository, git: Git, objects: Objects) -> None:
    """
    Answers that nobody fetched do not turn up as answers to the next question, nor do two questions mix.
    """
    repository.commit({name: name for name in "abc"})
    ids = [entry.id for entry in read_tree(git, "main").values()]

    first = next(objects.blobs(ids, 10))
    mixed = [(one, list(objects.blobs(ids[1:], 10))) for one in objects.blobs(ids, 10)]

    assert first == b"a"
    assert mixed == [(one, [b"b", b"c"]) for one in (b"a", b"b", b"c")]


def test_no_blob(repository: Repository, git: Git, objects: Objects) -> None:
    """
    What is no blob has no content; what is missing is refused.
    """
    commit = repository.commit({"a": "a"})

    assert list(objects.blobs([commit, read_tree(git, "main")["a"].id], 10)) == [None, b"a"]
    with pytest.raises(Refused, match="use a full clone"):
        list(objects.blobs(["1" * 40], 10))


def test_tree(repository: Repository, git: Git) -> None:
    """
    A tree lists every file in order of path, and says what is no regular file.
    """
    repository.commit({"b/c": "", "b.txt": "", b"\xff\n": "", "l": Link("x"), "s": Submodule()})

    found = read_tree(git, "main")

    assert {path: entry.oddity for path, entry in found.items()} == {
        "\\xff\n": "",
        "b.txt": "",
        "b/c": "",
        "l": "a symbolic link",
        "s": "a submodule",
    }
    assert list(found) == sorted(found)
