"""What we say in reviewers' own threads on a pull request."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.forges.github.notes import MOST_NEW
from bot.model.forge import ThreadNote
from tests.forges.github.posting import Desk, answer, open_desk
from tests.github.builders import PullRequest


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own for each test."""
    with open_desk(tmp_path) as found:
        yield found


def threads(desk: Desk, many: int = 1) -> tuple[PullRequest, list[ThreadNote]]:
    """A pull request with so many threads, and a note for each."""
    pr = desk.pull(lines=many)
    pr.review(by="rita", comments=[("a.py", line, f"line {line}?") for line in range(1, many + 1)])
    return pr, [note(thread.comments[0].id) for thread in pr.threads]


def note(comment: int, words: str = "Refuted.") -> ThreadNote:
    """A note on a comment, with its hidden line."""
    return ThreadNote(f"inline-{comment}", f"{words}\n\n<!-- metareview-reply:k1 {comment} -->")


def test_said_once(desk: Desk) -> None:
    """
    A note is a reply in its thread; the same note again is nothing to do, and another text is the same reply edited.
    """
    pr, notes = threads(desk, 2)

    first = desk.publish(pr, answer(pr, notes=tuple(notes)))
    second = desk.publish(pr, answer(pr, notes=tuple(notes)))
    other = [replace(notes[0], text=notes[0].text.replace("Refuted", "Confirmed")), notes[1]]
    third = desk.publish(pr, answer(pr, notes=tuple(other)))

    assert [one.changed for one in (first, second, third)] == [True, False, True]
    assert desk.noted(pr) == [(one.message, one.text) for one in other]
    assert len(desk.ours(pr)) == 1


def test_answer_to_an_answer(desk: Desk) -> None:
    """
    A note on a later message of a thread stands in that thread.
    """
    pr, _ = threads(desk)
    later = pr.reply(pr.threads[0], by="rita", body="`b` is unused too.")

    desk.publish(pr, answer(pr, notes=(note(later.id),)))

    assert desk.noted(pr) == [(f"inline-{pr.threads[0].comments[0].id}", note(later.id).text)]


def test_deleted_by_a_person(desk: Desk) -> None:
    """
    A note that a person deleted stays deleted, until somebody asks again or there is news.
    """
    pr, (told,) = threads(desk)
    desk.publish(pr, answer(pr, notes=(told,)))
    pr.delete(pr.threads[0].comments[1], by="dave")
    old = replace(told, is_news=False)

    desk.publish(pr, answer(pr, notes=(old,)))
    left_out = desk.noted(pr)
    desk.publish(pr, answer(pr, notes=(old,)), asked=True)

    assert left_out == []
    assert desk.noted(pr) == [(told.message, told.text)]


def test_comment_deleted_by_a_person(desk: Desk) -> None:
    """
    Where a person deleted our comment, nothing is said in threads either.
    """
    pr, notes = threads(desk)
    desk.publish(pr, answer(pr))
    pr.delete(desk.ours(pr)[0], by="dave")

    found = desk.publish(pr, answer(pr, notes=tuple(notes)))

    assert (desk.noted(pr), found.changed) == ([], False)


def test_thread_is_gone(desk: Desk) -> None:
    """
    A note on a comment that is gone, or on what is no comment of a line, is left out.
    """
    pr, notes = threads(desk, 2)
    pr.delete(pr.threads[0].comments[0], by="rita")
    others = [ThreadNote("review-1", "Refuted."), ThreadNote("inline-x", "Refuted.")]

    found = desk.publish(pr, answer(pr, notes=(*notes, *others)))

    assert desk.noted(pr) == [(notes[1].message, notes[1].text)]
    assert found.note == ""


def test_many(desk: Desk) -> None:
    """
    At most thirty threads are written into at a time, the first ones, and it is said how many were left out.
    """
    pr, notes = threads(desk, MOST_NEW + 2)

    found = desk.publish(pr, answer(pr, notes=tuple(notes)))

    assert desk.noted(pr) == [(one.message, one.text) for one in notes[:MOST_NEW]]
    assert found.note == "2 more threads got no reply, for at most 30 are written at a time."


def test_somebody_else_copies_ours(desk: Desk) -> None:
    """
    A note that somebody else copied into the thread is none of ours.
    """
    pr, (told,) = threads(desk)
    pr.reply(pr.threads[0], by="rita", body=told.text)

    desk.publish(pr, answer(pr, notes=(told,)))

    assert desk.noted(pr) == [(told.message, told.text)]
    assert len(pr.threads[0].comments) == 3


def test_without_right(desk: Desk) -> None:
    """
    Where nobody may speak any more, the sentence of the whole says so.
    """
    pr, notes = threads(desk)
    desk.publish(pr, answer(pr))
    pr.lock()

    assert "locked" in desk.attempt(pr, answer(pr, "Other.", notes=tuple(notes)))
    assert desk.noted(pr) == []
