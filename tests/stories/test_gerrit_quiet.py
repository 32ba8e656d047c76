"""What a message of ours does beside being there: votes, attention, mail, copies, and what stands in reviewers' threads."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.gerrit.shared import OwnGerrit, newest_only
from tests.gerrit.world import Change
from tests.stories.gerrit import Desk, counts
from tests.stories.pull_requests import BARE, FALSE, UNUSED, mended

pytestmark = pytest.mark.slow

LABEL = "Meta-Review"
VOTES = f"posting: {{label: {LABEL}}}"


def votes(desk: Desk, change: Change, label: str = LABEL) -> dict[str, int]:
    """Who voted what, without those who did not."""
    found = change.info("DETAILED_LABELS")["labels"].get(label, {}).get("all", [])
    return {one["username"]: one["value"] for one in found if one.get("value")}


def seen_by(change: Change) -> dict[str, list[str]]:
    """Who stands on the change as reviewer and as CC."""
    return {state: sorted(one["username"] for one in people) for state, people in change.info()["reviewers"].items()}


def test_votes(gerrit_desk: Desk) -> None:
    """
    We vote on the label that is configured and on no other: -1 where something is confirmed, +1 where nothing is left.
    """
    gerrit_desk.project.label(LABEL)
    gerrit_desk.add(VOTES)
    change = gerrit_desk.reviewed()
    gerrit_desk.post(change)
    first = votes(gerrit_desk, change)
    change.amend({"loading.py": mended("import", "except")})

    gerrit_desk.post(change)

    assert (first, votes(gerrit_desk, change)) == ({"metareview": -1}, {"metareview": 1})
    assert votes(gerrit_desk, change, "Code-Review") == {}
    assert gerrit_desk.silent(change).startswith("already there: ")


@newest_only
def test_no_vote(gerrit_desk: Desk) -> None:
    """
    Without a label there is no vote; one that we may not give, or that is none, is left out, which is said beside the answer.
    """
    project, site = gerrit_desk.project, gerrit_desk.site
    project.label(LABEL, voters=site.group("voters", site.human("vera")))
    project.label("Allowed")
    plain, forbidden, unknown = (gerrit_desk.reviewed() for _ in range(3))
    gerrit_desk.post(plain)
    gerrit_desk.add(VOTES)
    told = [gerrit_desk.run(forbidden, "--post")]
    gerrit_desk.add("posting: {label: No-Such-Label}")
    told.append(gerrit_desk.run(unknown, "--post"))

    assert [votes(gerrit_desk, one) for one in (plain, forbidden, unknown)] == [{}, {}, {}]
    assert [(one.code, one.err, len(one.out.splitlines())) for one in told] == [(0, "", 2)] * 2
    assert "`Meta-Review` was left out" in told[0].out
    assert "`No-Such-Label` was left out" in told[1].out
    assert [len(gerrit_desk.ours(one)) for one in (plain, forbidden, unknown)] == [1, 1, 1]


@newest_only
def test_no_vote_on_what_is_over(gerrit_desk: Desk) -> None:
    """
    On an abandoned change we answer without a vote.
    """
    gerrit_desk.project.label(LABEL)
    gerrit_desk.add(VOTES)
    change = gerrit_desk.reviewed()
    change.abandon()

    gerrit_desk.post(change)

    assert votes(gerrit_desk, change) == {}


@newest_only
@pytest.mark.parametrize("label", [False, True], ids=["without a vote", "with a vote"])
def test_nobody_is_disturbed(gerrit_desk: Desk, label: bool) -> None:
    """
    Nobody's attention is called and no thread is opened; we become a CC, or where we vote, a reviewer; the change stays as it is.
    """
    dana, rita = gerrit_desk.site.human("dana"), gerrit_desk.site.human("rita")
    if label:
        gerrit_desk.project.label(LABEL)
        gerrit_desk.add(VOTES)
    change = gerrit_desk.reviewed()
    change.add_reviewer(rita)
    change.comment(by=dana, path="loading.py", text="Look here", spot={"line": 2, "unresolved": True})
    before, people = change.info(), seen_by(change)

    gerrit_desk.post(change)

    after = change.info()
    for key in (
        "attention_set",
        "unresolved_comment_count",
        "total_comment_count",
        "work_in_progress",
        "status",
        "hashtags",
    ):
        assert after.get(key) == before.get(key), key
    state = "REVIEWER" if label else "CC"
    assert seen_by(change) == {**people, state: sorted([*people.get(state, []), "metareview"])}


@newest_only
def test_replies_in_threads(gerrit_desk: Desk) -> None:
    """
    Where configured we say the verdict in reviewers' own threads, once in each, and read none of it as somebody's reply.
    """
    change = gerrit_desk.push()
    said = [("loading.py", {"line": 1, "unresolved": True}, UNUSED), ("loading.py", 8, BARE), ("loading.py", 5, FALSE)]
    change.review(by=gerrit_desk.site.bot("copilot"), comments=said)
    gerrit_desk.add("posting: {reply_in_threads: true}")

    gerrit_desk.post(change)
    replies = ours_in_threads(gerrit_desk, change)
    silent = gerrit_desk.silent(change)
    gerrit_desk.inline(change, "coderabbitai", (5, "`load` has no docstring."))
    gerrit_desk.post(change)

    threads = {one["id"]: one["message"] for one in change.comments()}
    assert sorted(threads[one["in_reply_to"]] for one in replies) == sorted([UNUSED, BARE, FALSE])
    assert all(one["message"].split()[0] in ("Confirmed", "Refuted") for one in replies)
    assert silent.startswith("already there: ")
    again = ours_in_threads(gerrit_desk, change)
    assert len(again) == 4
    assert len({one["in_reply_to"] for one in again}) == 4
    assert "replied" not in gerrit_desk.run(change).out


def ours_in_threads(desk: Desk, change: Change) -> list[dict[str, Any]]:
    """What we said in threads of others."""
    return [one for one in change.comments() if one["author"]["_account_id"] == desk.me.id]


@newest_only
def test_threads_stay_as_they_are(gerrit_desk: Desk) -> None:
    """
    What we say in a thread neither closes it nor opens it again: whose thread it is decides, and no finding is resolved by us.
    """
    change, dana = gerrit_desk.push(), gerrit_desk.site.human("dana")
    spots = [({"line": 1, "unresolved": True}, UNUSED), ({"line": 8, "unresolved": True}, BARE), (5, FALSE)]
    change.review(by=gerrit_desk.site.bot("copilot"), comments=[("loading.py", spot, text) for spot, text in spots])
    change.resolve(next(one["id"] for one in change.comments() if one["message"] == BARE), by=dana)
    gerrit_desk.add("posting: {reply_in_threads: true}")

    gerrit_desk.post(change)

    roots = {one["id"]: one["message"] for one in change.comments()}
    found = {roots[one["in_reply_to"]]: one["unresolved"] for one in ours_in_threads(gerrit_desk, change)}
    assert found == {UNUSED: True, BARE: False, FALSE: False}
    assert change.info()["unresolved_comment_count"] == 1
    states = {one["kind"]: one["sources"][0]["state"] for one in gerrit_desk.report(change)["findings"]}
    assert (states["unused-import"], states["bare-except"]) == ("open", "resolved")


class Mailbox(socketserver.ThreadingTCPServer):
    """A mail server that takes everything; `sent` says from whom to whom."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Mail)
        self.sent: list[tuple[str, list[str]]] = []


