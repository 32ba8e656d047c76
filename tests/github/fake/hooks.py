"""The fake's webhooks: what happens is told to Apps and repositories that asked for it, signed, once, and never again by itself.

As at GitHub: an answer of 2xx within ten seconds is a delivery that went well; there is no retry but the redelivery that
somebody asks for, under the same id; an App hears of what it has permissions for, on the accounts where it is installed.
"""

import hashlib
import hmac
import http.client
import json
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import Queue
from urllib.parse import urlsplit

from tests.github.fake.access import covers, holds
from tests.github.fake.clock import stamp
from tests.github.fake.model import (
    App,
    CheckRun,
    Installation,
    IssueComment,
    Pull,
    Repository,
    Review,
    ReviewComment,
    State,
    Thread,
    User,
)
from tests.github.fake.views import Json, Views, node

SECONDS = 10
"""How long a receiver may take."""

EVERY = (
    "check_run",
    "issue_comment",
    "merge_group",
    "pull_request",
    "pull_request_review",
    "pull_request_review_comment",
    "pull_request_review_thread",
)
NEEDS = {
    "check_run": ("checks:read",),
    "issue_comment": ("issues:read",),
    "merge_group": ("merge_queues:read",),
    "pull_request": ("pull_requests:read",),
    "pull_request_review": ("pull_requests:read",),
    "pull_request_review_comment": ("pull_requests:read",),
    "pull_request_review_thread": ("pull_requests:read",),
}
"""What an App must be allowed to hear each kind of event."""

ALWAYS = ("ping", "installation")


@dataclass(eq=False)
class Hook:
    """A webhook of an App, or of a repository (then `app` is None)."""

    id: int
    url: str
    secret: str
    events: tuple[str, ...]
    app: App | None = None
    repository: Repository | None = None
    is_active: bool = True


@dataclass(eq=False)
class Sent:
    """One attempt to deliver, as the log of deliveries shows it. `status` is 0 where nobody answered."""

    id: int
    guid: str
    hook: Hook
    event: str
    action: str
    headers: dict[str, str]
    body: bytes
    is_redelivery: bool = False
    status: int | None = None
    answer: bytes = b""

    @property
    def payload(self) -> Json:
        """What was sent."""
        found: Json = json.loads(self.body)
        return found

    @property
    def went_well(self) -> bool:
        """Whether it was acknowledged."""
        return self.status is not None and 200 <= self.status < 300


@dataclass
class Happening:
    """Something that happened, before it is known who will hear of it."""

    event: str
    action: str
    sender: User
    repository: Repository | None
    parts: Json = field(default_factory=dict)
    only: App | None = None


