"""What was missed while nobody told us: it is found by the next look, once, and what did not change starts nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.app.working import poll_of
from bot.durable.accepting import keep
from bot.durable.attempting import attempt
from bot.durable.claiming import claim
from bot.durable.pace import Pace
from bot.durable.plan import Plan, WakeUp
from bot.errors import Refused, Unreachable
from bot.listener.logs import logger_of
from bot.model.delivery import Delivery, DeliveryKind, RunState
from bot.model.settings import LogSettings
from bot.store.tables import CHORE, RUN
from bot.store.views import SqlStore
from tests.app.conftest import Site, change
from tests.github.builders import PullRequest
from tests.github.proxy import Fault, FaultProxy, broken, cut, forbidden, html, truncated
from tests.stories.pull_requests import BARE, UNUSED, mended

NOW = "runs: {quiet_seconds: 0}"


class Worker:
    """The durable inbox by hand: what a look finds is kept, and every run that follows is carried out at once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.again()

    def again(self) -> None:
        """A process that begins anew."""
        site = self.site
        site.again()
        log = logger_of(LogSettings("debug", "json"), site.log)
        self.poll = poll_of(site.settings, site.database, site.tally, log, site.clock)

    def look(self) -> list[str]:
        """One look: the changes on which a run followed."""
        ran: list[str] = []
        wakes: list[WakeUp] = []
        settings = self.site.settings
        plan = Plan(
            lambda _, wake: wakes.append(wake), lambda *_: False, {"github": "github"}, settings, Pace(), "local"
        )
        for delivery in self.poll("github"):
            with self.site.database.begin() as tx:
                keep(tx, plan, delivery)
        for wake in wakes:
            run = claim(self.site.database, plan, wake)
            assert run
            attempt(self.site.database, plan, self.site.service.perform, replace(wake, run=run))
            self._as_told(run)
            ran.append(wake.change)
        return ran

    def _as_told(self, run: str) -> None:
        """The database goes by real time, the story by its own."""
        moved = self.site.world.clock.moved
        with self.site.database.begin() as tx:
            ours = RUN.update().where(RUN.c.id == run)
            tx.execute(ours.values(started=RUN.c.started + moved, ended=RUN.c.ended + moved))

    def happens(self, delivery: Delivery) -> None:
        """A delivery that was not lost, and its run."""
        lost, self.poll = self.poll, lambda _: [delivery]
        self.look()
        self.poll = lost

    def calls(self) -> int:
        """How many calls of REST one look makes."""
        before = len(self.site.world.exchanges)
        self.look()
        return sum(one.kind == "rest" for one in self.site.world.exchanges[before:])

    def skipped(self) -> dict[str, str]:
        """What could not be asked, and why."""
        lines = [one for one in self.site.lines() if one["event"] == "left out of the poll"]
        return {str(one["what"]): str(one["why"]) for one in lines}


@pytest.fixture
def worker(site: Site) -> Worker:
    """A service without a quiet period, as an App."""
    site.desk.configure(NOW)
    return Worker(site)


def said(site: Site, words: str = UNUSED, line: int = 1, code: str | None = None) -> PullRequest:
    """A pull request on which a bot proposed something."""
    pr = site.desk.pull() if code is None else site.desk.pull(code)
    pr.review(by="coderabbitai[bot]", comments=[("loading.py", line, words)])
    return pr


def test_lost_event(worker: Worker) -> None:
    """
    What was said while the service was down is answered after its next look, also hours later, and no second time.
    """
    site = worker.site
    assert worker.look() == []
    pr = said(site)
    site.world.clock.advance(5 * 3600)
    worker.again()

    assert worker.look() == [f"github:{pr.ref}"]
    assert len(site.desk.ours(pr)) == 1
    assert worker.look() == []
    worker.again()
    assert worker.look() == []


def test_nothing_changed(worker: Worker) -> None:
    """
    Many pull requests whose events all arrived start no run, and a look at their repository costs three calls and two.
    """
    site = worker.site
    for number in range(12):
        pr = said(site)
        worker.happens(Delivery(f"e{number}", change(pr), DeliveryKind.EVENT))
    count = len(SqlStore(site.database).runs(None, None))

    assert worker.look() == []
    assert worker.calls() == 3
    assert worker.calls() == 3

    assert len(SqlStore(site.database).runs(None, None)) == count == 12


def test_failed_run(worker: Worker) -> None:
    """
    What a failed run left behind is tried once more by a process that begins anew, while the change is still looked at.
    """
    site = worker.site
    pr = said(site)
    assert worker.look() == [f"github:{pr.ref}"]
    with site.database.begin() as tx:
        tx.execute(RUN.update().values(state=RunState.FAILED.value, revision=None))

    worker.again()

    assert worker.look() == [f"github:{pr.ref}"]
    assert worker.look() == []


def test_lost_words_and_code(worker: Worker) -> None:
    """
    After a run, more words and more code are found; so is a push at the very second of the run.
    """
    site = worker.site
    pr = said(site)
    worker.happens(Delivery("e", change(pr), DeliveryKind.EVENT))
    assert worker.look() == []

    site.world.clock.advance(60)
    pr.review(by="coderabbitai[bot]", comments=[("loading.py", 8, BARE)])
    assert worker.look() == [f"github:{pr.ref}"]
    pr.push({"loading.py": mended("import")})
    assert worker.look() == [f"github:{pr.ref}"]
    assert worker.look() == []


def test_first_look(worker: Worker) -> None:
    """
    The first look of all finds what was touched of late, not what lies there for long.
    """
    site = worker.site
    said(site)
    site.world.clock.advance(3600)
    late = said(site)

    assert worker.look() == [f"github:{late.ref}"]