class _Mail(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        """Speak SMTP with one client."""
        box = self.server
        assert isinstance(box, Mailbox)
        self.wfile.write(b"220 here\r\n")
        people: list[str] = []
        while line := self.rfile.readline():
            word = line.decode("utf-8", "replace").strip()
            if word.upper().startswith("RCPT TO"):
                people.append(word.partition("<")[2].partition(">")[0])
            if word.upper() == "DATA":
                self.wfile.write(b"354 go on\r\n")
                body = b"".join(iter(self.rfile.readline, b".\r\n"))
                box.sent.append((body.decode("utf-8", "replace"), people))
                people = []
            self.wfile.write(b"221 bye\r\n" if word.upper() == "QUIT" else b"250 yes\r\n")
            if word.upper() == "QUIT":
                return


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """One that runs until the end of the block."""
    with Mailbox() as box:
        thread = threading.Thread(target=box.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield box
        box.shutdown()


def test_mail(own_gerrit: OwnGerrit, tmp_path: Path) -> None:
    """
    An answer is mailed to the people of the change, and not to those who only watch the project.
    """
    with mailbox() as box:
        port = str(box.server_address[1])
        _, site = own_gerrit(
            config={
                "sendemail.enable": "true",
                "sendemail.smtpServer": "127.0.0.1",
                "sendemail.smtpServerPort": port,
                "sendemail.threadPoolSize": "1",
            }
        )
        desk = Desk(site, tmp_path)
        people = {name: site.human(name) for name in ("dana", "rita", "cora", "walt")}
        watched = [{"project": desk.project.name, "notify_all_comments": True, "notify_new_changes": True}]
        site.call("POST", "/accounts/self/watched.projects", watched, by=people["walt"])
        change = desk.push(by=people["dana"])
        change.add_reviewer(people["rita"])
        change.add_reviewer(people["cora"], state="CC")
        desk.inline(change, "copilot", (1, UNUSED))
        settle(box)
        box.sent.clear()

        desk.post(change)
        settle(box)

    assert box.sent
    assert all("Meta-review of 1 review" in text for text, _ in box.sent)
    mailed = {who.partition("@")[0] for _, people in box.sent for who in people}
    assert mailed == {"dana", "rita", "cora", "copilot"}


def settle(box: Mailbox, quiet: float = 0.6) -> None:
    """Wait until no mail has come for a while."""
    count = -1
    while count != len(box.sent):
        count = len(box.sent)
        time.sleep(quiet)


@newest_only
def test_counts_of_a_run(gerrit_desk: Desk) -> None:
    """
    One run is one update of the change.
    """
    change = gerrit_desk.reviewed()
    before = len(change.messages())

    said = gerrit_desk.post(change)

    assert len(change.messages()) == before + 1
    assert counts(said) == {"CONFIRMED": 2, "REFUTED": 1}
