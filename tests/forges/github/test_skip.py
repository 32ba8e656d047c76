"""A commit that waits for our check: it gets one that was skipped, exactly once, whatever fails on the way."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.forges.github.forge import GitHubForge
from tests.forges.github.connecting import connect, ref
from tests.forges.github.posting import EVER, Desk, answer, open_desk
from tests.github.builders import PullRequest
from tests.github.proxy import Fault, broken, cut, html, refused, truncated

FAULTS = [
    lambda: broken(502),
    lambda: broken(502, after=True),
    lambda: cut(after=True),
    lambda: html(after=True),
    truncated,
    refused,
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own for each test."""
    with open_desk(tmp_path) as found:
        yield found


def forge(desk: Desk) -> GitHubForge:
    """The adapter behind the proxy."""
    return connect(desk.world, desk.token, url=desk.proxy.url)


def shown(desk: Desk, commit: str) -> list[object]:
    """What our check runs on a commit conclude."""
    runs = [one for one in desk.repo.model.checks if (one.head_sha, one.name) == (commit, "metareview")]
    assert all(one.given["status"] == "completed" for one in runs)
    return [one.given["conclusion"] for one in runs]


def test_head(desk: Desk) -> None:
    """
    Without a commit it is the head of the change.
    """
    pr = desk.pull()

    first, second = forge(desk).skip(ref(pr)), forge(desk).skip(ref(pr))

    assert (first.changed, second.changed) == (True, False)
    assert shown(desk, pr.head) == ["skipped"]


def test_judged_already(desk: Desk) -> None:
    """
    A commit that shows an answer of ours keeps it.
    """
    pr = desk.pull()
    desk.publish(pr, answer(pr, conclusion="failure"))

    assert not forge(desk).skip(ref(pr), pr.head).changed

    assert shown(desk, pr.head) == ["failure"]


def test_without_app(desk: Desk) -> None:
    """
    With a person's token there are no check runs, and that is said.
    """
    pr = desk.pull()

    done = connect(desk.world, desk.world.token("dave")).skip(ref(pr), pr.head)

    assert (done.changed, done.note) == (False, "Without a GitHub App there are no check runs.")
    assert shown(desk, pr.head) == []


def _attempt(desk: Desk, pr: PullRequest) -> str:
    try:
        return forge(desk).skip(ref(pr)).note
    except BotError as error:
        return str(error)


@pytest.mark.parametrize("make", FAULTS)
@pytest.mark.parametrize("crash", [False, True])
def test_faults(desk: Desk, make: Callable[[], Fault], crash: bool) -> None:
    """
    Whichever call fails, once or from then on: after the next attempt there is exactly one check run.
    """
    pr = desk.pull()
    desk.calls()
    _attempt(desk, pr)
    for nth in range(1, desk.calls() + 1):
        pr.push({f"f{nth}.py": "1\n"})
        desk.proxy.on(make(), nth=tuple(range(nth, EVER)) if crash else nth)
        _attempt(desk, pr)
        desk.proxy.clear()

        assert _attempt(desk, pr) == ""

        assert shown(desk, pr.head) == ["skipped"]
