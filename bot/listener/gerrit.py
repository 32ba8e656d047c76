"""What an event of Gerrit means to us: where to look again, or nothing. Only the change's own place is believed."""

import hashlib
import json
import re
from collections.abc import Mapping

from bot.errors import Refused
from bot.listener.site import Ignored, Reason, Site, spoken
from bot.model.change_ref import LONGEST, ChangeRef
from bot.model.delivery import Delivery, DeliveryKind
from bot.model.fields import Json, at, number, text

Told = tuple[Delivery, ...] | Ignored
"""The delivery that an event makes, or why there is none."""

_NEW_CODE = ("patchset-created", "wip-state-changed", "private-state-changed", "change-restored")
_OTHERS = ("change-abandoned", "change-deleted", "change-merged")
_HEADER = re.compile(r"\APatch Set [0-9]{1,9}:[^\n]{0,2000}(?:\n\n)?")
_COUNTED = re.compile(r"\A\([0-9]{1,9} comments?\)(?:\n\n)?")


def deliveries_of(payload: Json, site: Site) -> Told:
    """What an event asks us to look at. Raises Refused where it lacks what it is about."""
    kind = text(payload, "type")
    if kind not in (*_NEW_CODE, *_OTHERS, "comment-added", "reviewer-added"):
        return Ignored(Reason.UNKNOWN_EVENT)
    change = _change(payload, site)
    if site.ignores(change):
        return Ignored(Reason.IGNORED_CHANGE)
    if kind == "comment-added":
        return _comment(payload, site, change)
    is_new = kind in _NEW_CODE and not any(at(payload, "change", one) is True for one in ("wip", "private"))
    is_asked = kind == "reviewer-added" and site.is_me(text(payload, "reviewer", "username"))
    if not is_new and not is_asked:
        return Ignored(Reason.NOTHING_NEW)
    return (Delivery(id_of(payload, site), change, DeliveryKind.EVENT),)


def id_of(payload: Json, site: Site) -> str:
    """The id of an event, which Gerrit itself gives none: of the same event sent twice it is the same."""
    parts = [
        text(payload, "type"),
        text(payload, "change", "project"),
        number(payload, "change", "number"),
        number(payload, "patchSet", "number"),
        number(payload, "eventCreatedOn"),
        _login(payload),
        text(payload, "comment"),
    ]
    return f"{site.forge.name}:{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:40]}"


def _change(payload: Json, site: Site) -> ChangeRef:
    project, change = text(payload, "change", "project")[:LONGEST], number(payload, "change", "number")
    if not project or change is None:
        raise Refused("the payload does not say which change it is about")
    return ChangeRef(site.forge.name, project, change, "~")


def _comment(payload: Json, site: Site, change: ChangeRef) -> Told:
    """A message. What it says on lines is not in the event, so that every message but a bare vote is looked at."""
    login = _login(payload)
    if site.is_me(login):
        return Ignored(Reason.OURS)
    said = text(payload, "comment")
    header = _HEADER.match(said)
    rest = said[header.end() :] if header else said
    if not rest.strip():
        return Ignored(Reason.NOTHING_NEW)
    commands = site.commands_in(_COUNTED.sub("", rest))
    if not commands:  # whether it is a bot that writes one, only Gerrit's accounts tell
        return (Delivery(id_of(payload, site), change, DeliveryKind.EVENT),)
    body = spoken(commands, {"login": login, "id": "", "is_bot": False}, _place(payload))
    return (Delivery(id_of(payload, site), change, DeliveryKind.COMMAND, is_urgent=True, body=body),)


def _place(payload: Json) -> Mapping[str, object]:
    """Where a message stands; Gerrit's event has no id of it."""
    return {
        "id": "",
        "kind": "comment",
        "at": number(payload, "eventCreatedOn"),
        "patch_set": number(payload, "patchSet", "number"),
    }


def _login(payload: Json) -> str:
    """Who wrote it: user names may be missing, then it is the e-mail address."""
    return text(payload, "author", "username") or text(payload, "author", "email")
