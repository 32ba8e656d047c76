"""The fake as an HTTP server: it reads requests, pages and tags the answers, and keeps a record of every exchange."""

import hashlib
import json
import threading
import time
import traceback
from dataclasses import dataclass
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.github.fake import apps, checks, conversation, graph, pulls, repos, reviews, smart
from tests.github.fake.access import Actor, identify
from tests.github.fake.answers import Answer, Refusal, not_found
from tests.github.fake.clock import stamp
from tests.github.fake.limits import Limits
from tests.github.fake.model import State
from tests.github.fake.views import Views
from tests.github.fake.web import Operation, Request, find

OPERATION_MODULES = (apps, checks, conversation, pulls, repos, reviews)
"""Importing them fills the table of operations."""

ENTERPRISE = "/api/v3"
VERSIONS = ("2022-11-28", "2026-03-10")
NO_BODY = (204, 304)


@dataclass(frozen=True)
class Exchange:
    """One request and its answer. `path` has no prefix of an Enterprise host; `kind` is rest, graphql or git."""

    kind: str
    method: str
    path: str
    query: str
    request_headers: dict[str, str]
    request: bytes
    status: int
    headers: dict[str, str]
    answer: bytes
    actor: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}{'?' if self.query else ''}{self.query} -> {self.status}"


