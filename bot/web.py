"""The way out to a remote forge: a client that reads only the environment it is given, and one request with a bounded answer."""

import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from bot.errors import GaveUp, Refused

LARGEST = 25_000_000
"""Bytes of one answer, unpacked."""

_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_STEPS = 16
_PROXIES = ("HTTPS_PROXY", "https_proxy")


class NotSentError(Exception):
    """A request never left; the text is a sentence about it."""


class BrokenError(Exception):
    """No whole answer came, so that a write may have been applied, or not; the text is a sentence about it."""


@dataclass(frozen=True, slots=True)
class Received:
    """One whole answer; header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def connect(
    url: str, environment: Mapping[str, str], headers: Mapping[str, str], auth: httpx.Auth | None = None
) -> httpx.Client:
    """A client for the host of `url`: TLS verified, no redirects; proxy and CA as the environment says.

    Of `environment` count HTTPS_PROXY, NO_PROXY (or in small letters), and SSL_CERT_FILE or GIT_SSL_CAINFO. Raises Refused
    where it names a proxy or a CA that are none. Without `auth` nobody is told who we are.
    """
    try:
        return httpx.Client(
            auth=auth,
            headers=dict(headers),
            timeout=_TIMEOUT,
            trust_env=False,
            verify=_trust(environment),
            proxy=proxy_for(url, environment),
        )
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused("the proxy that HTTPS_PROXY names is no URL; write http://host:port") from error


def send(client: httpx.Client, request: httpx.Request, whose: str, asked: str) -> Received:
    """Send a request once; `whose` server is asked, for what, in words for a sentence.

    Raises NotSentError, BrokenError, Refused for a certificate that is not trusted, GaveUp for a huge answer.
    """
    host = request.url.host
    try:
        response = client.send(request, stream=True)
        try:
            body = _bounded(response, whose, asked)
        finally:
            response.close()
    except _UNSENT as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            raise Refused(
                f"the certificate of {host} is not trusted; name the file of its CA in SSL_CERT_FILE"
            ) from error
        raise NotSentError(f"{host} cannot be reached; try again later") from error
    except httpx.TimeoutException as error:
        raise BrokenError(f"{whose} did not answer {asked} in time; try again later") from error
    except httpx.HTTPError as error:
        raise BrokenError(f"{whose}'s answer to {asked} broke off; try again later") from error
    return Received(response.status_code, {name.lower(): text for name, text in response.headers.items()}, body)


def obstacle(error: BaseException, url: str, environment: Mapping[str, str]) -> str:
    """What stands in the way to `url`, by the first of an error's causes that says it, else in the error's own words."""
    parts, causes = urlsplit(url), list(_causes(error))
    host, place = parts.hostname or "", parts.netloc
    if any(isinstance(one, httpx.ProxyError) for one in causes):
        return (
            f"the proxy that HTTPS_PROXY names does not let us through to {host}; mend it, or name {host} in NO_PROXY"
        )
    is_proxied = parts.scheme == "https" and any(environment.get(name) for name in _PROXIES)
    through = f" (HTTPS_PROXY names a proxy; {host} may belong into NO_PROXY)" if is_proxied else ""
    reasons: tuple[tuple[type[BaseException], str], ...] = (
        (socket.gaierror, f"no address is known for {host}; check `url` and the DNS of this machine"),
        (ConnectionRefusedError, f"{place} refuses connections; check `url`, and that the server runs"),
        (ssl.SSLError, f"{place} does not speak TLS as it must; check `url` and its port"),
        (httpx.TimeoutException, f"{place} does not answer; check `url`, and that no firewall is in between"),
        (httpx.RemoteProtocolError, f"what answers at {place} does not speak HTTP; check `url` and its port"),
    )
    found = (sentence for kind, sentence in reasons if any(isinstance(one, kind) for one in causes))
    return next(found, f"{place}: {error}") + through


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what led to it, some steps back."""
    found: BaseException | None = error
    for _ in range(_STEPS):
        if found is None:
            return
        yield found
        found = found.__cause__ or found.__context__


def _bounded(response: httpx.Response, whose: str, asked: str) -> bytes:
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > LARGEST:
            raise GaveUp(f"{whose}'s answer to {asked} is larger than {LARGEST // 1_000_000} MB")
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


def proxy_for(url: str, environment: Mapping[str, str]) -> str | None:
    """The proxy for https, unless NO_PROXY names the host or a domain above it; plain http is for tests on this machine."""
    parts = urlsplit(url)
    named = next((environment[name] for name in _PROXIES if environment.get(name)), "")
    if not named or parts.scheme != "https":
        return None
    host = (parts.hostname or "").lower()
    spared = (environment.get("NO_PROXY") or environment.get("no_proxy") or "").lower()
    names = [one.strip().removeprefix("*").lstrip(".") for one in spared.split(",") if one.strip()]
    if spared.strip() == "*" or any(host == name or host.endswith(f".{name}") for name in names if name):
        return None
    return named if "://" in named else f"http://{named}"
