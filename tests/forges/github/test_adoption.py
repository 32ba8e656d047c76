"""A comment from when we had another account is replaced by one of our own, and copies of others are left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.forges.github.adoption import adoptable
from bot.forges.github.conversation import find_ours
from bot.model.forge import Message, MessageKind, Person
from tests.forges.github.posting import MARKER, Desk, answer, open_desk, text
from tests.github.proxy import forbidden


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own for each test."""
    with open_desk(tmp_path) as found:
        yield found


def test_from_token_to_app(desk: Desk) -> None:
    """
    What was posted with a person's token is found, then replaced by the App's own comment.
    """
    app = (desk.login, desk.token)
    pr = desk.pull()
    desk.act_as("dave", desk.world.token("dave"))
    desk.publish(pr, answer(pr))
    desk.act_as(*app)
    before = find_ours(desk.conversation(pr))

    found = desk.publish(pr, answer(pr))
    again = desk.publish(pr, answer(pr))

    assert before is not None and (before.author.login, before.body) == ("dave", text())
    assert [(one.user.login, one.body) for one in desk.world.comments_of(pr)] == [(desk.login, text())]
    assert (found.changed, found.note, again.changed) == (True, "", False)


def test_back_again(desk: Desk) -> None:
    """
    After a change from App to token, the App's comment stays beside ours: no bot is trusted to have been us.
    """
    app = desk.login
    pr = desk.pull()
    desk.publish(pr, answer(pr))
    desk.act_as("dave", desk.world.token("dave"))
    desk.publish(pr, answer(pr))

    assert [one.user.login for one in desk.world.comments_of(pr)] == [app, "dave"]


def test_without_rights(desk: Desk) -> None:
    """
    Whoever may not write here can copy our comment and stays alone with it.
    """
    pr = desk.pull()
    for _ in range(3):
        pr.comment(by="mallory", body=text("Looks good to me."))
    assert find_ours(desk.conversation(pr)) is None

    desk.publish(pr, answer(pr))
    desk.publish(pr, answer(pr, "New."))

    assert desk.bodies(pr) == [text("Looks good to me.")] * 3 + [text("New.")]
    assert desk.asked == ["mallory"] * 4, "once a look"


def test_copied_later(desk: Desk) -> None:
    """
    A copy that somebody with rights makes of our comment is theirs.
    """
    pr = desk.pull()
    desk.publish(pr, answer(pr))
    pr.comment(by="dave", body=text())

    desk.publish(pr, answer(pr, "New."))

    assert desk.bodies(pr) == [text("New."), text()]


@pytest.mark.parametrize(
    "body",
    [
        f"{text()}\nI disagree.",
        f"I mean `{MARKER}`",
        f"<!-- {MARKER} --> is the marker",
        f"> quoted\n> <!-- {MARKER} -->",
    ],
)
def test_quoted(desk: Desk, body: str) -> None:
    """
    A comment that only quotes the marker was never ours.
    """
    pr = desk.pull()
    pr.comment(by="dave", body=body)

    desk.publish(pr, answer(pr))

    assert desk.bodies(pr) == [body, text()]
    assert desk.asked == []


def test_deletion_refused(desk: Desk) -> None:
    """
    An old comment that can't be taken away points to the new one, and is left alone from then on.
    """
    pr = desk.pull()
    pr.comment(by="dave", body=text("Before."))
    desk.proxy.on(forbidden(), "DELETE")

    found = desk.publish(pr, answer(pr))

    assert desk.bodies(pr) == [f"metareview goes on with another account: {found.url}", text()]
    assert found.note == ""
    assert not desk.publish(pr, answer(pr)).changed


def test_all_refused(desk: Desk) -> None:
    """
    An old comment that can't be changed either stays, and a note says so.
    """
    pr = desk.pull()
    pr.comment(by="dave", body=text("Before."))
    desk.app.model.app.edits_others = False

    found = desk.publish(pr, answer(pr))

    assert desk.bodies(pr) == [text("Before."), text()]
    assert found.note.startswith(
        "The comment of an account that we had before is still there beside ours: GitHub forbids"
    )
    assert desk.publish(pr, answer(pr)).changed is False


def test_deleted_beside_the_old_one(desk: Desk) -> None:
    """
    A person's deletion of our comment counts also where the old one could not be taken away.
    """
    pr = desk.pull()
    pr.comment(by="dave", body=text("Before."))
    desk.app.model.app.edits_others = False
    desk.publish(pr, answer(pr))
    pr.delete(desk.ours(pr)[0], by="rita")

    assert "deleted" in desk.publish(pr, answer(pr)).note

    assert desk.bodies(pr) == [text("Before.")]


def test_who_is_trusted() -> None:
    """
    Writers and the account of workflows may have been us, other bots not; one author is asked about once.
    """
    asked: list[str] = []

    def may_write(login: str) -> bool:
        asked.append(login)
        return login == "dave"

    bots = [Person("github-actions[bot]", "1", True), Person("x[bot]", "5", True)]
    people = [*bots, Person("dave", "2"), Person("eve", "3"), Person("dave", "2")]
    said = [Message(f"comment-{at}", MessageKind.COMMENT, one, text()) for at, one in enumerate(people)]

    assert [one.author.login for one in adoptable(said, MARKER, may_write)] == ["github-actions[bot]", "dave", "dave"]
    assert asked == ["x[bot]", "dave", "eve"]
