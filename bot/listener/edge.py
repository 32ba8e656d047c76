"""The outermost layer of an application: a deadline, a last answer for what nobody foresaw, and one line in the log."""

import asyncio
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.listener.notes import notes
from bot.listener.parts import Parts
from bot.listener.problems import Problem, answer

_QUIET = ("/healthz", "/readyz", "/metrics")


class Edge:
    """Wraps an application. What it logs of a request: method, the route's pattern, status, milliseconds, its notes."""

    def __init__(self, app: ASGIApp, parts: Parts) -> None:
        self._app = app
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; other scopes pass."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = asyncio.get_running_loop().time()
        sent = _Sent(send)
        try:
            async with asyncio.timeout(self._parts.limits.read_seconds + self._parts.limits.answer_seconds):
                await self._app(scope, receive, sent)
        except TimeoutError:
            await self._instead(HTTPStatus.SERVICE_UNAVAILABLE, "this took too long", (scope, receive, sent))
        except Exception as error:  # noqa: BLE001 - the last line of defence: whatever it is, no traceback leaves
            self._parts.metrics.failed()
            self._parts.log.warning("a defect of metareview itself", where=_where(error), what=type(error).__name__)
            sentence = "a defect of metareview itself; it is in the log"
            await self._instead(HTTPStatus.INTERNAL_SERVER_ERROR, sentence, (scope, receive, sent))
        finally:
            milliseconds = round((asyncio.get_running_loop().time() - started) * 1000)
            self._log(scope, sent.status, milliseconds)

    async def _instead(self, status: int, sentence: str, request: "tuple[Scope, Receive, _Sent]") -> None:
        """Answer with a problem where nothing was answered yet; a broken answer is broken off."""
        scope, receive, sent = request
        if sent.status:
            raise ConnectionAbortedError("the answer broke off")
        await answer(Problem(status, sentence))(scope, receive, sent)

    def _log(self, scope: MutableMapping[str, Any], status: int, milliseconds: int) -> None:
        route = getattr(scope.get("route"), "path", "none")
        tell = self._parts.log.debug if route in _QUIET else self._parts.log.info
        known = {"method": scope["method"][:16], "route": route, "status": int(status), "ms": milliseconds}
        with suppress(OSError, ValueError):  # a log that is full or closed breaks no request
            tell("request", **known, **notes(dict(scope)))


class _Sent:
    """Passes messages on and remembers the status; 0 until there is one."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message["headers"], (b"x-content-type-options", b"nosniff")]
        await self._send(message)


def _where(error: BaseException) -> str:
    """File and line of a defect: without its text, which may hold what was sent."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    return f"{last[0].filename.rpartition('/')[2]}:{last[0].lineno}" if last else "unknown"
