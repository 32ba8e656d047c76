"""Whatever fails between us and Gerrit, or ends us: never two messages, none missing after the next run, and a sentence that helps."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from bot.forges.gerrit.tag import parted
from tests.gerrit.shared import newest_only
from tests.gerrit.world import Change
from tests.git.repositories import ENVIRONMENT
from tests.github.proxy import Fault, FaultProxy, cut, html, truncated
from tests.stories.breaking import ADVICE, EVER, Outcome
from tests.stories.gerrit import Desk, behind, words
from tests.stories.running import PATIENCE, ROOT
from tests.stories.service import until

pytestmark = [pytest.mark.slow, newest_only]

LEAST_CALLS = 7
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
POST = r"/review$"
HELPS = re.compile(ADVICE.pattern + r"|check project and number|put the account's|set `url`|check the name|\(409: \w")
"""How a sentence says what to mend, or when to come again; of a conflict only Gerrit's own words say why."""


def says(status: int, text: str, *, after: bool = False, wait: int | None = None) -> Fault:
    """An answer as Gerrit gives it: a status and a few plain words."""
    headers = PLAIN if wait is None else {**PLAIN, "Retry-After": str(wait)}
    return Fault(f"{status}{' after' if after else ''}", status, text.encode(), headers, after=after)


FAULTS: tuple[Callable[[], Fault], ...] = (
    lambda: says(401, "Unauthorized"),
    lambda: says(403, "not permitted"),
    lambda: says(404, "Not found: app~1"),
    lambda: says(409, "Update aborted"),
    lambda: says(429, "Quota exceeded"),
    lambda: says(429, "Quota exceeded", wait=2),
    lambda: says(408, "Deadline exceeded", after=True),
    lambda: says(500, "Internal server error"),
    lambda: says(500, "Internal server error", after=True),
    lambda: html(502),
    lambda: html(502, after=True),
    lambda: html(200),
    cut,
    lambda: cut(after=True),
    truncated,
)
"""One of each kind; `after`: Gerrit has done what was asked of it all the same."""


@pytest.fixture
def broken(gerrit_desk: Desk) -> Iterator[tuple[Desk, FaultProxy]]:
    """A desk whose Gerrit is behind a proxy."""
    with behind(gerrit_desk) as proxy:
        yield gerrit_desk, proxy


def strike(desk: Desk, proxy: FaultProxy, arrange: Callable[[], None], what: str) -> Outcome | None:
    """Run on a new change with calls broken, then undisturbed, and hold what must hold; None where no call was broken."""
    change = desk.reviewed()
    proxy.clear()
    arrange()
    first = desk.attempt(change)
    if not proxy.struck:
        return None
    proxy.clear()
    require_outcome(desk, first, what)
    found = desk.ours(change)
    assert len(found) <= 1, what
    if first.is_whole:
        require_answered(desk, change, first, what)
    second = desk.attempt(change)
    assert second.is_whole, f"{what}: {second.said}"
    assert second.said.startswith("already there" if found else "posted"), f"{what}: {second.said}"
    require_answered(desk, change, second, what)
    return first


def require_outcome(desk: Desk, found: Outcome, what: str) -> None:
    """It went well, or one sentence for people says what to mend or when to come again."""
    assert desk.me.secret not in found.said, what
    assert "Traceback" not in found.said, what
    assert 10 < len(found.said) < 600, f"{what}: {found.said}"
    if found.code:
        assert "\n" not in found.said, f"{what}: {found.said}"
        assert HELPS.search(found.said), f"{what}: {found.said}"


def require_answered(desk: Desk, change: Change, told: Outcome, what: str) -> None:
    """The one message says what this run came to."""
    assert told.run is not None
    assert [words(one) for one in desk.ours(change)] == [parted(told.run.answer.text)[0]], what


@pytest.mark.parametrize("shift", [0, 8])
def test_each_call_broken(broken: tuple[Desk, FaultProxy], shift: int) -> None:
    """
    Each call of a run, git's among them, fails once in another way: one message stands, at the latest after the next run.
    """
    desk, proxy = broken
    number = 0
    outcome: Outcome | None = Outcome(0, "")
    while outcome is not None:
        number += 1
        fault = FAULTS[(number + shift) % len(FAULTS)]()
        rule = lambda fault=fault, number=number: proxy.on(fault, nth=number)  # noqa: E731
        outcome = strike(desk, proxy, rule, f"{fault.name} at call {number}")

    assert number > LEAST_CALLS


