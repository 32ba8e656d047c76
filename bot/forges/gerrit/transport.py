"""One HTTP request to Gerrit and its bounded answer, in the shape of the session that python-gerrit-api works on."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from bot import web
from bot.forges.gerrit.answers import Reply, Unclear, Unsent, Who, check
from bot.forges.gerrit.shared import Shared
from bot.model.fields import Json
from bot.model.neutral import neutralise_terminal, shorten
from bot.model.secret import Secret
from bot.model.settings import GerritSettings

_HEADERS = {"Accept": "application/json", "User-Agent": "metareview"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A successful answer, as python-gerrit-api reads one."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes
    url: str
    reason: str = ""
    encoding: str = "utf-8"


class Session:
    """What python-gerrit-api is given in the place of its own session: TLS is verified, nobody is followed elsewhere.

    An answer that is no success never comes back to the library, which would lose its words: it is raised here. The
    library sees no password; that `auth` is something makes it call what is under `/a`.
    """

    auth = "by the transport"
    verify = True

    def __init__(self, settings: GerritSettings, secret: Secret, shared: Shared) -> None:
        """Raises Refused where the environment names a proxy or a CA that are none."""
        self._who = Who(settings.username, f"forges.{settings.name}.password")
        self._root, self._shared = settings.url, shared
        auth = httpx.BasicAuth(settings.username, secret.reveal())
        self._client = connect(settings.url, shared.environment, auth)

    def get(self, url: str, **_: object) -> Taken:
        """Raises Declined, Limited, Unclear, Unsent, Refused or GaveUp."""
        return self._exchange("GET", url, None)

    def post(self, url: str, json: Json = None, **_: object) -> Taken:
        """Raises what `get` raises."""
        return self._exchange("POST", url, json)

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def _exchange(self, method: str, url: str, body: Json) -> Taken:
        path = url.removeprefix(self._root).removeprefix("/a").partition("?")[0]
        asked = f"{method} {shorten(neutralise_terminal(path), 120)}"
        self._shared.sent()
        reply = exchange(self._client, self._client.build_request(method, url, json=body), asked)
        check(reply, self._who)
        return Taken(reply.status, reply.headers, reply.body, url)


def connect(url: str, environment: Mapping[str, str], auth: httpx.Auth | None = None) -> httpx.Client:
    """A client for the host of `url`; see bot.web. Raises Refused."""
    return web.connect(url, environment, _HEADERS, auth)


def exchange(client: httpx.Client, request: httpx.Request, asked: str) -> Reply:
    """Send once. Raises Unsent where it never left, Unclear where no whole answer came, GaveUp for a huge one."""
    try:
        found = web.send(client, request, "Gerrit", asked)
    except web.NotSentError as error:
        raise Unsent(str(error)) from error
    except web.BrokenError as error:
        raise Unclear(str(error)) from error
    return Reply(found.status, found.headers, found.body, asked)
