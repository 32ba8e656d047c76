"""What publishing leaves on a pull request."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import Refused, Superseded
from bot.forges.github.conversation import find_ours
from bot.forges.github.publishing import LONGEST, publish
from bot.model.forge import Person
from tests.forges.github.connecting import MARKER as FORGE_MARKER
from tests.forges.github.connecting import connect, ref
from tests.forges.github.posting import MARKER, Desk, answer, open_desk, text
from tests.github.proxy import Fault


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own for each test."""
    with open_desk(tmp_path) as found:
        yield found


def test_first(desk: Desk) -> None:
    """
    The first answer is a comment, whose address is told.
    """
    pr = desk.pull()

    found = desk.publish(pr, answer(pr))

    assert desk.bodies(pr) == [text()]
    assert (found.changed, found.note) == (True, "")
    assert found.url and found.url.endswith(f"#issuecomment-{desk.ours(pr)[0].id}")


def test_edited_in_place(desk: Desk) -> None:
    """
    The next answer is the same comment with another text; the same text is nothing to do.
    """
    pr = desk.pull()
    first = desk.publish(pr, answer(pr))
    pr.comment(by="rita", body="Thanks.")

    second = desk.publish(pr, answer(pr, "One finding."))
    calls = len(desk.world.hub.calls("P"))
    third = desk.publish(pr, answer(pr, "One finding."))

    assert desk.bodies(pr) == [text("One finding."), "Thanks."]
    assert first.url == second.url == third.url
    assert (second.changed, third.changed) == (True, False)
    assert len(desk.world.hub.calls("P")) == calls


def test_on_a_later_page(desk: Desk) -> None:
    """
    A comment of ours is found behind more than a hundred others, and those of others with the marker are none of ours.
    """
    pr = desk.pull()
    for count in range(120):
        pr.comment(by="rita", body=text(f"mine {count}"))
    desk.publish(pr, answer(pr))

    desk.publish(pr, answer(pr, "Other."))

    assert [one.body for one in desk.ours(pr)] == [text("Other.")]
    assert len(desk.bodies(pr)) == 121


def test_moved_on(desk: Desk) -> None:
    """
    Where the head is another one by now, nothing is posted.
    """
    pr = desk.pull()
    said = answer(pr, conclusion="neutral")
    pr.push({"a.py": "y = 1\n"})

    with pytest.raises(Superseded, match=f"moved on to {pr.head[:12]}; nothing was posted"):
        desk.publish(pr, said)

    assert (desk.bodies(pr), desk.world.checks_of(pr)) == ([], [])


def test_empty(desk: Desk) -> None:
    """
    Nothing to say makes no comment, and leaves the one that stands.
    """
    pr = desk.pull()
    assert desk.publish(pr, answer(pr, text="")).url is None
    assert desk.bodies(pr) == []
    desk.publish(pr, answer(pr))

    found = desk.publish(pr, answer(pr, text=""))

    assert (desk.bodies(pr), found.changed, found.url is None) == ([text()], False, False)


def test_too_long(desk: Desk) -> None:
    """
    A text that no comment holds is refused before anything is sent.
    """
    pr = desk.pull()

    with pytest.raises(Refused, match="65537 characters"):
        desk.publish(pr, answer(pr, text="x" * (LONGEST + 1)))

    assert desk.proxy.calls == []


def test_longest(desk: Desk) -> None:
    """
    A text of the greatest length is posted whole.
    """
    pr = desk.pull()
    said = "é" * (LONGEST - len(text(""))) + text("")

    desk.publish(pr, answer(pr, text=said))

    assert desk.bodies(pr) == [said]


@pytest.mark.parametrize("end", ["close", "merge"])
def test_ended(desk: Desk, end: str) -> None:
    """
    A closed or merged pull request still gets its answer.
    """
    pr = desk.pull()
    getattr(pr, end)()

    desk.publish(pr, answer(pr))

    assert desk.bodies(pr) == [text()]


