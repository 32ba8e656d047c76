"""One HTTP request to GitHub and its bounded answer."""

from collections.abc import Mapping

import httpx

from bot import web
from bot.forges.github.answers import Reply, Unclear, Unsent

HEADERS = {
    "Accept": "application/vnd.github+json",
    "User-Agent": "metareview",
    "X-GitHub-Api-Version": "2022-11-28",
}


def connect(url: str, environment: Mapping[str, str]) -> httpx.Client:
    """A client for the host of `url`; see bot.web. Raises Refused."""
    return web.connect(url, environment, HEADERS)


def exchange(client: httpx.Client, request: httpx.Request, asked: str) -> Reply:
    """Send a request once. Raises Unsent where it never left, Unclear where no whole answer came, GaveUp for a huge one."""
    try:
        found = web.send(client, request, "GitHub", asked)
    except web.NotSentError as error:
        raise Unsent(str(error)) from error
    except web.BrokenError as error:
        raise Unclear(str(error)) from error
    return Reply(found.status, found.headers, found.body, asked, writes=request.method != "GET")
