"""One HTTP request to Gerrit and its bounded answer, in the shape of the session that python-gerrit-api works on."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from bot.errors import GaveUp, Refused
from bot.forges.gerrit.answers import Reply, Unclear, Unsent, Who, check
from bot.forges.gerrit.shared import Shared
from bot.model.fields import Json
from bot.model.neutral import neutralise_terminal, shorten
from bot.model.secret import Secret
from bot.model.settings import GerritSettings

LARGEST = 25_000_000
"""Bytes of one answer, unpacked."""

_HEADERS = {"Accept": "application/json", "User-Agent": "metareview"}
_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


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
    """A client; of the environment count HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE or GIT_SSL_CAINFO.

    Without `auth` nobody is told who we are. Raises Refused where the environment names a proxy or a CA that are none.
    """
    try:
        return httpx.Client(
            auth=auth,
            headers=_HEADERS,
            timeout=_TIMEOUT,
            trust_env=False,
            verify=_trust(environment),
            proxy=_proxy(url, environment),
        )
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused("the proxy that HTTPS_PROXY names is no URL; write http://host:port") from error


def exchange(client: httpx.Client, request: httpx.Request, asked: str) -> Reply:
    """Send once. Raises Unsent where it never left, Unclear where no whole answer came, GaveUp for a huge one."""
    try:
        response = client.send(request, stream=True)
        try:
            body = _bounded(response, asked)
        finally:
            response.close()
    except httpx.ConnectError as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            host = request.url.host
            raise Refused(
                f"the certificate of {host} is not trusted; name the file of its CA in SSL_CERT_FILE"
            ) from error
        raise Unsent(f"{request.url.host} cannot be reached; try again later") from error
    except _UNSENT as error:
        raise Unsent(f"{request.url.host} cannot be reached; try again later") from error
    except httpx.TimeoutException as error:
        raise Unclear(f"Gerrit did not answer {asked} in time; try again later") from error
    except httpx.HTTPError as error:
        raise Unclear(f"Gerrit's answer to {asked} broke off; try again later") from error
    headers = {name.lower(): text for name, text in response.headers.items()}
    return Reply(response.status_code, headers, body, asked)


def _bounded(response: httpx.Response, asked: str) -> bytes:
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > LARGEST:
            raise GaveUp(f"Gerrit's answer to {asked} is larger than {LARGEST // 1_000_000} MB")
        parts.append(part)
    return b"".join(parts)


def _trust(environment: Mapping[str, str]) -> ssl.SSLContext | bool:
    file = environment.get("SSL_CERT_FILE") or environment.get("GIT_SSL_CAINFO")
    if not file:
        return True
    try:
        return ssl.create_default_context(cafile=file)
    except OSError as error:
        raise Refused(
            "the file that SSL_CERT_FILE or GIT_SSL_CAINFO names holds no certificates; mend the path"
        ) from error


def _proxy(url: str, environment: Mapping[str, str]) -> str | None:
    """The proxy for https, unless NO_PROXY names the host or a domain above it; plain http is for tests on this machine."""
    parts = urlsplit(url)
    named = environment.get("HTTPS_PROXY") or environment.get("https_proxy")
    if not named or parts.scheme != "https":
        return None
    host = (parts.hostname or "").lower()
    spared = (environment.get("NO_PROXY") or environment.get("no_proxy") or "").lower()
    names = [one.strip().removeprefix("*").lstrip(".") for one in spared.split(",") if one.strip()]
    if spared.strip() == "*" or any(host == name or host.endswith(f".{name}") for name in names if name):
        return None
    return named if "://" in named else f"http://{named}"
