"""One message on its way to Gerrit, which takes or refuses it as a whole: what is refused is left out, the least first."""

import re
from dataclasses import dataclass, replace

from bot.errors import Refused, Withheld
from bot.forges.gerrit.answers import Declined
from bot.forges.gerrit.place import Place
from bot.model.fields import Row
from bot.model.utf16 import cut_utf16, utf16_length

_STEPS = (12_000, 8_000, 4_000, 1_000, 300)
"""UTF-16 units of a text that a server refuses as too long: its limit is not told, so ever less of it is tried."""

_SIZE = re.compile(r"rejected in validation|exceed|too (?:long|large|big|many)|maximum", re.IGNORECASE)
_FULL = re.compile(r"exceeding maximum", re.IGNORECASE)
_MARGIN = 20
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Post:
    """What is to be said: `notes` are comments in threads of others, by path; `labels` are votes.

    `room`: UTF-16 units of the words that the server may take, as far as that is known.
    """

    words: str
    tag: str
    notes: tuple[tuple[str, Row], ...] = ()
    labels: tuple[tuple[str, int], ...] = ()
    room: int | None = None


def send(place: Place, revision: str, post: Post) -> str:
    """Say it on a revision, with less where Gerrit refuses it; what was left out, in sentences.

    Raises Refused where nothing of it is taken, Unclear where it may or may not have been, and what Api raises.
    """
    left_out: list[str] = []
    while True:
        try:
            place.api.post(f"{place.path}/revisions/{revision}/review", _body(post))
        except Declined as declined:
            post, what = _lesser(post, declined, place)
            left_out.append(what)
        else:
            return " ".join(dict.fromkeys(left_out))


def _body(post: Post) -> Row:
    """A review as Gerrit takes it: nobody's attention is called, and what stands already in a thread is not said again."""
    found: Row = {
        "message": _words(post),
        "tag": post.tag,
        "drafts": "KEEP",
        "omit_duplicate_comments": True,
        "ignore_automatic_attention_set_rules": True,
    }
    threads: dict[str, list[Row]] = {}
    for path, note in post.notes:
        threads.setdefault(path, []).append(note)
    return found | ({"comments": threads} if threads else {}) | ({"labels": dict(post.labels)} if post.labels else {})


def _lesser(post: Post, declined: Declined, place: Place) -> tuple[Post, str]:
    """The same with less in it, and a sentence about that; Refused where nothing is left to leave out."""
    said = declined.said or f"status {declined.status}"
    if declined.status in (400, 422) and post.notes:
        return replace(
            post, notes=()
        ), f"The notes in threads were left out, because Gerrit refused the review: {said}."
    if declined.status in (403, 409) and post.labels:
        names = " and ".join(f"`{name}`" for name, _ in post.labels)
        return replace(post, labels=()), f"The vote on {names} was left out, because Gerrit refused it: {said}."
    room = next((most for most in _STEPS if most < utf16_length(_words(post))), None)
    if declined.status == 400 and _SIZE.search(said) and room is not None:
        return replace(post, room=room), "The message was cut, because this server takes no longer one."
    raise _reason(declined, place) from declined


def _reason(declined: Declined, place: Place) -> Refused:
    if declined.status == 404:
        return Withheld(
            f"{place.ref.place} or its current patch set is gone, or our account may not see it any longer; check the change"
        )
    if declined.status == 403:
        return Refused(
            f"Gerrit does not let our account speak on {place.ref.place} (403: {declined.said or 'no reason'}); grant it "
            "Read on the branch"
        )
    if declined.status == 409 or _FULL.search(declined.said):
        return Refused(
            f"Gerrit takes no more messages on {place.ref.place} ({declined.status}: {declined.said or 'no reason'}); nothing "
            "was posted"
        )
    return declined


def _words(post: Post) -> str:
    """The words as far as there is room, with the end of a fence of code that was cut."""
    whole = plain(post.words)
    if post.room is None or utf16_length(whole) <= post.room:
        return whole
    words, cut, last = cut_utf16(whole, post.room - _MARGIN).rpartition("\n")
    fence = ""
    for line in words.split("\n"):
        mark = _FENCE.match(line)
        if mark is not None and not fence:
            fence = mark[1]
        elif mark is not None and mark[1].startswith(fence) and not line[mark.end() :].strip():
            fence = ""
    return f"{words.rstrip()}\n{fence}\n\n{last}" if fence else f"{words}{cut}{last}"


def plain(text: str) -> str:
    """A text that can be sent, whatever somebody put into it."""
    return text.encode("utf-8", "replace").decode()
