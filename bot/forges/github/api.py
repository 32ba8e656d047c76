"""GitHub's REST and GraphQL interfaces as JSON over one right, with attempts by kind of failure.

httpx carries the calls. PyGithub's objects complete themselves: reading `in_reply_to_id` of a comment that is no reply
costs a call for each; they take null for absent, lose the query at a renamed repository's redirect, and re-send a write
that may have been applied. PyGithub signs for the App (auth.py), where it spares us the most.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from typing import Protocol
from urllib.parse import quote, urlsplit

import httpx

from bot.errors import GaveUp, Refused, Unreachable
from bot.forges.github.answers import GRAPH, Declined, Limited, Reply, Unclear, data, value
from bot.forges.github.patience import Now, Patience
from bot.forges.github.shared import Shared
from bot.forges.github.transport import connect, exchange
from bot.model.fields import Json, Row, at, rows
from bot.model.neutral import neutralise_terminal, shorten
from bot.model.settings import GitHubSettings

__all__ = ["Api", "Declined", "Json", "Limited", "Right", "Row", "Unclear"]

PAGES = 200
"""Pages of one list, a hundred each, that are followed."""

_REDIRECTS = 3
_UNCHANGED = 304
_MOVED = (301, 302, 307, 308)
_STILL_THE_SAME = (307, 308)


class Right(Protocol):
    """What a call is sent with."""

    def authorization(self) -> str:
        """The value of the header; may fetch a token first, with what that raises."""
        ...

    def renew(self, said: str, date: str) -> bool:
        """GitHub answered 401, at this time of its own: whether another `authorization` may do better."""
        ...


class Api:
    """Calls with one right. Every call may raise Refused (Declined where GitHub says no), Unreachable, or GaveUp.

    Reads are repeated after limits, failures and broken answers; writes only where nothing was applied.
    `calls` counts the HTTP requests that were sent.
    """

    def __init__(
        self,
        settings: GitHubSettings,
        right: Right,
        *,
        now: Now,
        patience: Patience,
        environment: Mapping[str, str] | None = None,
        shared: Shared | None = None,
    ) -> None:
        """`patience` is shared by all that one command calls; `environment` may name a proxy and a CA.

        `shared` counts the calls of a whole process; its environment counts where none is given.
        """
        self.calls = 0
        self.patience = patience
        self._shared = shared or Shared()
        self._root, self._graphql = settings.api_url, settings.graphql_url
        self._right, self._now = right, now
        self._client = connect(settings.api_url, environment or self._shared.environment)

    def get(self, path: str, **query: str | int) -> Json:
        """The JSON at a path that begins with a slash; None for an empty answer."""
        return self._read(lambda: value(self._exchange("GET", self._url(path, query), path), self._now()))

    def tag(self, path: str, known: str = "", **query: str | int) -> str:
        """The tag of what a path holds now; what still has the `known` one costs nothing of the rate limit."""
        url = self._url(path, query)

        def ask() -> str:
            reply = self._exchange("GET", url, path, tag=known)
            if reply.status == _UNCHANGED:
                return known
            value(reply, self._now())
            return reply.headers.get("etag", "")

        return str(self._read(ask))

    def pages(self, path: str, *, key: str | None = None, **query: str | int) -> Iterator[Row]:
        """The objects of a list, a hundred a call, page after page; `key` where the list is inside an object."""
        url: str | None = self._url(path, {**query, "per_page": 100})
        for _ in range(PAGES):
            if url is None:
                return
            found, url = self._page(url, path)
            keys = [key] if key else []
            if not isinstance(at(found, *keys), list):
                raise Unreachable(f"GitHub's answer to {_shown(path)} is no list; try again later")
            yield from rows(found, *keys)
        if url is not None:
            raise GaveUp(f"GitHub's list at {_shown(path)} has more than {PAGES} pages")

    def graph(self, query: str, *, partial: bool = False, **variables: str | int | None) -> Row:
        """The data of a GraphQL query. With `partial`, what we may not see is null; else it is refused."""

        def ask() -> Json:
            body = {"query": query, "variables": variables}
            reply = self._exchange("POST", self._graphql, GRAPH, body)
            return data(reply, value(reply, self._now()), self._now(), partial=partial)

        found = self._read(ask)
        return found if isinstance(found, dict) else {}

    def send(self, method: str, path: str, body: Mapping[str, Json] | None = None) -> Json:
        """Write once. Raises Unclear where it may or may not have been applied; after a limit it is sent again."""
        return self.patience.writes()(
            lambda: value(self._exchange(method, self._url(path, {}), path, body), self._now())
        )

    def make(self, path: str, body: Mapping[str, Json]) -> Json:
        """What a POST makes that may be made twice without harm; repeated like a read."""
        return self._read(lambda: value(self._exchange("POST", self._url(path, {}), path, body), self._now()))

    def over(self, right: Right) -> "Api":
        """The same with another right; the connections and what is left of the patience are shared."""
        found = copy(self)
        found._right, found.calls = right, 0
        return found

    def close(self) -> None:
        """Let the connections go, also those of others that came of this by `over`."""
        self._client.close()

    def _read(self, ask: Callable[[], Json]) -> Json:
        try:
            return self.patience.reads()(ask)
        except Unclear as error:
            raise Unreachable(str(error), error.wait_seconds) from error

    def _page(self, url: str, path: str) -> tuple[Json, str | None]:
        links: list[str] = []

        def ask() -> Json:
            reply = self._exchange("GET", url, path)
            links[:] = [_next(reply)]
            return value(reply, self._now())

        found = self._read(ask)
        return found, self._ours(url, links[0], path) if links[0] else None

    def _exchange(
        self, method: str, url: str, path: str, body: Mapping[str, Json] | None = None, *, tag: str = ""
    ) -> Reply:
        """One answer: redirects followed on the same host, and a right that can be renewed renewed once."""
        asked = path if path == GRAPH else f"{method} {_shown(path)}"
        reply = self._send(method, url, asked, body, tag)
        if reply.status == 401 and self._right.renew(_words(reply, self._now()), reply.headers.get("date", "")):
            reply = self._send(method, url, asked, body, tag)
        for _ in range(_REDIRECTS):
            follows = reply.status in (_MOVED if method == "GET" else _STILL_THE_SAME)
            if not follows or "location" not in reply.headers:
                break
            url = self._ours(url, reply.headers["location"], path)
            reply = self._send(method, url, asked, body, tag)
        return reply

    def _send(self, method: str, url: str, asked: str, body: Mapping[str, Json] | None, tag: str) -> Reply:
        headers = {"Authorization": self._right.authorization()} | ({"If-None-Match": tag} if tag else {})
        request = self._client.build_request(method, url, json=body, headers=headers)
        self.calls += 1
        self._shared.sent()
        reply = exchange(self._client, request, asked)
        self._shared.heard(reply.headers, self._now())
        return reply

    def _ours(self, now: str, to: str, path: str) -> str:
        """An address that GitHub names, with our query where it lost it; Refused where it leads to another host."""
        try:
            url = httpx.URL(now).join(to)
        except httpx.InvalidURL as error:
            raise Unreachable(f"GitHub names no address where {_shown(path)} goes on") from error
        here = httpx.URL(self._root)
        if (url.scheme, url.host, url.port) != (here.scheme, here.host, here.port):
            raise Refused(
                f"GitHub leads from {_shown(path)} to another host, where our credential is not sent; configure the "
                "address where it is now"
            )
        query = urlsplit(now).query
        return str(url) if url.query or not query else f"{url}?{query}"

    def _url(self, path: str, query: Mapping[str, str | int]) -> str:
        given = httpx.QueryParams(query)
        return f"{self._root}{quote(path, safe=_SAFE)}{'?' if query else ''}{given}"


_SAFE = "/:@!$&'()*+,;=-._~%"
"""What may stand in a path as it is; callers have quoted what they put into it."""


def _shown(path: str) -> str:
    return shorten(neutralise_terminal(path), 120)


def _words(reply: Reply, now: float) -> str:
    try:
        value(reply, now)
    except Declined as error:
        return error.said
    except Unreachable:
        return ""
    return ""


def _next(reply: Reply) -> str:
    """The address of the next page, by the Link header."""
    links = httpx.Headers({"link": reply.headers.get("link", "")})
    found = httpx.Response(200, headers=links).links.get("next", {})
    address = at(found, "url")
    return address if isinstance(address, str) else ""
