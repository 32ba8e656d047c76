"""Several processes use one cache at once, and some of them are killed."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import GaveUp
from bot.git.fetching import Limits
from tests.git.checking_out import OtherProcess
from tests.git.test_cache import Scene, a_scene, repositories


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """A scene of one test."""
    with a_scene(tmp_path) as made:
        yield made


@pytest.fixture
def started() -> Iterator[list[OtherProcess]]:
    """The processes that a test starts; what is left of them at its end is killed."""
    processes: list[OtherProcess] = []
    yield processes
    for one in processes:
        one.kill()


def running(word: str) -> list[str]:
    """The command lines of living processes that hold a word."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                line = Path("/proc", entry, "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
            found += [line] if word in line else []
    return found


def test_same_change_at_once(scene: Scene, started: list[OtherProcess]) -> None:
    """
    Six processes that want the same change at once fetch it once.
    """
    ends = scene.commits[2], scene.commits[0]
    started += [OtherProcess(Path(scene.cache.path), scene.place.url, ends) for _ in range(6)]

    assert [one.said() for one in started] == ["ready"] * 6
    assert scene.posts() == 1
    for one in started:
        one.let_go()


def test_different_changes_at_once(scene: Scene, started: list[OtherProcess]) -> None:
    """
    Processes that want different changes of one repository all get theirs.
    """
    heads = [scene.repository.commit({"a": f"{number}\n"}) for number in range(6)]
    started += [OtherProcess(Path(scene.cache.path), scene.place.url, [head, scene.commits[0]]) for head in heads]

    assert [one.said() for one in started] == ["ready"] * 6
    assert scene.changed(heads[0], heads[5]) == ["a"]


def test_eviction_while_another_reads(scene: Scene, started: list[OtherProcess]) -> None:
    """
    What another process reads is not evicted; when that process is killed it is as good as unused.
    """
    scene.cache = replace(scene.cache, max_bytes=150_000)
    (one, first), (two, second), (three, third) = (scene.another(name) for name in ("one", "two", "three"))
    started.append(OtherProcess(Path(scene.cache.path), one.url, [first], 150_000))
    assert started[0].said() == "ready"

    for place, commit in ((two, second), (three, third)):
        with scene.cache.checkout(place, (), [commit]):
            pass
    while_reading = repositories(scene)
    started[0].kill()
    with scene.cache.checkout(two, (), [second]):
        pass

    assert (while_reading, repositories(scene)) == ({"one", "three"}, {"two", "three"})


def test_killed_while_fetching(scene: Scene, started: list[OtherProcess]) -> None:
    """
    When a process is killed in the middle of a fetch, its git ends too, and the next one begins at once.
    """
    big = scene.repository.commit({"data": os.urandom(400_000)})
    scene.server.stop_after = 100_000
    started.append(OtherProcess(Path(scene.cache.path), scene.place.url, [big]))
    assert scene.server.stopped.wait(20)
    assert running(f"{scene.place.url} +{big}")

    started[0].kill()
    scene.server.stop_after = -1
    began = time.monotonic()
    with scene.cache.checkout(scene.place, (), [big]) as path:
        names = [name for _, _, files in os.walk(path) for name in files]

    assert time.monotonic() - began < 15
    assert not [name for name in names if name.startswith("tmp_") or name.endswith(".lock")]
    assert not running(f"{scene.place.url} +{big}")


def test_killed_again_and_again(scene: Scene, started: list[OtherProcess]) -> None:
    """
    Wherever in a fetch a process is killed, the next one gets its commits.
    """
    heads = [scene.repository.commit({"data": os.urandom(200_000)}) for _ in range(8)]
    scene.server.pause = 0.005

    for number, head in enumerate(heads):
        asked = len(scene.server.requests)
        started.append(OtherProcess(Path(scene.cache.path), scene.place.url, [head]))
        latest = time.monotonic() + 20
        while len(scene.server.requests) == asked and time.monotonic() < latest:
            time.sleep(0.001)
        time.sleep(0.03 * number)
        started[-1].kill()

    assert [scene.changed(head, scene.commits[0]) for head in heads] == [["a.py", "data", "same"]] * 8


def test_busy(scene: Scene, started: list[OtherProcess]) -> None:
    """
    Who waits longer than it wants for another process that fetches gives up in one sentence.
    """
    big = scene.repository.commit({"data": os.urandom(400_000)})
    scene.server.stop_after = 100_000
    started.append(OtherProcess(Path(scene.cache.path), scene.place.url, [big]))
    assert scene.server.stopped.wait(20)

    impatient = replace(scene.cache, limits=Limits(seconds=5, lock_seconds=0.3))
    with pytest.raises(GaveUp, match="kept the code cache busy"), impatient.checkout(scene.place, (), [big]):
        pass


def test_reading_goes_on_while_another_fetches(scene: Scene, started: list[OtherProcess]) -> None:
    """
    What is there can be read while somebody fetches into the same repository.
    """
    ends = scene.commits[2], scene.commits[0]
    scene.changed(*ends)
    big = scene.repository.commit({"data": os.urandom(400_000)})
    scene.server.stop_after = 100_000
    started.append(OtherProcess(Path(scene.cache.path), scene.place.url, [big]))
    assert scene.server.stopped.wait(20)

    assert scene.changed(*ends) == ["c.py"]
