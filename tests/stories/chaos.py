"""The whole service under attack: pull requests on the fake GitHub, signed deliveries, processes that are killed, and what must hold."""

import hashlib
import hmac
import http.client
import json
import multiprocessing
import os
import random  # noqa: TID251 - the moments of death are to be many, and the same in each run
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot import runs
from bot.app import load_settings
from bot.app.forges import site_for
from bot.app.service import serve
from bot.durable.pace import Pace
from bot.model.change_ref import ChangeRef
from bot.poster.marker import Marker
from tests.github.builders import Installed, PullRequest, Repo, World
from tests.github.fake.model import CheckRun, IssueComment
from tests.github.proxy import PASSING, FaultProxy, Rule
from tests.stories.running import ROOT

SECRET = "s3cret"
TOKEN = "t0ken-of-an-operator"
BOT, PERSON = "coderabbitai[bot]", "dave"
MODULES = ("json", "os", "re", "sys", "time")
CONFIG = """
server:
  port: {port}
  admin_port: {admin}
  api_tokens: [{{name: operator, token: "file:token", changes: ["*"], may: [read, admin, submit]}}]
database: {{url: "file:database"}}
forges:
  github: {{kind: github, url: "{github}", app_id: {app}, private_key: "file:key.pem", webhook_secret: "file:hook"}}
cache: {{path: cache}}
runs: {{quiet_seconds: {quiet}, max_wait_seconds: 10, poll_seconds: 86400}}
"""
HURRY = Pace(
    workers=8, looking=0.1, busy=0.5, held=2, heartbeat=0.5, stale=6, rescue=1, reconcile=2, grace=8, forget=3600
)
BAD_DAY = [make for make in PASSING if make().status not in (403, 429) or "Retry-After" in make().headers]
"""What passes again, without limits that don't tell when: after those a minute is waited."""

Ports = tuple[int, int]
"""Of the public and of the admin application."""


@dataclass
class Seldom(Rule):
    """A fault that strikes now and then."""

    share: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(0))

    def strikes(self, method: str, path: str) -> bool:
        """Throw a die."""
        is_struck = self.chance.random() < self.share
        self.struck += is_struck
        return is_struck


@dataclass(frozen=True)
class Envelope:
    """One delivery of GitHub: what it says, signed when it is sent."""

    id: str
    event: str
    payload: Mapping[str, Any]


@dataclass
class Process:
    """One process of the service. `file` is its log, which goes on over all its lives."""

    ports: Ports
    config: Path
    log: Path
    start: Callable[["Process"], int]
    pid: int = 0

    def run(self) -> None:
        """Begin to live."""
        self.pid = self.start(self)

    def kill(self) -> None:
        """End at once, in the middle of whatever it does."""
        _STARTED[self.pid].kill()
        reap(self.pid)

    def has_ended(self) -> bool:
        """Whether it ended by itself."""
        process = _STARTED[self.pid]
        return (process.poll() if isinstance(process, subprocess.Popen) else process.exitcode) is not None

    def get(self, path: str, *, is_admin: bool = False, method: str = "GET") -> tuple[int, bytes]:
        """Ask its API or, on its other port, for its metrics; status 0 where it does not answer."""
        return call(self.ports[is_admin], method, path, b"", {"Authorization": f"Bearer {TOKEN}"})

    def is_up(self) -> bool:
        """Whether it answers."""
        return self.get("/healthz")[0] == 200


_STARTED: dict[int, "subprocess.Popen[bytes] | multiprocessing.process.BaseProcess"] = {}


def reap(pid: int) -> None:
    """Wait for the end of a process."""
    process = _STARTED.pop(pid)
    if isinstance(process, subprocess.Popen):
        process.wait(60)
    else:
        process.join(60)


def as_command(one: Process) -> int:
    """`metareview serve`, as its users start it."""
    command = [sys.executable, "-m", "bot", "serve", "--config", str(one.config)]
    with one.log.open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": str(ROOT)})
    _STARTED[process.pid] = process
    return process.pid


