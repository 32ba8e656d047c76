"""A change as it is now: its commits, and everything that is said on it, in two calls."""

import re

from bot.errors import Unreachable
from bot.forges.gerrit.comments import comments
from bot.forges.gerrit.fields import need
from bot.forges.gerrit.messages import Dated, Own, owned, reviews, shas
from bot.forges.gerrit.people import person
from bot.forges.gerrit.place import Place
from bot.forges.gerrit.tag import short_name
from bot.model.fields import Json, at, flag, rows, text
from bot.model.forge import ChangeState, Message

_EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""What a commit without parents is compared with."""

_REF = re.compile(r"refs/changes/[0-9]{2}/[0-9]+/[0-9]+")


def read(place: Place) -> ChangeState:
    """Read all of it. Of our own messages only the newest answer is told, with what all of them answer.

    Raises what Place and Api raise.
    """
    detail = place.detail("ALL_REVISIONS", "CURRENT_COMMIT")
    said = place.api.get(f"{place.path}/comments")
    head = need(detail, "current_revision")
    own = owned(detail, place.me, place.url)
    found = [*reviews(detail, place.url), *comments(detail, said, place.me, place.url)]
    messages = _in_order(found, own, standing(place, own))
    return ChangeState(
        ref=place.ref,
        head=head,
        base=_base(detail, head),
        head_ref=_head_ref(detail, head),
        author=person(at(detail, "owner")),
        me=place.me,
        target=text(detail, "branch"),
        title=text(detail, "subject"),
        is_open=text(detail, "status") == "NEW",
        is_draft=flag(detail, "work_in_progress"),
        messages=messages,
        url=place.url,
        answered=_answered(place, own, messages),
        revisions={sha: f"patch set {number}" for number, sha in shas(detail).items() if number},
    )


def standing(place: Place, own: tuple[Own, ...]) -> Message | None:
    """Our newest answer that nobody deleted."""
    kept = [one.message for one in place.answers(own) if not one.is_deleted]
    return kept[-1] if kept else None


def _in_order(found: list[Dated], own: tuple[Own, ...], ours: Message | None) -> tuple[Message, ...]:
    """Oldest first, with our answer where it stands, and nothing else of ours."""
    left_out = {one.message.id for one in own}
    shown = [(order, ours if ours and one.id == ours.id else one) for order, one in found]
    shown = [(order, one) for order, one in shown if one is ours or one.id not in left_out]
    return tuple(one for _, one in sorted(shown, key=lambda pair: pair[0]))


def _answered(place: Place, own: tuple[Own, ...], messages: tuple[Message, ...]) -> frozenset[str]:
    """The messages that one of ours says to answer, also where it was deleted since."""
    names = {name for one in (*place.answers(own), *place.replies(own)) for name in one.tag.asked}
    return frozenset(one.id for one in messages if short_name(one.id) in names)


def _base(detail: Json, head: str) -> str:
    """The first parent; of a commit without one, the empty tree."""
    commit = at(detail, "revisions", head, "commit")
    if not isinstance(at(commit, "parents"), list):
        raise Unreachable("Gerrit does not tell the parents of the current patch set; try again later")
    parents = rows(commit, "parents")
    return need(parents[0], "commit") if parents else _EMPTY_TREE


def _head_ref(detail: Json, head: str) -> str:
    found = text(detail, "revisions", head, "ref")
    if _REF.fullmatch(found) is None:
        raise Unreachable("Gerrit does not tell the ref of the current patch set; try again later")
    return found