def test_locked(desk: Desk) -> None:
    """
    A locked conversation refuses a new comment in one sentence and lets the old one be edited; the check ends all the same.
    """
    pr, other = desk.pull(), desk.pull()
    desk.publish(other, answer(other))
    for one in (pr, other):
        one.lock()

    with pytest.raises(Refused, match="conversation is locked; unlock it first"):
        desk.publish(pr, answer(pr, conclusion="neutral"))
    desk.publish(other, answer(other, "New."))

    assert (desk.bodies(pr), desk.bodies(other)) == ([], [text("New.")])
    assert len(desk.runs(pr)) == 1


def test_archived(desk: Desk) -> None:
    """
    An archived repository refuses a comment, new or old, in one sentence.
    """
    pr, other = desk.pull(), desk.pull()
    desk.publish(other, answer(other))
    desk.repo.archive()

    for one in (pr, other):
        with pytest.raises(Refused, match="the repository is archived; unarchive it first"):
            desk.publish(one, answer(one, "New."))


def test_missing_permission(desk: Desk) -> None:
    """
    Without the permission the sentence names those that would do.
    """
    desk.token = desk.app.token(pull_requests="read", contents="read")
    pr = desk.pull()

    with pytest.raises(Refused, match="grant `Issues: write` or `Pull requests: write`"):
        desk.publish(pr, answer(pr))


def test_blank(desk: Desk) -> None:
    """
    What GitHub finds invalid is refused with GitHub's own words.
    """
    pr = desk.pull()

    with pytest.raises(Refused, match=r"422.*body can't be blank"):
        desk.publish(pr, answer(pr, text=" "))


@pytest.mark.parametrize(
    "errors", [["too bad"], [{"message": "too bad"}], [{"resource": "IssueComment", "field": "too", "code": "bad"}]]
)
def test_shapes_of_422(desk: Desk, errors: list[object]) -> None:
    """
    GitHub's reasons are told in whichever shape they come.
    """
    pr = desk.pull()
    body = json.dumps({"message": "Validation Failed", "errors": errors}).encode()
    desk.proxy.on(Fault("422", 422, body, {"Content-Type": "application/json"}), "POST", "/comments$")

    with pytest.raises(Refused, match=r"422: Validation Failed; too bad"):
        desk.publish(pr, answer(pr))


def test_nobody(desk: Desk) -> None:
    """
    Where GitHub does not say who we are, nothing is posted.
    """
    pr = desk.pull()
    conversation = replace(desk.conversation(pr), me=Person("metareview[bot]", "", True))

    with pytest.raises(Refused, match="which account we are"):
        publish(conversation, answer(pr), asked=True)

    assert desk.bodies(pr) == []


def test_oldest_stays(desk: Desk) -> None:
    """
    Of several comments of ours, the oldest is edited and the others are taken away.
    """
    pr = desk.pull()
    first = pr.comment(by=desk.login, body=text("A"))
    for words in "BC":
        pr.comment(by=desk.login, body=text(words))
    pr.comment(by=desk.login, body="without the marker")

    found = desk.publish(pr, answer(pr, "New."))

    assert desk.bodies(pr) == [text("New."), "without the marker"]
    assert found.url and found.url.endswith(str(first.id))


def test_quoted_by_ourselves(desk: Desk) -> None:
    """
    What others write with our account, quoting us, is neither edited nor taken away.
    """
    pr = desk.pull()
    desk.publish(pr, answer(pr))
    pr.comment(by=desk.login, body=f"{text()}\nThanks.")

    desk.publish(pr, answer(pr, "New."))

    assert desk.bodies(pr) == [text("New."), f"{text()}\nThanks."]