def in_haste(one: Process) -> int:
    """The same in a process that need not import everything first, with less patience."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.stories.chaos", "dbos"])
    process = context.Process(target=_serve, args=(str(one.config), str(one.log)))
    process.start()
    pid = process.pid or 0
    _STARTED[pid] = process
    return pid


def _serve(config: str, log: str) -> None:
    written = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(written, 1)
    os.dup2(written, 2)
    serve(load_settings(config), "all", os.path.dirname(config), pace=HURRY)


def call(
    port: int, method: str, path: str, body: bytes, headers: Mapping[str, str], seconds: float = 60
) -> tuple[int, bytes]:
    """One request on a connection of its own; status 0 where there is no answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request(method, path, body or None, dict(headers))
        response = connection.getresponse()
        return response.status, response.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


def send(port: int, envelope: Envelope) -> int:
    """Deliver as GitHub does; 202 is an acknowledgement, 0 that nobody answered."""
    raw = json.dumps(envelope.payload).encode()
    headers = {
        "Content-Type": "application/json",
        "X-GitHub-Event": envelope.event,
        "X-GitHub-Delivery": envelope.id,
        "X-Hub-Signature-256": "sha256=" + hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest(),
    }
    return call(port, "POST", "/webhooks/github", raw, headers)[0]


@dataclass
class Mail:
    """Deliveries on their way. What is not acknowledged is sent again, some of the rest too; `answers` counts by status."""

    ports: Sequence[Ports]
    chance: random.Random
    unsent: list[Envelope] = field(default_factory=list)
    kept: dict[str, Envelope] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    stopped: threading.Event = field(default_factory=threading.Event)
    busy: int = 0

    def post(self, *envelopes: Envelope) -> None:
        """Hand deliveries in."""
        with self.lock:
            self.unsent.extend(envelopes)

    def carry(self) -> None:
        """Send until it is stopped; a thread does this."""
        while not self.stopped.wait(0.01):
            with self.lock:
                envelope = self.unsent.pop(0) if self.unsent else None
                self.busy += envelope is not None
            if envelope is None:
                continue
            port = self.chance.choice(self.ports)[0]
            status = send(port, envelope)
            with self.lock:
                self.busy -= 1
                self.answers[status] += 1
                if status == 202:
                    self.kept[envelope.id] = envelope
                else:
                    self.unsent.append(envelope)
            if status != 202:
                self.stopped.wait(0.2)

    def is_delivered(self) -> bool:
        """Whether everything was acknowledged."""
        with self.lock:
            return not self.unsent and not self.busy


