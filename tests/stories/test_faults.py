"""Whatever fails between us and GitHub: one right comment in the end, never two, and a sentence that says what to do."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.git.repositories import ENVIRONMENT
from tests.github.builders import PullRequest
from tests.github.proxy import EVERY_FAULT, Fault, FaultProxy, cut, truncated
from tests.stories.breaking import Broken, Story, broken, checks, require_answered, require_once, strike_each
from tests.stories.pull_requests import BARE, FALSE, UNUSED, inline
from tests.stories.running import ROOT

NOTES = 120
"""More findings than annotations are shown, which are more than one call takes."""
LEAST_CALLS = 15
MOMENTS = 44


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


@pytest.mark.parametrize("story", [first, pushed])
def test_each_call_broken(site: Broken, story: Story) -> None:
    """
    Every call of a run fails once, in another way each: one right comment stands, at the latest after the next run.
    """
    assert len(strike_each(site, story, lambda number: EVERY_FAULT[number % len(EVERY_FAULT)]())) >= LEAST_CALLS


@pytest.mark.slow
@pytest.mark.parametrize("make", EVERY_FAULT, ids=[make().name for make in EVERY_FAULT])
@pytest.mark.parametrize("story", STORIES)
def test_every_fault(site: Broken, story: Story, make: Callable[[], Fault]) -> None:
    """
    Whatever fails once at whatever call: a right comment or a sentence, and after the next run all is right.
    """
    assert len(strike_each(site, story, lambda _: make())) >= LEAST_CALLS


@pytest.mark.slow
@pytest.mark.parametrize("make", [cut, lambda: cut(after=True)], ids=["cut", "cut after"])
@pytest.mark.parametrize("story", STORIES)
def test_every_outage(site: Broken, story: Story, make: Callable[[], Fault]) -> None:
    """
    Wherever the host goes away for good, the run ends with a sentence, and the next one completes it.
    """
    assert len(strike_each(site, story, lambda _: make(), lasts=True)) >= LEAST_CALLS