class GitHub:
    """A host with its state. Use as a context; `url` is its address, `api` the root of the Enterprise interface."""

    def __init__(self, root: Path) -> None:
        self.state = State(root)
        self.limits = Limits(self.state.clock)
        self.exchanges: list[Exchange] = []
        self.crashes: list[str] = []
        self.latency = 0.0
        self.lock = threading.RLock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"host": self}))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> "GitHub":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """The host's address: of its pages, its git, and of the interface without a prefix."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def api(self) -> str:
        """The root of the REST interface as an Enterprise host has it."""
        return f"{self.url}{ENTERPRISE}"

    def calls(self, method: str = "", part: str = "") -> list[Exchange]:
        """The recorded exchanges of a method whose path holds a word."""
        return [one for one in self.exchanges if one.method.startswith(method) and part in one.path]

    def handle(self, method: str, target: str, headers: dict[str, str], data: bytes) -> Answer:
        """Answer one request, and record it."""
        if self.latency:
            time.sleep(self.latency)
        parts = urlsplit(target)
        path, prefix = parts.path, ""
        if path.startswith((f"{ENTERPRISE}/", "/api/graphql")):
            prefix = ENTERPRISE if path.startswith(ENTERPRISE) else "/api"
            path = path.removeprefix(prefix)
        web = f"http://{headers.get('host', '127.0.0.1')}"
        kind = "git" if smart.PATH.fullmatch(path) else "graphql" if path == "/graphql" else "rest"
        actor = Actor()
        try:
            if kind == "git":
                answer, actor = smart.serve(self.state, web, method, path, parts.query, headers, data)
            else:
                with self.lock:
                    actor = identify(self.state, headers.get("authorization"))
                    query = dict(parse_qsl(parts.query, keep_blank_values=True))
                    request = Request(
                        self.state,
                        actor,
                        Views(f"{web}{prefix if kind == 'rest' else ENTERPRISE}", web),
                        method,
                        path,
                        query,
                        headers,
                        data,
                    )
                    answer = self._answer(kind, request)
        except Refusal as refusal:
            answer = self._with_headers(refusal.answer, actor, kind)
        except Exception:  # noqa: BLE001 - a defect of the fake must reach the test, not only the client
            self.crashes.append(f"{method} {target}\n{traceback.format_exc()}")
            answer = Answer(500, raw=b'{"message": "Server Error"}')
        self.exchanges.append(
            Exchange(
                kind,
                method,
                path,
                parts.query,
                _without_secrets(headers),
                data,
                answer.status,
                {**answer.headers, "Content-Type": answer.content_type},
                answer.raw or b"",
                actor.name,
            )
        )
        return answer

    def _answer(self, kind: str, request: Request) -> Answer:
        _require_manners(request)
        if kind == "rest" and request.path == "/rate_limit" and request.method == "GET":
            return self._with_headers(self.limits.answer(request.actor), request.actor, kind)
        resource = "graphql" if kind == "graphql" else "core"
        if kind == "graphql":
            self.limits.require(request.actor, resource, creates=False)
            if request.method != "POST":
                raise not_found()
            return self._with_headers(graph.answer(request, self.limits), request.actor, kind)
        operation, request.words = find(request.method, request.path)
        self.limits.require(request.actor, resource, creates=_creates(request))
        try:
            answer = _paged(operation.answer(request), request)
        except Refusal as refusal:
            return self._with_headers(refusal.answer, request.actor, kind, operation)
        return self._unchanged(self._with_headers(answer, request.actor, kind, operation), request)

    def _unchanged(self, answer: Answer, request: Request) -> Answer:
        if request.method != "GET" or answer.status != 200:
            return answer
        tag = f'W/"{hashlib.sha256(answer.raw or b"").hexdigest()}"'
        answer.headers["ETag"] = tag
        if tag.removeprefix("W/") not in [
            one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")
        ]:
            return answer
        self.limits.forget(request.actor, "core")
        headers = {**answer.headers, **self.limits.headers(request.actor, "core")}
        return Answer(304, headers=headers, raw=b"", content_type="")

    def _with_headers(self, answer: Answer, actor: Actor, kind: str, operation: Operation | None = None) -> Answer:
        if answer.raw is None:
            answer.raw = (
                b""
                if answer.status in NO_BODY
                else json.dumps(answer.body, ensure_ascii=False).encode("utf-8", "surrogatepass")
            )
        if kind == "git":
            return answer
        answer.headers |= {
            "Server": "github.com",
            "X-GitHub-Media-Type": "github.v3; format=json",
            "X-GitHub-Api-Version-Selected": VERSIONS[0],
        }
        answer.headers |= self.limits.headers(actor, "graphql" if kind == "graphql" else "core")
        answer.headers["X-GitHub-Request-Id"] = f"FAKE:{len(self.exchanges):06X}"
        if actor.token is not None and actor.token.scopes is not None:
            answer.headers |= {"X-OAuth-Scopes": ", ".join(actor.token.scopes), "X-Accepted-OAuth-Scopes": "repo"}
        if actor.token is not None and actor.token.expires is not None and actor.installation is None:
            told = stamp(actor.token.expires).replace("T", " ").replace("Z", " UTC")
            answer.headers["GitHub-Authentication-Token-Expiration"] = told
        if operation is not None and operation.need is not None:
            answer.headers["X-Accepted-GitHub-Permissions"] = operation.need.header
        return answer


def _require_manners(request: Request) -> None:
    if not request.headers.get("user-agent"):
        raise Refusal(
            403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header."
        )
    version = request.headers.get("x-github-api-version", VERSIONS[0])
    if version not in VERSIONS:
        raise Refusal(400, f"'{version}' is not a supported version of the API.")


def _creates(request: Request) -> bool:
    return request.method == "POST" and request.path.endswith(("/comments", "/reviews", "/replies", "/pulls"))


def _paged(answer: Answer, request: Request) -> Answer:
    if answer.items is None:
        return answer
    size = min(request.state.largest_page, max(1, _whole(request.query.get("per_page"), 30)))
    page, last = max(1, _whole(request.query.get("page"), 1)), max(1, -(-len(answer.items) // size))
    shown = list(answer.items[(page - 1) * size : page * size])
    answer.body = {"total_count": len(answer.items), **answer.extra, answer.wrap: shown} if answer.wrap else shown
    if answer.wrap == "commits":
        answer.body = {**answer.extra, "commits": shown}
    links = {
        "prev": page - 1 if page > 1 else 0,
        "next": page + 1 if page < last else 0,
        "last": last if page < last else 0,
        "first": 1 if page > 1 else 0,
    }
    rows = [f'<{_page_url(request, number)}>; rel="{name}"' for name, number in links.items() if number]
    if rows:
        answer.headers["Link"] = ", ".join(rows)
    return answer


def _page_url(request: Request, page: int) -> str:
    path = request.path
    if "owner" in request.words:
        path = f"/repositories/{request.repository.id}{path.removeprefix('/repos/' + '/'.join(path.split('/')[2:4]))}"
    return f"{request.views.api}{path}?{urlencode({**request.query, 'page': page})}"


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() else default


def _without_secrets(headers: dict[str, str]) -> dict[str, str]:
    return {name: value.partition(" ")[0] if name == "authorization" else value for name, value in headers.items()}


class _Handler(BaseHTTPRequestHandler):
    """Reads one request after the other from a connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    host: GitHub

    def _serve(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.host.handle(self.command, self.path, headers, self._body(headers))
        self.send_response_only(answer.status)
        self.send_header("Date", formatdate(self.host.state.clock.wall(), usegmt=True))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status not in NO_BODY:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.raw or b"")))
        self.end_headers()
        if answer.raw and self.command != "HEAD":
            self.wfile.write(answer.raw)

    def _body(self, headers: dict[str, str]) -> bytes:
        if headers.get("transfer-encoding", "").lower() != "chunked":
            return self.rfile.read(int(headers.get("content-length") or 0))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _serve  # noqa: N815 - the names that http.server calls

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
