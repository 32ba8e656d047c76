"""Whatever fails between us and GitHub: one right comment in the end, never two, and a sentence that says what to do."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.git.repositories import ENVIRONMENT
from tests.github.builders import PullRequest
from tests.github.proxy import EVERY_FAULT, PASSING, Fault, cut
from tests.stories.breaking import Broken, Story, broken, require_answered, require_once, strike_each
from tests.stories.pull_requests import FALSE, UNUSED, inline
from tests.stories.running import PATIENCE, ROOT

NOTES = 60
"""More annotations than one call takes."""
LEAST_CALLS = 14
MOMENTS = 12
"""Of each part, of which there are four so that they share the cores."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Broken]:
    """A desk behind a proxy, for each test one of its own."""
    with broken(tmp_path) as found:
        yield found


def first(site: Broken) -> PullRequest:
    """Nothing of ours stands yet."""
    pr = site.desk.pull(f"{'#' * len(site.desk.repo.model.pulls)}\nimport os\n\n\ndef load():\n    return 1\n")
    inline(pr, "coderabbitai[bot]", (2, UNUSED), (5, FALSE))
    return pr


def pushed(site: Broken) -> PullRequest:
    """Our comment stands, and there is a new head since."""
    if not site.desk.repo.model.pulls:
        site.undisturbed(first(site))
    pr = PullRequest(site.world, site.desk.repo.model.pulls[1])
    pr.push({"other.py": f"x = {len(pr.model.heads)}\n"})
    return pr


def annotated(site: Broken) -> PullRequest:
    """An App with a comment from before, and a new head with more findings than one call takes annotations."""
    if not site.desk.repo.model.pulls:
        site.desk.as_app()
        pr = site.desk.pull("".join(f"import mod{n}\n" for n in range(NOTES)))
        inline(pr, "coderabbitai[bot]", *((n + 1, f"`mod{n}` is imported but never used.") for n in range(NOTES)))
    return pushed(site)


STORIES: tuple[Story, ...] = (first, pushed, annotated)


def test_each_call_broken(site: Broken) -> None:
    """
    Every call of a run fails once, in another way each: one right comment stands, at the latest after the next run.
    """
    assert len(strike_each(site, first, lambda number: EVERY_FAULT[number % len(EVERY_FAULT)]())) >= LEAST_CALLS


@pytest.mark.slow
@pytest.mark.parametrize("make", EVERY_FAULT, ids=[make().name for make in EVERY_FAULT])
@pytest.mark.parametrize("story", STORIES)
def test_every_fault(site: Broken, story: Story, make: Callable[[], Fault]) -> None:
    """
    Whatever fails once at whatever call: a right comment or a sentence, and after the next run all is right.

    What passes by itself is never called final, so that a service tries again. Silence is not among it, for nobody
    waits for half a minute here; the adapter's own tests hang up on it.
    """
    found = strike_each(site, story, lambda _: make())

    assert len(found) >= LEAST_CALLS
    assert make not in PASSING or [one.said for one in found if one.code == 2] == []


@pytest.mark.slow
@pytest.mark.parametrize("make", [cut, lambda: cut(after=True)], ids=["cut", "cut after"])
@pytest.mark.parametrize("story", STORIES)
def test_every_outage(site: Broken, story: Story, make: Callable[[], Fault]) -> None:
    """
    Wherever the host goes away for good, the run ends with a sentence, and the next one completes it.
    """
    assert len(strike_each(site, story, lambda _: make(), lasts=True)) >= LEAST_CALLS


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_killed(site: Broken, part: int) -> None:
    """
    A run that is killed at any moment leaves at most one comment; the next one completes it, and the cache is sound.
    """
    site.world.hub.latency = 0.02
    start = time.perf_counter()
    started(site, first(site)).wait(PATIENCE)
    whole = time.perf_counter() - start
    ended = 0
    for share in np.random.default_rng(part).uniform(0.2, 1.0, MOMENTS):
        pr = first(site)
        process = started(site, pr)
        time.sleep(share * whole)
        os.kill(process.pid, signal.SIGKILL)
        ended += process.wait(PATIENCE) == 0
        require_once(site, pr, f"killed after {share:.2f}")
        done = site.undisturbed(pr)
        assert (done.code, done.is_whole) == (0, True), done.said
        require_answered(site, pr, done, f"killed after {share:.2f}")

    assert ended < MOMENTS // 2
    (cached,) = (site.desk.folder / "cache").glob("*.git")
    sound = subprocess.run(
        ["git", "-C", str(cached), "fsck", "--full", "--no-dangling"], capture_output=True, check=False, env=ENVIRONMENT
    )
    assert (sound.returncode, sound.stdout) == (0, b"")
    assert not [path for path in cached.rglob("*") if path.name.endswith(".lock") or path.name.startswith("tmp_")]


def started(site: Broken, pr: PullRequest) -> "subprocess.Popen[bytes]":
    """`metareview run --post` as a process, under way."""
    change = f"github:{site.desk.repo.full_name}#{pr.number}"
    config = str(site.desk.folder / "config.yaml")
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "run", "--config", config, "--change", change, "--post"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