@pytest.mark.parametrize("make", FAULTS, ids=[f"{at}-{make().name}" for at, make in enumerate(FAULTS)])
def test_every_fault_of_the_post(broken: tuple[Desk, FaultProxy], make: Callable[[], Fault]) -> None:
    """
    Whatever becomes of the call that posts, there are never two messages, and one after the next run.
    """
    desk, proxy = broken

    assert strike(desk, proxy, lambda: proxy.on(make(), "POST", POST), make().name) is not None


@pytest.mark.parametrize("make", [cut, lambda: cut(after=True)], ids=["cut", "cut after"])
def test_every_outage(broken: tuple[Desk, FaultProxy], make: Callable[[], Fault]) -> None:
    """
    Wherever Gerrit goes away for good, the run ends with a sentence, and the next one completes it.
    """
    desk, proxy = broken
    number, outcome = 0, None
    while outcome is not None or not number:
        number += 1
        calls = tuple(range(number, EVER))
        outcome = strike(desk, proxy, lambda calls=calls: proxy.on(make(), nth=calls), f"gone at call {number}")  # type: ignore[misc]
        assert outcome is None or outcome.code in (0, 3), outcome

    assert number > LEAST_CALLS


Strikes = Callable[[int, str, str], bool]
"""Whether a call is the one, by its number from 1 on, its method and its path."""


class Deadly(FaultProxy):
    """Stands between a process and Gerrit, and kills the process at a call: that is passed on all the same, or not."""

    def __init__(self, upstream: str) -> None:
        super().__init__(upstream)
        self.strikes: Strikes | None = None
        self.after, self.killed = False, False
        self.process: subprocess.Popen[bytes] | None = None
        self.started = threading.Event()

    def fault(self, method: str, path: str) -> Fault | None:
        """See FaultProxy."""
        found = super().fault(method, path)
        if self.killed or self.strikes is None or not self.strikes(len(self.calls), method, path):
            return found
        self.killed = self.started.wait(PATIENCE)
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGKILL)
        return cut(after=self.after)


def test_killed(gerrit_desk: Desk) -> None:
    """
    A run that is killed at any call leaves at most one message; the next one completes it, and the cache is sound.
    """
    proxy = Deadly(gerrit_desk.site.url)
    with behind(gerrit_desk, proxy):
        number, last = 0, True
        while last:
            number += 1
            last = _killed(gerrit_desk, proxy, lambda at, method, path, number=number: at == number)  # type: ignore[misc]

    assert number > LEAST_CALLS
    (cached,) = (gerrit_desk.folder / "cache").glob("*.git")
    command = ["git", "-C", str(cached), "fsck", "--full", "--no-dangling"]
    sound = subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT)
    assert (sound.returncode, sound.stdout) == (0, b"")
    assert not [path for path in cached.rglob("*") if path.name.endswith(".lock") or path.name.startswith("tmp_")]


def test_killed_while_it_posts(gerrit_desk: Desk) -> None:
    """
    Where a run is killed while its message is on the way, and arrives, the next run finds it there.
    """
    proxy = Deadly(gerrit_desk.site.url)
    proxy.after = True
    with behind(gerrit_desk, proxy):
        assert _killed(gerrit_desk, proxy, lambda _, method, path: method == "POST" and path.endswith("/review"))


def _killed(desk: Desk, proxy: Deadly, strikes: Strikes) -> bool:
    """Kill a run at a call, and run again; whether the run made such a call."""
    change = desk.reviewed()
    proxy.clear()
    proxy.strikes, proxy.killed = strikes, False
    proxy.started.clear()
    proxy.process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", "--config", str(desk.folder / "config.yaml"), "--change", desk.ref(change), "--post"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    proxy.started.set()
    _, said = proxy.process.communicate(timeout=PATIENCE)
    proxy.strikes, what = None, f"killed at call {len(proxy.calls)}"
    assert proxy.process.returncode == (-signal.SIGKILL if proxy.killed else 0), f"{what}: {said.decode()}"
    arrives = proxy.after or not proxy.killed
    until(lambda: not arrives or desk.ours(change), what)
    standing = desk.ours(change)
    assert len(standing) <= 1, what
    done = desk.attempt(change)
    assert done.is_whole, f"{what}: {done.said}"
    assert done.said.startswith("already there" if standing else "posted"), f"{what}: {done.said}"
    require_answered(desk, change, done, what)
    return proxy.killed
