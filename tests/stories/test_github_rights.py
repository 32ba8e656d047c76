"""As whom we speak, what that allows, and whose word counts when our comment is taken away."""

import os

import pytest

from tests.github.builders import PullRequest
from tests.github.proxy import cut, html
from tests.stories.pull_requests import BARE, FALSE, UNUSED, Desk, inline, meanwhile, mended, table

DELETED = "Our comment was deleted, and is not written again until somebody asks for it.\n"


def reviewed(desk: Desk) -> PullRequest:
    """A pull request with two findings that hold and one that does not."""
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED), (8, BARE))
    pr.comment(by="claude[bot]", body=FALSE)
    return pr


def test_deleted_by_a_person(desk: Desk) -> None:
    """
    A comment of ours that a person deleted stays deleted, also after a push, until somebody asks.
    """
    pr = reviewed(desk)
    desk.post(pr)
    pr.delete(desk.ours(pr)[0], by="dave")

    first = desk.run(pr, "--post")
    pr.push({"loading.py": mended("import")})
    second = desk.run(pr, "--post")

    assert [(one.code, one.out, one.writes) for one in (first, second)] == [(0, DELETED, [])] * 2
    assert desk.ours(pr) == []


def test_asked_for_again(desk: Desk) -> None:
    """
    With --again a deleted comment comes back and lives on; deleted once more it stays deleted.
    """
    pr = reviewed(desk)
    desk.post(pr)
    pr.delete(desk.ours(pr)[0], by="dave")

    assert len(table(desk.post(pr, "--again"))) == 2
    pr.push({"loading.py": mended("import")})
    assert len(table(desk.post(pr))) == 1
    pr.delete(desk.ours(pr)[0], by="dave")
    assert desk.run(pr, "--post").out == DELETED
    assert desk.ours(pr) == []


def test_again_changes_nothing_that_stands(desk: Desk) -> None:
    """
    With --again a comment that stands is not written twice.
    """
    pr = reviewed(desk)
    desk.post(pr)

    assert desk.run(pr, "--post", "--again").writes == []


def test_an_app(desk: Desk) -> None:
    """
    An App posts its comment, and a neutral check run with an annotation for each finding that is left to look at.
    """
    desk.as_app()
    pr = reviewed(desk)

    said = desk.post(pr)

    (check,) = desk.checks(pr)
    output = check.given["output"]
    assert (check.head_sha, check.given["conclusion"]) == (pr.head, "neutral")
    assert isinstance(output, dict)
    assert output["title"] == (
        f"Meta-review of 2 reviews at {pr.head[:7]}: 3 findings · 2 confirmed · 1 refuted. "
        "Left to look at: 2, confirmed by the code."
    )
    assert output["summary"].rstrip() == said
    assert [(one["path"], one["start_line"], one["annotation_level"]) for one in check.annotations] == [
        ("loading.py", 1, "warning"),
        ("loading.py", 8, "warning"),
    ]
    assert "from Copilot" in str(check.annotations[0]["message"])


def test_checks_of_two_heads(desk: Desk) -> None:
    """
    Each head has a check run of its own; the last one has no annotation of what is fixed.
    """
    desk.as_app()
    pr = reviewed(desk)
    desk.post(pr)
    pr.push({"loading.py": mended("import", "except")})
    desk.post(pr)

    assert [one.head_sha for one in desk.checks(pr)] == pr.model.heads
    assert [len(one.annotations) for one in desk.checks(pr)] == [2, 0]


@pytest.mark.parametrize(
    ("configured", "conclusions"), [("neutral", ["neutral"]), ("failure", ["failure"]), ("none", [])]
)
def test_what_a_check_concludes(desk: Desk, configured: str, conclusions: list[str]) -> None:
    """
    A confirmed finding fails the check run only where that is configured, and there may be none at all.
    """
    desk.as_app()
    desk.configure(f"posting: {{check_run: {configured}}}")
    pr = reviewed(desk)

    desk.post(pr)

    assert [one.given["conclusion"] for one in desk.checks(pr)] == conclusions


def test_a_skipped_check(desk: Desk) -> None:
    """
    An App tells a head on which nothing is proposed by a skipped check run, once, and posts nothing.
    """
    desk.as_app()
    pr = desk.pull()

    desk.run(pr, "--post")
    told = desk.run(pr, "--post")

    assert [one.given["conclusion"] for one in desk.checks(pr)] == ["skipped"]
    assert (told.code, told.writes, desk.ours(pr)) == (0, [], [])


def test_an_app_without_checks(desk: Desk) -> None:
    """
    An App that may write no check runs posts its comment all the same, and says which permission is missing.
    """
    desk.as_app(contents="read", pull_requests="write")
    pr = reviewed(desk)

    told = desk.run(pr, "--post")

    assert (told.code, told.err) == (0, "")
    assert "grant the App `Checks: write`" in told.out
    assert len(table(desk.comment(pr))) == 2


