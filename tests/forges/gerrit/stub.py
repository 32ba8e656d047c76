"""A server that gives prepared answers one after the other, and remembers what it was asked."""

import ssl
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bot.forges.gerrit.api import Api
from bot.forges.gerrit.patience import Patience
from bot.forges.gerrit.shared import Shared
from bot.model.secret import Secret
from bot.model.settings import GerritSettings

PASSWORD = "hush-hush-0123"


@dataclass(frozen=True)
class Said:
    """An answer. `cut`: the connection ends before it."""

    status: int = 200
    body: bytes = b")]}'\n{}"
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


def json(text: str) -> Said:
    """JSON as Gerrit sends it."""
    return Said(body=b")]}'\n" + text.encode())


@dataclass(frozen=True)
class Asked:
    """A request."""

    method: str
    path: str
    authorization: str
    body: bytes


class Stub:
    """Use as a context. The last answer is given for ever."""

    def __init__(self, certificate: Path | None = None) -> None:
        """Speak TLS with this certificate and key, or plainly."""
        self.answers: list[Said] = [Said()]
        self.asked: list[Asked] = []
        self.slept: list[float] = []
        self.shared = Shared()
        self._server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"stub": self}))
        self._server.daemon_threads = True
        self._scheme = "https" if certificate else "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> "Stub":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def api(self, prefix: str = "") -> Api:
        """Our way to it, whose waits are only noted."""
        settings = GerritSettings("main", self.url + prefix, "metareview", ())
        return Api(settings, Secret(PASSWORD), Patience(self.slept.append), self.shared)

    def next(self) -> Said:
        """The answer that is due."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that don't trust us."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stub: Stub

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.stub.asked.append(Asked(self.command, self.path, self.headers.get("authorization", ""), body))
        said = self.stub.next()
        if said.cut:
            self.close_connection = True
            return
        self.send_response_only(said.status)
        headers = {
            "Content-Type": "application/json; charset=UTF-8",
            **said.headers,
            "Content-Length": str(len(said.body)),
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said.body)

    do_GET = do_POST = _serve  # noqa: N815 - the names that http.server calls

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
