"""Serves git repositories over smart HTTP on 127.0.0.1, through git's own `http-backend`, well or badly as told."""

import base64
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast

from tests.git.repositories import ENVIRONMENT

CHUNK = 1 << 14


@dataclass
class GitServer:
    """What the server does, and what it was asked. `url` is that of the folder; a repository's follows by its path.

    `password`: asked for when set. `status`: answered instead of everything. `location`: redirected to. `stop_after`: bytes
    of the pack after which nothing more comes until `go_on` is set. `pause`: seconds between two chunks. `cut_after`: bytes
    after which the connection is cut. `version_two`: whether protocol 2 is spoken.
    """

    root: Path
    url: str = ""
    user: str = "user"
    password: str = ""
    status: int = 0
    location: str = ""
    stop_after: int = -1
    cut_after: int = -1
    pause: float = 0.0
    version_two: bool = True
    requests: list[str] = field(default_factory=list)
    credentials: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def place(self, name: str) -> str:
        """The URL of a repository under the folder."""
        return f"{self.url}/{name}"


@contextmanager
def serving(root: Path) -> Iterator[GitServer]:
    """Serve every repository below `root` until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    told = GitServer(root, f"http://127.0.0.1:{server.server_address[1]}")
    server.told = told  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        told.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

    def do_CONNECT(self) -> None:
        """Be a proxy that asks for a password."""
        self.told.requests.append(f"{self.command} {self.path}")
        self.told.credentials.append(self.headers.get("Proxy-Authorization", ""))
        self._head(407, {"Proxy-Authenticate": 'Basic realm="proxy"'})

    @property
    def told(self) -> GitServer:
        return cast(GitServer, self.server.told)  # type: ignore[attr-defined]

    def _answer(self, body: bytes) -> None:
        told = self.told
        told.requests.append(f"{self.command} {self.path}")
        told.credentials.append(self.headers.get("Authorization", ""))
        expected = "Basic " + base64.b64encode(f"{told.user}:{told.password}".encode()).decode()
        if told.location:
            self._head(301, {"Location": told.location + self.path})
        elif told.password and self.headers.get("Authorization") != expected:
            self._head(401, {"WWW-Authenticate": 'Basic realm="code"'})
        elif told.status:
            self._head(told.status, {"Content-Type": "text/html"})
            self.wfile.write(b"<h1>" + self.headers.get("Authorization", "").encode() + b"</h1>")
        else:
            self._run(body)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _run(self, body: bytes) -> None:
        process = subprocess.Popen(
            ["git", "http-backend"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self._environment(body)
        )
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(body)
        process.stdin.close()
        status, headers = 200, {}
        while line := process.stdout.readline().strip().decode():
            name, _, value = line.partition(": ")
            if name == "Status":
                status = int(value.split()[0])
            else:
                headers[name] = value
        try:
            self._head(status, headers)
            self._send(process)
        except (BrokenPipeError, ConnectionResetError):
            process.kill()
        finally:
            process.stdout.close()
            process.wait()

    def _send(self, process: "subprocess.Popen[bytes]") -> None:
        told, sent = self.told, 0
        assert process.stdout is not None
        while chunk := process.stdout.read(CHUNK):
            self.wfile.write(chunk)
            self.wfile.flush()
            sent += len(chunk)
            time.sleep(told.pause)
            if 0 <= told.cut_after <= sent:
                raise ConnectionResetError
            if 0 <= told.stop_after <= sent and self.command == "POST":
                told.stopped.set()
                told.go_on.wait(60)

    def _environment(self, body: bytes) -> dict[str, str]:
        path, _, query = self.path.partition("?")
        told = {
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROJECT_ROOT": str(self.told.root),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REMOTE_ADDR": "127.0.0.1",
            "REQUEST_METHOD": self.command,
        }
        if self.told.version_two:
            told["GIT_PROTOCOL"] = self.headers.get("Git-Protocol", "")
        return {**ENVIRONMENT, "GIT_CONFIG_GLOBAL": os.devnull, **told}
