"""How we answer people: a reaction to their message, and replies in the conversation, each of them said once."""

from bot.errors import Refused
from bot.forges.github.adoption import ends_with
from bot.forges.github.api import Api, Declined, Unclear
from bot.forges.github.conversation import Conversation, comment
from bot.model.command import Reaction
from bot.model.forge import Message
from bot.model.neutral import BREAK

LONGEST = 65_536
"""Characters of a comment; GitHub refuses more."""

_PLACES = {"comment": "issues/comments", "inline": "pulls/comments"}
"""Where messages are that can be reacted to: the bodies of reviews can't."""

_CANNOT = (403, 404, 410, 422)


def react(api: Api, full_name: str, message: str, reaction: Reaction) -> bool:
    """Mark a message; GitHub keeps one of each kind of ours. False where that can't be, for a sign is no reason to fail.

    Raises Refused where GitHub does not know us, Unreachable, and GaveUp.
    """
    kind, _, number = message.partition("-")
    if kind not in _PLACES or not (number.isascii() and number.isdecimal()):
        return False
    try:
        api.make(f"/repos/{full_name}/{_PLACES[kind]}/{number}/reactions", {"content": reaction.value})
    except Declined as declined:
        if declined.status in _CANNOT:
            return False
        raise
    return True


def say(conversation: Conversation, text: str, key: str) -> str | None:
    """Have a comment of ours stand that says `text` and ends in the line `key`; its URL.

    One that stands already is left as it is. Raises Refused for what GitHub will not take, Unreachable, and GaveUp.
    """
    # Who quotes our answer's marker in code must not make a reply look like the answer.
    harmless = text.replace(conversation.marker, BREAK.join((conversation.marker[:1], conversation.marker[1:])))
    body = f"{harmless.rstrip()}\n\n{key}\n".encode("utf-8", "replace").decode()
    where = f"{conversation.full_name}#{conversation.number}"
    if len(body) > LONGEST:
        raise Refused(f"the reply to {where} has {len(body)} characters; a comment of GitHub holds {LONGEST}")
    return conversation.api.patience.looks()(lambda: _said(conversation, body, key))


def _said(there: Conversation, body: str, key: str) -> str | None:
    """Look, write where nothing stands, and look again: of two that a race has left, the older one stays."""
    standing = _standing(there, key)
    if not standing:
        made = comment(there.api.send("POST", there.path, {"body": body}))
        if made is None:
            raise Unclear(f"GitHub took a comment at {there.path}, but does not say which; try again later")
        standing = _standing(there, key) or [made]
    for double in standing[1:]:
        _remove(there, double)
    return standing[0].url


def _standing(there: Conversation, key: str) -> list[Message]:
    """What we said with this key, the oldest first."""
    if not there.me.id:
        raise Refused("GitHub does not say which account we are, so nothing of ours can be told from others'")
    listed = (comment(row) for row in there.api.pages(there.path))
    found = {one.id: one for one in listed if one and one.author.id == there.me.id and ends_with(one.body, key)}
    return sorted(found.values(), key=lambda one: int(one.id.rpartition("-")[2]))


def _remove(there: Conversation, double: Message) -> None:
    try:
        there.api.send("DELETE", there.path_of(double), {})
    except Declined:
        return  # gone already, or not ours to delete: then it is said twice
