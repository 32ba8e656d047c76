"""Whether there is a Gerrit at the configured address: the way there, what answers, and which version it is."""

import json
import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.errors import BotError, Refused, Unreachable
from bot.forges.gerrit.answers import Reply
from bot.forges.gerrit.transport import connect, exchange
from bot.model.diagnosis import Diagnosis, fault, note, ok, warning
from bot.model.neutral import neutralise_terminal, shorten
from bot.model.settings import GerritSettings
from bot.web import obstacle

HOST, TLS, VERSION = "host", "TLS", "version"
OLDEST = (3, 12)
"""What metareview is tried with, and everything newer."""

_PATH = "/config/server/version"
_MAGIC = b")]}'"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_GATES = (401, 403)


@dataclass(frozen=True, slots=True)
class Contact:
    """What came of asking; only what `may_be_gerrit` is told who we are. `version` is empty where nobody told it."""

    found: Diagnosis
    may_be_gerrit: bool = False
    version: str = ""


def reach(settings: GerritSettings, environment: Mapping[str, str]) -> Contact:
    """Ask for the version, which everybody may ask for, without any credential."""
    try:
        client = connect(settings.url, environment)
    except Refused as error:
        return Contact(fault(HOST, str(error)))
    with closing(client):
        try:
            reply = exchange(client, client.build_request("GET", settings.url + _PATH), f"GET {_PATH}")
        except BotError as error:
            return Contact(_unreached(error, settings, environment))
    version = _version(reply)
    if version is not None:
        return Contact(ok(HOST, f"{settings.url} is a Gerrit", reached=True), True, version)
    if reply.status in _GATES:
        said = f"{settings.url} answers only who has logged in"
        return Contact(ok(HOST, said, reached=True), True)
    return Contact(fault(HOST, _stranger(reply, settings), reached=reply.status < 500))


def secure(url: str) -> tuple[Diagnosis, ...]:
    """Whether the way there is encrypted, where it leaves this machine."""
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.hostname or "") in _LOOPBACK:
        return ()
    return (warning(TLS, "the password goes over the network in the clear; set `url` to https://"),)


def old_enough(version: str) -> Diagnosis:
    """Whether metareview was tried with this version; of `3.13.5-rc1` the leading numbers count."""
    shown = shorten(neutralise_terminal(version), 60)
    found = re.match(r"v?([0-9]{1,5})\.([0-9]{1,5})", version)
    if found is None:
        return note(VERSION, f"Gerrit says `{shown}`, which is no number; metareview needs 3.12 or newer")
    if (int(found[1]), int(found[2])) < OLDEST:
        return warning(VERSION, f"{shown} is older than 3.12, and metareview was never tried with it; update Gerrit")
    return ok(VERSION, shown)


def _version(reply: Reply) -> str | None:
    """What Gerrit says; None where that is no Gerrit."""
    if reply.status != 200 or not reply.body.startswith(_MAGIC):
        return None
    try:
        found = json.loads(reply.body.removeprefix(_MAGIC))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, str) else None


def _stranger(reply: Reply, settings: GerritSettings) -> str:
    """Why this answer is none of Gerrit's."""
    if reply.status >= 500:
        return f"{settings.url} fails with {reply.status}; try again later"
    if 300 <= reply.status < 400:
        host = urlsplit(reply.headers.get("location", "")).hostname or "another place"
        shown = shorten(neutralise_terminal(host), 80)
        return f"{settings.url} leads on to {shown}; set `url` to the address where Gerrit answers by itself"
    is_page = "html" in reply.headers.get("content-type", "")
    what = "a web page" if is_page else "something else than Gerrit's REST interface"
    return (
        f"at {settings.url} is {what} (status {reply.status}); set `url` to Gerrit's address with the path it is under"
    )


def _unreached(error: BotError, settings: GerritSettings, environment: Mapping[str, str]) -> Diagnosis:
    if not isinstance(error, Unreachable):
        return fault(HOST, str(error), reached=not isinstance(error, Refused))
    return fault(HOST, obstacle(error, settings.url, environment), reached=False)
