"""Whether Gerrit tells us of events, as far as our account may see that: it needs no right to, and should have none."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from bot.errors import BotError
from bot.forges.gerrit.answers import Declined
from bot.forges.gerrit.api import Api
from bot.model.diagnosis import Diagnosis, fault, note, ok, warning
from bot.model.fields import Json, Row, at, flag, number, text

HOOK = "webhook"
EVENTS = (
    "change-abandoned",
    "change-deleted",
    "change-merged",
    "change-restored",
    "comment-added",
    "patchset-created",
    "private-state-changed",
    "reviewer-added",
    "wip-state-changed",
)
"""Those that the service listens to."""

TRIES = 10
"""The plugin keeps events in memory only, so a restart of ours must fit into its tries."""

_EVERYWHERE = "All-Projects"
_INTERFACE = "webhooks~projects"


@dataclass(frozen=True, slots=True)
class _Remote:
    """One hook of the plugin that leads to us."""

    name: str
    row: Row


def probe_hook(api: Api, forge: str, project: str = _EVERYWHERE) -> Iterator[Diagnosis]:
    """Look for hooks of a project that lead to us, and at their settings. What we may not read is only noted."""
    try:
        found = api.get(f"/config/server/{_INTERFACE}/{quote(project, safe='', errors='replace')}/remotes")
    except Declined as error:
        yield note(HOOK, _unread(error, project))
        return
    except BotError as error:
        yield fault(HOOK, str(error))
        return
    remotes = list(_ours(found, forge))
    if not remotes:
        yield note(
            HOOK, f"no hook of {project} leads to /webhooks/{forge}; unless a project has one, only polling is left"
        )
    for remote in remotes:
        yield from _of(remote)


def _unread(error: Declined, project: str) -> str:
    if error.status == 404 and _INTERFACE in error.said:
        return "Gerrit's plugin `webhooks` does not answer; without it nothing tells us of events but polling"
    return f"our account may not read the hooks of {project}, and needs not; see that one leads to the service"


def _ours(found: Json, forge: str) -> Iterator[_Remote]:
    """The URL itself is never shown: our secret may be in it."""
    if not isinstance(found, dict):
        return
    for name in sorted(found):
        try:
            path = urlsplit(text(found, name, "url")).path
        except ValueError:
            continue
        if f"{path}/".partition(f"/webhooks/{forge}/")[1]:
            row = at(found, name)
            yield _Remote(name, row if isinstance(row, dict) else {})


def _of(remote: _Remote) -> Iterator[Diagnosis]:
    name, row = f"`{remote.name[:80]}`", remote.row
    missing = _missing(row)
    if missing:
        yield warning(HOOK, f"{name} does not send {', '.join(missing)}; add them to its events")
    if text(row, "url").lower().startswith("https:") and not flag(row, "sslVerify"):
        yield warning(
            HOOK, f"{name} does not verify our certificate, so somebody else may read the secret; set sslVerify"
        )
    if (number(row, "maxTries") or 0) < TRIES:
        yield warning(HOOK, f"{name} gives up early, and then the event is lost; set maxTries to {TRIES}")
    if not missing:
        yield ok(HOOK, f"{name} leads to us with all events")


def _missing(row: Row) -> list[str]:
    listed = at(row, "events")
    sent: Collection[object] = listed if isinstance(listed, list) and listed else EVENTS
    return [one for one in EVENTS if one not in sent and "*" not in sent]
