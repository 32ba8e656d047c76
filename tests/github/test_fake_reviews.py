"""Reviews and threads of the fake: where comments may stand, and what becomes of them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from github import GithubException

from tests.github.builders import PullRequest, World
from tests.github.client import as_app, bare, with_token
from tests.github.fake.model import Spot

BODY = "".join(f"line {number}\n" for number in range(1, 61))
CHANGED = BODY.replace("line 20\n", "twenty\n").replace("line 50\n", "fifty\nand more\n")
PATH = "/repos/acme/widgets/pulls/1"


def _pull(world: World) -> PullRequest:
    """Lines 20 and 50 of a.py are changed, one is added after."""
    return world.repository("acme/widgets").collaborator("rita").pull({"a.py": BODY}, {"a.py": CHANGED})


def _post(world: World, path: str, body: dict[str, Any], login: str = "rita") -> httpx.Response:
    world.state.repositories[0].roles.setdefault(login, "write")
    return bare(world, world.token(login)).post(f"{PATH}/{path}", json=body)


def _review(world: World, *comments: dict[str, Any], **given: Any) -> httpx.Response:
    return _post(world, "reviews", {"body": "see below", "event": "COMMENT", "comments": list(comments), **given})


def test_review_with_places(world: World) -> None:
    """
    A review with comments on changed and context lines, on both sides, and on a range, is one request and one review.
    """
    pr = _pull(world)
    app = as_app(world, world.app())
    places: list[Any] = [
        {"path": "a.py", "line": 20, "side": "RIGHT", "body": "new"},
        {"path": "a.py", "line": 20, "side": "LEFT", "body": "old"},
        {"path": "a.py", "line": 17, "body": "context"},
        {"path": "a.py", "start_line": 49, "start_side": "RIGHT", "line": 51, "side": "RIGHT", "body": "range"},
    ]

    review = app.get_repo("acme/widgets").get_pull(1).create_review(body="see below", event="COMMENT", comments=places)

    assert (review.state, review.user.login, review.commit_id) == ("COMMENTED", "metareview[bot]", pr.head)
    found = [
        (one.path, one.side, one.start_line, one.line, one.body)
        for one in app.get_repo("acme/widgets").get_pull(1).get_review_comments()
    ]
    assert found == [
        ("a.py", "RIGHT", None, 20, "new"),
        ("a.py", "LEFT", None, 20, "old"),
        ("a.py", "RIGHT", None, 17, "context"),
        ("a.py", "RIGHT", 49, 51, "range"),
    ]
    assert pr.threads[1].hunk.endswith("\n-line 20")


LINE = "Pull request review thread line must be part of the diff"
HUNK = "Pull request review thread diff hunk can't be blank"
START = "Pull request review thread start line must be part of the same hunk as the line."


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ({"path": "a.py", "line": 35}, f"{LINE} and {HUNK}"),
        ({"path": "a.py", "line": 35, "start_line": 34}, f"{LINE}, {START}, and {HUNK}"),
        ({"path": "a.py", "line": 51, "start_line": 20}, START),
        (
            {"path": "a.py", "line": 20, "start_line": 20},
            "Pull request review thread start line must precede the end line.",
        ),
        ({"path": "b.py", "line": 1}, "Path could not be resolved"),
        ({"path": "a.py"}, f"{LINE} and {HUNK}"),
    ],
)
def test_bad_place_in_a_review(world: World, place: dict[str, Any], says: str) -> None:
    """
    One place outside the diff refuses the whole review, with all reasons in one sentence.
    """
    pr = _pull(world)

    answer = _review(world, {"path": "a.py", "line": 20, "body": "good"}, {**place, "body": "bad"})

    assert (answer.status_code, answer.json()["message"], answer.json()["errors"]) == (
        422,
        "Unprocessable Entity",
        [says],
    )
    assert pr.model.reviews == [] and pr.threads == []


def test_bad_place_of_one_comment(world: World) -> None:
    """
    A single comment outside the diff is refused with error objects.
    """
    pr = _pull(world)

    answer = _post(
        world, "comments", {"body": "bad", "commit_id": pr.head, "path": "a.py", "line": 35, "side": "RIGHT"}
    )

    assert (answer.status_code, answer.json()["message"]) == (422, "Validation Failed")
    assert [(one["code"], one["field"]) for one in answer.json()["errors"]] == [
        ("custom", "pull_request_review_thread.line"),
        ("missing_field", "pull_request_review_thread.diff_hunk"),
    ]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"body": "", "comments": []}, "body can't be blank"),
        ({"event": "REQUEST_CHANGES", "body": ""}, "body can't be blank"),
        ({"body": "x" * 65_537}, "too long (maximum is 65536 characters)"),
        ({"commit_id": "1" * 40}, "No commit found for SHA"),
        ({"event": "NOD"}, "invalid value: NOD"),
        ({"comments": [{"path": "a.py", "lin": 20, "body": "x"}]}, "not a permitted"),
        ({"comments": [{"path": "a.py", "line": "20", "body": "x"}]}, "is not an integer"),
        ({"comments": [{"path": "a.py", "line": 20}]}, "path, body"),
    ],
)
def test_bad_review(world: World, given: dict[str, Any], says: str) -> None:
    """
    A review without words, with too many, of an unknown commit or with misspelt keys is refused.
    """
    _pull(world)

    answer = _review(world, **given)

    assert answer.status_code == 422
    assert says in answer.text


def test_author_may_not_approve(world: World) -> None:
    """
    The author comments on the own pull request, but neither approves nor asks for changes.
    """
    _pull(world)

    assert _post(world, "reviews", {"event": "APPROVE"}, "dave").json()["errors"] == [
        "Can not approve your own pull request"
    ]
    assert _post(world, "reviews", {"event": "REQUEST_CHANGES", "body": "x"}, "dave").status_code == 422
    assert _post(world, "reviews", {"event": "COMMENT", "body": "x"}, "dave").status_code == 200


def test_one_pending_review(world: World) -> None:
    """
    A pending review is seen by its author only, and blocks the author's other reviews and comments until it is sent.
    """
    pr = _pull(world)
    pending = _post(world, "reviews", {"comments": [{"path": "a.py", "line": 20, "body": "later"}]}).json()
    assert pending["state"] == "PENDING" and "submitted_at" not in pending
    assert _review(world).json()["errors"] == ["User can only have one pending review per pull request"]
    single = {"body": "x", "commit_id": pr.head, "path": "a.py", "line": 20}
    assert (
        _post(world, "comments", single).json()["errors"][0]["message"]
        == "user_id can only have one pending review per pull request"
    )
    stranger, author = bare(world, world.token("dave")), bare(world, world.token("rita"))
    assert (stranger.get(f"{PATH}/reviews").json(), stranger.get(f"{PATH}/comments").json()) == ([], [])
    assert len(author.get(f"{PATH}/reviews").json()) == 1

    sent = author.post(f"{PATH}/reviews/{pending['id']}/events", json={"event": "COMMENT", "body": "now"})

    assert sent.json()["state"] == "COMMENTED"
    assert [one["body"] for one in stranger.get(f"{PATH}/comments").json()] == ["later"]


def test_delete_pending(world: World) -> None:
    """
    A pending review can be deleted with its comments; a sent one cannot.
    """
    pr = _pull(world)
    call, pending = (
        bare(world, world.token("rita")),
        _post(world, "reviews", {"comments": [{"path": "a.py", "line": 20, "body": "later"}]}).json(),
    )

    assert call.delete(f"{PATH}/reviews/{pending['id']}").status_code == 200

    assert pr.model.reviews == [] and pr.threads == []
    sent = _review(world).json()
    assert call.delete(f"{PATH}/reviews/{sent['id']}").status_code == 422
    assert call.put(f"{PATH}/reviews/{sent['id']}", json={"body": "other words"}).json()["body"] == "other words"


def test_dismiss(world: World) -> None:
    """
    A review that asks for changes can be dismissed, a comment cannot; the event names the review.
    """
    pr = _pull(world)
    asked, said = pr.review(by="rita", body="no", event="REQUEST_CHANGES"), pr.review(by="rita", body="hm")
    client = with_token(world, world.token("dave")).get_repo("acme/widgets").get_pull(1)

    client.get_review(asked.id).dismiss("fixed")

    assert [one.state for one in client.get_reviews()] == ["DISMISSED", "COMMENTED"]
    with pytest.raises(GithubException):
        client.get_review(said.id).dismiss("fixed")
    event = bare(world, world.token("dave")).get("/repos/acme/widgets/issues/1/events").json()[-1]
    assert (event["event"], event["dismissed_review"]["review_id"]) == ("review_dismissed", asked.id)


def test_outdated(world: World) -> None:
    """
    A changed line leaves its comment outdated: no line now, but the original one; a moved line is followed.
    """
    pr = _pull(world)
    pr.review(
        by="coderabbitai[bot]",
        comments=[("a.py", 20, "this changes"), ("a.py", 51, "this moves"), ("a.py", Spot(50, "LEFT"), "this stays")],
    )
    old = pr.head

    pr.push({"a.py": CHANGED.replace("twenty\n", "20\nand one line\n")})

    changed, moved, left = bare(world, world.token("dave")).get(f"{PATH}/comments").json()
    assert (
        changed["line"],
        changed["position"],
        changed["original_line"],
        changed["original_commit_id"],
        changed["commit_id"],
    ) == (None, None, 20, old, old)
    assert (moved["line"], moved["original_line"], moved["commit_id"]) == (52, 51, pr.head)
    assert (left["line"], left["side"]) == (50, "LEFT")


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (lambda pr: pr.force_push({"a.py": CHANGED.replace("line 50\n", "x\n")}), [20, 51]),
        (lambda pr: pr.force_push({"a.py": BODY.replace("line 20\n", "twenty\n")}), [20, None]),
        (lambda pr: pr.force_push({"a.py": None}), [None, None]),
    ],
)
def test_force_push(world: World, change: Callable[[PullRequest], str], lines: list[int | None]) -> None:
    """
    After a force-push the comments stand where their lines still are part of the diff, and nowhere else.
    """
    pr = _pull(world)
    pr.review(by="rita", comments=[("a.py", 20, "one"), ("a.py", 51, "two")])

    change(pr)

    assert [one["line"] for one in bare(world, world.token("dave")).get(f"{PATH}/comments").json()] == lines


def test_comment_on_an_older_commit(world: World) -> None:
    """
    A review of an older commit of the pull request keeps that commit; one of a commit that was replaced is refused.
    """
    pr = _pull(world)
    old = pr.head
    pr.push({"b.py": "x\n"})
    assert _review(world, {"path": "a.py", "line": 20, "body": "x"}, commit_id=old).json()["commit_id"] == old

    pr.force_push({"b.py": "y\n"})

    assert _review(world, commit_id=old).json()["errors"] == ["The commit_id is not part of the pull request"]


def test_replies(world: World) -> None:
    """
    An answer joins the thread, names its first comment, and comes with an empty review; an answer to an answer is refused.
    """
    pr = _pull(world)
    pr.review(by="coderabbitai[bot]", body="look", comments=[("a.py", 20, "bad")])
    client = with_token(world, world.token("dave")).get_repo("acme/widgets").get_pull(1)
    first = client.get_review_comments()[0]

    answer = client.create_review_comment_reply(first.id, "no, it is right")

    assert (answer.in_reply_to_id, answer.line, answer.path) == (first.id, 20, "a.py")
    assert [one.body for one in client.get_reviews()] == ["look", ""]
    with pytest.raises(GithubException):
        client.create_review_comment_reply(answer.id, "again")


def test_comments_of_a_review(world: World) -> None:
    """
    The list of one review's comments has its old form, without lines; single comments are edited and deleted.
    """
    pr = _pull(world)
    review = pr.review(by="rita", comments=[("a.py", 20, "one"), ("a.py", 51, "two")])
    call = bare(world, world.token("rita"))

    rows = call.get(f"{PATH}/reviews/{review.id}/comments").json()

    assert [one["body"] for one in rows] == ["one", "two"] and "line" not in rows[0]
    assert (
        call.patch(f"/repos/acme/widgets/pulls/comments/{rows[0]['id']}", json={"body": "other"}).json()["body"]
        == "other"
    )
    world.user("sam")
    world.state.repositories[0].roles["sam"] = "read"
    assert (
        bare(world, world.token("sam")).delete(f"/repos/acme/widgets/pulls/comments/{rows[1]['id']}").status_code == 403
    )
    assert call.delete(f"/repos/acme/widgets/pulls/comments/{rows[1]['id']}").status_code == 204
    assert len(pr.threads) == 1
    assert call.get(f"/repos/acme/widgets/pulls/comments/{rows[1]['id']}").status_code == 404


def test_file_comment(world: World) -> None:
    """
    A comment on a whole file has no line.
    """
    pr = _pull(world)

    answer = _post(
        world, "comments", {"body": "all of it", "commit_id": pr.head, "path": "a.py", "subject_type": "file"}
    )

    assert (answer.status_code, answer.json()["line"], answer.json()["subject_type"]) == (201, None, "file")
