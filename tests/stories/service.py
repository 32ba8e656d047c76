"""`metareview serve` as a process beside the fake GitHub, which tells it by webhook what happens; everything over HTTP."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.github.builders import LEAST, PullRequest, Repo, World
from tests.github.fake.model import CheckRun, IssueComment, Said
from tests.stories.pull_requests import BASE, CODE, Told, command, shown
from tests.stories.running import ROOT

PATIENCE = 40.0
HEARS = {**LEAST, "issues": "read", "merge_queues": "read"}
SECRET, OLD_SECRET = "a new secret", "an old secret"
TOKENS = {
    "ci": '{name: ci, token: "file:ci", changes: ["github:acme/*"], may: [submit, recheck, read, admin]}',
    "reader": '{name: reader, token: "file:reader", changes: ["github:acme/*"], may: [read]}',
    "elsewhere": '{name: elsewhere, token: "file:elsewhere", changes: ["github:other/*"], may: [submit, recheck, read]}',
}
REPLY = "<!-- metareview-reply:"


@dataclass(frozen=True)
class Reply:
    """What the service answered."""

    status: int
    text: str

    @property
    def json(self) -> Any:
        """The document."""
        return json.loads(self.text)


class Reached:
    """A service that listens somewhere, with its files in a folder: asked over HTTP and by its own client commands."""

    url: str
    admin: int
    folder: Path

    @property
    def log(self) -> str:
        """What the service wrote to standard error."""
        return (self.folder / "log").read_text("utf-8", "replace")

    def call(self, method: str, url: str, body: bytes | None = None, **headers: str) -> Reply:
        """One request, with headers as `content_type=...`."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        asked = urllib.request.Request(url, body, given, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(asked, timeout=PATIENCE) as answer:
                return Reply(answer.status, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Reply(error.code, error.read().decode())
        except OSError as error:
            return Reply(0, str(error))

    def get(self, path: str, token: str = "ci", **query: str) -> Reply:
        """Ask the API."""
        url = f"{self.url}{path}?{urlencode(query)}" if query else f"{self.url}{path}"
        return self.call("GET", url, authorization=f"Bearer token-of-{token}")

    def send(self, path: str, body: object, token: str = "ci") -> Reply:
        """Send the API something."""
        data = json.dumps(body).encode()
        bearer = f"Bearer token-of-{token}"
        return self.call("POST", f"{self.url}{path}", data, authorization=bearer, content_type="application/json")

    def cli(self, *arguments: str, token: str = "ci") -> Told:
        """A client command, as `runs list`, against this service."""
        return command(*arguments, "--url", self.url, "--token-file", str(self.folder / token))

    def figure(self, name: str) -> float:
        """A number of the metrics."""
        page = self.call("GET", f"http://127.0.0.1:{self.admin}/metrics").text
        found = [float(line.rpartition(" ")[2]) for line in page.splitlines() if line.startswith(name)]
        return sum(found)


class Service(Reached):
    """A running service, an App on acme's repositories, and its webhook."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder
        self.port, self.admin = free_ports(2)
        self.url = f"http://127.0.0.1:{self.port}"
        world.org("acme")
        self.app = world.app(on="acme", permissions=HEARS)
        self._numbers = count(1)
        secrets = {"key.pem": self.app.private_key, "new": SECRET, "old": OLD_SECRET}
        for name, text in {**secrets, **{name: f"token-of-{name}" for name in TOKENS}}.items():
            (folder / name).write_text(text)
        (folder / "config.yaml").write_text(
            f"server:\n  port: {self.port}\n  admin_port: {self.admin}\n  api_tokens: [{', '.join(TOKENS.values())}]\n"
            f"forges:\n  github: {{kind: github, url: '{world.url}', app_id: {self.app.app_id}, private_key: 'file:key.pem', "
            "webhook_secret: ['file:new', 'file:old']}\n"
            f"cache: {{path: cache}}\ndatabase: {{url: 'sqlite:///{folder}/metareview.db'}}\nruns: {{quiet_seconds: 1, poll_seconds: 86400}}\n"
            "changes: [{match: 'github:acme/archive-*', ignore: true}]\n"
        )
        self._log = (folder / "log").open("wb")
        line = [sys.executable, "-m", "bot", "serve", "--config", str(folder / "config.yaml")]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(line, stderr=self._log, stdout=self._log, env=env, cwd=folder)
        until(lambda: self._process.poll() is not None or self.get("/readyz").status == 200, "the service is ready")
        assert self._process.poll() is None, self.log
        # It asks at once what it has missed, which is nothing as yet; what the stories tell, it hears by webhook.
        until(lambda: world.hub.calls("GET", "/installation/repositories"), "the first look around", self)
        self.hook = world.hooks.of_app(self.app.model.app, f"{self.url}/webhooks/github", SECRET)

    def stop(self) -> None:
        """Ask it to stop, which it does in good order."""
        self._process.send_signal(signal.SIGTERM)
        try:
            code = self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._log.close()
        assert code == 0, self.log
        assert "Traceback" not in self.log, self.log

    def place(self) -> "Place":
        """A repository of its own for one story."""
        return Place(self, self.world.repository(f"acme/story-{next(self._numbers)}"))


class Place:
    """One repository of a story, with what the service does there."""

    def __init__(self, service: Service, repo: Repo) -> None:
        self.service, self.world, self.repo = service, service.world, repo
        self.me = service.app.login

    def pull(self, code: str = CODE, **given: Any) -> PullRequest:
        """An open pull request that changes `loading.py`."""
        return self.repo.pull({"loading.py": BASE, "other.py": "x = 1\n"}, {"loading.py": code}, **given)

    def ref(self, pr: PullRequest) -> str:
        """How the configuration names it."""
        return f"github:{self.repo.full_name}#{pr.number}"

    def runs(self, pr: PullRequest, state: str = "") -> list[dict[str, Any]]:
        """Its runs, newest first; of one state where that is named."""
        query = {"change": self.ref(pr), **({"state": state} if state else {})}
        found: list[dict[str, Any]] = self.service.get("/api/v1/runs", **query).json["runs"]
        return found

    def settle(self, pr: PullRequest) -> int:
        """Wait until everything that happened is dealt with; how many runs there are."""

        def is_quiet() -> bool:
            self.world.hooks.settle()
            waits = self.service.figure("metareview_oldest_delivery_seconds ") or self.service.figure(
                "metareview_oldest_run_seconds "
            )
            return not waits and not any(one["state"] in ("waiting", "running") for one in self.runs(pr))

        until(is_quiet, f"{self.ref(pr)} is dealt with", self.service)
        runs = self.runs(pr)
        return len(runs)

    def hurry(self, pr: PullRequest) -> None:
        """Let what happened be judged without a quiet period, once the service was told of it."""
        self.world.hooks.settle()
        assert self.service.send("/api/v1/rechecks", {"change": self.ref(pr)}).status == 202

    def ours(self, pr: PullRequest) -> list[IssueComment]:
        """Our answers: comments of ours that are no replies to commands."""
        return [one for one in self._said(pr) if REPLY not in one.body]

    def replies(self, pr: PullRequest) -> list[str]:
        """Our replies to commands, without their hidden line."""
        return [one.body.rpartition(REPLY)[0].rstrip() for one in self._said(pr) if REPLY in one.body]

    def _said(self, pr: PullRequest) -> list[IssueComment]:
        return [one for one in self.world.comments_of(pr) if one.user.login == self.me and one.body[:1] != "/"]

    def answer(self, pr: PullRequest) -> str:
        """The text of our one answer, once everything is dealt with."""
        self.settle(pr)
        (found,) = self.ours(pr)
        return shown(found.body)

    def checks(self, pr: PullRequest, sha: str = "") -> list[CheckRun]:
        """Our check runs on a commit, which is the head unless named."""
        return [one for one in self.repo.model.checks if one.name == "metareview" and one.head_sha == (sha or pr.head)]

    def signs(self, said: Said) -> list[str]:
        """Our reactions to a message, in order."""
        return [one.content for one in said.reactions if one.user.login == self.me]

    def ids(self, pr: PullRequest) -> dict[str, str]:
        """The ids of the findings of the last report, by the beginning of their titles."""
        report = self.service.get("/api/v1/report", change=self.ref(pr)).json
        return {one["title"][:12]: one["id"] for one in report["findings"]}

    def state_of(self, pr: PullRequest, title: str) -> str:
        """The state of a finding of the last report."""
        report = self.service.get("/api/v1/report", change=self.ref(pr)).json
        found: str = next(one["state"] for one in report["findings"] if one["title"].startswith(title))
        return found

    def review(self, pr: PullRequest, by: str, *comments: tuple[int, str], body: str = "") -> None:
        """A review with comments on lines of `loading.py`."""
        pr.review(by=by, body=body, comments=[("loading.py", line, text) for line, text in comments])

    def proposed(self, words: str = "`os` is imported but never used.", **more: object) -> Mapping[str, object]:
        """A review as tools send it."""
        note = {"path": "loading.py", "line": 1, "body": words}
        return {"schema": "metareview/proposed-review/1", "reviewer": "ci/linter", "comments": [note], **more}


def until(holds: Callable[[], object], what: str, service: Reached | None = None) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"not so after {PATIENCE:.0f} s: {what}\n{service.log if service else ''}"
        time.sleep(0.1)


def free_ports(many: int) -> Sequence[int]:
    """Ports that nobody listens on now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(many)]
    found = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return found


@contextmanager
def served(folder: Path) -> Iterator[Service]:
    """A world and a service in it."""
    with World(folder) as world:
        service = Service(world, folder)
        try:
            yield service
        finally:
            world.hooks.settle()
            service.stop()
