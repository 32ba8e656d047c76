"""Review files as the messages of a change: a body is a review, and each comment stands on its line."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256

from bot.model.forge import Message, MessageKind, Person
from bot.model.review import Comment, ProposedReview

ME = Person("metareview", "local", is_bot=True)
"""The account that we act as: no reviewer can have its id."""


def person(login: str, *, is_bot: bool) -> Person:
    """Somebody whom a file names."""
    return Person(login, f"login:{login}", is_bot)


def messages_of(
    files: Iterable[tuple[str, tuple[ProposedReview, ...]]], people: Collection[str]
) -> tuple[Message, ...]:
    """Everything that the reviews in these files say, oldest first: those without a time before, in order of the files."""
    named = [(_name(file, at), one) for file, reviews in files for at, one in enumerate(reviews, 1)]
    placed = sorted(enumerate(named), key=lambda pair: (_time(pair[1][1].submitted_at), pair[0]))
    return tuple(message for _, (name, one) in placed for message in _said(name, one, people))


def own_message(name: str, text: str) -> Message:
    """The comment that we left."""
    return Message(name, MessageKind.COMMENT, ME, text, updated_at=_version(text))


def _name(file: str, at: int) -> str:
    """What tells a review from the others: its file, with a number where a file holds several; no file's name has a /."""
    return file if at == 1 else f"{file}/{at}"


def _time(text: str | None) -> float:
    """When that was, as far as a file says so; a time without a zone is UTC."""
    try:
        when = datetime.fromisoformat(text or "")
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return float("-inf")


def _said(name: str, review: ProposedReview, people: Collection[str]) -> Iterator[Message]:
    author = person(review.reviewer, is_bot=review.reviewer not in people)
    if review.body.strip():
        yield Message(
            name,
            MessageKind.REVIEW,
            author,
            review.body,
            url=review.url,
            revision=review.revision,
            path=review.path,
            updated_at=_version(review.body),
        )
    taken: set[str] = set()
    for at, comment in enumerate(review.comments, 1):
        own = comment.id if comment.id and comment.id not in taken else str(at)
        while own in taken:
            own += "'"
        taken.add(own)
        yield _inline(name, own, author, review, comment)


def _inline(name: str, own: str, author: Person, review: ProposedReview, comment: Comment) -> Message:
    return Message(
        f"{name}/comments/{own}",
        MessageKind.INLINE,
        author,
        comment.body,
        url=comment.url,
        revision=review.revision,
        path=comment.path,
        line=comment.line,
        end_line=comment.end_line,
        side=comment.side,
        state=comment.state,
        group=name,
        updated_at=_version(comment.body),
        severity=comment.severity,
    )


def _version(text: str) -> str:
    """Tells one wording from another; files have no time that a copy keeps."""
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]
