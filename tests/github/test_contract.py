"""The fake, and the contract itself, before what GitHub publishes. Needs npm once, to fetch that."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from graphql import GraphQLInputObjectType, GraphQLObjectType, find_breaking_changes, parse, validate

from tests.github import contract as judge
from tests.github.builders import World
from tests.github.client import bare
from tests.github.fake.graph import schema
from tests.github.fake.model import Spot
from tests.github.fake.server import Exchange
from tests.github.fake.views import node
from tests.github.fake.web import OPERATIONS

pytestmark = pytest.mark.slow

R = "/repos/acme/widgets"
STORIES = ("tests/github", "tests/forges/github", "tests/stories/github")
"""Where tests tell stories on the fake."""

EVENTS = (
    "pull_request",
    "pull_request_review",
    "pull_request_review_comment",
    "pull_request_review_thread",
    "issue_comment",
    "check_run",
    "installation",
    "ping",
)


@pytest.fixture(scope="module")
def published() -> Path:
    """What GitHub and its clients publish."""
    return judge.published()


@pytest.fixture(scope="module")
def contract(published: Path) -> judge.Contract:
    """GitHub's description, cut to the operations in use."""
    return judge.contract(published)


def _tour(world: World) -> None:
    """Call every operation of the fake at least once, so that it succeeds."""
    repo = world.repository("acme/widgets").collaborator("rita")
    world.org("acme", admins=["olga"])
    app = world.app()
    body = "".join(f"line {number}\n" for number in range(1, 40))
    pr = repo.pull({"a.py": body}, {"a.py": body.replace("line 9\n", "nine\n"), "b.py": "x\n", "old.bin": b"\0\1"})
    review = pr.review(
        by="coderabbitai[bot]",
        body="see",
        comments=[
            ("a.py", 9, "one"),
            ("a.py", Spot(10, "RIGHT", 8, "RIGHT"), "range"),
            ("a.py", Spot(9, "LEFT"), "old"),
        ],
    )
    pr.reply(pr.threads[0], by="dave", body="no")
    said = pr.comment(by="sam", body="hello")
    asked = pr.review(by="rita", body="no", event="REQUEST_CHANGES")
    pr.delete(pr.comment(by="sam", body="gone"), by="rita")
    pr.push({"a.py": body.replace("line 9\n", "neun\n")})
    first = pr.threads[0].comments[0]

    signed = integration_jwt(app)
    call = bare(world, signed)
    for path in (
        "/app",
        "/app/installations",
        f"/app/installations/{app.id}",
        f"{R}/installation",
        "/orgs/acme/installation",
        "/users/acme/installation",
    ):
        assert call.get(path).status_code == 200, path
    token = call.post(
        f"/app/installations/{app.id}/access_tokens",
        json={
            "permissions": {"pull_requests": "write", "checks": "write", "contents": "read"},
            "repositories": ["widgets"],
        },
    ).json()["token"]

    call = bare(world, token)
    pulls, issues, runs = f"{R}/pulls", f"{R}/issues", f"{R}/check-runs"
    run = call.post(
        runs, json={"name": "m", "head_sha": pr.head, "status": "in_progress", "output": {"title": "t", "summary": "s"}}
    ).json()["id"]
    note = {
        "path": "a.py",
        "start_line": 1,
        "end_line": 1,
        "annotation_level": "warning",
        "message": "m",
        "title": "t",
        "start_column": 1,
        "end_column": 2,
    }
    call.patch(
        f"{runs}/{run}",
        json={
            "status": "completed",
            "conclusion": "neutral",
            "completed_at": "2026-01-01T00:00:00Z",
            "output": {"title": "t", "summary": "s", "annotations": [note]},
        },
    )
    made = call.post(f"{issues}/1/comments", json={"body": "ours"}).json()["id"]
    call.patch(f"{issues}/comments/{made}", json={"body": "ours, edited"})
    pending = call.post(f"{pulls}/1/reviews", json={"comments": [{"path": "b.py", "line": 1, "body": "later"}]}).json()[
        "id"
    ]
    call.delete(f"{pulls}/1/reviews/{pending}")
    pending = call.post(f"{pulls}/1/reviews", json={}).json()["id"]
    call.post(f"{pulls}/1/reviews/{pending}/events", json={"event": "COMMENT", "body": "sent"})
    call.put(f"{pulls}/1/reviews/{pending}", json={"body": "edited"})
    call.post(
        f"{pulls}/1/reviews",
        json={
            "event": "COMMENT",
            "body": "x",
            "commit_id": pr.head,
            "comments": [{"path": "b.py", "line": 1, "side": "RIGHT", "body": "y"}],
        },
    )
    call.put(f"{pulls}/1/reviews/{asked.id}/dismissals", json={"message": "fixed"})
    single = call.post(
        f"{pulls}/1/comments", json={"body": "z", "commit_id": pr.head, "path": "b.py", "line": 1, "side": "RIGHT"}
    ).json()["id"]
    call.post(
        f"{pulls}/1/comments", json={"body": "file", "commit_id": pr.head, "path": "b.py", "subject_type": "file"}
    )
    call.post(f"{pulls}/1/comments/{single}/replies", json={"body": "reply"})
    call.patch(f"{pulls}/comments/{single}", json={"body": "edited"})
    for thing in (f"{issues}/comments/{said.id}", f"{issues}/1", f"{pulls}/comments/{first.id}"):
        reaction = call.post(f"{thing}/reactions", json={"content": "eyes"}).json()["id"]
        call.post(f"{thing}/reactions", json={"content": "eyes"})
        call.get(f"{thing}/reactions")
        call.delete(f"{thing}/reactions/{reaction}")
    paths = [
        R,
        pulls,
        f"{pulls}?state=all&sort=updated&direction=asc&per_page=1",
        f"{pulls}/1",
        f"{pulls}/1/files",
        f"{pulls}/1/commits",
        f"{pulls}/1/reviews",
        f"{pulls}/1/comments",
    ]
    paths += [
        f"{pulls}/1/reviews/{review.id}",
        f"{pulls}/1/reviews/{review.id}/comments",
        f"{pulls}/comments",
        f"{pulls}/comments/{first.id}",
        f"{issues}/1",
        f"{issues}/comments",
    ]
    paths += [
        f"{issues}/1/comments?per_page=1",
        f"{issues}/comments/{said.id}",
        f"{issues}/1/events",
        f"{issues}/1/timeline",
        f"{runs}/{run}",
        f"{runs}/{run}/annotations",
    ]
    paths += [
        f"{R}/commits/{pr.head}/check-runs?filter=latest",
        f"{R}/commits/{pr.head}",
        f"{R}/compare/main...{pr.head}",
        f"{R}/contents/a.py?ref={pr.head}",
        f"{R}/contents/",
        f"{R}/contents",
    ]
    paths += [f"{R}/collaborators/rita/permission", "/installation/repositories", "/rate_limit", "/users/rita"]
    for path in paths:
        answer = call.get(path)
        assert answer.status_code == 200, (path, answer.text)
        for link in answer.links.values():
            call.get(link["url"])
        assert call.get(path, headers={"If-None-Match": answer.headers.get("etag", "")}).status_code in (200, 304)
    call.delete(f"{pulls}/comments/{single}")
    call.delete(f"{issues}/comments/{made}")
    call.post(f"{world.url}/api/graphql", json={"query": DOCUMENTS[0], "variables": {"number": 1}})
    call.post(
        f"{world.url}/api/graphql",
        json={
            "query": DOCUMENTS[1],
            "variables": {"input": {"subjectId": node("IC", said.id), "classifier": "OUTDATED"}},
        },
    )
    repo.commit({"c.py": "x\n"}, branch="topic")
    call.post(pulls, json={"title": "Topic", "head": "topic", "base": "main"})
    call.patch(f"{pulls}/2", json={"title": "Other", "state": "closed"})
    call.delete("/installation/token")
    bare(world, world.token("rita")).get("/user")
    _refusals(world, pr.head)


