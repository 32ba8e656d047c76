"""The GraphQL interface of the fake."""

from typing import Any

import pytest

from tests.github.builders import World
from tests.github.client import bare
from tests.github.fake.views import node

THREADS = """
query($number: Int!, $first: Int, $after: String) {
  repository(owner: "acme", name: "widgets") { pullRequest(number: $number) {
    reviewThreads(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id isResolved isOutdated path line originalLine diffSide subjectType resolvedBy { login }
        comments(first: 50) { nodes { id fullDatabaseId body outdated author { login __typename } replyTo { id } } } } } } } }
"""
RESOLVE = "mutation($input: ResolveReviewThreadInput!) { resolveReviewThread(input: $input) { thread { isResolved resolvedBy { login } } } }"
MINIMIZE = "mutation($input: MinimizeCommentInput!) { minimizeComment(input: $input) { minimizedComment { isMinimized minimizedReason } } }"


def _ask(world: World, token: str, query: str, **variables: Any) -> dict[str, Any]:
    answer = bare(world, token).post(f"{world.url}/api/graphql", json={"query": query, "variables": variables})
    assert answer.status_code == 200
    return answer.json()


def test_threads(world: World) -> None:
    """
    Threads are listed in pages, with what is resolved and outdated; bots have no `[bot]` behind their names here.
    """
    pr = world.repository("acme/widgets").pull({"a.py": "1\n2\n3\n"}, {"a.py": "one\ntwo\nthree\n"})
    pr.review(by="coderabbitai[bot]", comments=[("a.py", line, f"about {line}") for line in (1, 2, 3)])
    pr.reply(pr.threads[0], by="dave", body="no")
    pr.resolve(pr.threads[1], by="dave")
    pr.push({"a.py": "one\ntwo\ndrei\n"})

    found = _ask(world, world.token("dave"), THREADS, number=1, first=2)["data"]["repository"]["pullRequest"][
        "reviewThreads"
    ]
    rest = _ask(world, world.token("dave"), THREADS, number=1, first=2, after=found["pageInfo"]["endCursor"])["data"][
        "repository"
    ]["pullRequest"]["reviewThreads"]

    assert (found["totalCount"], found["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (3, True, False)
    shown = [
        (one["isResolved"], one["isOutdated"], one["line"], one["originalLine"])
        for one in found["nodes"] + rest["nodes"]
    ]
    assert shown == [(False, False, 1, 1), (True, False, 2, 2), (False, True, None, 3)]
    first, answer = found["nodes"][0]["comments"]["nodes"]
    assert first["author"] == {"login": "coderabbitai", "__typename": "Bot"}
    assert answer["replyTo"] == {"id": first["id"]} and int(first["fullDatabaseId"]) > 2**31


def test_resolving_needs_contents(world: World) -> None:
    """
    An App resolves threads only with write access to contents; the refusal comes with status 200.
    """
    pr = world.repository("acme/widgets").pull({}, {"a.py": "x\n"})
    pr.review(by="rita", comments=[("a.py", 1, "hm")])
    app = world.app()
    given = {"threadId": node("PRRT", pr.threads[0].id)}

    refused = _ask(world, app.token(), RESOLVE, input=given)
    app.grant(contents="write")
    done = _ask(world, app.token(), RESOLVE, input=given)

    assert refused["data"] == {"resolveReviewThread": None}
    assert (refused["errors"][0]["type"], refused["errors"][0]["message"]) == (
        "FORBIDDEN",
        "Resource not accessible by integration",
    )
    assert done["data"]["resolveReviewThread"]["thread"] == {"isResolved": True, "resolvedBy": {"login": "metareview"}}


def test_minimize(world: World) -> None:
    """
    A comment is minimized for a reason.
    """
    said = world.repository("acme/widgets").pull({}, {"a.py": "x\n"}).comment(by="metareview[bot]", body="old")

    done = _ask(
        world, world.app().token(), MINIMIZE, input={"subjectId": node("IC", said.id), "classifier": "OUTDATED"}
    )

    assert done["data"]["minimizeComment"]["minimizedComment"] == {"isMinimized": True, "minimizedReason": "outdated"}
    assert said.minimized == "outdated"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ('{repository(owner:"acme",name:"nothing"){id}}', "NOT_FOUND"),
        ('{repository(owner:"acme",name:"widgets"){pullRequest(number:9){id}}}', "NOT_FOUND"),
        (
            '{repository(owner:"acme",name:"widgets"){pullRequest(number:1){reviewThreads(first:101){totalCount}}}}',
            "EXCESSIVE_PAGINATION",
        ),
        (
            '{repository(owner:"acme",name:"widgets"){pullRequest(number:1){reviewThreads{totalCount}}}}',
            "MISSING_PAGINATION_BOUNDARIES",
        ),
        ('{node(id:"nothing"){id}}', "NOT_FOUND"),
    ],
)
def test_refusals(world: World, query: str, kind: str) -> None:
    """
    Errors come with status 200 and their kind.
    """
    world.repository("acme/widgets").pull({}, {"a.py": "x\n"})

    assert _ask(world, world.token("dave"), query)["errors"][0]["type"] == kind


def test_misspelt_field(world: World) -> None:
    """
    A field that GitHub does not have is an error without data.
    """
    found = _ask(world, world.token("dave"), "{viewer{logn}}")

    assert "data" not in found and "logn" in found["errors"][0]["message"]


def test_small_ids_only(world: World) -> None:
    """
    The old field for ids holds no id of today, which is larger than 32 bits.
    """
    pr = world.repository("acme/widgets").pull({}, {"a.py": "x\n"})
    pr.comment(by="sam", body="x")
    query = '{repository(owner:"acme",name:"widgets"){pullRequest(number:1){comments(first:1){nodes{databaseId fullDatabaseId}}}}}'

    found = _ask(world, world.token("dave"), query)

    assert found["data"]["repository"]["pullRequest"]["comments"]["nodes"][0]["databaseId"] is None
    assert "32-bit" in found["errors"][0]["message"]


def test_needs_an_account(world: World) -> None:
    """
    Nobody asks without a token.
    """
    assert bare(world).post(f"{world.url}/graphql", json={"query": "{viewer{login}}"}).status_code == 401


def test_private_things_stay_hidden(world: World) -> None:
    """
    An App without the permission is refused in a private repository, and a pending review hidden from others.
    """
    pr = world.repository("acme/widgets").collaborator("rita").pull({}, {"a.py": "x\n"})
    pr.review(by="rita", comments=[("a.py", 1, "later")], event=None)
    blind = world.app(permissions={"metadata": "read"}).token()

    assert _ask(world, blind, THREADS, number=1, first=9)["errors"][0]["type"] == "FORBIDDEN"
    assert (
        _ask(world, world.token("dave"), THREADS, number=1, first=9)["data"]["repository"]["pullRequest"][
            "reviewThreads"
        ]["totalCount"]
        == 0
    )
    assert (
        _ask(world, world.token("rita"), THREADS, number=1, first=9)["data"]["repository"]["pullRequest"][
            "reviewThreads"
        ]["totalCount"]
        == 1
    )
