"""`metareview serve` as a process beside a real Gerrit, which tells it of its events by webhook; everything over HTTP."""

import http.client
import json
import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

from bot.forges.gerrit.tag import Tag, read_tag
from tests.gerrit.world import Change, Files, Project, Site
from tests.github.proxy import FaultProxy
from tests.stories.gerrit import HEADER, words
from tests.stories.pull_requests import BASE, CODE
from tests.stories.running import ROOT
from tests.stories.service import PATIENCE, Reached, free_ports, until

SECRET, OLD_SECRET = "the-new-secret", "the-old-secret"
"""They stand in a path."""

EVENTS = (
    "patchset-created",
    "comment-added",
    "reviewer-added",
    "wip-state-changed",
    "private-state-changed",
    "change-restored",
    "change-merged",
    "change-abandoned",
    "change-deleted",
)
BELL = "topic-changed"
"""What nobody acts on: once it was carried, so was everything before it."""

TOKENS = {
    "ci": '{name: ci, token: "file:ci", changes: ["gerrit:*"], may: [submit, recheck, read, admin]}',
    "reader": '{name: reader, token: "file:reader", changes: ["gerrit:*"], may: [read]}',
    "elsewhere": '{name: elsewhere, token: "file:elsewhere", changes: ["gerrit:other/*"], may: [submit, recheck, read]}',
}
CONFIG = """
server: {{port: {port}, admin_port: {admin}, api_tokens: [{tokens}]}}
forges:
  gerrit:
    kind: gerrit
    url: {url}
    username: {username}
    password: file:password
    webhook_secret: [file:new, file:old]
cache: {{path: cache}}
database: {{url: 'sqlite:///{folder}/metareview.db'}}
runs: {{quiet_seconds: 1, poll_seconds: {poll}}}
reviewers: [{{kind: bot}}]
commands: {{gerrit_group: {group}}}
changes: [{{match: 'gerrit:*/{name}~*'}}, {{match: '*', ignore: true}}]
"""
HOP = ("connection", "content-length", "transfer-encoding", "keep-alive", "host")


@dataclass
class Letter:
    """One event as Gerrit posted it, and what the service answered: status 0 is that it did not, or that nobody asked it."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    status: int = 0
    seconds: float = 0.0

    @property
    def event(self) -> Any:
        """What it says."""
        return json.loads(self.body)

    def is_about(self, change: Change) -> bool:
        """Whether it is about this change."""
        told = self.event.get("change", {})
        return (told.get("project"), told.get("number")) == (change.project.name, change.number)


@dataclass
class Postman:
    """Stands between Gerrit's webhooks and a service, passes on as it is what is posted, and keeps it.

    While `loses` is set everything is acknowledged, and lost; while `refuses` is set nobody is at home.
    """

    port: int
    letters: list[Letter] = field(default_factory=list)
    loses: bool = False
    refuses: bool = False
    refused: int = 0
    busy: int = 0

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"postman": self}))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        """Take nothing any longer."""
        self._server.shutdown()
        self._server.server_close()

    def of(self, change: Change, kind: str = "") -> list[Letter]:
        """What was posted about a change, in order; of one kind where that is named."""
        found = [one for one in list(self.letters) if one.is_about(change)]
        return [one for one in found if kind in ("", one.event["type"])]

    def has_carried(self, topic: str) -> bool:
        """Whether the bell with this topic came, and nothing is on its way."""
        rung = any(topic.encode() in one.body for one in list(self.letters))
        return rung and not self.busy

    def carry(self, letter: Letter) -> tuple[int, Mapping[str, str], bytes]:
        """Pass a letter on; what was answered, 0 where nobody did."""
        with self._lock:
            if self.refuses:
                self.refused += 1
                return 0, {}, b""
            self.busy += 1
        start = time.monotonic()
        try:
            status, headers, body = (204, {}, b"") if self.loses else post(self.port, letter)
            letter.status = 0 if self.loses else status
            return status, headers, body
        finally:
            letter.seconds = time.monotonic() - start
            with self._lock:
                self.letters.append(letter)
                self.busy -= 1


class _Handler(BaseHTTPRequestHandler):
    """Takes one event after the other."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    postman: Postman

    def do_POST(self) -> None:
        """Pass it on."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, headers, answer = self.postman.carry(Letter(self.path, dict(self.headers), body))
        if not status:
            self.close_connection = True
            self.connection.close()
            return
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def post(port: int, letter: Letter) -> tuple[int, Mapping[str, str], bytes]:
    """Post a letter to a service as Gerrit does; status, headers and body of the answer, status 0 where there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        headers = {name: value for name, value in letter.headers.items() if name.lower() not in HOP}
        connection.request("POST", letter.path, letter.body, headers)
        answer = connection.getresponse()
        body = answer.read()
        return answer.status, {name: value for name, value in answer.getheaders() if name.lower() not in HOP}, body
    except (OSError, http.client.HTTPException):
        return 0, {}, b""
    finally:
        connection.close()


