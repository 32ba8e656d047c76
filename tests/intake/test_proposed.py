"""Tests of which messages become proposed reviews."""

from bot.intake.proposed import proposed_reviews
from bot.model.change_ref import ChangeRef
from bot.model.forge import ChangeState, Message, MessageKind, Person
from bot.model.review import Reply, SourceState
from bot.model.settings import Reviewer

HEAD, BEFORE = "2" * 40, "1" * 40
BOT, OTHER = Person("acme[bot]", "1", is_bot=True), Person("other[bot]", "2", is_bot=True)
ANN, DAVE, ME = Person("ann", "3"), Person("dave", "4"), Person("metareview[bot]", "5", is_bot=True)


def who(person: Person) -> Reviewer | None:
    """Both bots count, and ann, who is listed by name."""
    if person in (BOT, OTHER):
        return Reviewer(person.login, "acme-style" if person == BOT else None, is_person=False)
    return Reviewer(person.login, None, is_person=True) if person == ANN else None


def said(id: str, author: Person, body: str = "`os` is unused", **given: object) -> Message:
    """A message of the conversation, or with a place an inline one."""
    kind = MessageKind.INLINE if "path" in given else MessageKind.COMMENT
    return Message(id, given.pop("kind", kind), author, body, **given)  # type: ignore[arg-type]


def reviews(*messages: Message):  # type: ignore[no-untyped-def]
    """What is proposed by these messages."""
    ref = ChangeRef("github", "acme/widgets", 1)
    return proposed_reviews(
        ChangeState(ref, HEAD, BEFORE, "refs/pull/1/head", DAVE, ME, "main", messages=messages), who
    )


def test_group() -> None:
    """A review's body and its inline comments are one review, at their revisions."""
    [one] = reviews(
        said("review-1", BOT, "Look:", kind=MessageKind.REVIEW, revision=BEFORE),
        said("inline-1", BOT, path="a.py", line=3, revision=HEAD, group="review-1"),
        said("inline-2", BOT, path="b.py", line=4, revision=BEFORE, group="review-1", state=SourceState.OUTDATED),
    )

    assert (one.name, one.reviewer, one.body, one.revision, one.dialect) == (
        "acme",
        "acme",
        "Look:",
        BEFORE,
        "acme-style",
    )
    assert [(c.path, c.line, c.revision, c.state) for c in one.comments] == [
        ("a.py", 3, HEAD, SourceState.OPEN),
        ("b.py", 4, BEFORE, SourceState.OUTDATED),
    ]


def test_names() -> None:
    """Each message of the conversation is a review; what one reviewer says again is numbered."""
    found = reviews(said("c-1", BOT), said("c-2", OTHER), said("c-3", BOT))

    assert [one.name for one in found] == ["acme", "other", "acme-2"]
    assert [one.reviewer for one in found] == ["acme", "other", "acme"]
    assert sorted(found, key=lambda one: one.submitted_at or "") == list(found)


def test_people() -> None:
    """People count only where the site lists them, and are known as people; nobody reads our own words."""
    [one] = reviews(said("c-1", DAVE), said("c-2", ANN), said("c-3", ME))

    assert (one.reviewer, one.is_person) == ("ann", True)


def test_replies() -> None:
    """What is answered in a reviewer's thread stays beside the comment, whoever says it, and is no review."""
    [one] = reviews(
        said("inline-1", BOT, path="a.py", line=3),
        said("inline-2", DAVE, "Not so.", path="a.py", line=3, in_reply_to="inline-1", url="https://u"),
        said("inline-3", BOT, "Thank you.", path="a.py", line=3, in_reply_to="inline-1"),
        said("inline-4", DAVE, " ", path="a.py", line=3, in_reply_to="inline-1"),
    )

    assert one.comments[0].replies == (Reply("dave", "Not so.", "https://u"), Reply("acme[bot]", "Thank you."))


def test_reviewer_in_a_foreign_thread() -> None:
    """What a reviewer answers in the thread of somebody who doesn't count is a review of its own."""
    [one] = reviews(
        said("inline-1", DAVE, "Why?", path="a.py", line=3),
        said("inline-2", BOT, path="a.py", line=3, in_reply_to="inline-1"),
    )

    assert [comment.id for comment in one.comments] == ["inline-2"]


def test_empty() -> None:
    """A message without words proposes nothing."""
    assert reviews(said("c-1", BOT, " \n")) == ()


def test_annotations() -> None:
    """The notes of one check run are one review, with their titles and grades."""
    [one] = reviews(
        said(
            "note-1",
            BOT,
            "unused",
            kind=MessageKind.ANNOTATION,
            path="a.py",
            line=1,
            group="run",
            title="F401",
            severity="warning",
        ),
        said("note-2", BOT, "long", kind=MessageKind.ANNOTATION, path="a.py", line=2, group="run"),
    )

    assert [(c.body, c.severity) for c in one.comments] == [("F401\n\nunused", "warning"), ("long", None)]
