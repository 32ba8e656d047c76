"""Which messages of a change are proposed reviews, and which only answers to them."""

from collections.abc import Callable, Mapping, Sequence

from bot.model.forge import ChangeState, Message, MessageKind, Person
from bot.model.place import Side
from bot.model.review import Comment, ProposedReview, Reply, told_apart
from bot.model.settings import Reviewer

Who = Callable[[Person], Reviewer | None]
"""Tells who somebody is to this site; None where their words don't count."""

_BODIES = (MessageKind.REVIEW, MessageKind.COMMENT)

FORMAT = "forge"
"""How a review is called that was read from a forge, message by message."""


def proposed_reviews(state: ChangeState, who: Who) -> tuple[ProposedReview, ...]:
    """The reviews that count, oldest first: what one reviewer sent together, with what others replied.

    A reply in a reviewer's thread is kept beside the comment that it answers. Everything else by people who don't count
    is left alone.
    """
    speakers = {message.author: who(message.author) for message in state.messages}
    starts = {message.id: message for message in state.messages if message.in_reply_to is None}
    counting = {key for key, start in starts.items() if speakers[start.author] is not None}
    replies = _replies(state.messages, counting)
    groups: dict[tuple[str, str], list[Message]] = {}
    for message in state.messages:
        if speakers[message.author] is not None and message.in_reply_to not in counting:
            groups.setdefault(_group_of(message), []).append(message)
    reviews: list[ProposedReview] = []
    for sent in groups.values():
        reviewer = speakers[sent[0].author]
        if reviewer is not None and any(message.body.strip() for message in sent):
            reviews.append(_review(sent, reviewer, replies, len(reviews)))
    return told_apart(reviews)


def _group_of(message: Message) -> tuple[str, str]:
    """What was sent together: a review with its comments, the notes of one check run, or one message."""
    return message.author.id, message.group or message.id


def _replies(messages: Sequence[Message], counting: set[str]) -> dict[str, list[Reply]]:
    """What was answered to each message that counts, oldest first."""
    found: dict[str, list[Reply]] = {}
    for message in messages:
        if message.in_reply_to in counting and message.body.strip():
            found.setdefault(message.in_reply_to or "", []).append(
                Reply(message.author.login, message.body, message.url)
            )
    return found


def _review(
    sent: Sequence[Message],
    reviewer: Reviewer,
    replies: Mapping[str, Sequence[Reply]],
    number: int,
) -> ProposedReview:
    """One review of what was sent together, the one with this number."""
    bodies = [message for message in sent if message.kind in _BODIES]
    comments = [message for message in sent if message.kind not in _BODIES]
    speaker = reviewer.login.removesuffix("[bot]")
    first = (bodies or comments)[0]
    return ProposedReview(
        name=speaker,
        reviewer=speaker,
        body="\n\n".join(message.body for message in bodies),
        comments=tuple(_comment(message, replies.get(message.id, ())) for message in comments),
        revision=first.revision,
        external_id=first.id,
        submitted_at=f"{number:08d}",
        url=first.url,
        format=FORMAT,
        dialect=reviewer.dialect,
        is_person=reviewer.is_person,
        state=first.state,
    )


def _comment(message: Message, replies: Sequence[Reply]) -> Comment:
    body = f"{message.title}\n\n{message.body}" if message.title else message.body
    return Comment(
        path=message.path or "",
        body=body,
        line=message.line,
        end_line=message.end_line,
        side=message.side if message.path else Side.NEW,
        id=message.id,
        url=message.url,
        severity=message.severity,
        state=message.state,
        replies=tuple(replies),
        revision=message.revision,
        written=message.written,
    )
