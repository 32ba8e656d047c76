"""The fake's webhooks: who hears what, how it is signed, and that it has the published shape."""

import hashlib
import json
import threading
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.github.builders import LEAST, Installed, PullRequest, Repo, World
from tests.github.client import bare
from tests.github.contract import published
from tests.github.fake.hooks import EVERY, Hook, Sent, signature

HEARS = {**LEAST, "issues": "read", "merge_queues": "read"}
BASE, CODE = {"a.py": "one\n"}, {"a.py": "two\n"}
YOUNGER = {
    "closed_by": "the schemas leave it out of issues",
    "client_id": "the schemas are older than the client ids of Apps",
    "custom_properties": "the schemas list them for some events only",
    "performed_via_github_app": "null where no App spoke; the schemas leave it out of comments",
    "user_view_type": "added in 2024",
}
"""What GitHub sends and the published schemas, which are older, don't list."""


class Receiver:
    """Takes deliveries and remembers them; `status` is what it answers."""

    def __init__(self) -> None:
        self.status = 202
        self.taken: list[tuple[dict[str, str], bytes]] = []
        handler = type("Handler", (_Handler,), {"receiver": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/webhooks/github"

    def close(self) -> None:
        """Listen no longer."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    receiver: Receiver

    def do_POST(self) -> None:
        """Take one."""
        body = self.rfile.read(int(self.headers["content-length"]))
        self.receiver.taken.append((dict(self.headers.items()), body))
        self.send_response(self.receiver.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Somebody who listens."""
    found = Receiver()
    yield found
    found.close()


def hooked(world: World, receiver: Receiver, **permissions: str) -> tuple[Repo, Installed, Hook]:
    """A repository, an App on it, and the App's webhook."""
    repo = world.repository("acme/widgets")
    app = world.app(permissions=permissions or HEARS)
    return repo, app, world.hooks.of_app(app.model.app, receiver.url, "s3cret")


def told(world: World, since: int = 0) -> list[str]:
    """What was sent, as `event/action`."""
    world.hooks.settle()
    return [f"{one.event}/{one.action}".rstrip("/") for one in world.hooks.log[since:]]


def everything(world: World, repo: Repo, app: Installed) -> PullRequest:
    """Everything that can happen to a pull request."""
    pr = repo.pull(BASE, CODE)
    said = pr.comment(by="ann", body="what is this?")
    pr.edit(said, "and that?")
    pr.delete(said, by="dave")
    review = pr.review(by="coderabbitai[bot]", body="Hm.", comments=[("a.py", 1, "why two?")])
    pr.reply(pr.threads[0], by="dave", body="because")
    pr.edit(pr.threads[0].comments[0], "why not three?")
    pr.resolve(pr.threads[0])
    pr.delete(pr.threads[0].comments[1])
    pr.dismiss(review)
    pr.push({"a.py": "three\n"})
    pr.force_push({"a.py": "four\n"})
    pr.to_draft()
    pr.ready()
    pr.close()
    pr.reopen()
    run = pr.annotate(by="metareview[bot]", notes=[("a.py", 1, "a note")])
    pr.rerequest(run, by="dave")
    pr.enqueue()
    pr.merge()
    app.grant(statuses="write")
    app.suspend()
    return pr


EVERYTHING = [
    "ping",
    "pull_request/opened",
    "issue_comment/created",
    "issue_comment/edited",
    "issue_comment/deleted",
    "pull_request_review/submitted",
    "pull_request_review_comment/created",
    "pull_request_review/submitted",
    "pull_request_review_comment/created",
    "pull_request_review_comment/edited",
    "pull_request_review_thread/resolved",
    "pull_request_review_comment/deleted",
    "pull_request_review/dismissed",
    "pull_request/synchronize",
    "pull_request/synchronize",
    "pull_request/converted_to_draft",
    "pull_request/ready_for_review",
    "pull_request/closed",
    "pull_request/reopened",
    "check_run/created",
    "check_run/completed",
    "check_run/rerequested",
    "pull_request/enqueued",
    "merge_group/checks_requested",
    "pull_request/closed",
    "installation/new_permissions_accepted",
    "installation/suspend",
]


def test_everything_is_told(world: World, receiver: Receiver) -> None:
    """
    Each thing that happens is told once, in order, and names the repository, the installation and who did it.
    """
    repo, app, _ = hooked(world, receiver)

    everything(world, repo, app)

    assert told(world) == EVERYTHING
    assert len(receiver.taken) == len(EVERYTHING)
    for sent in world.hooks.log[1:-2]:
        assert sent.payload["repository"]["full_name"] == "acme/widgets", sent.event  # type: ignore[index]
        assert sent.payload["installation"]["id"] == app.id, sent.event  # type: ignore[index]
        assert sent.payload["sender"], sent.event


def test_over_http(world: World, receiver: Receiver) -> None:
    """
    What is done over the interface is told as what is done in a story.
    """
    repo, app, _ = hooked(world, receiver)
    pr = repo.pull(BASE, CODE)
    world.hooks.settle()
    before = len(world.hooks.log)
    client = bare(world, app.token())
    where = f"/repos/acme/widgets/pulls/{pr.number}"

    client.post(f"{where.replace('pulls', 'issues')}/comments", json={"body": "hello"})
    review = {"body": "Hm.", "event": "COMMENT", "comments": [{"path": "a.py", "line": 1, "body": "x"}]}
    client.post(f"{where}/reviews", json=review)
    run = {"name": "metareview", "head_sha": pr.head, "status": "completed", "conclusion": "neutral"}
    client.post("/repos/acme/widgets/check-runs", json=run)

    assert told(world, before) == [
        "issue_comment/created",
        "pull_request_review/submitted",
        "pull_request_review_comment/created",
        "check_run/created",
        "check_run/completed",
    ]
    assert world.hooks.log[before].payload["sender"]["login"] == "metareview[bot]"  # type: ignore[index]


def test_signature_and_headers(world: World, receiver: Receiver) -> None:
    """
    A delivery is signed over its bytes, and names its event, its id and its webhook.
    """
    repo, _, hook = hooked(world, receiver)

    repo.pull(BASE, CODE)
    world.hooks.settle()

    headers, body = receiver.taken[1]
    assert signature("It's a Secret to Everybody", b"Hello, World!").startswith("sha256=757107ea0eb2509fc211221cce98")
    assert headers["X-Hub-Signature-256"] == signature("s3cret", body)
    assert headers["X-GitHub-Event"] == "pull_request"
    assert headers["X-GitHub-Delivery"] == world.hooks.log[1].guid
    assert headers["X-GitHub-Hook-ID"] == str(hook.id)
    assert headers["Content-Type"] == "application/json"
    assert len({one.guid for one in world.hooks.log}) == len(world.hooks.log)
    assert json.loads(body)["action"] == "opened"


def test_nothing_is_sent_twice_unasked(world: World, receiver: Receiver) -> None:
    """
    What was not acknowledged is logged, and sent again only on demand, with the same id, bytes and signature.
    """
    repo, _, _ = hooked(world, receiver)
    receiver.status = 503
    repo.pull(BASE, CODE)
    world.hooks.settle()
    (failed,) = world.hooks.of("pull_request")
    count = len(receiver.taken)
    receiver.status = 202

    again = world.hooks.redeliver(failed)
    world.hooks.settle()

    assert (failed.status, failed.went_well, count) == (503, False, 2)
    assert (again.status, again.is_redelivery, again.guid) == (202, True, failed.guid)
    assert again.id != failed.id
    (headers, body), (headers_again, body_again) = receiver.taken[1:]
    assert body == body_again
    for name in ("X-GitHub-Delivery", "X-Hub-Signature-256"):
        assert headers[name] == headers_again[name]


def test_nobody_listens(world: World, receiver: Receiver) -> None:
    """
    Where nobody answers, that is logged, and the story goes on.
    """
    repo, _, _ = hooked(world, receiver)
    world.hooks.settle()
    receiver.close()

    repo.pull(BASE, CODE)
    world.hooks.settle()

    (sent,) = world.hooks.of("pull_request")
    assert (sent.status, sent.went_well) == (0, False)


@pytest.mark.parametrize(
    ("missing", "event"), [("issues", "issue_comment"), ("merge_queues", "merge_group"), ("checks", "check_run")]
)
def test_permissions(world: World, receiver: Receiver, missing: str, event: str) -> None:
    """
    An App hears of nothing that it may not read.
    """
    given = {name: level for name, level in HEARS.items() if name != missing}
    repo, app, _ = hooked(world, receiver, **given)

    everything(world, repo, app)

    assert told(world) == [one for one in EVERYTHING if not one.startswith(event)]


def test_where_not_installed(world: World, receiver: Receiver) -> None:
    """
    An App hears of its own installations only, of what it asked for, and of nobody else's check run that is wanted again.
    """
    hooked(world, receiver)
    other = world.repository("other/widgets")
    repo = world.state.repository("acme/widgets")
    assert repo is not None
    quiet = world.hooks.of_repository(repo, receiver.url, "s3cret", ["issue_comment"])
    world.hooks.settle()
    before = len(world.hooks.log)

    pr = other.pull(BASE, CODE)
    mine = Repo(world, repo).pull(BASE, CODE)
    run = mine.annotate(by="lint[bot]", notes=[])
    mine.rerequest(run, by="dave")
    mine.comment(by="ann", body="hello")

    assert pr.number == 1
    assert told(world, before) == [
        "pull_request/opened",
        "check_run/created",
        "check_run/completed",
        "issue_comment/created",
        "issue_comment/created",
    ]
    assert world.hooks.log[-1].hook is quiet
    assert "installation" not in world.hooks.log[-1].payload


def test_same_story_same_bytes(world: World, receiver: Receiver) -> None:
    """
    The ids of deliveries follow from what happened, not from chance.
    """
    repo, _, hook = hooked(world, receiver)
    repo.pull(BASE, CODE)
    world.hooks.settle()

    for number, sent in enumerate(world.hooks.log, 1):
        assert sent.guid == str(uuid.UUID(bytes=hashlib.sha256(f"{hook.id} {number}".encode()).digest()[:16]))
    assert all(one.id < two.id for one, two in pairwise(world.hooks.log))


def faults(definitions: dict[str, Any], sent: Sent) -> list[str]:
    """What the published schema does not allow in a delivery."""
    name = f"{sent.event}${sent.action or 'event'}"
    validator = Draft7Validator({"$ref": f"#/definitions/{name}", "definitions": definitions})
    found = []
    for error in validator.iter_errors(sent.payload):
        found += [f"{name}: {one}" for one in _worded(error)]
    return found


def _worded(error: Any) -> list[str]:
    if error.validator == "additionalProperties":
        known = set(error.schema.get("properties", {}))
        unknown = sorted(set(error.instance) - known - set(YOUNGER))
        return [f"{error.json_path}: unknown {one}" for one in unknown]
    if error.context:
        best = min(error.context, key=lambda one: len(list(one.absolute_path)) * -1)
        return _worded(best)
    if error.validator == "enum" and error.instance == "merge_group":
        return []  # added to the events after the schemas' own list was written
    return [f"{error.json_path}: {error.message[:150]}"]


@pytest.mark.slow
def test_published_shapes(world: World, receiver: Receiver) -> None:
    """
    Every payload has the shape that GitHub's clients publish.
    """
    definitions = json.loads((published() / "webhooks-schemas/schema.json").read_text("utf-8"))["definitions"]
    repo, app, _ = hooked(world, receiver)
    world.hooks.settle()

    everything(world, repo, app)
    world.app(on="acme")
    world.hooks.settle()

    assert {one.event for one in world.hooks.log} == {*EVERY, "ping", "installation"}
    violations = [one for sent in world.hooks.log for one in faults(definitions, sent)]
    assert not violations, "\n".join(dict.fromkeys(violations))