@pytest.mark.parametrize(
    ("granted", "missing"),
    [
        ({"contents": "read", "pull_requests": "read", "checks": "write"}, "`Pull requests: write`"),
        ({"pull_requests": "write", "checks": "write"}, "`Contents: read`"),
    ],
)
def test_an_app_without_a_right(desk: Desk, granted: dict[str, str], missing: str) -> None:
    """
    An App that may not read the code or not comment is told which permission to grant.
    """
    desk.as_app(**granted)
    pr = reviewed(desk)

    told = desk.run(pr, "--post")

    assert told.code == 2
    assert "grant " in told.sentence
    assert missing in told.sentence
    assert desk.ours(pr) == []


def test_a_workflow(desk: Desk) -> None:
    """
    The token of a workflow posts as the account of all workflows, with a check run.
    """
    desk.as_workflow()
    pr = reviewed(desk)

    assert len(table(desk.post(pr))) == 2
    assert [one.given["conclusion"] for one in desk.checks(pr)] == ["neutral"]
    assert desk.run(pr, "--post").writes == []


def test_other_workflows(desk: Desk) -> None:
    """
    What another workflow says under the same account is not taken for ours, nor changed.
    """
    desk.as_workflow()
    pr = reviewed(desk)
    other = pr.comment(by="github-actions[bot]", body="Coverage: 93 %")
    _ = desk.run(pr, "--post"), desk.run(pr, "--post")

    assert [one.body.partition(" ")[0] for one in desk.ours(pr)] == ["Coverage:", "**Meta-review"]
    assert desk.ours(pr)[0] is other


def test_from_a_token_to_an_app(desk: Desk) -> None:
    """
    An App that takes over from a token goes on with its history, in one comment of its own.
    """
    pr = reviewed(desk)
    desk.post(pr)
    before = pr.head
    desk.as_app()
    pr.push({"loading.py": mended("import")})

    said = desk.post(pr)

    assert f"Since `{before[:7]}`: 1 fixed (`" in said
    assert [one.user.login for one in desk.world.comments_of(pr)] == ["claude[bot]", "metareview[bot]"]
    assert desk.run(pr, "--post").writes == []


def test_taken_over_at_the_same_head(desk: Desk) -> None:
    """
    An App that takes over at the same head says the same in its own comment, and the other one is gone.
    """
    pr = reviewed(desk)
    before = desk.post(pr)
    desk.as_app()

    assert desk.post(pr) == before
    assert len(desk.world.comments_of(pr)) == 2


def test_a_copy_of_our_comment(desk: Desk) -> None:
    """
    Somebody who copies our comment neither becomes us nor is touched.
    """
    pr = reviewed(desk)
    before = desk.post(pr)
    copy = pr.comment(by="mallory", body=desk.ours(pr)[0].body.replace("confirmed", "harmless"))

    assert desk.run(pr, "--post").writes == []
    assert desk.comment(pr) == before
    assert "harmless" in copy.body


def test_a_copy_before_ours(desk: Desk) -> None:
    """
    A copy of our comment by somebody without rights, from where ours was, does not become our history.
    """
    pr = reviewed(desk)
    desk.post(pr)
    body = desk.ours(pr)[0].body
    other = desk.pull()
    other.comment(by="mallory", body=body)
    inline(other, "Copilot", (1, UNUSED))

    assert "Since" not in desk.post(other)
    assert len(desk.world.comments_of(other)) == 2


def test_tampered_with(desk: Desk) -> None:
    """
    A comment of ours that somebody edited is written anew; what its hidden line lost begins from the beginning.
    """
    pr = reviewed(desk)
    before = desk.post(pr)
    pr.edit(desk.ours(pr)[0], desk.ours(pr)[0].body[:-40] + "AAAA -->")

    assert desk.post(pr) == before


@pytest.mark.parametrize("fault", [cut(after=True), html(after=True)], ids=["cut", "html"])
def test_an_unclear_answer(desk: Desk, fault: object) -> None:
    """
    Where the answer to our comment is lost though it was posted, it is found and not posted twice.
    """
    pr = reviewed(desk)
    with meanwhile(desk) as moment:
        moment.on(fault, "POST", "/issues/1/comments")  # type: ignore[arg-type]

        desk.post(pr)

    assert len(desk.ours(pr)) == 1


def test_as_a_process(desk: Desk) -> None:
    """
    The command posts, says where on standard output, and nothing on standard error; no secret is in its arguments.
    """
    pr = reviewed(desk)

    done = desk.process(pr, "--post", "--fail-on", "confirmed")

    assert (done.code, done.err) == (1, "")
    assert done.out == f"posted: {desk.url}/acme/widgets/pull/1#issuecomment-{desk.ours(pr)[0].id}\n"


def test_a_token_from_the_environment(desk: Desk) -> None:
    """
    The token may come from the environment, under the name that the configuration gives.
    """
    pr = reviewed(desk)
    token = (desk.folder / "token").read_text().strip()
    config = desk.folder / "config.yaml"
    config.write_text(config.read_text().replace("'file:token'", "'env:THE_TOKEN'"))

    done = desk.process(pr, "--post", environment={"THE_TOKEN": token})
    without = desk.process(pr, "--post", environment={name: "" for name in os.environ if name == "THE_TOKEN"})

    assert (done.code, done.err, len(desk.ours(pr))) == (0, "", 1)
    assert without.code == 2
    assert "THE_TOKEN" in without.err
    assert token not in done.out + done.err + without.err
