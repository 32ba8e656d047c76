"""The service is killed between hearing and answering, beside a real Gerrit: each command has its one answer all the same."""

from collections.abc import Callable, Iterator

import pytest

from bot.commands.wording import HELP
from tests.gerrit.world import Change
from tests.github.proxy import FaultProxy, broken, cut, html, late, silence, truncated
from tests.stories.gerrit import counts
from tests.stories.gerrit_service import GerritPlace, GerritService
from tests.stories.pull_requests import BARE, UNUSED
from tests.stories.service import until

pytestmark = pytest.mark.slow

Moment = Callable[[GerritPlace, Change, FaultProxy], Callable[[], object]]
"""Lets a moment last in which to die, and gives what tells that it has come."""

LASTING = 15
"""Seconds, if nobody dies."""


@pytest.fixture
def proxy(mortal: GerritService) -> Iterator[FaultProxy]:
    """What stands on its way; everything is well again at the end."""
    assert mortal.proxy is not None
    yield mortal.proxy
    mortal.proxy.clear()


def reviewed(place: GerritPlace, many: int) -> list[Change]:
    """Changes with one review each, which was answered."""
    changes = [place.push() for _ in range(many)]
    for one in changes:
        place.review(one, "copilot", (1, UNUSED), (8, BARE))
    place.settle()
    assert all(len(place.said(one)) == 1 for one in changes)
    return changes


def path(change: Change, end: str) -> str:
    """Where something of a change is asked for."""
    return f"~{change.number}/.*{end}$"


def reading(place: GerritPlace, change: Change, proxy: FaultProxy) -> Callable[[], object]:
    """The change is being read."""
    rule = proxy.on(late(LASTING), "GET", path(change, "comments"))
    return lambda: rule.struck


def writing(place: GerritPlace, change: Change, proxy: FaultProxy) -> Callable[[], object]:
    """The first answer is on its way, and Gerrit never hears of it."""
    rule = proxy.on(silence(LASTING), "POST", path(change, "review"))
    return lambda: rule.struck


def written(place: GerritPlace, change: Change, proxy: FaultProxy) -> Callable[[], object]:
    """Gerrit has taken the first answer, and we never hear of it."""
    before = len(place.said(change))
    proxy.on(silence(LASTING, after=True), "POST", path(change, "review"))
    return lambda: len(place.said(change)) > before


def between(place: GerritPlace, change: Change, proxy: FaultProxy) -> Callable[[], object]:
    """Of two answers one was given."""
    rule = proxy.on(silence(LASTING), "POST", path(change, "review"), nth=2)
    return lambda: rule.struck


def at_last(place: GerritPlace, change: Change, proxy: FaultProxy) -> Callable[[], object]:
    """Gerrit has taken the last answer, and we never hear of it."""
    before = len(place.said(change))
    proxy.on(silence(LASTING, after=True), "POST", path(change, "review"), nth=2)
    return lambda: len(place.said(change)) > before + 1


MOMENTS: tuple[Moment, ...] = (reading, writing, written, between, at_last)
OVER_REVIEWS: tuple[Moment, ...] = (reading, writing, written)


def require_answered(place: GerritPlace, change: Change, moment: Moment) -> None:
    """Help was given once, and a finding dismissed with one answer."""
    assert sum(one.startswith(HELP[:40]) for one in place.said(change)) == 1, moment.__doc__
    found = [counts(one) for one in place.answers(change)[1:]]
    assert found == [{"CONFIRMED": 1, "DISMISSED": 1}], moment.__doc__


def orders(place: GerritPlace, change: Change) -> str:
    """Two commands, the answers to which are given one after the other."""
    return f"/metareview help\n/metareview dismiss {place.ids(change)['`os` is impo']} no"


def test_killed(mortal: GerritService, proxy: FaultProxy) -> None:
    """
    Killed at any moment between hearing and answering, and once more on the way, it answers each command exactly once;
    and what bots say with one message.
    """
    place = mortal.place()
    changes = reviewed(place, len(MOMENTS))
    fresh = [place.push() for _ in OVER_REVIEWS]
    place.settle()
    has_come = [moment(place, one, proxy) for one, moment in zip(changes, MOMENTS, strict=True)]
    has_come += [moment(place, one, proxy) for one, moment in zip(fresh, OVER_REVIEWS, strict=True)]

    for one in fresh:
        place.review(one, "copilot", (1, UNUSED), (8, BARE))
    for one in changes:
        one.say(by=one.owner, text=orders(place, one))
    until(lambda: all(one() for one in has_come), "every moment has come", mortal)
    mortal.kill()
    proxy.clear()
    for _ in range(2):
        mortal.start(looks=False)
        mortal.kill()
    mortal.start(looks=False)
    place.settle()

    for change, moment in zip(changes, MOMENTS, strict=True):
        require_answered(place, change, moment)
    for change, moment in zip(fresh, OVER_REVIEWS, strict=True):
        assert [one[:11] for one in place.said(change)] == ["Meta-review"], moment.__doc__
    said = [place.said(one) for one in (*changes, *fresh)]
    mortal.stop()
    mortal.again()
    assert [place.said(one) for one in (*changes, *fresh)] == said
    assert not mortal.failed()


def test_killed_at_once(mortal: GerritService) -> None:
    """
    Killed as soon as it has acknowledged a command, it obeys it after its next start.
    """
    place = mortal.place()
    (change,) = reviewed(place, 1)
    before = len(place.postman.of(change))
    words = orders(place, change)

    change.say(by=change.owner, text=words)
    until(lambda: [one for one in place.postman.of(change)[before:] if one.status == 204], "it is kept", mortal)
    mortal.kill()
    mortal.start(looks=False)
    place.settle(change)

    require_answered(place, change, reading)


FAULTS = {
    "502": lambda: broken(502),
    "502 after": lambda: broken(502, after=True),
    "page": html,
    "page after": lambda: html(after=True),
    "cut": cut,
    "cut after": lambda: cut(after=True),
    "truncated": truncated,
}


def test_faults(mortal: GerritService, proxy: FaultProxy) -> None:
    """
    Whatever goes wrong with a write once, before or after Gerrit carried it out, there is one message for each answer.
    """
    place = mortal.place()
    changes = [place.push() for _ in FAULTS]
    rules = []
    for change, fault in zip(changes, FAULTS.values(), strict=True):
        rules.append(proxy.on(fault(), "POST", path(change, "review"), nth=(1, 2)))
        place.review(change, "copilot", (1, UNUSED))
        change.say(by=change.owner, text="/metareview help")
    place.settle()

    for name, rule, change in zip(FAULTS, rules, changes, strict=True):
        assert rule.struck, name
        assert sorted(one[:11] for one in place.said(change)) == ["Meta-review", HELP[:11]], name
    assert not mortal.failed()
