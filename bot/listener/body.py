"""Bodies of requests, read within limits on size, time and the memory of all of them, and JSON within limits on depth."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request

from bot.listener.parts import Limits
from bot.listener.problems import Problem, busy
from bot.model.fields import Json

MAX_DEPTH = 100
MAX_DIGITS = 30

_TOO_LARGE = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_BRACKETS = re.compile(rb"[\[\]{}]")


class Reader:
    """Reads bodies. One for all requests, because they share the memory."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._buffered = 0

    @asynccontextmanager
    async def body(self, request: Request, most: int) -> AsyncIterator[bytes]:
        """The raw body, of at most so many bytes, counted as held until it is let go.

        Raises Problem: 413 too large, 408 too slow, 400 broken off, 503 where all bodies together are too many.
        """
        declared = request.headers.get("content-length", "")
        if declared.isdecimal() and (len(declared) > 15 or int(declared) > most):
            raise Problem(_TOO_LARGE, f"the body may have at most {most} bytes")
        held = bytearray()
        try:
            await self._fill(held, request, most)
            yield bytes(held)
        finally:
            self._buffered -= len(held)

    async def _fill(self, held: bytearray, request: Request, most: int) -> None:
        try:
            async with asyncio.timeout(self._limits.read_seconds):
                async for chunk in request.stream():
                    self._take(len(held), len(chunk), most)
                    held += chunk
        except TimeoutError:
            raise Problem(HTTPStatus.REQUEST_TIMEOUT, "the body came too slowly", {"Connection": "close"}) from None
        except ClientDisconnect:
            raise Problem(HTTPStatus.BAD_REQUEST, "the body broke off") from None

    def _take(self, held: int, more: int, most: int) -> None:
        if held + more > most:
            raise Problem(_TOO_LARGE, f"the body may have at most {most} bytes")
        is_small = held + more <= self._limits.small_bytes
        if not is_small and self._buffered + more > self._limits.buffered_bytes:
            raise busy("too much is being sent at once; send it again later")
        self._buffered += more


def parsed(body: bytes) -> Json:
    """The value of a JSON text. Raises Problem (400) for what is none, nests too deeply or holds huge numbers."""
    if _depth(body) > MAX_DEPTH:
        raise Problem(HTTPStatus.BAD_REQUEST, f"the JSON nests deeper than {MAX_DEPTH} levels")
    try:
        value: Json = json.loads(body.decode(), parse_int=_whole, parse_float=_broken, parse_constant=_refused)
    except UnicodeDecodeError:
        raise Problem(HTTPStatus.BAD_REQUEST, "the body is not UTF-8 text") from None
    except (ValueError, RecursionError):
        raise Problem(HTTPStatus.BAD_REQUEST, "the body is not valid JSON") from None
    return value


def require_json(request: Request, hint: str) -> None:
    """Raises Problem (415) where a body is not called JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, hint)


def _depth(body: bytes) -> int:
    deepest = level = 0
    for bracket in _BRACKETS.finditer(_STRING.sub(b"", body)):
        level = level + 1 if bracket[0] in b"[{" else max(0, level - 1)
        deepest = max(deepest, level)
        if deepest > MAX_DEPTH:
            break
    return deepest


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError("too many digits")
    return int(digits)


def _broken(digits: str) -> float:
    number = float(digits)
    if len(digits) > MAX_DIGITS or abs(number) > 1e300:
        raise ValueError("too large a number")
    return number


def _refused(word: str) -> float:
    raise ValueError("no JSON number")