def _refusals(world: World, head: str) -> None:
    """One of each kind of no."""
    call = bare(world, world.token("rita"))
    call.get(f"{R}/pulls/99")
    call.post(f"{R}/issues/1/comments", json={"body": "x" * 70_000})
    call.post(
        f"{R}/pulls/1/reviews",
        json={"event": "COMMENT", "body": "x", "comments": [{"path": "a.py", "line": 999, "body": "x"}]},
    )
    call.post(f"{R}/pulls/1/comments", json={"commit_id": head, "path": "a.py", "line": 999, "body": "x"})
    call.post(f"{R}/check-runs", json={"name": "x", "head_sha": head})
    bare(world, "ghp_wrong").get(R)
    world.limits.secondary()
    call.get(R)
    world.state.repositories[0].name = "renamed"
    world.state.renamed["acme/widgets"] = world.state.repositories[0]
    call.get(R)


def integration_jwt(app: Any) -> str:
    """What an App signs."""
    from github import Auth

    return Auth.AppAuth(app.app_id, app.private_key).token


THREADS = """query($number: Int!) { repository(owner: "acme", name: "widgets") { nameWithOwner pullRequest(number: $number) { id headRefOid isDraft author { login __typename }
  reviewThreads(first: 100) { pageInfo { hasNextPage endCursor } nodes { id isResolved isOutdated path line startLine originalLine originalStartLine diffSide subjectType resolvedBy { login }
    comments(first: 100) { nodes { id fullDatabaseId body url createdAt updatedAt outdated isMinimized author { login __typename } replyTo { id } originalCommit { oid } pullRequestReview { id state } } } } }
  timelineItems(first: 100, itemTypes: [COMMENT_DELETED_EVENT, HEAD_REF_FORCE_PUSHED_EVENT]) { nodes { __typename ... on CommentDeletedEvent { createdAt actor { login } deletedCommentAuthor { login } } } } } } }"""
