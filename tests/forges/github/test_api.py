"""Calls: what is tried again, for how long, and what is said when it is no use."""

import pytest

from bot import web
from bot.errors import GaveUp, Refused, Unreachable
from bot.forges.github import answers
from bot.forges.github.api import Api, Declined, Unclear
from bot.forges.github.auth import TokenRight
from bot.forges.github.patience import Patience
from bot.model.secret import Secret
from bot.model.settings import GitHubSettings
from tests.forges.github.connecting import Sleeper, api
from tests.github import proxy as faults
from tests.github.builders import PullRequest, World
from tests.github.proxy import Fault, FaultProxy

REPO = "/repos/acme/widgets"
COMMENTS = f"{REPO}/issues/1/comments"
JSON = {"Content-Type": "application/json"}


def a_pull(world: World) -> PullRequest:
    """A pull request of dave's."""
    return world.repository("acme/widgets").pull({"a.py": "1\n"}, {"a.py": "2\n"}, by="dave")


def broken(world: World, proxy: FaultProxy, sleep: Sleeper | None = None) -> Api:
    """Calls of dave's through the proxy."""
    return api(world, world.token("dave"), url=proxy.url, sleep=sleep)


def test_growing_waits(world: World) -> None:
    """
    A failing read is tried four times, with waits that double, and then given back as unreachable.
    """
    a_pull(world)
    sleep = Sleeper(world)
    with FaultProxy(world.url) as proxy:
        proxy.on(faults.broken(502), nth=None)

        with pytest.raises(Unreachable, match=f"GitHub failed with 502 at GET {REPO}; try again later") as caught:
            broken(world, proxy, sleep).get(REPO)

    assert not isinstance(caught.value, Unclear)
    assert (sleep.slept, proxy.struck) == ([0.5, 1.0, 2.0], 4)


def test_limit_with_a_time(world: World) -> None:
    """
    After a limit that says how long, a read and a write wait so long and are sent again.
    """
    pr, sleep = a_pull(world), Sleeper(world)
    calls = api(world, world.token("dave"), sleep=sleep)
    world.limits.secondary(retry_after=7)
    calls.get(REPO)
    world.limits.secondary(retry_after=9, status=429)

    calls.send("POST", COMMENTS, {"body": "once"})

    assert sleep.slept == [7.0, 9.0]
    assert [one.body for one in world.comments_of(pr)] == ["once"]


def test_limit_without_a_time(world: World) -> None:
    """
    A limit that says no time is a minute, which is all that a command waits.
    """
    a_pull(world)
    sleep = Sleeper(world)
    calls = api(world, world.token("dave"), sleep=sleep)
    world.limits.secondary(retry_after=None, times=1)
    calls.get(REPO)
    world.limits.secondary(retry_after=None, times=1)

    with pytest.raises(Unreachable, match="try again in 60 seconds") as caught:
        calls.get(REPO)

    assert (sleep.slept, caught.value.wait_seconds) == ([60.0], 60.0)


@pytest.mark.parametrize("status", [403, 429])
def test_used_up(world: World, status: int) -> None:
    """
    An hour that is used up is not waited for where it is long, and the sentence names the seconds.
    """
    a_pull(world)
    world.limits.status = status
    calls = api(world, world.token("dave"))
    calls.get(REPO)
    world.limits.exhaust()

    with pytest.raises(Unreachable, match=r"try again in 36[0-9][0-9] seconds") as caught:
        calls.get(REPO)

    assert 3600 <= (caught.value.wait_seconds or 0) <= 3602


def test_reset_is_near(world: World) -> None:
    """
    An hour that is used up but ends soon is waited for.
    """
    a_pull(world)
    sleep = Sleeper(world)
    calls = api(world, world.token("dave"), sleep=sleep)
    world.limits.limit = 1
    calls.get(REPO)
    world.clock.advance(3580)

    calls.get(REPO)

    assert len(sleep.slept) == 1
    assert 18 <= sleep.slept[0] <= 22


def test_graph_limit(world: World) -> None:
    """
    GraphQL's limit comes with status 200 and is a limit all the same.
    """
    a_pull(world)
    calls = api(world, world.token("dave"))
    world.limits.exhaust()

    with pytest.raises(Unreachable, match="GitHub's rate limit is reached at GraphQL"):
        calls.graph("query { viewer { login } }")


