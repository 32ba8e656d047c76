"""Tests of opening a change with its earlier revisions."""

from pathlib import Path

import pytest

from bot.errors import Refused, Unreachable
from bot.git.cache import Cache
from bot.git.opened import MOST_EARLIER, Source, open_change
from bot.model.forge import CodePlace
from tests.git.http_server import serving
from tests.git.repositories import Repository, make_repository

GONE = "a" * 40


@pytest.fixture
def history(tmp_path: Path) -> tuple[Repository, list[str]]:
    """A repository with a branch of four commits that change one file."""
    repository = make_repository(tmp_path / "served" / "r.git", "--bare")
    commits: list[str] = []
    for number in range(4):
        commits.append(repository.commit({"a.py": f"x = {number}\n"}, parents=commits[-1:]))
    repository.git("update-ref", "refs/pull/1/head", commits[-1])
    return repository, commits


def texts(tmp_path: Path, history: tuple[Repository, list[str]], earlier: list[str]) -> tuple[str, list[str]]:
    """What a.py says at head, and at each earlier revision that can be had."""
    _, commits = history
    cache = Cache(str(tmp_path / "cache"), 1 << 30)
    with serving(tmp_path / "served") as server:
        place = CodePlace(f"{server.url}/r.git")
        with open_change(Source(cache, float), place, "refs/pull/1/head", (commits[0], commits[-1]), earlier) as found:
            read = [code.read("a.py") for code in (found.code, *found.earlier.values())]
    said = [source.text for source in read if source is not None]
    return said[0], said[1:]


def test_earlier(tmp_path: Path, history: tuple[Repository, list[str]]) -> None:
    """Earlier revisions are opened beside head, each once; the ends are none of them."""
    commits = history[1]

    assert texts(tmp_path, history, [commits[1], commits[2], commits[1], commits[0]]) == (
        "x = 3\n",
        ["x = 1\n", "x = 2\n"],
    )


def test_gone(tmp_path: Path, history: tuple[Repository, list[str]]) -> None:
    """A revision that the server no longer has is left out; the others are there."""
    assert texts(tmp_path, history, [GONE, history[1][1]]) == ("x = 3\n", ["x = 1\n"])


def test_too_many(tmp_path: Path, history: tuple[Repository, list[str]]) -> None:
    """Of very many revisions the ones named last are opened."""
    names = [*(f"{number:040x}" for number in range(1, 2 * MOST_EARLIER)), history[1][2]]

    assert texts(tmp_path, history, names) == ("x = 3\n", ["x = 2\n"])


def test_no_head(tmp_path: Path, history: tuple[Repository, list[str]]) -> None:
    """Without head there is nothing to open, whatever else is there."""
    with pytest.raises(Refused):
        texts(tmp_path, (history[0], [*history[1], GONE]), [history[1][1]])


def test_on_this_machine(history: tuple[Repository, list[str]], tmp_path: Path) -> None:
    """Where the commits are here already nothing is fetched."""
    repository, commits = history
    cache = Cache(str(tmp_path / "unused"), 1 << 30)

    with open_change(
        cache, CodePlace("", path=str(repository.path)), "", (commits[0], commits[3]), [commits[1]]
    ) as found:
        assert list(found.earlier) == [commits[1]]
    assert not (tmp_path / "unused").exists()


def test_asked_again(tmp_path: Path, history: tuple[Repository, list[str]]) -> None:
    """A server that does not answer is asked three times, with longer pauses."""
    _, commits = history
    waited: list[float] = []
    source = Source(Cache(str(tmp_path / "cache"), 1 << 30), waited.append)
    with serving(tmp_path / "served") as server:
        place = CodePlace(f"{server.url}/r.git")

    with pytest.raises(Unreachable), open_change(source, place, "refs/pull/1/head", (commits[0], commits[-1]), []):
        pass

    assert waited == [0.5, 2.0]
