"""Reactions to commands and replies: once each, whatever fails on the way."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.errors import BotError, Refused, Unreachable
from bot.forges.github.conversation import find_ours
from bot.forges.github.talk import LONGEST, react, say
from bot.model.command import Reaction
from bot.poster.marker import Marker
from tests.forges.github.connecting import connect, ref
from tests.forges.github.posting import EVER, MARKER, Desk, answer, open_desk, text
from tests.github.builders import PullRequest, World
from tests.github.fake.model import Said
from tests.github.proxy import EVERY_FAULT, Fault, bad_credentials, broken, cut, forbidden, html, missing, truncated

KEY = Marker("k1").reply("comment-1 help")
OTHER = Marker("k1").reply("comment-2 help")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own for each test."""
    with open_desk(tmp_path) as found:
        yield found


def reactions(said: Said) -> list[tuple[str, str]]:
    """Who reacted to a message, and how."""
    return [(one.user.login, one.content) for one in said.reactions]


def mark(desk: Desk, pr: PullRequest, message: str, reaction: Reaction = Reaction.SEEN) -> bool:
    """React as a process of its own."""
    there = desk.conversation(pr)
    return react(there.api, there.full_name, message, reaction)


def told(pr: PullRequest, words: str = "Help.", key: str = KEY) -> str:
    """The comment that a reply makes."""
    return f"{words}\n\n{key}\n"


@pytest.mark.parametrize("reaction", Reaction)
def test_react(desk: Desk, reaction: Reaction) -> None:
    """
    A message of the conversation gets the reaction once, however often it is given.
    """
    pr = desk.pull()
    said = pr.comment(by="rita", body="/recheck-review")

    assert [mark(desk, pr, f"comment-{said.id}", reaction) for _ in range(2)] == [True, True]

    assert reactions(said) == [(desk.login, reaction.value)]


def test_react_in_a_thread(desk: Desk) -> None:
    """
    So does an inline comment.
    """
    pr = desk.pull()
    pr.review(by="rita", body="", comments=[("a.py", 1, "/recheck-review")])
    (said,) = pr.threads[0].comments

    assert mark(desk, pr, f"inline-{said.id}")
    assert reactions(said) == [(desk.login, "eyes")]


@pytest.mark.parametrize(
    "message", ["review-1", "check-1-2", "comment-", "comment-x", "comment-٣", "", "comment-1/../2"]
)
def test_nothing_to_react_to(desk: Desk, message: str) -> None:
    """
    The body of a review and what is no message of GitHub's get none, and nothing is asked.
    """
    pr = desk.pull()
    desk.calls()

    assert not mark(desk, pr, message)
    assert desk.calls() == 0


@pytest.mark.parametrize("make", [forbidden, missing])
def test_cannot_react(desk: Desk, make: Callable[[], Fault]) -> None:
    """
    Where a reaction is not possible, a message gone or a right missing, nothing fails.
    """
    pr = desk.pull()
    said = pr.comment(by="rita", body="/recheck-review")
    desk.proxy.on(make(), "POST")

    assert not mark(desk, pr, f"comment-{said.id}")
    assert not mark(desk, pr, "comment-999999")


@pytest.mark.parametrize("make", EVERY_FAULT, ids=[make().name for make in EVERY_FAULT])
def test_every_fault_of_a_reaction(desk: Desk, make: Callable[[], Fault]) -> None:
    """
    Whatever fails once, the reaction stands once, at the latest after the next call.
    """
    pr = desk.pull()
    said = pr.comment(by="rita", body="/recheck-review")
    desk.proxy.on(make(), "POST")

    try:
        mark(desk, pr, f"comment-{said.id}")
    except BotError as error:
        assert str(error)
    assert mark(desk, pr, f"comment-{said.id}")
    assert reactions(said) == [(desk.login, "eyes")]


def test_react_for_good(desk: Desk) -> None:
    """
    A GitHub that does not know us refuses, one that fails is unreachable.
    """
    pr = desk.pull()
    desk.proxy.on(bad_credentials(), nth=None)
    with pytest.raises(Refused):
        mark(desk, pr, "comment-1")
    desk.proxy.clear()
    desk.proxy.on(broken(), nth=None)
    with pytest.raises(Unreachable):
        mark(desk, pr, "comment-1")


def test_say(desk: Desk) -> None:
    """
    A reply is a comment of its own, said once for a key, and known by its address.
    """
    pr = desk.pull()

    first = say(desk.conversation(pr), "Help.\n", KEY)
    again = say(desk.conversation(pr), "Help, in other words.", KEY)
    second = say(desk.conversation(pr), "More.", OTHER)

    assert desk.bodies(pr) == [told(pr), told(pr, "More.", OTHER)]
    assert first == again != second
    assert first and first.endswith(f"#issuecomment-{desk.ours(pr)[0].id}")