class Storm:
    """Pull requests on which things happen, the service that is to answer them, and the lines between."""

    def __init__(self, world: World, proxy: FaultProxy, folder: Path, seed: int) -> None:
        self.world, self.proxy, self.folder = world, proxy, folder
        self.chance = random.Random(seed)
        self.folder.mkdir(parents=True)
        world.limits.on = False
        self.repo: Repo = world.repository("acme/widgets")
        self.app: Installed = world.app()
        for name, text in (("key.pem", self.app.private_key), ("hook", SECRET), ("token", TOKEN)):
            (self.folder / name).write_text(text)
        self.pulls: list[PullRequest] = []
        self.processes: list[Process] = []
        self.mail = Mail([], random.Random(seed + 1))
        self.count = 0

    def open(self, many: int) -> None:
        """So many pull requests."""
        for number in range(len(self.pulls), len(self.pulls) + many):
            self.pulls.append(self.repo.pull({}, {f"m{number}.py": self._source()}, branch=f"topic-{number}"))

    def serve(self, many: int, database: str, start: Callable[[Process], int], quiet: int = 1) -> None:
        """So many processes on one database, all alive."""
        (self.folder / "database").write_text(database)
        for number, ports in enumerate(free_ports(many, self.chance)):
            config = self.folder / f"config-{number}.yaml"
            told = {"github": self.proxy.url, "app": self.app.app_id, "quiet": quiet}
            config.write_text(CONFIG.format(port=ports[0], admin=ports[1], **told))
            process = Process(ports, config, self.folder / f"log-{number}", start)
            process.run()
            self.processes.append(process)
        self.mail.ports = [one.ports for one in self.processes]
        until(lambda: all(one.is_up() for one in self.processes), 20, "the service does not start")

    def disturb(self, share: float) -> None:
        """From now on this share of all calls to GitHub goes wrong in some way."""
        each = share / len(BAD_DAY)
        self.proxy.rules = [Seldom(make(), share=each, chance=self.chance) for make in BAD_DAY]

    def calm(self) -> None:
        """From now on nothing goes wrong."""
        self.proxy.clear()

    def burst(self) -> None:
        """A few things happen on one pull request, and GitHub tells of them; now and then of old ones again."""
        pr = self.chance.choice(self.pulls)
        acts = (self._review, self._review, self._push, self._recheck, self._help)
        with self.world.hub.lock:
            for _ in range(self.chance.choice((1, 1, 2, 4))):
                self.chance.choice(acts)(pr)
        if self.mail.kept and self.chance.random() < 0.2:
            with self.mail.lock:
                again = self.chance.choice(list(self.mail.kept.values()))
            self.mail.post(again)

    def review(self, pr: PullRequest) -> Envelope:
        """A bot reviews a pull request; what GitHub tells of it, not yet sent."""
        path, names = self._imported(pr)
        said = [(path, 1 + names.index(one), f"`{one}` is imported but never used.") for one in names[:2]]
        said += [(path, len(names) + 3, "`load` calls `eval` on user input.")] if self.chance.random() < 0.5 else []
        found = pr.review(by=BOT, body="Some remarks.", comments=said)
        told = {"id": found.id, "user": self._user(BOT), "body": found.body, "state": "commented"}
        return self._envelope("pull_request_review", pr, "submitted", BOT, {"review": told})

    def comment(self, pr: PullRequest, words: str) -> Envelope:
        """A person says something; what GitHub tells of it, not yet sent."""
        found = pr.comment(by=PERSON, body=words)
        told = {
            "comment": {"id": found.id, "user": self._user(PERSON), "body": words},
            "issue": {"number": pr.number, "pull_request": {"url": "https://github.example/1"}},
        }
        return self._envelope("issue_comment", pr, "created", PERSON, told)

    def push(self, pr: PullRequest) -> Envelope:
        """Somebody pushes to a pull request; what GitHub tells of it, not yet sent."""
        pr.push({f"m{pr.number - 1}.py": self._source()})
        return self._envelope("pull_request", pr, "synchronize", PERSON, {})

    def _review(self, pr: PullRequest) -> None:
        self.mail.post(self.review(pr))

    def _push(self, pr: PullRequest) -> None:
        self.mail.post(self.push(pr))

    def _recheck(self, pr: PullRequest) -> None:
        self.mail.post(self.comment(pr, "/recheck-review"))

    def _help(self, pr: PullRequest) -> None:
        self.mail.post(self.comment(pr, "/metareview help"))

    def _source(self) -> str:
        names = sorted(self.chance.sample(MODULES, self.chance.choice((1, 2, 3))))
        self.count += 1
        lines = [f"import {name}" for name in names]
        return "\n".join([*lines, "", "", "def load(path):", f"    return open(path).read()[{self.count}:]", ""])

    def _imported(self, pr: PullRequest) -> tuple[str, list[str]]:
        path = f"m{pr.number - 1}.py"
        text = pr.model.repository.store.git("show", f"{pr.head}:{path}").decode()
        return path, [line.split()[1] for line in text.splitlines() if line.startswith("import ")]

    def _user(self, login: str) -> dict[str, object]:
        user = self.world.user(login)
        return {"login": login, "id": user.id, "type": user.type}

    def _envelope(self, event: str, pr: PullRequest, action: str, by: str, told: Mapping[str, Any]) -> Envelope:
        self.count += 1
        id = f"{self.count:08x}-0000-4000-8000-000000000000"
        payload = {
            "action": action,
            "repository": {"full_name": self.repo.full_name, "id": self.repo.model.id},
            "installation": {"id": self.app.id},
            "sender": self._user(by),
            "pull_request": {"number": pr.number, "head": {"sha": pr.head}},
            **told,
        }
        return Envelope(id, event, payload)

    def ours(self, pr: PullRequest, marker: str) -> list[IssueComment]:
        """Our comments that hold a marker."""
        said = self.world.comments_of(pr)
        return [one for one in said if one.user.login == self.app.login and marker in one.body]

    def runs(self, state: str) -> list[dict[str, Any]]:
        """Runs in a state, as whoever lives tells it; a run that nobody can tell of is one too many."""
        status, body = self._ask(f"/api/v1/runs?state={state}")
        return list(json.loads(body)["runs"]) if status == 200 else [{"state": "nobody answers", "note": ""}]

    def ages(self) -> list[float]:
        """The metrics' oldest delivery and oldest run; nothing where they can't be had."""
        lines = self._ask("/metrics", is_admin=True)[1].decode().splitlines()
        return [float(line.split()[1]) for line in lines if line.startswith("metareview_oldest_")]

    def _ask(self, path: str, *, is_admin: bool = False, method: str = "GET") -> tuple[int, bytes]:
        answers = (one.get(path, is_admin=is_admin, method=method) for one in self.processes if one.pid in _STARTED)
        return next((one for one in answers if one[0]), (0, b""))

    def is_quiet(self) -> bool:
        """Whether everything was acknowledged, and nothing waits or runs."""
        if not self.mail.is_delivered() or self.ages() != [0.0, 0.0]:
            return False
        return not self.runs("running") and not self.runs("waiting")

    def retry(self) -> int:
        """An operator who brings runs back that failed because the program ended in them again and again; how many."""
        poor = [one["id"] for one in self.runs("failed") if one["note"].startswith("the program ended again and again")]
        for one in poor:
            self._ask(f"/api/v1/runs/{one}/retry", method="POST")
        return len(poor)

    def require_right(self) -> int:
        """One right answer on each pull request, and no reply twice; how many answers there are."""
        config = str(self.processes[0].config)
        settings = load_settings(config)
        told = 0
        for pr in self.pulls:
            ref = ChangeRef.parse(f"github:{pr.ref}")
            site = replace(site_for(settings, ref), commands=True)
            wanted = runs.judge(site, ref).answer
            stands = [one.body.rstrip() for one in self.ours(pr, Marker(site.key).prefix)]
            assert stands == ([wanted.text.rstrip()] if wanted.text else []), f"{pr.ref} at {pr.head}"
            replies = Counter(
                one.body.rstrip().splitlines()[-1] for one in self.ours(pr, Marker(site.key).reply_prefix)
            )
            assert all(times == 1 for times in replies.values()), f"{pr.ref}: {replies}"
            checks = [one for one in self.world.checks_of(pr) if one.name == "metareview" and one.head_sha == pr.head]
            shown = [_title(one) for one in checks[-1:]]
            assert shown == [wanted.title] or (shown == [] and not wanted.text), f"{pr.ref}: {shown}"
            told += bool(wanted.text)
        return told

    def said(self) -> str:
        """What all processes have logged."""
        return "\n".join(one.log.read_text("utf-8", "replace") for one in self.processes if one.log.exists())


