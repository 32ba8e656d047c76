"""A running service as the client commands talk to it: a token, a request, and one sentence for each way it can fail."""

import os
from collections.abc import Mapping, Sequence
from typing import Annotated
from urllib.parse import urlsplit

import typer

from bot.errors import Refused, Unreachable

URL_HELP = "Where the service listens: https://metareview.example.org."
TOKEN_FILE_HELP = "A file with the token; without it the environment variable METAREVIEW_TOKEN."  # noqa: S105 - a sentence

Url = Annotated[str, typer.Option("--url", metavar="URL", help=URL_HELP)]
TokenFile = Annotated[str | None, typer.Option("--token-file", metavar="FILE", help=TOKEN_FILE_HELP)]

_SECONDS = 40.0
_LONGEST = 64 << 20
_VARIABLE = "METAREVIEW_TOKEN"


class Service:
    """A service by its URL. Every call raises Refused for what has to be mended here, Unreachable for what may work later."""

    def __init__(self, url: str, token_file: str | None) -> None:
        """Raises Refused for a URL or a token that is none."""
        self._url = _checked(url)
        self._token = _token(token_file)

    def get(self, path: str, query: Mapping[str, str] | None = None) -> dict[str, object]:
        """The object that stands there."""
        return self._call("GET", path, query, None)

    def post(self, path: str, body: object = None) -> dict[str, object]:
        """The object that answers what is sent."""
        return self._call("POST", path, None, body)

    def _call(self, method: str, path: str, query: Mapping[str, str] | None, body: object) -> dict[str, object]:
        import httpx

        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        try:
            with httpx.Client(timeout=_SECONDS) as http:
                answer = http.request(method, f"{self._url}{path}", params=query, json=body, headers=headers)
        except httpx.TimeoutException:
            raise Unreachable(f"{self._url} did not answer in {_SECONDS:.0f} seconds; try again later") from None
        except (httpx.InvalidURL, UnicodeError):
            raise Refused(f"{self._url} is not a URL that can be called; write https://HOST") from None
        except httpx.HTTPError as error:
            raise Unreachable(
                f"{self._url} can't be reached ({type(error).__name__}); see whether the service runs there"
            ) from None
        return self._read(answer.status_code, answer.content)

    def _read(self, status: int, content: bytes) -> dict[str, object]:
        import json

        try:
            said = json.loads(content) if len(content) <= _LONGEST else None
        except (ValueError, RecursionError):
            said = None
        if 200 <= status < 300 and isinstance(said, dict):
            return said
        detail = said.get("detail") if isinstance(said, dict) else None
        if not isinstance(detail, str):
            raise Refused(f"{self._url} does not answer as metareview does (status {status}); mend --url")
        sentence = f"{self._url} says: {_plain(detail)} (status {status})"
        if status >= 500 or status in (408, 429):
            raise Unreachable(sentence)
        raise Refused(sentence)


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows of what a service said, each column as wide as it must be."""
    plain = [tuple(_plain(cell) for cell in row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*plain, strict=True)] if plain else []
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in plain)
    return "".join(f"{line}\n" for line in lines)


def text(answer: Mapping[str, object], key: str) -> str:
    """A text of an answer; an empty one where there is none."""
    found = answer.get(key)
    return found if isinstance(found, str) else ""


def _plain(said: str) -> str:
    from bot.model.neutral import neutralise_terminal, one_line

    return neutralise_terminal(one_line(said[:2000]))


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_whole = False
    if not is_whole or not url.isprintable() or " " in url:
        raise Refused("--url is not the URL of a service; write https://HOST")
    if parts.username is not None or parts.query or parts.fragment:
        raise Refused("--url holds more than a place; a token belongs in METAREVIEW_TOKEN or --token-file")
    return url.rstrip("/")


def _token(file: str | None) -> str:
    from bot import app
    from bot.model.secret import SecretRef

    in_environment = SecretRef("env", _VARIABLE, "the token of the service")
    ref = in_environment if file is None else SecretRef("file", os.path.abspath(file), "--token-file")
    token = app.secrets().first((ref,)).reveal()
    if not token.isascii() or not token.isprintable() or " " in token:
        raise Refused(
            f"{_VARIABLE if file is None else file} does not hold a token: one line of visible ASCII characters"
        )
    return token