def test_beside_the_answer(desk: Desk) -> None:
    """
    Replies are never taken for the answer, nor the answer for a reply, whichever stands first.
    """
    pr = desk.pull()
    say(desk.conversation(pr), f"They quote `<!-- {MARKER} v1 -->`.", KEY)
    assert find_ours(desk.conversation(pr)) is None

    desk.publish(pr, answer(pr))
    say(desk.conversation(pr), "More.", OTHER)
    desk.publish(pr, answer(pr, "Other."))

    assert [MARKER in body for body in desk.bodies(pr)] == [False, True, False]
    assert desk.bodies(pr)[1] == text("Other.")


def test_copies(desk: Desk) -> None:
    """
    What somebody else copied, and what we said with the key in the middle, is no reply of ours.
    """
    pr = desk.pull()
    pr.comment(by="rita", body=told(pr))
    pr.comment(by=desk.login, body=f"{KEY}\n\nmore")

    say(desk.conversation(pr), "Help.", KEY)

    assert desk.bodies(pr)[2:] == [told(pr)]


def test_too_long(desk: Desk) -> None:
    """
    A reply that no comment holds is refused before anything is sent.
    """
    pr = desk.pull()
    desk.calls()

    with pytest.raises(Refused, match="a comment of GitHub holds"):
        say(desk.conversation(pr), "x" * LONGEST, KEY)

    assert desk.calls() == 0


def strike(desk: Desk, make: Callable[[], Fault], *, crash: bool = False, heals: bool = False) -> None:
    """Break each call of a reply in turn, and hold that it is said exactly once, at the latest after the next time."""
    pr = desk.pull()
    desk.calls()
    say(desk.conversation(pr), "Help.", KEY)
    for nth in range(1, desk.calls() + 1):
        pr = desk.pull()
        desk.proxy.clear()
        rule = desk.proxy.on(make(), nth=tuple(range(nth, EVER)) if crash else nth)
        is_done = True
        try:
            say(desk.conversation(pr), "Help.", KEY)
        except BotError as error:
            is_done = False
            assert str(error)
            assert not heals
        assert rule.struck, nth
        desk.proxy.clear()
        if not is_done:
            say(desk.conversation(pr), "Help.", KEY)
        assert desk.bodies(pr) == [told(pr)], nth


@pytest.mark.parametrize("make", EVERY_FAULT, ids=[make().name for make in EVERY_FAULT])
def test_every_fault(desk: Desk, make: Callable[[], Fault]) -> None:
    """
    Whatever fails once, a reply stands once, at the latest after the next call.
    """
    strike(desk, make)


@pytest.mark.parametrize("make", [lambda: html(after=True), truncated, lambda: cut(after=True)])
def test_lost_answers(desk: Desk, make: Callable[[], Fault]) -> None:
    """
    An answer that is lost after GitHub has written is no reason to give up, nor to write twice.
    """
    strike(desk, make, heals=True)


@pytest.mark.parametrize("after", [False, True])
def test_every_crash(desk: Desk, after: bool) -> None:
    """
    Wherever a reply ends for good, the next one completes it.
    """
    strike(desk, lambda: cut(after=after), crash=True)


def test_two_at_once(desk: Desk) -> None:
    """
    Two that reply at the same time leave one reply, at the latest after the next.
    """
    pr = desk.pull()
    threads = [threading.Thread(target=say, args=(desk.conversation(pr), "Help.", KEY)) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    say(desk.conversation(pr), "Help.", KEY)

    assert desk.bodies(pr) == [told(pr)]


def test_doubles(desk: Desk) -> None:
    """
    Of replies with one key the oldest stays, and its address is told.
    """
    pr = desk.pull()
    first = pr.comment(by=desk.login, body=told(pr))
    pr.comment(by=desk.login, body=told(pr))

    url = say(desk.conversation(pr), "Help.", KEY)

    assert desk.bodies(pr) == [told(pr)]
    assert url and url.endswith(str(first.id))


def test_forge(world: World) -> None:
    """
    The adapter reacts and replies by the name of a change.
    """
    repo = world.repository("acme/widgets")
    pr = repo.pull({}, {"a.py": "x = 1\n"})
    said = pr.comment(by="rita", body="/metareview help")
    app = world.app()
    forge = connect(world, app=app)

    assert forge.react(ref(pr), f"comment-{said.id}", Reaction.DONE)
    url = forge.say(ref(pr), "Help.", KEY)

    assert reactions(said) == [(app.login, "+1")]
    assert [one.body for one in world.comments_of(pr)] == ["/metareview help", told(pr)]
    assert url and url == forge.say(ref(pr), "Help.", KEY)
