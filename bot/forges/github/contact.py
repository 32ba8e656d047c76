"""Whether there is a GitHub at the configured address: the way there, what answers, and its clock against ours."""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from bot.errors import BotError, Refused, Unreachable
from bot.forges.github.answers import Reply, in_words
from bot.forges.github.patience import Now
from bot.forges.github.transport import connect, exchange
from bot.model.diagnosis import Diagnosis, fault, ok, warning
from bot.model.fields import Json
from bot.model.settings import GitHubSettings
from bot.web import obstacle

HOST, CLOCK = "host", "clock"
WARNING_SECONDS, FAULT_SECONDS = 30, 60
"""How far our clock may be from GitHub's; an App's signature is good for a minute before its time."""

_PATH = "/rate_limit"
_NO_LIMITS = "Rate limiting is not enabled"


@dataclass(frozen=True, slots=True)
class Contact:
    """What came of asking, and if GitHub answered (only then is it told who we are), how many seconds we are ahead of it."""

    found: Diagnosis
    is_github: bool = False
    ahead: float | None = None


def reach(settings: GitHubSettings, now: Now, environment: Mapping[str, str]) -> Contact:
    """Ask the API something that everybody may ask, without any credential."""
    try:
        client = connect(settings.api_url, environment)
    except Refused as error:
        return Contact(fault(HOST, str(error)))
    with closing(client):
        try:
            reply = exchange(client, client.build_request("GET", settings.api_url + _PATH), f"GET {_PATH}")
        except BotError as error:
            return Contact(_unreached(error, settings, environment))
    sentence = _stranger(reply, settings)
    if sentence:
        return Contact(fault(HOST, sentence, reached=reply.status < 500))
    return Contact(ok(HOST, f"{settings.api_url} is GitHub's API", reached=True), True, _ahead(reply, now()))


def clock(contact: Contact, *, is_app: bool) -> tuple[Diagnosis, ...]:
    """How far our clock is from GitHub's; only an App signs with the time."""
    if contact.ahead is None:
        return (warning(CLOCK, "GitHub's answer has no Date to compare our clock with"),)
    seconds = abs(round(contact.ahead))
    how = f"this machine's clock is {seconds} seconds {'ahead of' if contact.ahead > 0 else 'behind'} GitHub's"
    if seconds > FAULT_SECONDS and is_app:
        return (fault(CLOCK, f"{how}, and GitHub refuses what an App signs at the wrong time; set the clock, by NTP"),)
    if seconds > WARNING_SECONDS:
        return (warning(CLOCK, f"{how}; set the clock, by NTP"),)
    return (ok(CLOCK, f"within {WARNING_SECONDS} seconds of GitHub's"),)


def _unreached(error: BotError, settings: GitHubSettings, environment: Mapping[str, str]) -> Diagnosis:
    if not isinstance(error, Unreachable):
        return fault(HOST, str(error), reached=not isinstance(error, Refused))
    return fault(HOST, obstacle(error, settings.api_url, environment), reached=False)


def _stranger(reply: Reply, settings: GitHubSettings) -> str:
    """Why this answer is none of GitHub's API; empty where it is one."""
    said = _parsed(reply)
    is_theirs = "x-github-request-id" in reply.headers and isinstance(said, dict)
    if is_theirs and (reply.status in (200, 401, 403, 429) or _NO_LIMITS in in_words(said)):
        return ""
    if reply.status >= 500:
        return f"{settings.api_url} fails with {reply.status}; try again later"
    if 300 <= reply.status < 400:
        host = urlsplit(reply.headers.get("location", "")).hostname or "another place"
        return f"{settings.api_url} leads on to {host}; set `url` to the address where GitHub is now"
    is_page = "html" in reply.headers.get("content-type", "")
    what = "a web page" if is_page else "something else than GitHub's API"
    return (
        f"at {settings.api_url} is {what} (status {reply.status}); set `url` to https://github.com or to the address of "
        "the Enterprise server, without a path"
    )


def _parsed(reply: Reply) -> Json:
    try:
        found: Json = json.loads(reply.body)
    except (ValueError, RecursionError):
        return None
    return found


def _ahead(reply: Reply, now: float) -> float | None:
    try:
        return now - parsedate_to_datetime(reply.headers.get("date", "")).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
