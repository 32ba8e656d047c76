"""What each event of Gerrit means to us."""

import pytest

from bot.errors import Refused
from bot.listener.gerrit import deliveries_of, id_of
from bot.listener.site import Ignored, Reason
from bot.model.change_ref import ChangeRef
from bot.model.delivery import DeliveryKind
from tests.listener.builders import site_of

CHANGE = ChangeRef("gerrit", "team/app", 42, "~")


def event(kind: str, comment: str | None = None, username: str = "bob", **more: object) -> dict[str, object]:
    """An event as the webhooks plugin sends it."""
    return {
        "type": kind,
        "eventCreatedOn": 1_795_000_000,
        "project": {"name": "team/app"},
        "change": {"project": "team/app", "number": 42},
        "patchSet": {"number": 3},
        "author": {"username": username},
        **({} if comment is None else {"comment": comment}),
        **more,
    }


def told(payload: object) -> object:
    """What an event comes to."""
    return deliveries_of(payload, site_of("gerrit"))


@pytest.mark.parametrize("kind", ["patchset-created", "wip-state-changed", "private-state-changed", "change-restored"])
def test_new_code(kind: str) -> None:
    """
    New code is looked at.
    """
    found = told(event(kind))

    assert isinstance(found, tuple)
    assert [(one.change, one.kind, one.is_urgent) for one in found] == [(CHANGE, DeliveryKind.EVENT, False)]


@pytest.mark.parametrize("kind", ["change-merged", "change-abandoned", "change-deleted"])
def test_an_end(kind: str) -> None:
    """
    An end changes no answer, and neither does code that is still being worked on, or not for all to see.
    """
    change = {"project": "team/app", "number": 42}

    assert told(event(kind)) == Ignored(Reason.NOTHING_NEW)
    assert told(event("patchset-created", change={**change, "wip": True})) == Ignored(Reason.NOTHING_NEW)
    assert told(event("private-state-changed", change={**change, "private": True})) == Ignored(Reason.NOTHING_NEW)


def test_asked_as_reviewer() -> None:
    """
    Who adds us as a reviewer asks us; who adds somebody else does not.
    """
    assert isinstance(told(event("reviewer-added", reviewer={"username": "metareview"})), tuple)
    assert told(event("reviewer-added", reviewer={"username": "zuul"})) == Ignored(Reason.NOTHING_NEW)


@pytest.mark.parametrize(
    "comment",
    [
        "Patch Set 3:\n\n/recheck-review",
        "Patch Set 3: Code-Review+1\n\n(2 comments)\n\n/recheck-review",
        "/recheck-review",
    ],
)
def test_command(comment: str) -> None:
    """
    A command is urgent under every header that Gerrit puts before it.
    """
    found = told(event("comment-added", comment))

    assert isinstance(found, tuple)
    assert [(one.kind, one.is_urgent) for one in found] == [(DeliveryKind.COMMAND, True)]
    assert found[0].body["author"] == {"login": "bob", "id": "", "is_bot": False}


@pytest.mark.parametrize("comment", ["Patch Set 3:\n\n(1 comment)", "Patch Set 3:\n\n> /recheck-review\n\nno"])
def test_message(comment: str) -> None:
    """
    Every other message is looked at, for what it says on lines is not in the event.
    """
    found = told(event("comment-added", comment))

    assert isinstance(found, tuple)
    assert found[0].kind is DeliveryKind.EVENT


def test_nothing_said() -> None:
    """
    A bare vote and our own messages start nothing.
    """
    assert told(event("comment-added", "Patch Set 2: Code-Review+2")) == Ignored(Reason.NOTHING_NEW)
    assert told(event("comment-added", "Patch Set 3:\n\nfound", "metareview")) == Ignored(Reason.OURS)


def test_id() -> None:
    """
    The same event has the same id; another text, time, author, patch set or change has another.
    """
    one = event("comment-added", "hello")
    others = [
        event("comment-added", "hello!"),
        event("comment-added", "hello", "carol"),
        one | {"eventCreatedOn": 1_795_000_001},
        one | {"patchSet": {"number": 4}},
        one | {"change": {"project": "team/app", "number": 43}},
        one | {"type": "patchset-created"},
    ]

    ids = {id_of(payload, site_of("gerrit")) for payload in (one, *others)}

    assert id_of(dict(one), site_of("gerrit")) in ids
    assert len(ids) == 7


@pytest.mark.parametrize("payload", [{"type": "patchset-created"}, event("patchset-created", change={"number": 42})])
def test_malformed(payload: object) -> None:
    """
    An event of a kind that we know, but without its change, is refused.
    """
    with pytest.raises(Refused):
        told(payload)


@pytest.mark.parametrize("payload", [None, [], "x", {}, {"type": 5}, {"type": "ref-updated"}])
def test_unknown(payload: object) -> None:
    """
    Everything else is unknown.
    """
    assert told(payload) == Ignored(Reason.UNKNOWN_EVENT)