DOCUMENTS = (
    THREADS,
    "mutation($input: MinimizeCommentInput!) { minimizeComment(input: $input) { minimizedComment { isMinimized minimizedReason } } }",
    "mutation($input: ResolveReviewThreadInput!) { resolveReviewThread(input: $input) { thread { isResolved } } }",
)


def test_the_whole_fake(published: Path, contract: judge.Contract, tmp_path: Path) -> None:
    """
    Every operation of the fake is GitHub's, is called, and all exchanges obey the published contract in both directions.
    """
    with World(tmp_path) as world:
        _tour(world)
        exchanges, names = list(world.exchanges), {str(one.id): "acme/widgets" for one in world.state.repositories}

    succeeded = [one for one in exchanges if one.kind == "rest" and one.status < 300]
    silent = [
        one.pattern.pattern
        for one in OPERATIONS
        if "/repositories/" not in one.pattern.pattern
        and not any(one.method == each.method and one.pattern.fullmatch(each.path) for each in succeeded)
    ]
    assert silent == []
    assert {one.status for one in exchanges} >= {200, 201, 204, 301, 304, 401, 403, 404, 422}
    violations = judge.judge_all(exchanges, names, published)
    assert [str(one) for one in violations] == []
    assert len(exchanges) > 100


def test_all_other_stories(published: Path) -> None:
    """
    All exchanges of all other tests of the fake obey the contract too.
    """
    folders = [one for one in STORIES if (judge.ROOT / one).is_dir()]
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "-p", "no:cacheprovider", "-m", "not slow", *folders]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}

    done = subprocess.run(
        command, cwd=judge.ROOT, env={**environment, judge.JUDGE: "1"}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout[-6000:]


def _exchange(method: str, path: str, body: Any, *, status: int = 200) -> Exchange:
    return Exchange("rest", method, path, "", {}, json.dumps(body).encode(), status, {}, b"{}", "nobody")


NOTE = {"path": "a", "start_line": 1, "end_line": 1, "annotation_level": "notice", "message": "m"}


@pytest.mark.parametrize(
    ("path", "body", "is_right"),
    [
        (
            "pulls/1/reviews",
            {"event": "COMMENT", "body": "x", "comments": [{"path": "a", "line": 2, "side": "RIGHT", "body": "b"}]},
            True,
        ),
        (
            "pulls/1/reviews",
            {"event": "COMMENT", "body": "x", "comments": [{"path": "a", "lin": 2, "body": "b"}]},
            False,
        ),
        (
            "pulls/1/reviews",
            {"event": "COMMENT", "body": "x", "comments": [{"path": "a", "line": "2", "body": "b"}]},
            False,
        ),
        ("pulls/1/reviews", {"event": "COMMENT", "body": "x", "comments": [{"path": "a", "line": 2}]}, False),
        ("pulls/1/reviews", {"event": "NOD", "body": "x"}, False),
        ("issues/1/comments", {"body": "x"}, True),
        ("issues/1/comments", {"text": "x"}, False),
        (
            "check-runs",
            {"name": "m", "head_sha": "a" * 40, "output": {"title": "t", "summary": "s", "annotations": [NOTE] * 50}},
            True,
        ),
        (
            "check-runs",
            {"name": "m", "head_sha": "a" * 40, "output": {"title": "t", "summary": "s", "annotations": [NOTE] * 51}},
            False,
        ),
        ("check-runs", {"name": "m", "head_sha": "a" * 40, "outputs": {}}, False),
    ],
)
def test_the_contract_sees_wrong_requests(contract: judge.Contract, path: str, body: Any, is_right: bool) -> None:
    """
    A right request is accepted; a misspelt key, a wrong type, a missing field and one annotation too many are not.
    """
    found = [one for one in contract.judge(_exchange("POST", f"{R}/{path}", body)) if one.where == "request"]

    assert (found == []) is is_right, [str(one) for one in found]


def test_the_contract_sees_wrong_queries_and_answers(contract: judge.Contract) -> None:
    """
    A misspelt query parameter and an answer without its fields are seen.
    """
    wrong = Exchange("rest", "GET", f"{R}/pulls/1", "per_pages=3", {}, b"", 200, {}, b'{"number": 1}', "nobody")

    found = [str(one) for one in contract.judge(wrong)]

    assert any("per_pages" in one for one in found) and any("'head' is a required property" in one for one in found)


def test_recorded_traffic(published: Path) -> None:
    """
    The contract accepts nine in ten recorded exchanges with the real GitHub, and every request among them.
    """
    contract, right, wrong = judge.contract(published), 0, []
    for name, exchange in judge.recorded(published, 2023):
        if exchange.kind != "rest" or contract.operation(exchange.method, exchange.path) is None:
            continue
        violations = contract.judge(exchange)
        right += not violations
        wrong += [(name, str(one)) for one in violations[:1]]
        assert not [one for one in violations if one.where == "request"], name

    assert right > 180
    assert right / (right + len(wrong)) >= 0.9, wrong


def test_published_graphql(contract: judge.Contract) -> None:
    """
    The fake's GraphQL schema promises nothing that GitHub's does not have, and the documents in use are right in both.
    """
    mine = schema()

    assert find_breaking_changes(mine, contract.graphql) == []
    for kind, part in mine.type_map.items():
        if isinstance(part, GraphQLInputObjectType | GraphQLObjectType) and not kind.startswith("__"):
            assert set(part.fields) <= set(contract.graphql.type_map[kind].fields), kind
    for document in DOCUMENTS:
        assert validate(contract.graphql, parse(document)) == validate(mine, parse(document)) == []


def _examples(published: Path) -> Iterator[tuple[str, Any]]:
    for one in json.loads((published / "webhooks-examples/api.github.com/index.json").read_text("utf-8")):
        # The first of each list is an old sample of the documentation that lacks newer required fields.
        yield from ((one["name"], example) for example in one["examples"][1:] if one["name"] in EVENTS)


def test_webhook_examples(published: Path) -> None:
    """
    The published examples of the events in use are what the published schemas describe.
    """
    schemas = json.loads((published / "webhooks-schemas/schema.json").read_text("utf-8"))
    right, wrong = 0, []
    for name, example in _examples(published):
        action = f"{name}${example.get('action', 'event')}"
        found = jsonschema_rs.validator_for(
            {"$schema": schemas["$schema"], "definitions": schemas["definitions"], "$ref": f"#/definitions/{action}"}
        )
        right += found.is_valid(example)
        wrong += [] if found.is_valid(example) else [action]

    assert right >= 50
    assert [one for one in wrong if not re.match("check_run", one)] == []