def test_graph_refusals(world: World) -> None:
    """
    GraphQL's refusals are refusals, with the status that they mean; what may not be seen is null where that is asked for.
    """
    a_pull(world)
    calls = api(world, world.fine_grained_token("dave", contents="read"))
    query = (
        'query { viewer { login } repository(owner: "acme", name: "widgets") { pullRequest(number: %d) { title } } }'
    )

    with pytest.raises(Declined) as forbidden:
        calls.graph(query % 1)
    with pytest.raises(Declined) as missing:
        api(world, world.token("dave")).graph(query % 99)
    with pytest.raises(Declined) as wrong:
        calls.graph("query { nonsense }")

    assert [one.value.status for one in (forbidden, missing, wrong)] == [403, 404, 422]
    assert "grant `Pull requests: read`" in str(forbidden.value)
    found = calls.graph(query % 1, partial=True)
    assert found == {"viewer": {"login": "dave"}, "repository": {"pullRequest": None}}


@pytest.mark.parametrize(
    "fault",
    [
        faults.broken(500),
        faults.broken(502, after=True),
        faults.cut(),
        faults.cut(after=True),
        faults.html(),
        faults.html(after=True),
        faults.truncated(),
    ],
    ids=lambda fault: fault.name,
)
def test_unclear_write(world: World, fault: Fault) -> None:
    """
    A write that fails or breaks off is sent once and called unclear, whether or not GitHub has applied it.
    """
    pr = a_pull(world)
    with FaultProxy(world.url) as proxy:
        proxy.on(fault, "POST", "/comments$", nth=None)

        with pytest.raises(Unclear):
            broken(world, proxy).send("POST", COMMENTS, {"body": "once"})

    assert (proxy.struck, len(world.comments_of(pr))) == (1, int(fault.after))


def test_nobody_there(world: World) -> None:
    """
    A host that can't be reached is no unclear write: nothing was sent.
    """
    a_pull(world)

    with pytest.raises(Unreachable, match="cannot be reached") as caught:
        api(world, world.token("dave"), url="http://127.0.0.1:9").send("POST", COMMENTS, {"body": "once"})

    assert not isinstance(caught.value, Unclear)


@pytest.mark.parametrize("status", [401, 403, 404, 422])
def test_refusals_are_final(world: World, status: int) -> None:
    """
    What GitHub refuses is asked once.
    """
    a_pull(world)
    fault = {401: faults.bad_credentials, 403: faults.forbidden, 404: faults.missing, 422: faults.refused}[status]()
    with FaultProxy(world.url) as proxy:
        proxy.on(fault, nth=None)
        calls = broken(world, proxy)

        with pytest.raises(Declined) as read:
            calls.get(REPO)
        with pytest.raises(Declined) as written:
            calls.send("POST", COMMENTS, {"body": "x"})

    assert (read.value.status, written.value.status, calls.calls) == (status, status, 2)


def test_both_shapes_of_errors(world: World) -> None:
    """
    What GitHub says in sentences and what it says in objects is said in one sentence of ours.
    """
    a_pull(world)
    calls = api(world, world.token("dave"))
    review = {"event": "COMMENT", "body": "b", "comments": [{"path": "gone.py", "line": 1, "body": "x"}]}

    with pytest.raises(Declined, match=r"\(422: Unprocessable Entity; Path could not be resolved\)"):
        calls.send("POST", f"{REPO}/pulls/1/reviews", review)
    with pytest.raises(Declined, match=r"\(422: Validation Failed; body is too long \(maximum is 65536 characters\)\)"):
        calls.send("POST", COMMENTS, {"body": "x" * 70_000})


def test_hostile_words(world: World) -> None:
    """
    Foreign words in a refusal stay on one line, are short, and hold neither controls nor secrets.
    """
    said = {
        "message": "no\x1b[31m\n\u202eway " + "ghp_" + "a" * 36,
        "errors": ["x" * 5000, {"field": "f", "code": "c"}, 7, None],
    }

    words = answers.in_words(said)

    assert len(words) < 300
    assert not any(one in words for one in ("\n", "\x1b", "\u202e", "ghp_aaaa"))


def test_permission_is_named(world: World) -> None:
    """
    A 403 names the right by GitHub's header, and without one by what was asked for.
    """
    by_header = answers.Reply(
        403, {"x-accepted-github-permissions": "issues=write; pull_requests=write"}, b"{}", "POST /x"
    )
    by_path = answers.Reply(403, {}, b"{}", "GET /repos/a/b/commits/c/check-runs")

    sentences = [str(answers.failure(one, {}, 0)) for one in (by_header, by_path)]

    assert sentences[0].endswith("grant `Issues: write` or `Pull requests: write`")
    assert sentences[1].endswith("grant `Checks: read`")


