"""What the real Gerrit tells a receiver of its events, in the shape and the manner of Gerrit's plugin `webhooks`."""

import base64
import http.server
import json
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from tests.gerrit.shared import newest_only
from tests.gerrit.world import Site

pytestmark = pytest.mark.slow


class Receiver:
    """Takes what is posted, and answers with these statuses in turn, the last one for ever."""

    def __init__(self, statuses: Sequence[int]) -> None:
        self.statuses, self.headers, self.bodies = list(statuses), list[Any](), list[dict[str, Any]]()
        self.challenge = False
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver._take(self)

            def log_message(self, *given: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self._server.server_address[1]}"
        self.url = f"http://{self.address}/hooks"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def _take(self, request: http.server.BaseHTTPRequestHandler) -> None:
        body = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
        refused = self.challenge and "Authorization" not in request.headers
        status = 401 if refused else self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        self.headers.append(request.headers)
        self.bodies.append(body)
        request.send_response(status)
        if refused:
            request.send_header("WWW-Authenticate", 'Basic realm="hooks"')
        if status == 302:
            request.send_header("Location", self.url)
        request.send_header("Content-Length", "0")
        request.end_headers()

    def wait(self, count: int) -> list[dict[str, Any]]:
        """The bodies, once there are that many; AssertionError after 20 s."""
        deadline = time.monotonic() + 20
        while len(self.bodies) < count:
            assert time.monotonic() < deadline, self.bodies
            time.sleep(0.02)
        return self.bodies

    def settled(self, count: int) -> int:
        """How many came, a second after that many had come."""
        self.wait(count)
        time.sleep(1)
        return len(self.bodies)

    def stop(self) -> None:
        """Take nothing more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Somebody who takes everything."""
    found = Receiver([204])
    yield found
    found.stop()


def test_event(gerrit: Site, receiver: Receiver) -> None:
    """
    A new patch set and a person's words are told in the documented fields.
    """
    project = gerrit.project({"a.py": "one\n"})
    project.hook(f"{receiver.url}?key=s", events=["patchset-created", "comment-added"])
    rita, dana = gerrit.human("rita"), gerrit.human("dana")

    change = project.push({"a.py": "two\n"}, by=dana, subject="Two", options="wip")
    change.say(by=rita, text="/recheck-review")
    change.vote("Code-Review", 1, by=rita)
    told = {one.get("comment", one["type"]): one for one in receiver.wait(3)}
    created, said = told["patchset-created"], told["Patch Set 1:\n\n/recheck-review"]
    voted = told["Patch Set 1: Code-Review+1"]

    assert created["type"] == "patchset-created"
    assert created["project"] == {"name": project.name}
    assert created["changeKey"] == {"key": change.change_id}
    assert created["refName"] == "refs/heads/main"
    expected = {"project": project.name, "branch": "main", "number": change.number, "subject": "Two", "status": "NEW"}
    assert expected.items() <= created["change"].items()
    assert created["change"]["wip"] is True and "private" not in created["change"]
    assert created["change"]["owner"] == {"name": "Dana", "email": "dana@example.com", "username": "dana"}
    patch_set = {"number": 1, "revision": change.head, "ref": change.ref, "kind": "REWORK"}
    assert patch_set.items() <= created["patchSet"].items()
    assert created["uploader"]["username"] == "dana"
    assert abs(created["eventCreatedOn"] - time.time_ns() // 10**9) < 60
    assert said["type"] == "comment-added"
    assert said["author"]["username"] == "rita"
    vote = {"type": "Code-Review", "description": "Code-Review", "value": "1", "oldValue": "0"}
    assert voted["approvals"] == [vote]
    assert receiver.headers[0]["Content-Type"].lower() == "application/json; charset=utf-8"
    assert receiver.headers[0]["X-Origin-Url"] == f"{gerrit.url}/"


def test_inherited(gerrit: Site, receiver: Receiver) -> None:
    """
    A project tells those whom its parent names; without a choice of events, of everything.
    """
    parent, child = gerrit.project({"a.py": "one\n"}), gerrit.project({"a.py": "one\n"})
    parent.hook(receiver.url)
    gerrit.call("PUT", f"/projects/{child.key}/parent", {"parent": parent.name})

    child.push({"a.py": "two\n"})
    receiver.settled(2)

    assert {"ref-updated", "patchset-created"} <= {one["type"] for one in receiver.bodies}


@newest_only
def test_tried_again(gerrit: Site, receiver: Receiver) -> None:
    """
    A server error is answered by six requests for each try.
    """
    receiver.statuses = [503]
    project = gerrit.project({"a.py": "one\n"})
    project.hook(receiver.url, events=["patchset-created"], maxTries=2, retryInterval=50)

    project.push({"a.py": "two\n"})

    assert receiver.settled(12) == 12


@newest_only
def test_redirect(gerrit: Site, receiver: Receiver) -> None:
    """
    A redirect is not followed, and not a delivery; 202 is one.
    """
    receiver.statuses = [302, 202]
    project = gerrit.project({"a.py": "one\n"})
    project.hook(receiver.url, events=["patchset-created"], maxTries=2, retryInterval=50)

    project.push({"a.py": "two\n"})

    assert receiver.settled(2) == 2


@newest_only
def test_challenge(gerrit: Site, receiver: Receiver) -> None:
    """
    Credentials in the address are sent when they are asked for, and not before.
    """
    receiver.challenge = True
    project = gerrit.project({"a.py": "one\n"})
    project.hook(
        f"http://gerrit:secret@{receiver.address}/hooks", events=["patchset-created"], maxTries=2, retryInterval=50
    )

    project.push({"a.py": "two\n"})

    assert receiver.settled(2) == 2
    first, second = (one["Authorization"] for one in receiver.headers)
    assert first is None
    assert second == "Basic " + base64.b64encode(b"gerrit:secret").decode()


def test_private(gerrit: Site, receiver: Receiver) -> None:
    """
    Of a private change it tells too, and says that it is one.
    """
    project = gerrit.project({"a.py": "one\n"})
    project.hook(receiver.url, events=["patchset-created", "private-state-changed", "wip-state-changed"])

    change = project.push({"a.py": "two\n"}, options="private")
    receiver.wait(1)
    change.show()
    receiver.wait(2)

    assert [one["type"] for one in receiver.bodies] == ["patchset-created", "private-state-changed"]
    assert receiver.bodies[0]["change"]["private"] is True
    assert "private" not in receiver.bodies[1]["change"]