class Hooks:
    """All webhooks of a host, and the thread that delivers. Use as a context, or `stop` at the end."""

    def __init__(self, state: State, url: str) -> None:
        self._state, self._views = state, Views(f"{url}/api/v3", url)
        self.hooks: list[Hook] = []
        self.log: list[Sent] = []
        self.holds_back = False
        self._guids = 0
        self._todo: Queue[Sent | None] = Queue()
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None

    def of_app(self, app: App, url: str, secret: str, events: Sequence[str] = EVERY) -> Hook:
        """The App's webhook is set; it is pinged."""
        app.events = list(events)
        return self._add(Hook(self._state.small_id(), url, secret, tuple(events), app=app), app.owner)

    def of_repository(self, repository: Repository, url: str, secret: str, events: Sequence[str] = EVERY) -> Hook:
        """A repository's webhook is set; it is pinged."""
        hook = Hook(self._state.small_id(), url, secret, tuple(events), repository=repository)
        return self._add(hook, repository.owner)

    def of(self, event: str, action: str = "") -> list[Sent]:
        """The log of one kind of event."""
        return [one for one in self.log if one.event == event and action in ("", one.action)]

    def redeliver(self, sent: Sent) -> Sent:
        """Somebody asks for a delivery once more: the same id, body and signature."""
        return self._queue(
            Sent(
                self._state.id(),
                sent.guid,
                sent.hook,
                sent.event,
                sent.action,
                dict(sent.headers),
                sent.body,
                is_redelivery=True,
            )
        )

    def settle(self) -> None:
        """Wait until everything that happened so far was answered, or not."""
        self._todo.join()

    def stop(self) -> None:
        """Deliver what is left, and end."""
        if self._thread is not None:
            self._todo.put(None)
            self._thread.join()

    def tell(self, event: str, action: str, about: object, by: User, **details: object) -> None:
        """What `State.tell` calls for everything that happens."""
        if not self.hooks:
            return
        with self._lock:
            happening = _SHAPES[event](_Shapes(self._state, self._views), action, about, by, details)
            for hook in self.hooks:
                self._offer(hook, happening)

    def _add(self, hook: Hook, by: User) -> Hook:
        with self._lock:
            if self._thread is None:
                self._state.tell = self.tell
                self._thread = threading.Thread(target=self._deliver, daemon=True)
                self._thread.start()
            self.hooks.append(hook)
            ping = _Shapes(self._state, self._views).ping(hook)
            self._offer(hook, Happening("ping", "", by, hook.repository, ping))
        return hook

    def _offer(self, hook: Hook, happening: Happening) -> None:
        if not hook.is_active or happening.event not in (*hook.events, *ALWAYS):
            return
        if happening.only is not None and hook.app is not happening.only:
            return
        installation = None
        if hook.app is None:
            if happening.repository is not hook.repository or happening.event == "installation":
                return
        elif happening.event not in ALWAYS:
            installation = self._installation(hook.app, happening)
            if installation is None:
                return
        payload = {"action": happening.action, **happening.parts} if happening.action else dict(happening.parts)
        if happening.repository is not None:
            payload["repository"] = self._views.repository(happening.repository)
            if happening.repository.owner.type == "Organization":
                payload["organization"] = _organization(self._views, happening.repository.owner)
        if installation is not None:
            payload["installation"] = {"id": installation.id, "node_id": node("MDIz", installation.id)}
        payload["sender"] = self._views.user(happening.sender)
        _complete(payload)
        self._queue(self._signed(hook, happening.event, happening.action, payload))

    def _installation(self, app: App, happening: Happening) -> Installation | None:
        for one in self._state.installations:
            if one.app is not app or one.suspended or happening.repository is None:
                continue
            if covers(one, happening.repository) and any(
                holds(one.permissions, need) for need in NEEDS[happening.event]
            ):
                return one
        return None

    def _signed(self, hook: Hook, event: str, action: str, payload: Json) -> Sent:
        body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        self._guids += 1
        guid = str(uuid.UUID(bytes=hashlib.sha256(f"{hook.id} {self._guids}".encode()).digest()[:16]))
        kind, number = ("integration", hook.app.id) if hook.app else ("repository", hook.repository.id)  # type: ignore[union-attr]
        headers = {
            "Accept": "*/*",
            "Content-Type": "application/json",
            "User-Agent": "GitHub-Hookshot/fa4e000",
            "X-GitHub-Delivery": guid,
            "X-GitHub-Event": event,
            "X-GitHub-Hook-ID": str(hook.id),
            "X-GitHub-Hook-Installation-Target-ID": str(number),
            "X-GitHub-Hook-Installation-Target-Type": kind,
        }
        if hook.secret:
            headers |= {
                "X-Hub-Signature": signature(hook.secret, body, "sha1"),
                "X-Hub-Signature-256": signature(hook.secret, body),
            }
        return Sent(self._state.id(), guid, hook, event, action, headers, body)

    def _queue(self, sent: Sent) -> Sent:
        self.log.append(sent)
        self._todo.put(sent)
        return sent

    def _deliver(self) -> None:
        while (sent := self._todo.get()) is not None:
            try:
                sent.status, sent.answer = post(sent.hook.url, sent.headers, sent.body)
            except (OSError, http.client.HTTPException) as error:
                sent.status, sent.answer = 0, str(error).encode()
            finally:
                self._todo.task_done()


def signature(secret: str, body: bytes, algorithm: str = "sha256") -> str:
    """What the header of a signed delivery says."""
    return f"{algorithm}={hmac.new(secret.encode(), body, algorithm).hexdigest()}"