def test_redirect_keeps_the_query(world: World) -> None:
    """
    A renamed repository is followed with all that was asked, reading and writing.
    """
    repo = world.repository("acme/widgets")
    pr = repo.pull({"a.py": "1\n"}, {"a.py": "2\n"}, by="dave")
    for at in range(3):
        pr.comment(by="rita", body=str(at))
    repo.rename("gadgets")
    calls = api(world, world.token("dave"))

    found = calls.get(COMMENTS, per_page=2)
    calls.send("POST", COMMENTS, {"body": "said"})

    assert isinstance(found, list)
    assert (len(found), world.comments_of(pr)[-1].body) == (2, "said")


@pytest.mark.parametrize(
    "where", ["https://elsewhere.example/repos/x", "//elsewhere.example/x", "http://127.0.0.1:1/x", "ftp://x/"]
)
def test_redirect_elsewhere(world: World, where: str) -> None:
    """
    Our credential never goes to another host.
    """
    token = world.token("dave")
    with FaultProxy(world.url) as proxy:
        proxy.on(Fault("301", 301, b"{}", {"Location": where}), nth=None)

        with pytest.raises(Refused, match="another host, where our credential is not sent"):
            api(world, token, url=proxy.url).get(REPO)


def test_redirect_in_a_circle(world: World) -> None:
    """
    A redirect that leads to itself ends.
    """
    token = world.token("dave")
    with FaultProxy(world.url) as proxy:
        proxy.on(Fault("301", 301, b"{}", {"Location": "/api/v3/repos/x"}), nth=None)

        with pytest.raises(Refused, match=r"\(301\)"):
            api(world, token, url=proxy.url).get(REPO)


def test_next_page_elsewhere(world: World) -> None:
    """
    A list that goes on at another host is not followed.
    """
    token = world.token("dave")
    with FaultProxy(world.url) as proxy:
        proxy.on(Fault("link", 200, b"[]", {**JSON, "Link": '<https://elsewhere.example/2>; rel="next"'}), nth=None)

        with pytest.raises(Refused, match="another host"):
            list(api(world, token, url=proxy.url).pages(COMMENTS))


def test_endless_pages(world: World) -> None:
    """
    A list without an end is given up.
    """
    token = world.token("dave")
    with FaultProxy(world.url) as proxy:
        proxy.on(Fault("link", 200, b"[]", {**JSON, "Link": '</api/v3/x?page=1>; rel="next"'}), nth=None)

        with pytest.raises(GaveUp, match="more than 200 pages"):
            list(api(world, token, url=proxy.url).pages(COMMENTS))


@pytest.mark.parametrize("body", [b"{}", b"null", b'"x"', b"7"])
def test_no_list(world: World, body: bytes) -> None:
    """
    Something else in place of a list is not taken for an empty one.
    """
    token = world.token("dave")
    with FaultProxy(world.url) as proxy:
        proxy.on(Fault("odd", 200, body, JSON), nth=None)

        with pytest.raises(Unreachable, match="is no list"):
            list(api(world, token, url=proxy.url).pages(COMMENTS))


@pytest.mark.parametrize("body", [b"[" * 100_000, b"\xff\xfe", b"9" * 10_000, b""])
def test_odd_json(world: World, body: bytes) -> None:
    """
    JSON that can't be read is a broken answer, and an empty answer is nothing.
    """
    token = world.token("dave")
    with FaultProxy(world.url) as proxy:
        proxy.on(Fault("odd", 200, body, JSON), nth=None)
        calls = api(world, token, url=proxy.url)

        if not body:
            assert calls.get(REPO) is None
            return
        with pytest.raises(Unreachable, match="is no whole JSON"):
            calls.get(REPO)


def test_huge_answer(world: World) -> None:
    """
    An answer beyond all measure is given up.
    """
    token = world.token("dave")
    with FaultProxy(world.url) as proxy:
        proxy.on(Fault("huge", 200, b" " * (web.LARGEST + 1), JSON), nth=None)

        with pytest.raises(GaveUp, match="larger than 25 MB"):
            api(world, token, url=proxy.url).get(REPO)


def test_manners(world: World) -> None:
    """
    Every call names the version of the interface and who we are.
    """
    a_pull(world)
    api(world, world.token("dave")).get(REPO)

    headers = world.exchanges[-1].request_headers

    assert (headers["x-github-api-version"], headers["user-agent"]) == ("2022-11-28", "metareview")


@pytest.mark.parametrize("environment", [{"HTTPS_PROXY": "nonsense://x"}, {"SSL_CERT_FILE": "/nowhere/ca.pem"}])
def test_odd_environment(environment: dict[str, str]) -> None:
    """
    A proxy or a file of certificates that is none is refused by the name of its variable.
    """
    settings, right = GitHubSettings("github"), TokenRight(Secret("t"))

    with pytest.raises(Refused, match=next(iter(environment))):
        Api(settings, right, now=lambda: 0.0, patience=Patience(lambda _: None), environment=environment)