class GerritService(Reached):
    """A service beside a Gerrit. It looks after projects with one name of its own, for others share that Gerrit.

    `kim` and, by a group within it, `ines` are of the group whose members are in charge of every change.
    """

    def __init__(self, site: Site, folder: Path, *, poll: int = 86_400, proxy: FaultProxy | None = None) -> None:
        """`poll` seconds lie between looks for what was missed; `proxy` stands on our way to the same Gerrit."""
        self.site, self.folder, self.name = site, folder, f"app-{secrets.token_hex(3)}"
        self.port, self.admin = free_ports(2)
        self.url = f"http://127.0.0.1:{self.port}"
        self.me = site.metareview
        inner = site.group("inner", site.human("ines"))
        self.group = site.group("keepers", site.human("kim"), includes=[inner])
        files = {"password": self.me.secret, "new": SECRET, "old": OLD_SECRET}
        for name, text in {**files, **{name: f"token-of-{name}" for name in TOKENS}}.items():
            (folder / name).write_text(text)
        self.proxy, self.poll = proxy, poll
        self.configure()
        self.postman = Postman(self.port)
        self.process: subprocess.Popen[bytes] | None = None

    def configure(self, more: str = "") -> None:
        """Write the configuration, perhaps with more at its end."""
        told = {"port": self.port, "admin": self.admin, "folder": self.folder, "name": self.name}
        who = {
            "url": self.proxy.url if self.proxy else self.site.url,
            "username": self.me.username,
            "group": self.group.name,
        }
        pace = {"poll": self.poll, "tokens": ", ".join(TOKENS.values())}
        (self.folder / "config.yaml").write_text(CONFIG.format(**told, **who, **pace) + more)

    def start(self, *, looks: bool = True) -> None:
        """Begin, and wait until it is ready and has looked once for what it missed; that it has, unless that is not wanted."""
        before = self.looks
        if looks:
            self._due()
        process = self.spawn()
        until(lambda: process.poll() is not None or self.get("/readyz").status == 200, "the service is ready", self)
        assert process.poll() is None, self.log
        until(lambda: self.looks > before or not looks, "the first look around", self)

    def spawn(self) -> "subprocess.Popen[bytes]":
        """Begin, and wait for nothing."""
        line = [sys.executable, "-m", "bot", "serve", "--config", str(self.folder / "config.yaml")]
        with (self.folder / "log").open("ab") as log:
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            self.process = subprocess.Popen(line, stderr=log, stdout=log, env=env, cwd=self.folder)
        return self.process

    def _due(self) -> None:
        """Let it be time for the next look."""
        if (self.folder / "metareview.db").exists():
            with closing(sqlite3.connect(self.folder / "metareview.db", timeout=20)) as database, database:
                database.execute("DELETE FROM chore WHERE name = 'poll-gerrit'")

    @property
    def looks(self) -> int:
        """How often it has looked for what it missed."""
        return self.log.count("event='poll' ") if (self.folder / "log").exists() else 0

    def again(self) -> None:
        """Start it anew after it ended, as whoever looks after it does: it looks for what it missed, and deals with it."""
        self.start()
        self.rest()

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(PATIENCE)
        self.process = None

    def stop(self) -> None:
        """Ask it to stop, which it does in good order."""
        assert self.process is not None
        process, self.process = self.process, None
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(PATIENCE)
        finally:
            process.kill()
        assert code == 0, self.log
        assert "Traceback" not in self.log, self.log

    def is_quiet(self) -> bool:
        """Whether nothing waits or runs."""
        waits = ("metareview_oldest_delivery_seconds ", "metareview_oldest_run_seconds ")
        if any(self.figure(one) for one in waits):
            return False
        return not any(self.get("/api/v1/runs", state=one).json["runs"] for one in ("waiting", "running"))

    def rest(self) -> None:
        """Wait until what was kept is dealt with."""
        until(self.is_quiet, "everything is dealt with", self)

    def failed(self) -> list[dict[str, Any]]:
        """The dead letters: runs that failed for good."""
        found: list[dict[str, Any]] = self.get("/api/v1/runs", state="failed").json["runs"]
        return found

    def place(self) -> "GerritPlace":
        """A project of its own for one story, that tells the service of everything."""
        return GerritPlace(self)


