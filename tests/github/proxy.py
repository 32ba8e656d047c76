"""A proxy in front of the fake that breaks chosen calls, before or after GitHub has carried them out."""

import http.client
import json
import re
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

Headers = dict[str, str]
HOP = ("connection", "keep-alive", "transfer-encoding", "content-length")
SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."


@dataclass(frozen=True)
class Fault:
    """What goes wrong: an answer instead of GitHub's, silence, or a cut connection. `after`: GitHub has done it all the same.

    `late`: nothing but that it takes so many seconds before GitHub hears of it.
    """

    name: str
    status: int = 0
    body: bytes = b""
    headers: Headers = field(default_factory=dict)
    after: bool = False
    cut: bool = False
    silent: float = 0.0
    truncated: bool = False
    late: float = 0.0


def _json(status: int, message: str, **headers: str) -> tuple[int, bytes, Headers]:
    body = json.dumps(
        {"message": message, "documentation_url": "https://docs.github.com/rest", "status": str(status)}
    ).encode()
    return (
        status,
        body,
        {
            "Content-Type": "application/json; charset=utf-8",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        },
    )


def bad_credentials() -> Fault:
    """401."""
    return Fault("401", *_json(401, "Bad credentials"))


def forbidden() -> Fault:
    """403 for a missing permission."""
    return Fault(
        "403",
        *_json(403, "Resource not accessible by integration", X_Accepted_GitHub_Permissions="pull_requests=write"),
    )


def missing() -> Fault:
    """404."""
    return Fault("404", *_json(404, "Not Found"))


def refused() -> Fault:
    """422."""
    return Fault("422", *_json(422, "Validation Failed"))


def too_many(retry_after: int | None = 1) -> Fault:
    """429, with or without Retry-After."""
    given = {"Retry_After": str(retry_after)} if retry_after is not None else {}
    return Fault("429", *_json(429, SECONDARY, **given))


def secondary(retry_after: int | None = 1) -> Fault:
    """403 of a secondary limit, with or without Retry-After."""
    given = {"Retry_After": str(retry_after)} if retry_after is not None else {}
    return Fault("403 secondary", *_json(403, SECONDARY, **given))


def exhausted(reset: int) -> Fault:
    """403 of the primary limit, with the time of its reset."""
    numbers = {
        "X_RateLimit_Limit": "5000",
        "X_RateLimit_Remaining": "0",
        "X_RateLimit_Used": "5000",
        "X_RateLimit_Reset": str(reset),
    }
    return Fault("403 primary", *_json(403, "API rate limit exceeded for installation ID 1.", **numbers))


def broken(status: int = 500, *, after: bool = False) -> Fault:
    """500, 502 or 503 as JSON."""
    return Fault(f"{status}{' after' if after else ''}", *_json(status, "Server Error"), after=after)


def html(status: int = 502, *, after: bool = False) -> Fault:
    """A page of some machine in between, in place of JSON."""
    page = b"<html><body><h1>502 Bad Gateway</h1>The server returned an invalid or incomplete response.</body></html>"
    return Fault(f"{status} html{' after' if after else ''}", status, page, {"Content-Type": "text/html"}, after=after)


def cut(*, after: bool = False) -> Fault:
    """The connection is reset, before or after GitHub has carried the call out."""
    return Fault(f"cut{' after' if after else ''}", cut=True, after=after)


def silence(seconds: float, *, after: bool = False) -> Fault:
    """No answer for that long, then a closed connection."""
    return Fault(f"silence{' after' if after else ''}", cut=True, silent=seconds, after=after)


def late(seconds: float) -> Fault:
    """All goes well, but slowly."""
    return Fault("late", late=seconds)


def truncated() -> Fault:
    """GitHub's answer, with its right status and length of what there is, but half of the JSON."""
    return Fault("truncated", truncated=True, after=True)


