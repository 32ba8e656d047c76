"""How we answer people: a message of ours for each command that wants one, said once."""

from bot.forges.gerrit.ladder import Post, send
from bot.forges.gerrit.messages import Own
from bot.forges.gerrit.place import Place
from bot.forges.gerrit.tag import Tag, joined, parted, short_names
from bot.model.neutral import BREAK


def say(place: Place, text: str, key: str, to: str) -> str | None:
    """Have a message of ours stand that says `text` and ends in the line `key`, and answers the message `to`; its URL.

    One that we said already is left as it is, also where somebody deleted it. Raises Refused for what Gerrit will not
    take, Unreachable, and ValueError for a `key` that is no hidden line.
    """
    # Who quotes our answer's marker in code must not make a reply look like the answer.
    harmless = text.replace(place.marker, BREAK.join((place.marker[:1], place.marker[1:])))
    words, line = parted(joined(harmless, key))
    tag = Tag(line, asked=short_names([to] if to else []))
    return place.api.patience.looks()(_said, place, Post(words, str(tag)), tag)


def _said(place: Place, post: Post, tag: Tag) -> str | None:
    """Look, write where nothing stands, and look again."""
    found = place.look()
    known = _with(tag, found.own)
    if known is None:
        send(place, found.head, post)
        known = _with(tag, place.look().own)
    return place.url if known is None else known.message.url


def _with(tag: Tag, own: tuple[Own, ...]) -> Own | None:
    """What we said first with this hidden line."""
    return next((one for one in own if one.tag.line == tag.line and not one.tag.digest), None)