def test_closed_and_ignored(worker: Worker) -> None:
    """
    Closed pull requests, archived repositories and what the configuration ignores start nothing; the last two are not even asked.
    """
    site = worker.site
    said(site).close()
    other, old = site.world.repository("acme/other"), site.world.repository("acme/old")
    other.pull({"a.py": "1\n"}, {"a.py": "2\n"})
    old.pull({"a.py": "1\n"}, {"a.py": "2\n"})
    old.archive()
    site.desk.configure(NOW + "\nchanges: [{match: 'github:acme/other', ignore: true}]")
    worker.again()

    assert worker.look() == []

    assert not [one for one in site.world.exchanges if "/acme/other/" in one.path or "/acme/old/" in one.path]


def test_one_change_of_a_repository(worker: Worker) -> None:
    """
    A repository of which one change counts is asked, and nothing else of it starts anything.
    """
    site = worker.site
    said(site)
    second = said(site)
    rules = f"[{{match: 'github:{second.ref}'}}, {{match: '*', ignore: true}}]"
    site.desk.configure(f"{NOW}\nchanges: {rules}")
    worker.again()

    assert worker.look() == [f"github:{second.ref}"]


def renamed(site: Site) -> str:
    """The repository has another name now."""
    site.desk.repo.rename("gadgets")
    return "github:acme/gadgets#1"


def beside(site: Site) -> str:
    """Another installation is suspended, and a third one has no right to see pull requests."""
    site.world.org("other")
    site.world.org("third")
    site.world.repository("third/things")
    site.world.app(on="other").suspend()
    site.world.app(on="third", permissions={"contents": "read"})
    return "github:acme/widgets#1"


@pytest.mark.parametrize("happens", [renamed, beside])
def test_repositories_that_moved(worker: Worker, happens: Callable[[Site], str]) -> None:
    """
    What was renamed is found under its new name, and what may not be asked keeps nothing else from being found.
    """
    said(worker.site)

    found = happens(worker.site)

    assert worker.look() == [found]

    assert set(worker.skipped()) <= {"installation on third"}


def test_gone(worker: Worker) -> None:
    """
    With a token the repositories that the configuration names are asked; one that is gone is told and skipped.
    """
    site = worker.site
    site.desk.as_person()
    rules = "[{match: 'github:acme/gone'}, {match: 'github:acme/widgets'}, {match: 'github:acme/*', ignore: true}]"
    site.desk.configure(f"{NOW}\nchanges: {rules}")
    worker.again()
    pr = said(site)

    assert worker.look() == [f"github:{pr.ref}"]

    assert list(worker.skipped()) == ["acme/gone"]


def test_token_knows_where_it_ran(worker: Worker) -> None:
    """
    With a token those repositories are asked, too, on which we ran of late; others are not known.
    """
    site = worker.site
    site.desk.as_person()
    worker.again()
    first = said(site)
    assert worker.look() == []
    worker.happens(Delivery("e", change(first), DeliveryKind.EVENT))
    second = said(site)

    assert worker.look() == [f"github:{second.ref}"]


def test_limit(worker: Worker) -> None:
    """
    A look that a rate limit ends is done again from where the last whole one was.
    """
    site = worker.site
    worker.look()
    pr = said(site)
    site.world.clock.advance(3600)
    site.world.limits.exhaust()
    with pytest.raises((Unreachable, Refused)):
        worker.look()
    site.world.limits.refill()
    site.world.clock.advance(3600)

    assert worker.look() == [f"github:{pr.ref}"]


def test_run_under_way(worker: Worker) -> None:
    """
    A change that was touched before a run that is still under way is left to that run.
    """
    site = worker.site
    pr = said(site)
    worker.happens(Delivery("e", change(pr), DeliveryKind.EVENT))
    with site.database.begin() as tx:
        tx.execute(RUN.update().values(state=RunState.RUNNING.value, revision=None, started=RUN.c.started + 60))
        tx.execute(CHORE.delete())

    assert worker.look() == []


@pytest.mark.parametrize("make", [lambda: broken(502), cut, html, truncated])
def test_one_fails(worker: Worker, make: Callable[[], Fault]) -> None:
    """
    A repository that can't be listed now keeps no other from being found, and is asked again as if nothing had been.
    """
    site = worker.site
    worker.look()
    other = site.world.repository("acme/zebra")
    site.world.clock.advance(3600)
    lost, found = said(site), other.pull({"loading.py": "x = 1\n"}, {"loading.py": "x = 2\n"})
    with FaultProxy(site.world.url) as proxy:
        site.desk.configure(NOW, url=proxy.url)
        worker.again()
        proxy.on(make(), path="/acme/widgets/pulls", nth=None)
        looked = worker.poll("github")
        one = next(iter(looked))
        with pytest.raises(Unreachable):
            list(looked)
        proxy.clear()
        site.world.clock.advance(3600)
        again = [delivery.change for delivery in worker.poll("github")]

    assert one.change == change(found)
    assert again == [change(lost)]


def test_forbidden(worker: Worker) -> None:
    """
    A repository that refuses us is told and skipped, and the look counts.
    """
    site = worker.site
    other = site.world.repository("acme/zebra")
    said(site)
    found = other.pull({"loading.py": "x = 1\n"}, {"loading.py": "x = 2\n"})
    with FaultProxy(site.world.url) as proxy:
        site.desk.configure(NOW, url=proxy.url)
        worker.again()
        proxy.on(forbidden(), path="/acme/widgets/pulls", nth=None)

        assert [delivery.change for delivery in worker.poll("github")] == [change(found)]

    assert list(worker.skipped()) == ["acme/widgets"]
