"""The fault proxy in front of the fake."""

import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from github import GithubException

from tests.github.builders import PullRequest, World
from tests.github.client import bare, with_token
from tests.github.proxy import (
    EVERY_FAULT,
    Fault,
    FaultProxy,
    broken,
    cut,
    exhausted,
    html,
    silence,
    too_many,
    truncated,
)

PATH = "/repos/acme/widgets/issues/1/comments"


@pytest.fixture
def proxy(world: World) -> Iterator[FaultProxy]:
    """A proxy in front of the world."""
    with FaultProxy(world.url) as found:
        yield found


@pytest.fixture
def pr(world: World) -> PullRequest:
    """An open pull request."""
    return world.repository("acme/widgets").pull({}, {"a.py": "x\n"})


def test_passes_through(world: World, proxy: FaultProxy, pr: PullRequest) -> None:
    """
    Without a rule all calls go through, and all URLs lead through the proxy again.
    """
    pull = with_token(world, world.token("dave"), api=proxy.api).get_repo("acme/widgets").get_pull(1)

    said = pull.create_issue_comment("hello")

    assert said.url.startswith(proxy.api) and world.comments_of(pr)[0].body == "hello"
    assert proxy.calls[-1] == ("POST", f"/api/v3{PATH}")


@pytest.mark.parametrize("make", EVERY_FAULT)
def test_each_fault(world: World, proxy: FaultProxy, pr: PullRequest, make: Callable[[], Fault]) -> None:
    """
    A fault strikes the call that it is meant for, once; after it, all is well. What struck afterwards has been applied.
    """
    fault = make()
    rule = proxy.on(fault, "POST", "/comments$", nth=2)
    call = bare(world, world.token("dave"), api=proxy.api)
    assert call.post(PATH, json={"body": "1"}).status_code == 201

    try:
        answer = call.post(PATH, json={"body": "2"})
        assert answer.status_code == (fault.status or 201)
    except httpx.TransportError:
        assert fault.cut

    assert (rule.struck, proxy.struck) == (1, 1)
    assert len(world.comments_of(pr)) == (2 if fault.after else 1)
    assert call.post(PATH, json={"body": "3"}).status_code == 201


def test_what_clients_see(world: World, proxy: FaultProxy, pr: PullRequest) -> None:
    """
    Limits come with their headers, pages of machines in between as HTML, and half an answer is no JSON.
    """
    call = bare(world, world.token("dave"), api=proxy.api)
    proxy.on(too_many(7), nth=1)
    proxy.on(exhausted(1_900_000_000), nth=1)
    proxy.on(html(), nth=1)
    proxy.on(truncated(), nth=1)
    assert call.get(PATH).headers["retry-after"] == "7"
    proxy.clear()
    proxy.on(exhausted(1_900_000_000))
    assert call.get(PATH).headers["x-ratelimit-reset"] == "1900000000"
    proxy.clear()
    proxy.on(html())
    assert call.get(PATH).headers["content-type"] == "text/html"
    proxy.clear()
    proxy.on(truncated())
    with pytest.raises(ValueError):
        call.get("/repos/acme/widgets").json()


def test_silence(world: World, proxy: FaultProxy, pr: PullRequest) -> None:
    """
    A host that is silent is given up by the client's own timeout, whether or not it has done its work.
    """
    proxy.on(silence(0.6, after=True), "POST")
    started = time.perf_counter()

    with pytest.raises(httpx.TimeoutException):
        bare(world, world.token("dave"), api=proxy.api).post(PATH, json={"body": "x"}, timeout=0.2)

    assert time.perf_counter() - started < 0.5
    assert len(world.comments_of(pr)) == 1


def test_no_hidden_retry(world: World, proxy: FaultProxy, pr: PullRequest) -> None:
    """
    PyGithub without its own retry sends a comment once, also when the answer is lost.
    """
    pull = with_token(world, world.token("dave"), api=proxy.api).get_repo("acme/widgets").get_pull(1)
    proxy.on(broken(502, after=True), "POST")

    with pytest.raises(GithubException):
        pull.create_issue_comment("once")

    assert len(world.comments_of(pr)) == 1


def test_always(world: World, proxy: FaultProxy, pr: PullRequest) -> None:
    """
    A rule without a count strikes every time.
    """
    proxy.on(cut(), "GET", nth=None)
    call = bare(world, world.token("dave"), api=proxy.api)

    for _ in range(3):
        with pytest.raises(httpx.TransportError):
            call.get(PATH)

    assert proxy.struck == 3
