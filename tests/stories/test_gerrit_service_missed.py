"""What happened on a real Gerrit while nobody told the service: it looks for it, and answers each of it once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.commands.wording import HELP
from tests.gerrit.shared import OwnGerrit
from tests.gerrit.world import Change
from tests.github.proxy import FaultProxy, late
from tests.stories.gerrit import counts
from tests.stories.gerrit_service import SECRET, GerritPlace, GerritService, once, served
from tests.stories.pull_requests import BARE, FALSE, UNUSED
from tests.stories.service import until

pytestmark = pytest.mark.slow

ONE = "Meta-review of 1 review at "


@contextmanager
def unheard(place: GerritPlace) -> Iterator[None]:
    """All that Gerrit tells of what happens here is lost."""
    place.postman.loses = True
    yield
    place.heard()
    place.postman.loses = False


@contextmanager
def absent(place: GerritPlace) -> Iterator[None]:
    """The same while the service does not run; afterwards it has looked once, and dealt with what it found."""
    place.service.stop()
    with unheard(place):
        yield
    place.service.again()


def reviewed(place: GerritPlace, many: int) -> list[Change]:
    """Changes with one review each, which was answered."""
    changes = [place.push() for _ in range(many)]
    for one in changes:
        place.review(one, "copilot", (1, UNUSED), (8, BARE))
    place.settle()
    assert all(len(place.said(one)) == 1 for one in changes)
    return changes


def test_stopped(mortal: GerritService) -> None:
    """
    What was reviewed, pushed and asked while the service was stopped is answered once after its start; so is nothing twice.
    """
    place = mortal.place()
    old, pushed, asked, quiet = reviewed(place, 4)
    with absent(place):
        place.review(old, "claude", (5, FALSE))
        pushed.amend({"other.py": "x = 2\n"})
        asked.say(by=asked.owner, text="/metareview help")
        asked.comment(by=place.site.human("rita"), path="loading.py", spot=3, text="/recheck-review")
        fresh, merged, gone, wip = place.push(), place.push(), place.push(), place.push(options="wip")
        for one in (fresh, merged, gone):
            place.review(one, "copilot", (1, UNUSED))
        merged.submit()
        gone.delete()
        wip.say(by=wip.owner, text="/metareview help")
    everything = (old, pushed, asked, quiet, fresh, merged, wip)
    first = [place.said(one) for one in everything]
    mortal.stop()
    mortal.again()

    assert [len(one) for one in first] == [2, 2, 3, 1, 1, 0, 1]
    assert once(place.answers(pushed, 2)).startswith(ONE)
    assert counts(first[0][-1])["REFUTED"] == 1
    assert sorted(one[:11] for one in first[2][1:]) == ["This change", HELP[:11]]
    assert first[4][0].startswith(ONE)
    assert first[6][0].startswith(HELP[:40])
    assert [place.said(one) for one in everything] == first
    assert not mortal.failed()


def test_said_during_a_run(mortal: GerritService) -> None:
    """
    What is said while a run is under way that has read the change already, and of which no event came, is found by the next look.
    """
    place = mortal.place()
    change = place.push()
    assert mortal.proxy is not None
    slow = mortal.proxy.on(late(3), "POST", "/review$", nth=1)
    place.review(change, "copilot", (1, UNUSED))
    until(lambda: slow.struck, "our answer is on its way", mortal)
    with unheard(place):
        change.say(by=change.owner, text="/metareview help")
        place.review(change, "claude", (8, BARE))
        assert place.said(change) == []
    place.settle(change)
    before = place.said(change)
    mortal.stop()
    mortal.again()

    assert [one[: len(ONE)] for one in before] == [ONE]
    after = place.said(change)[1:]
    assert sorted(one[:11] for one in after) == ["Meta-review", HELP[:11]]


def test_moved_on_during_a_run(mortal: GerritService) -> None:
    """
    A patch set that comes while the one before is judged, and of which no event came, is the one that is answered.
    """
    place = mortal.place()
    change = place.push()
    assert mortal.proxy is not None
    slow = mortal.proxy.on(late(2), "GET", "/comments$", nth=2)
    place.review(change, "copilot", (1, UNUSED))
    until(lambda: slow.struck, "the change is read for the second time, to be judged", mortal)
    with unheard(place):
        change.amend({"other.py": "x = 2\n"})
    place.settle(change)

    assert place.answers(change, 1) == []
    assert once(place.answers(change, 2)).startswith(f"{ONE}patch set {change.patch_set}")
    assert "superseded" in [one["state"] for one in place.runs(change)]


def test_gerrit_restarted(own_gerrit: OwnGerrit, tmp_path: Path) -> None:
    """
    What Gerrit had not told when it was restarted, and what it never tells, a look every few seconds finds; a run that
    was under way waits for it.
    """
    server, site = own_gerrit()
    (tmp_path / "service").mkdir()
    with FaultProxy(site.url) as proxy, served(site, tmp_path / "service", proxy=proxy, poll=10) as service:
        place = service.place()
        change, other = place.push(), place.push()
        place.settle()
        service.postman.refuses = True
        place.review(other, "copilot", (1, UNUSED))
        other.say(by=other.owner, text="/metareview help")
        until(lambda: service.postman.refused >= 2, "Gerrit tries to tell it", service)
        slow = proxy.on(late(4), "POST", "/review$", nth=1)
        place.review(change, "copilot", (1, UNUSED))
        assert service.send("/api/v1/rechecks", {"change": place.ref(change)}).status == 202
        until(lambda: slow.struck, "a run is under way", service)
        server.restart()
        service.postman.refuses = False
        place.project.configure({"webhooks.config": ""})
        quiet = place.push()
        place.review(quiet, "copilot", (1, UNUSED))
        quiet.comment(by=quiet.owner, path="loading.py", spot=1, text="/metareview help")
        until(lambda: all(len(place.said(one)) == 2 for one in (quiet, other)), "all are answered", service)
        service.rest()

        assert once(place.said(change)).startswith(ONE)
        for one in (quiet, other):
            assert sorted(said[:11] for said in place.said(one)) == ["Meta-review", HELP[:11]]
        assert not service.failed()


def test_late_but_told(mortal: GerritService) -> None:
    """
    What Gerrit tells after a look has found it starts nothing that is seen.
    """
    place = mortal.place()
    change = place.push()
    mortal.stop()
    place.review(change, "copilot", (1, UNUSED))
    change.say(by=change.owner, text="/metareview help")
    mortal.again()
    until(lambda: len([one for one in place.postman.of(change) if one.status == 204]) >= 2, "it is told later", mortal)
    place.settle(change)

    assert once(place.answers(change)).startswith(ONE)
    assert once(place.replies(change)).startswith(HELP[:40])


def test_hook_of_another_name(mortal: GerritService) -> None:
    """
    A second hook that tells the same, as of a parent project, has nothing answered twice.
    """
    place = mortal.place()
    lines = [f'[remote "{one}"]\n\turl = {place.postman.url}/webhooks/gerrit/{SECRET}\n' for one in ("one", "two")]
    place.project.configure({"webhooks.config": "".join(lines)})
    change = place.push()
    place.review(change, "copilot", (1, UNUSED))
    change.say(by=change.owner, text="/metareview help")
    place.settle(change)

    assert len(place.postman.of(change, "comment-added")) >= 4
    assert once(place.answers(change)).startswith(ONE)
    assert once(place.replies(change)).startswith(HELP[:40])