def test_deleted_stays_deleted(desk: Desk) -> None:
    """
    A comment that a person deleted is written again only when somebody asks, and that one again may be deleted.
    """
    pr = desk.pull()
    for words in ("First.", "Second."):
        desk.publish(pr, answer(pr, words), asked=True)
        pr.delete(desk.ours(pr)[0], by="rita")
        pr.comment(by="rita", body="No bots here.")

        found = desk.publish(pr, answer(pr, "Other.", conclusion="neutral"))

        assert (found.url, "deleted" in found.note) == (None, True)
        assert desk.ours(pr) == []
    assert len(desk.runs(pr)) == 1
    desk.publish(pr, answer(pr), asked=True)
    assert not desk.publish(pr, answer(pr)).note
    assert [one.body for one in desk.ours(pr)] == [text()]


def test_deleted_by_us(desk: Desk) -> None:
    """
    What our own account deleted, and what others lost, is no person's deletion of ours.
    """
    pr = desk.pull()
    pr.delete(pr.comment(by=desk.login, body="from another workflow"))
    pr.delete(pr.comment(by="dave", body="oops"), by="rita")

    assert desk.publish(pr, answer(pr)).note == ""

    assert desk.bodies(pr) == [text()]


def test_deleted_on_a_shared_account(desk: Desk) -> None:
    """
    That a person deleted ours is not forgotten when our account, which others use too, deletes what is theirs.
    """
    pr = desk.pull()
    desk.publish(pr, answer(pr))
    pr.delete(desk.ours(pr)[0], by="rita")
    pr.delete(pr.comment(by=desk.login, body="from another workflow"))

    assert "deleted" in desk.publish(pr, answer(pr)).note


def test_deleted_long_ago(desk: Desk) -> None:
    """
    The deletion of ours is found behind more than a hundred others.
    """
    pr = desk.pull()
    desk.publish(pr, answer(pr))
    pr.delete(desk.ours(pr)[0], by="rita")
    for _ in range(130):
        pr.delete(pr.comment(by="dave", body="oops"))

    assert "deleted" in desk.publish(pr, answer(pr)).note


def test_deleter_unknown(desk: Desk) -> None:
    """
    Where GitHub does not show us who deleted, it was a person.
    """
    desk.repo.collaborator("reader", "read")
    desk.act_as("reader", desk.world.token("reader"))
    pr = desk.pull()
    desk.publish(pr, answer(pr))
    pr.delete(desk.ours(pr)[0])

    assert "deleted" in desk.publish(pr, answer(pr)).note


def test_deleted_while_writing(desk: Desk) -> None:
    """
    A comment that is deleted between the look and the edit stays deleted.
    """
    pr = desk.pull()
    pr.comment(by="rita", body=text("a copy"))
    desk.publish(pr, answer(pr))
    desk.on_ask = lambda: pr.delete(desk.ours(pr)[0], by="rita")

    assert "deleted" in desk.publish(pr, answer(pr, "New.")).note

    assert desk.ours(pr) == []


def test_find_ours(desk: Desk) -> None:
    """
    Our comment is found with its author, text and address.
    """
    pr = desk.pull()
    assert find_ours(desk.conversation(pr)) is None
    url = desk.publish(pr, answer(pr)).url

    found = find_ours(desk.conversation(pr))

    assert found is not None
    assert (found.author, found.body, found.url) == (desk.me, text(), url)
    assert MARKER in found.body


def test_through_the_forge(desk: Desk) -> None:
    """
    The adapter publishes as an App, under the name that the repository has now, and remembers nothing between commands.
    """
    pr = desk.pull()
    where = ref(pr)
    desk.repo.rename("gadgets")
    said = answer(pr, text=f"Two findings.\n\n{FORGE_MARKER}", conclusion="neutral")

    first = connect(desk.world, app=desk.app).publish(where, said, asked="")
    again = connect(desk.world, app=desk.app)

    assert (first.changed, first.note) == (True, "")
    assert not again.publish(where, said, asked="").changed
    found = again.ours(where)
    assert found is not None and (found.body, found.url) == (said.text, first.url)
    assert found in again.state(where).messages
    assert len(desk.runs(pr)) == 1
