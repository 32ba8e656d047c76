"""What breaks `metareview run`: a desk whose calls a proxy breaks, on the story's clock, and what must hold whatever happens."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import load_settings
from bot.app.clock import Clock
from bot.app.forges import publish_change
from bot.errors import BotError, Unreachable
from bot.model.change_ref import ChangeRef
from bot.runs import Run
from tests.github.builders import PullRequest, World
from tests.github.fake.model import CheckRun
from tests.github.proxy import Fault, FaultProxy
from tests.stories.pull_requests import Desk

EVER = 1_000
"""More calls than any run makes."""

ADVICE = re.compile(
    r"\b(?:try again|run again|grant|check (?:that|the|`)|configure|install|give the token|unsuspend|unlock|unarchive)\b|\(422: \w"
)
"""How a sentence says what to mend, or when to come again; of what GitHub finds invalid, only its own words say why."""


@dataclass(frozen=True)
class Outcome:
    """How a run ended: the exit code that the command gives, its sentence or what it printed, and what it came to."""

    code: int
    said: str
    run: Run | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it said that all went well: nothing could not be read, nothing was left undone."""
        return self.run is not None and not self.run.report.limits and self.said.count("\n") == 0


@dataclass
class Broken:
    """A desk behind a proxy."""

    desk: Desk
    proxy: FaultProxy

    @property
    def world(self) -> World:
        """The host and all that is on it."""
        return self.desk.world

    def post(self, pr: PullRequest) -> Outcome:
        """`run --post`, with waits that pass in the story; anything but one of our errors is a defect and goes through."""
        settings = load_settings(str(self.desk.folder / "config.yaml"))
        ref = ChangeRef.parse(f"github:{self.desk.repo.full_name}#{pr.number}")
        clock = Clock(self.world.clock.now, lambda seconds: self.world.clock.advance(int(seconds + 1)))
        try:
            run, words = publish_change(settings, ref, again=False, clock=clock)
        except BotError as error:
            return Outcome(3 if isinstance(error, Unreachable) else 2, str(error))
        return Outcome(0, words, run)

    def undisturbed(self, pr: PullRequest) -> Outcome:
        """The same with nothing broken."""
        self.proxy.clear()
        return self.post(pr)

    def secrets(self) -> list[str]:
        """Whatever must never be said."""
        files = [self.desk.folder / name for name in ("token", "key.pem")]
        own = [line for file in files if file.exists() for line in file.read_text().split("\n") if len(line) > 20]
        return [*own, *self.world.state.tokens]


@contextmanager
def broken(tmp: Path) -> Iterator[Broken]:
    """A desk in a world of its own."""
    with World(tmp) as world, FaultProxy(world.url) as proxy:
        desk = Desk(world, tmp)
        desk.configure(url=proxy.url)
        yield Broken(desk, proxy)


Story = Callable[[Broken], PullRequest]
"""Brings a pull request to where the command is run on it."""


def strike_each(site: Broken, story: Story, make: Callable[[int], Fault], *, lasts: bool = False) -> list[Outcome]:
    """Break each call of a story's run in turn, git's among them; with `lasts`, all calls from that one on."""
    found = []
    for number in range(1, EVER):
        fault = make(number)
        outcome = strike(
            site, story, fault, tuple(range(number, EVER)) if lasts else (number,), f"{fault.name} at call {number}"
        )
        if outcome is None:
            return found
        found.append(outcome)
    raise AssertionError("the runs never end")


def strike(site: Broken, story: Story, fault: Fault, calls: tuple[int, ...], what: str) -> Outcome | None:
    """Run a story's command with calls broken, then undisturbed, and hold all that must hold against both.

    None where there were fewer calls.
    """
    pr = story(site)
    site.proxy.clear()
    site.proxy.on(fault, nth=calls)
    first = site.post(pr)
    if not site.proxy.struck:
        return None
    require_outcome(site, first, what)
    require_once(site, pr, what)
    if first.is_whole:
        require_answered(site, pr, first, what)
    second = site.undisturbed(pr)
    assert second.code == 0 and second.is_whole, f"{what}: {second.said}"
    require_once(site, pr, what)
    require_answered(site, pr, second, what)
    if first.is_whole:
        assert second.said.startswith("already there"), f"{what}: {second.said}"
    return first


def require_outcome(site: Broken, found: Outcome, what: str) -> None:
    """It went well, or there is one sentence for people that says what to mend or when to come again."""
    assert found.code in (0, 2, 3), what
    assert not any(secret in found.said for secret in site.secrets()), what
    assert "Traceback" not in found.said, what
    for sentence in found.said.split("\n"):
        assert 10 < len(sentence) < 600, f"{what}: {sentence}"
    if found.code:
        assert "\n" not in found.said, f"{what}: {found.said}"
        assert ADVICE.search(found.said), f"{what}: {found.said}"


def require_once(site: Broken, pr: PullRequest, what: str) -> None:
    """Never two comments, and no annotation twice, not even after a failure."""
    assert len(site.desk.ours(pr)) <= 1, what
    for run in checks(site, pr):
        told = [str(one) for one in run.annotations]
        assert len(set(told)) == len(told), what


def require_answered(site: Broken, pr: PullRequest, told: Outcome, what: str) -> None:
    """The one comment says what this run came to, and so does the last check run of the head, where there are any."""
    assert told.run is not None
    answer = told.run.answer
    assert [one.body for one in site.desk.ours(pr)] == [answer.text], what
    if site.desk.me.endswith("[bot]"):
        assert annotated(checks(site, pr)[-1]) == [one.message for one in answer.annotations], what


def checks(site: Broken, pr: PullRequest) -> list[CheckRun]:
    """Our check runs on the head, oldest first."""
    return [one for one in site.desk.checks(pr) if one.head_sha == pr.head]


def annotated(run: CheckRun) -> Sequence[object]:
    """The messages of a check run's annotations."""
    return [one["message"] for one in run.annotations]
