"""The fake as a host: pages, tags, limits, prefixes and manners."""

import time

import pytest
from github import RateLimitExceededException

from tests.github.builders import World
from tests.github.client import bare, with_token

PATH = "/repos/acme/widgets/issues/1/comments"


def _talk(world: World, count: int) -> None:
    pr = world.repository("acme/widgets").pull({}, {"a.py": "x\n"})
    for number in range(count):
        pr.comment(by="sam", body=str(number))


def test_pages(world: World) -> None:
    """
    Lists come in pages of 30, or up to 100, with links that name the repository by its id.
    """
    _talk(world, 205)
    call = bare(world, world.token("dave"))
    first = call.get(f"{PATH}?per_page=100")

    assert len(first.json()) == 100 == len(call.get(f"{PATH}?per_page=1000").json())
    assert len(call.get(PATH).json()) == 30
    number = world.state.repositories[0].id
    assert first.links["next"]["url"] == f"{world.api}/repositories/{number}/issues/1/comments?per_page=100&page=2"
    last = call.get(first.links["last"]["url"])
    assert len(last.json()) == 5 and "next" not in last.links and last.links["prev"]["url"].endswith("page=2")
    assert (
        len(
            list(
                with_token(world, world.token("dave"), per_page=100)
                .get_repo("acme/widgets")
                .get_pull(1)
                .get_issue_comments()
            )
        )
        == 205
    )


@pytest.mark.parametrize("prefix", ["", "/api/v3"])
def test_with_and_without_prefix(world: World, prefix: str) -> None:
    """
    The interface answers at the root and at the prefix of an Enterprise host; its URLs keep what was asked for.
    """
    _talk(world, 3)
    api = f"{world.url}{prefix}"

    pull = with_token(world, world.token("dave"), api=api, per_page=1).get_repo("acme/widgets").get_pull(1)

    assert pull.url == f"{api}/repos/acme/widgets/pulls/1"
    assert pull.html_url == f"{world.url}/acme/widgets/pull/1"
    assert [one.body for one in pull.get_issue_comments()] == ["0", "1", "2"]


def test_not_modified(world: World) -> None:
    """
    What has not changed is answered with 304 and no body, and costs nothing.
    """
    _talk(world, 1)
    call = bare(world, world.token("dave"))
    first = call.get(PATH)

    again = call.get(PATH, headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["x-ratelimit-remaining"] == first.headers["x-ratelimit-remaining"]
    call.post(PATH, json={"body": "new"})
    assert call.get(PATH, headers={"If-None-Match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize("status", [403, 429])
def test_primary_limit(world: World, status: int) -> None:
    """
    When the hour is used up, requests are refused with the time of the reset, until then.
    """
    _talk(world, 1)
    world.limits.limit, world.limits.status = 3, status
    call = bare(world, world.token("dave"))
    assert [call.get(PATH).status_code for _ in range(4)] == [200, 200, 200, status]

    refused = call.get(PATH)

    assert (refused.headers["x-ratelimit-remaining"], refused.headers["x-ratelimit-used"]) == ("0", "3")
    wait = int(refused.headers["x-ratelimit-reset"]) - world.clock.now()
    assert 3590 < wait <= 3600
    assert call.get("/rate_limit").json()["resources"]["core"]["remaining"] == 0
    world.clock.advance(wait)
    assert call.get(PATH).status_code == 200


def test_limit_in_graphql(world: World) -> None:
    """
    GraphQL says with status 200 that the hour is used up.
    """
    world.limits.exhaust()

    answer = bare(world, world.token("dave")).post(f"{world.url}/api/graphql", json={"query": "{viewer{login}}"})

    assert (answer.status_code, answer.json()["errors"][0]["type"]) == (200, "RATE_LIMITED")
    assert answer.headers["x-ratelimit-remaining"] == "0"


def test_limit_is_recognised(world: World) -> None:
    """
    PyGithub sees the primary limit for what it is.
    """
    _talk(world, 0)
    world.limits.exhaust()

    with pytest.raises(RateLimitExceededException):
        with_token(world, world.token("dave")).get_repo("acme/widgets")


@pytest.mark.parametrize(("after", "status"), [(30, 403), (30, 429), (None, 403)])
def test_secondary_limit(world: World, after: int | None, status: int) -> None:
    """
    A secondary limit refuses with or without a time to wait, though the hour is not used up.
    """
    _talk(world, 0)
    world.limits.secondary(retry_after=after, status=status)
    call = bare(world, world.token("dave"))

    refused = call.get(PATH)

    assert (refused.status_code, refused.headers.get("retry-after")) == (status, str(after) if after else None)
    assert refused.headers["x-ratelimit-remaining"] != "0" and "secondary rate limit" in refused.json()["message"]
    assert call.get(PATH).status_code == 200


def test_pace_of_writing(world: World) -> None:
    """
    More than eighty comments a minute are too many.
    """
    _talk(world, 0)
    call = bare(world, world.token("dave"))
    assert {call.post(PATH, json={"body": "x"}).status_code for _ in range(80)} == {201}

    refused = call.post(PATH, json={"body": "x"})

    assert refused.status_code == 403
    world.clock.advance(int(refused.headers["retry-after"]))
    assert call.post(PATH, json={"body": "x"}).status_code == 201


def test_limits_off(world: World) -> None:
    """
    An Enterprise host has no limits unless told: no headers, and no answer about them.
    """
    _talk(world, 0)
    world.limits.on = False
    call = bare(world, world.token("dave"))

    assert "x-ratelimit-limit" not in call.get(PATH).headers
    assert call.get("/rate_limit").status_code == 404


def test_manners(world: World) -> None:
    """
    A client names itself and an interface version that exists; what is not there is not found.
    """
    call = bare(world, world.token("dave"))

    assert call.get("/user", headers={"User-Agent": ""}).status_code == 403
    assert call.get("/user", headers={"X-GitHub-Api-Version": "1999-01-01"}).status_code == 400
    assert call.get("/nothing").json()["message"] == "Not Found"
    assert call.put("/user").status_code == 404


def test_record(world: World) -> None:
    """
    Every exchange is recorded, without the secret.
    """
    _talk(world, 0)
    token = world.token("dave")

    bare(world, token).post(PATH, json={"body": "x"})

    last = world.exchanges[-1]
    assert (last.kind, last.method, last.path, last.status, last.actor) == ("rest", "POST", PATH, 201, "dave")
    assert token not in str(vars(last))
    assert world.hub.calls("POST", "/comments") == [last]


def test_latency(world: World) -> None:
    """
    A slow host takes its time for each call, and for several at once.
    """
    world.hub.latency = 0.05
    started = time.perf_counter()

    login = with_token(world, world.token("dave")).get_user().login

    assert login == "dave" and 0.05 <= time.perf_counter() - started < 1