def post(url: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
    """Send one delivery, without a proxy and without following anything. Raises OSError, HTTPException."""
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        line.request("POST", parts.path or "/", body, headers)
        answer = line.getresponse()
        return answer.status, answer.read(1 << 16)
    finally:
        line.close()


def _organization(views: Views, owner: User) -> Json:
    url = f"{views.api}/orgs/{owner.login}"
    names = ("repos", "events", "hooks", "issues")
    return {
        "login": owner.login,
        "id": owner.id,
        "node_id": node("O", owner.id),
        "url": url,
        **{f"{name}_url": f"{url}/{name}" for name in names},
        "members_url": f"{url}/members{{/member}}",
        "public_members_url": f"{url}/public_members{{/member}}",
        "avatar_url": f"{views.web}/avatars/{owner.id}",
        "description": "",
    }


def _complete(part: object) -> None:
    """Repositories have more in events than in the interface."""
    if isinstance(part, list):
        for one in part:
            _complete(one)
    if isinstance(part, dict):
        for one in list(part.values()):
            _complete(one)
        if "clone_url" in part:
            part["custom_properties"] = {}


class _Shapes:
    """What each kind of event says."""

    def __init__(self, state: State, views: Views) -> None:
        self.state, self.views = state, views

    def ping(self, hook: Hook) -> Json:
        """The first event of a webhook."""
        where = f"{self.views.api}/app/hook" if hook.app else f"{self.views.api}/repos/hooks/{hook.id}"
        shown: Json = {
            "type": "App" if hook.app else "Repository",
            "id": hook.id,
            "name": "web",
            "active": True,
            "events": list(hook.events),
            "config": {"content_type": "json", "url": hook.url, "insecure_ssl": "0", "secret": "********"},
            "updated_at": stamp(self.state.clock.now()),
            "created_at": stamp(self.state.clock.now()),
            "url": where,
            "ping_url": f"{where}/pings",
            "deliveries_url": f"{where}/deliveries",
        }
        shown |= {"app_id": hook.app.id} if hook.app else {}
        return {"zen": "Keep it logically awesome.", "hook_id": hook.id, "hook": shown}

    def pull_request(self, action: str, pull: object, by: User, details: Json) -> Happening:
        """A pull request, its code, its state."""
        assert isinstance(pull, Pull)
        parts: Json = {"number": pull.number, "pull_request": self.views.full_pull(pull), **details}
        return Happening("pull_request", action, by, pull.repository, parts)

    def issue_comment(self, action: str, said: object, by: User, details: Json) -> Happening:
        """A message of a conversation."""
        assert isinstance(said, IssueComment)
        pull = details.pop("pull", None) or self._pull(lambda one: said in one.comments)
        assert isinstance(pull, Pull)
        parts: Json = {"issue": self.views.issue(pull), "comment": self.views.comment(pull, said), **details}
        return Happening("issue_comment", action, by, pull.repository, parts)

    def pull_request_review(self, action: str, review: object, by: User, details: Json) -> Happening:
        """A review; its state is written in lower case here."""
        assert isinstance(review, Review)
        pull = self._pull(lambda one: review in one.reviews)
        shown = self.views.review(pull, review)
        shown |= {
            "state": review.state.lower(),
            "body": review.body or None,
            "submitted_at": stamp(review.submitted or self.state.clock.now()),
        }
        parts: Json = {"review": shown, "pull_request": self.views.pull(pull), **details}
        return Happening("pull_request_review", action, by, pull.repository, parts)

    def pull_request_review_comment(self, action: str, said: object, by: User, details: Json) -> Happening:
        """A message of a thread."""
        assert isinstance(said, ReviewComment)
        pull = details.pop("pull", None) or self._pull(lambda one: said.thread in one.threads)
        assert isinstance(pull, Pull)
        parts: Json = {
            "comment": self.views.review_comment(pull, said),
            "pull_request": self.views.pull(pull),
            **details,
        }
        return Happening("pull_request_review_comment", action, by, pull.repository, parts)

    def pull_request_review_thread(self, action: str, thread: object, by: User, details: Json) -> Happening:
        """A thread that was resolved, or opened again."""
        assert isinstance(thread, Thread)
        pull = self._pull(lambda one: thread in one.threads)
        shown = {
            "node_id": node("PRRT", thread.id),
            "comments": [self.views.review_comment(pull, one) for one in thread.comments],
        }
        parts: Json = {"thread": shown, "pull_request": self.views.pull(pull), **details}
        return Happening("pull_request_review_thread", action, by, pull.repository, parts)

    def check_run(self, action: str, run: object, by: User, details: Json) -> Happening:
        """A check run. That somebody wants it again is told to its own App only."""
        assert isinstance(run, CheckRun)
        repository = next(one for one in self.state.repositories if run in one.checks)
        shown = self.views.check_run(repository, run)
        if shown["status"] == "completed":
            shown["completed_at"] = shown["completed_at"] or stamp(run.created)
        suite: Json = {
            "id": run.suite,
            "node_id": node("CS", run.suite),
            "head_branch": next((one.head_ref for one in repository.pulls.values() if one.head == run.head_sha), None),
            "head_sha": run.head_sha,
            "status": "completed" if shown["conclusion"] else "queued",
            "conclusion": None if shown["conclusion"] == "skipped" else shown["conclusion"],
            "url": f"{self.views.api}/repos/{repository.full_name}/check-suites/{run.suite}",
            "before": None,
            "after": run.head_sha,
            "pull_requests": shown["pull_requests"],
            "app": shown["app"],
            "created_at": stamp(run.created),
            "updated_at": stamp(run.created),
        }
        parts: Json = {"check_run": {**shown, "check_suite": suite}, **details}
        only = run.app if action == "rerequested" else None
        return Happening("check_run", action, by, repository, parts, only)

    def merge_group(self, action: str, pull: object, by: User, details: Json) -> Happening:
        """A queue of merges asks for the checks of a commit of its own."""
        assert isinstance(pull, Pull)
        head, ref = str(details["head"]), str(details["ref"])
        commit = pull.repository.store.read_commit(head)
        parts: Json = {
            "merge_group": {
                "head_sha": head,
                "head_ref": ref,
                "base_ref": f"refs/heads/{pull.base_ref}",
                "base_sha": commit.parents[0],
                "head_commit": {
                    "id": head,
                    "tree_id": commit.tree,
                    "message": commit.message,
                    "timestamp": stamp(commit.committer[2]),
                    "author": {"name": commit.author[0], "email": commit.author[1]},
                    "committer": {"name": commit.committer[0], "email": commit.committer[1]},
                },
            }
        }
        return Happening("merge_group", action, by, pull.repository, parts)

    def installation(self, action: str, installation: object, by: User, details: Json) -> Happening:
        """An App was installed, or what it may do has changed."""
        assert isinstance(installation, Installation)
        found = [one for one in self.state.repositories if covers(installation, one)]
        rows = [
            {
                "id": one.id,
                "node_id": node("R", one.id),
                "name": one.name,
                "full_name": one.full_name,
                "private": one.private,
            }
            for one in found
        ]
        parts: Json = {"installation": self.views.installation(installation), "repositories": rows, **details}
        if action == "suspend":
            parts["installation"] = {**self.views.installation(installation), "suspended_by": self.views.user(by)}
        return Happening("installation", action, by, None, parts, installation.app)

    def _pull(self, has: Callable[[Pull], bool]) -> Pull:
        return next(pull for one in self.state.repositories for pull in one.pulls.values() if has(pull))


_SHAPES: dict[str, Callable[[_Shapes, str, object, User, Json], Happening]] = {
    "check_run": _Shapes.check_run,
    "installation": _Shapes.installation,
    "issue_comment": _Shapes.issue_comment,
    "merge_group": _Shapes.merge_group,
    "pull_request": _Shapes.pull_request,
    "pull_request_review": _Shapes.pull_request_review,
    "pull_request_review_comment": _Shapes.pull_request_review_comment,
    "pull_request_review_thread": _Shapes.pull_request_review_thread,
}
