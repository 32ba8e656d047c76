"""The conversation of a pull request on the fake."""

import pytest
from github import GithubException

from tests.github.builders import World
from tests.github.client import as_app, bare, with_token

PATH = "/repos/acme/widgets/issues"


def test_edit_in_place(world: World) -> None:
    """
    A comment is made, edited in place and deleted; its time has whole seconds.
    """
    pr = world.repository("acme/widgets").pull({}, {"a.py": "x\n"})
    client = as_app(world, world.app()).get_repo("acme/widgets").get_pull(1)
    said = client.create_issue_comment("one")
    world.step()

    said.edit("two")

    assert [one.body for one in client.get_issue_comments()] == ["two"]
    assert (said.updated_at - said.created_at).total_seconds() >= 1
    raw = world.exchanges[-1].answer.decode()
    assert '"created_at": "' in raw and ".000" not in raw
    said.delete()
    assert world.comments_of(pr) == []


@pytest.mark.parametrize(
    ("body", "status"), [("x" * 65_536, 201), ("x" * 65_537, 422), ("é" * 65_536, 201), ("  ", 422)]
)
def test_length(world: World, body: str, status: int) -> None:
    """
    A comment has at most 65,536 characters, and at least one; a refusal names the field in an error object.
    """
    world.repository("acme/widgets").pull({}, {"a.py": "x\n"})

    answer = bare(world, world.token("dave")).post(f"{PATH}/1/comments", json={"body": body})

    assert answer.status_code == status
    if status == 422:
        assert (answer.json()["message"], answer.json()["errors"][0]["field"]) == ("Validation Failed", "body")


def test_others_comments(world: World) -> None:
    """
    Those with write access edit what others said; others are refused.
    """
    repo = world.repository("acme/widgets").collaborator("tim", "read").collaborator("rita")
    said = repo.pull({}, {"a.py": "x\n"}).comment(by="dave", body="mine")
    path = f"{PATH}/comments/{said.id}"

    assert bare(world, world.token("tim")).patch(path, json={"body": "x"}).status_code == 403
    assert bare(world, world.token("rita")).patch(path, json={"body": "x"}).json()["user"]["login"] == "dave"


def test_deleted_comment(world: World) -> None:
    """
    A deletion stays in events and timeline; who did it is told to those with write access, whose comment it was in GraphQL.
    """
    repo = world.repository("acme/widgets").collaborator("tim", "read").collaborator("rita")
    app = world.app()
    pr = repo.pull({}, {"a.py": "x\n"})
    pr.delete(pr.comment(by=app.login, body="ours"), by="rita")
    call = bare(world, app.token())

    event = call.get(f"{PATH}/1/events").json()[-1]

    assert (event["event"], event["actor"]["login"]) == ("comment_deleted", "rita")
    assert bare(world, world.token("tim")).get(f"{PATH}/1/timeline").json()[-1]["actor"]["login"] == "ghost"
    query = '{repository(owner:"acme",name:"widgets"){pullRequest(number:1){timelineItems(first:9,itemTypes:[COMMENT_DELETED_EVENT]){nodes{...on CommentDeletedEvent{deletedCommentAuthor{login __typename}}}}}}}'
    found = call.post(f"{world.url}/api/graphql", json={"query": query}).json()["data"]["repository"]["pullRequest"][
        "timelineItems"
    ]["nodes"]
    assert found == [{"deletedCommentAuthor": {"login": "metareview", "__typename": "Bot"}}]


def test_timeline(world: World) -> None:
    """
    The timeline holds commits, comments, reviews and events in order.
    """
    pr = world.repository("acme/widgets").pull({}, {"a.py": "x\n"})
    pr.comment(by="sam", body="hello")
    pr.review(by="rita", body="fine", event="APPROVE")
    pr.close()

    rows = bare(world, world.token("dave")).get(f"{PATH}/1/timeline").json()

    assert [one["event"] for one in rows] == ["committed", "commented", "reviewed", "closed"]


def test_reactions(world: World) -> None:
    """
    A reaction is made once: 201, then 200 with the same; it can be taken back, on all three kinds of things.
    """
    repo = world.repository("acme/widgets")
    pr = repo.pull({}, {"a.py": "x\n"})
    said = pr.comment(by="sam", body="hello")
    pr.review(by="rita", comments=[("a.py", 1, "hm")])
    call = bare(world, world.app().token())
    things = (
        f"{PATH}/comments/{said.id}",
        f"{PATH}/1",
        f"/repos/acme/widgets/pulls/comments/{pr.threads[0].comments[0].id}",
    )

    for thing in things:
        first, second = (call.post(f"{thing}/reactions", json={"content": "eyes"}) for _ in range(2))
        assert (first.status_code, second.status_code) == (201, 200)
        assert first.json()["id"] == second.json()["id"]
        assert call.post(f"{thing}/reactions", json={"content": "nod"}).status_code == 422
        assert len(call.get(f"{thing}/reactions").json()) == 1
        assert call.delete(f"{thing}/reactions/{first.json()['id']}").status_code == 204


def test_repository_wide(world: World) -> None:
    """
    All comments of a repository are listed by time of change, since a time.
    """
    repo = world.repository("acme/widgets")
    one, two = repo.pull({}, {"a.py": "x\n"}), repo.pull({}, {"b.py": "x\n"})
    early = one.comment(by="sam", body="early")
    two.comment(by="sam", body="late")
    one.edit(early, "edited")
    call = bare(world, world.token("dave"))

    assert [row["body"] for row in call.get(f"{PATH}/comments?sort=updated&direction=desc").json()] == [
        "edited",
        "late",
    ]
    assert call.get(f"{PATH}/comments?since=2999-01-01T00:00:00Z").json() == []
    assert call.get(f"{PATH}/1").json()["comments"] == 1
    assert call.get(f"{PATH}/comments/{early.id}").json()["body"] == "edited"


def test_app_marks_its_comments(world: World) -> None:
    """
    What an App says through an installation names the App; what a person says does not.
    """
    pr = world.repository("acme/widgets").pull({}, {"a.py": "x\n"})
    pr.comment(by="sam", body="hello")
    bare(world, world.app().token()).post(f"{PATH}/1/comments", json={"body": "ours"})

    rows = bare(world, world.token("dave")).get(f"{PATH}/1/comments").json()

    assert [(row["performed_via_github_app"] or {}).get("slug") for row in rows] == [None, "metareview"]


def test_missing(world: World) -> None:
    """
    What does not exist is not found, and a body that is no JSON object is a bad request.
    """
    world.repository("acme/widgets").pull({}, {"a.py": "x\n"})
    call = bare(world, world.token("dave"))

    assert call.get(f"{PATH}/2/comments").status_code == 404
    assert call.post(f"{PATH}/1/comments", content=b"{").json()["message"] == "Problems parsing JSON"
    assert call.post(f"{PATH}/1/comments", json=[]).status_code == 400
    assert call.post(f"{PATH}/1/comments", json={}).status_code == 422
    assert call.post(f"{PATH}/1/comments", json={"body": 1}).status_code == 422
    with pytest.raises(GithubException):
        with_token(world, world.token("dave")).get_repo("acme/widgets").get_pull(2)