@dataclass
class Rule:
    """When a fault strikes: at these calls, counted from 1, among those of a method and a path pattern; None is always."""

    fault: Fault
    method: str = ""
    path: str = ""
    nth: tuple[int, ...] | None = (1,)
    seen: int = 0
    struck: int = 0

    def strikes(self, method: str, path: str) -> bool:
        """Count a call, and say whether it is one of these."""
        if (self.method and self.method != method) or not re.search(self.path, path):
            return False
        self.seen += 1
        if self.nth is not None and self.seen not in self.nth:
            return False
        self.struck += 1
        return True


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hung up, or were killed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class FaultProxy:
    """Stands between a client and a host; clients are given `url`. `calls` counts what arrived, `struck` what was broken.

    `prefix`: a path that the host does not know, under which it is here.
    """

    def __init__(self, upstream: str, prefix: str = "") -> None:
        parts = urlsplit(upstream)
        self.prefix = prefix
        self.upstream = (parts.hostname or "127.0.0.1", parts.port or 80)
        self.rules: list[Rule] = []
        self.calls: list[tuple[str, str]] = []
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"proxy": self}))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> "FaultProxy":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """The address to give to a client."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def api(self) -> str:
        """The root of the REST interface behind the proxy."""
        return f"{self.url}/api/v3"

    @property
    def struck(self) -> int:
        """How many calls were broken."""
        return sum(rule.struck for rule in self.rules)

    def on(self, fault: Fault, method: str = "", path: str = "", nth: int | tuple[int, ...] | None = 1) -> Rule:
        """Break the nth call of a method whose path matches; `nth=None` breaks all."""
        rule = Rule(fault, method, path, (nth,) if isinstance(nth, int) else nth)
        self.rules.append(rule)
        return rule

    def clear(self) -> None:
        """Forget rules and counts."""
        self.rules, self.calls = [], []

    def fault(self, method: str, path: str) -> Fault | None:
        """Note a call, and say what goes wrong with it."""
        with self._lock:
            self.calls.append((method, path))
            struck = [rule.fault for rule in self.rules if rule.strikes(method, path)]
            return struck[0] if struck else None


class _Handler(BaseHTTPRequestHandler):
    """Passes one request after the other on."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    proxy: FaultProxy

    def _serve(self) -> None:
        data, fault = self._body(), self.proxy.fault(self.command, self.path)
        time.sleep(fault.late if fault else 0)
        passed = self._pass(data) if fault is None or fault.after or fault.late else None
        if fault is None or fault.truncated or fault.late:
            assert passed is not None
            status, headers, body = passed
            self._send(status, headers, body[: len(body) // 2] if fault and fault.truncated else body)
            return
        if fault.silent:
            time.sleep(fault.silent)
        if fault.cut:
            self._reset()
            return
        self._send(fault.status, fault.headers, fault.body)

    def _body(self) -> bytes:
        if self.headers.get("transfer-encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("content-length") or 0))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _pass(self, data: bytes) -> tuple[int, Headers, bytes]:
        """The host keeps the proxy's name in `Host`, so that its URLs lead through the proxy again."""
        connection = http.client.HTTPConnection(*self.proxy.upstream, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        path = self.path.removeprefix(self.proxy.prefix)
        connection.request(self.command, path, data or None, {**headers, "Content-Length": str(len(data))})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, {name: value for name, value in response.getheaders() if name.lower() not in HOP}, body

    def _send(self, status: int, headers: Headers, body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _reset(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _serve  # noqa: N815 - the names that http.server calls

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


LASTING: tuple[Callable[[], Fault], ...] = (bad_credentials, forbidden, missing, refused)
"""What asks for somebody to mend something."""

PASSING: tuple[Callable[[], Fault], ...] = (
    too_many,
    lambda: too_many(None),
    secondary,
    lambda: secondary(None),
    lambda: broken(500),
    lambda: broken(502),
    lambda: broken(502, after=True),
    cut,
    lambda: cut(after=True),
    html,
    lambda: html(after=True),
    truncated,
)
"""What GitHub and the lines to it do on a bad day, and no more on the next."""

EVERY_FAULT = (*LASTING, *PASSING)
"""One of each kind that needs no clock, for tests that try them all."""