def _title(check: CheckRun) -> object:
    output = check.given["output"]
    assert isinstance(output, dict)
    return output["title"]


@contextmanager
def storm(folder: Path, seed: int, senders: int = 4) -> Iterator[Storm]:
    """A storm in a world of its own; whatever lives at its end is killed."""
    with World(folder) as world, FaultProxy(world.url) as proxy:
        found = Storm(world, proxy, folder / "site", seed)
        threads = [threading.Thread(target=found.mail.carry, daemon=True) for _ in range(senders)]
        for thread in threads:
            thread.start()
        try:
            yield found
        finally:
            found.mail.stopped.set()
            for thread in threads:
                thread.join(60)
            for one in found.processes:
                if one.pid in _STARTED:
                    one.kill()


def free_ports(many: int, chance: random.Random) -> list[Ports]:
    """Ports that nobody has, and that no outgoing connection is given by chance."""
    found: list[int] = []
    while len(found) < 2 * many:
        port = 20_000 + (os.getpid() * 97 + chance.randrange(12_000)) % 12_000
        with socket.socket() as one:
            if port not in found and one.connect_ex(("127.0.0.1", port)) != 0:
                found.append(port)
    return list(zip(found[::2], found[1::2], strict=True))


def until(holds: Callable[[], bool], seconds: float, otherwise: str) -> float:
    """Wait until something holds; how long that took."""
    start = time.monotonic()
    while not holds():
        if time.monotonic() - start > seconds:
            raise AssertionError(otherwise)
        time.sleep(0.1)
    return time.monotonic() - start
