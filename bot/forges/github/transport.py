"""One HTTP request to GitHub and its bounded answer, over a connection that only reads the environment it is given."""

import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from bot.errors import GaveUp, Refused
from bot.forges.github.answers import Reply, Unclear, Unsent

LARGEST = 25_000_000
"""Bytes of one answer, unpacked."""

HEADERS = {
    "Accept": "application/vnd.github+json",
    "User-Agent": "metareview",
    "X-GitHub-Api-Version": "2022-11-28",
}
_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


def connect(url: str, environment: Mapping[str, str]) -> httpx.Client:
    """A client for the host of `url`: TLS verified, no cookies of use, no redirects; proxy and CA as the environment says.

    Of `environment` count HTTPS_PROXY, NO_PROXY (or in small letters), and SSL_CERT_FILE or GIT_SSL_CAINFO. Raises Refused.
    """
    try:
        return httpx.Client(
            headers=HEADERS,
            timeout=_TIMEOUT,
            trust_env=False,
            verify=_trust(environment),
            proxy=_proxy(url, environment),
        )
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused("the proxy that HTTPS_PROXY names is no URL; write http://host:port") from error


def exchange(client: httpx.Client, request: httpx.Request, asked: str) -> Reply:
    """Send a request once. Raises Unsent where it never left, Unclear where no whole answer came, GaveUp for a huge one."""
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
        raise Unclear(f"GitHub did not answer {asked} in time; try again later") from error
    except httpx.HTTPError as error:
        raise Unclear(f"GitHub's answer to {asked} broke off; try again later") from error
    headers = {name.lower(): text for name, text in response.headers.items()}
    return Reply(response.status_code, headers, body, asked, writes=request.method != "GET")


def _bounded(response: httpx.Response, asked: str) -> bytes:
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > LARGEST:
            raise GaveUp(f"GitHub's answer to {asked} is larger than {LARGEST // 1_000_000} MB")
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
