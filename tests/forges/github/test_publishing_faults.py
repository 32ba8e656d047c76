"""Every fault at every call of a publication: one comment comes of it, and each annotation once."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.model.forge import Answer, ThreadNote
from tests.forges.github.posting import (
    Desk,
    Story,
    answer,
    notes,
    open_desk,
    require_right,
    strike_each_call,
    text,
)
from tests.github.builders import PullRequest
from tests.github.proxy import EVERY_FAULT, Fault, cut, html, truncated


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own for each test."""
    with open_desk(tmp_path) as found:
        yield found


def fresh(desk: Desk) -> tuple[PullRequest, Answer]:
    """Nothing stands yet; the check run takes two requests."""
    pr = desk.pull(lines=60)
    return pr, answer(pr, conclusion="neutral", annotations=notes(60))


def standing(desk: Desk) -> tuple[PullRequest, Answer]:
    """A comment stands, with another text."""
    pr = desk.pull()
    pr.comment(by=desk.login, body=text("Before."))
    return pr, answer(pr)


def doubled(desk: Desk) -> tuple[PullRequest, Answer]:
    """Two comments of ours stand."""
    pr, said = standing(desk)
    pr.comment(by=desk.login, body=text("Twice."))
    return pr, said


def former(desk: Desk) -> tuple[PullRequest, Answer]:
    """A comment stands from when we had the token of a person."""
    pr = desk.pull()
    pr.comment(by="dave", body=text("Before."))
    return pr, answer(pr)


def noted(desk: Desk) -> tuple[PullRequest, Answer]:
    """Two threads of a reviewer wait for a word of ours, and in a third stands one with another text."""
    pr = desk.pull(lines=3)
    pr.review(by="rita", comments=[("a.py", line, f"line {line}?") for line in (1, 2, 3)])
    asked = [thread.comments[0].id for thread in pr.threads]
    pr.reply(pr.threads[2], by=desk.login, body=note(asked[2], "Before.").text)
    return pr, answer(pr, notes=tuple(note(one, "Refuted.") for one in asked))


def note(comment: int, words: str) -> ThreadNote:
    """A note on a comment, with its hidden line."""
    return ThreadNote(f"inline-{comment}", f"{words}\n\n<!-- metareview-reply:k1 {comment} -->")


STORIES = (fresh, standing, doubled, former, noted)


@pytest.mark.parametrize("make", [lambda: html(after=True), truncated], ids=["502 after", "truncated"])
@pytest.mark.parametrize("story", STORIES)
def test_lost_answers(desk: Desk, story: Story, make: Callable[[], Fault]) -> None:
    """
    An answer that is lost after GitHub has done its work makes nothing happen twice, and is no reason to give up.
    """
    strike_each_call(desk, make, story, heals=True)


@pytest.mark.slow
@pytest.mark.parametrize("make", EVERY_FAULT, ids=[make().name for make in EVERY_FAULT])
@pytest.mark.parametrize("story", STORIES)
def test_every_fault(desk: Desk, story: Story, make: Callable[[], Fault]) -> None:
    """
    Whatever fails once, the right comment and the whole check run stand, at the latest after the next publication.
    """
    strike_each_call(desk, make, story)


@pytest.mark.parametrize("story", STORIES)
def test_every_crash(desk: Desk, story: Story) -> None:
    """
    Wherever a publication ends for good, the next one completes it.
    """
    strike_each_call(desk, cut, story, crash=True)


@pytest.mark.slow
@pytest.mark.parametrize("story", STORIES)
def test_every_crash_after(desk: Desk, story: Story) -> None:
    """
    The same where GitHub has carried out everything that it never answered.
    """
    pr, _ = story(desk)
    whole = 20
    for nth in range(1, whole):
        pr, said = story(desk)
        desk.proxy.clear()
        desk.proxy.on(cut(after=True), nth=tuple(range(nth, 1_000)))
        desk.attempt(pr, said)
        desk.proxy.clear()
        assert desk.attempt(pr, said) == ""
        require_right(desk, pr, said)


def test_two_at_once(desk: Desk) -> None:
    """
    Two that publish at the same time leave one comment, at the latest after the next publication.
    """
    pr = desk.pull()
    threads = [threading.Thread(target=desk.attempt, args=(pr, answer(pr, words))) for words in "AB"]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    desk.publish(pr, answer(pr, "C"))

    assert desk.bodies(pr) == [text("C")]


def test_race(desk: Desk) -> None:
    """
    Who finds an older comment of ours after writing edits that one and takes its own away.
    """
    pr = desk.pull()
    pr.comment(by="rita", body=text("a copy"))
    desk.on_ask = lambda: pr.comment(by=desk.login, body=text("The other one."))

    found = desk.publish(pr, answer(pr))

    assert desk.bodies(pr)[1:] == [text()]
    assert found.url and found.url.endswith(str(desk.ours(pr)[0].id))