class GerritPlace:
    """One project of a story, with what the service does there."""

    def __init__(self, service: GerritService, *, is_told: bool = True) -> None:
        self.service, self.site, self.postman = service, service.site, service.postman
        self.project: Project = self.site.project({"loading.py": BASE, "other.py": "x = 1\n"}, name=service.name)
        self._bell: Change | None = None
        self._rings = count(1)
        if is_told:
            self.hook(f"{self.postman.url}/webhooks/gerrit/{SECRET}")

    def hook(self, url: str, **more: Any) -> None:
        """Let events be posted there from now on; with the bell among them."""
        self.project.hook(url, events=[*EVENTS, BELL], **more)

    def push(self, code: str | Files = CODE, **given: Any) -> Change:
        """An open change that changes `loading.py`, or these files."""
        return self.project.push({"loading.py": code} if isinstance(code, str) else code, **given)

    def review(self, change: Change, by: str, *said: tuple[int, str], message: str = "", **more: Any) -> str:
        """A bot's review, with comments on lines of `loading.py`."""
        comments = [("loading.py", line, text) for line, text in said]
        return change.review(by=self.site.bot(by), message=message, comments=comments, **more)

    def ref(self, change: Change) -> str:
        """How the configuration names it."""
        return f"gerrit:{change.project.name}~{change.number}"

    def runs(self, change: Change, state: str = "") -> list[dict[str, Any]]:
        """Its runs, newest first; of one state where that is named."""
        query = {"change": self.ref(change), **({"state": state} if state else {})}
        found: list[dict[str, Any]] = self.service.get("/api/v1/runs", **query).json["runs"]
        return found

    def heard(self) -> None:
        """Wait until Gerrit has posted everything that happened so far."""
        if self._bell is None:
            self._bell = self.push({"bell": "ding\n"}, options="wip", subject="A bell")
        topic = f"bell-{self._bell.number}-{next(self._rings)}-rings"
        self.site.call("PUT", f"/changes/{self._bell.key}/topic", {"topic": topic})
        until(lambda: self.postman.has_carried(topic), "the bell is heard", self.service)
        time.sleep(0.1)  # a second sender may just have begun
        until(lambda: not self.postman.busy, "all is carried", self.service)

    def settle(self, change: Change | None = None) -> int:
        """Wait until everything that happened is dealt with; how many runs a change has."""
        self.heard()
        self.service.rest()
        return len(self.runs(change)) if change else 0

    def hurry(self, change: Change) -> None:
        """Let what happened be judged without a quiet period, once the service was told of it."""
        self.heard()
        assert self.service.send("/api/v1/rechecks", {"change": self.ref(change)}).status == 202

    def ours(self, change: Change) -> list[tuple[Tag, Mapping[str, Any]]]:
        """All that we said on a change, oldest first, with what its tag says."""
        me = self.service.me.id
        said = [one for one in change.messages() if one.get("author", {}).get("_account_id") == me]
        return [(tag, one) for one in said if (tag := read_tag(one.get("tag", ""))) is not None]

    def answers(self, change: Change, patch_set: int = 0) -> list[str]:
        """The words of our answers; only those on one patch set where that is named."""
        found = [one for tag, one in self.ours(change) if tag.digest]
        return [words(one) for one in found if patch_set in (0, one["_revision_number"])]

    def replies(self, change: Change) -> list[str]:
        """The words of our replies to commands."""
        return [words(one) for tag, one in self.ours(change) if not tag.digest]

    def said(self, change: Change) -> list[str]:
        """The words of everything that we said; empty where they were deleted."""
        return [words(one) if HEADER.match(one["message"]) else "" for _, one in self.ours(change)]

    def answer(self, change: Change) -> str:
        """The words of our one answer, once everything is dealt with."""
        self.settle(change)
        (found,) = self.answers(change)
        return found

    def new(self, change: Change, act: Callable[[], object]) -> list[str]:
        """What we said on a change after something was done there."""
        before = len(self.said(change))
        act()
        self.settle(change)
        return self.said(change)[before:]

    def ids(self, change: Change) -> dict[str, str]:
        """The ids of the findings of the last report, by the beginning of their titles."""
        report = self.service.get("/api/v1/report", change=self.ref(change)).json
        return {one["title"][:12]: one["id"] for one in report["findings"]}

    def proposed(self, text: str = "`os` is imported but never used.", **more: object) -> Mapping[str, object]:
        """A review as tools send it."""
        note = {"path": "loading.py", "line": 1, "body": text}
        return {"schema": "metareview/proposed-review/1", "reviewer": "ci/linter", "comments": [note], **more}


@contextmanager
def served(site: Site, folder: Path, **given: Any) -> Iterator[GerritService]:
    """A service beside a Gerrit, that runs until the end of the block, unless somebody ended it before."""
    service = GerritService(site, folder, **given)
    try:
        service.start()
        yield service
    finally:
        service.postman.close()
        if service.process is not None:
            service.stop()


def once(found: Sequence[str]) -> str:
    """The one thing that was said."""
    (text,) = found
    return text
