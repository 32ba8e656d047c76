"""The real Gerrit that other tests rely on: it starts, takes pushes and reviews, tells of them, and survives."""

import time
from pathlib import Path

import httpx
import pytest

from tests.gerrit.server import NEWEST
from tests.gerrit.shared import OwnGerrit, newest_only, shared_server
from tests.gerrit.world import Change, Site

pytestmark = pytest.mark.slow


def test_version(gerrit: Site) -> None:
    """
    Each version runs and says which it is.
    """
    assert gerrit.call("GET", "/config/server/version") == gerrit.version


def test_push_and_review(gerrit: Site) -> None:
    """
    A pushed change takes a bot's review, a person's words and a new patch set.
    """
    project = gerrit.project({"a.py": "one\n"})
    change = project.push({"a.py": "two\n"}, by=gerrit.human("dana"))
    first = change.head

    message = change.review(by=gerrit.bot("tidy"), message="One finding.", comments=[("a.py", 1, "why two?")])
    asked = change.say(by=gerrit.human("rita"), text="/recheck-review")
    second = change.amend({"a.py": "three\n"})

    assert change.head == second != first
    assert change.patch_set == 2
    texts = {one["id"]: one["message"] for one in change.messages()}
    assert texts[message] == "Patch Set 1:\n\n(1 comment)\n\nOne finding."
    found = {one["message"]: one for one in change.comments()}
    assert found["why two?"]["change_message_id"] == message
    assert found["/recheck-review"]["id"] == asked


def test_threads(gerrit: Site) -> None:
    """
    A thread takes replies and is resolved; two posts of one person are told apart by their second.
    """
    rita, dana = gerrit.human("rita"), gerrit.human("dana")
    change = gerrit.project({"a.py": "one\n"}).push({"a.py": "two\n"}, by=dana)

    root = change.comment(by=rita, path="a.py", text="really?", spot={"line": 1, "unresolved": True})
    change.reply(root, by=dana, text="think so")
    still_open = [one["unresolved"] for one in change.comments()]
    change.resolve(root, by=rita)

    assert still_open == [True, True]
    assert [(one["message"], one["unresolved"]) for one in change.comments()][-1] == ("Done", False)
    assert len({one["change_message_id"] for one in change.comments()}) == 3


def test_kinds_of_changes(gerrit: Site) -> None:
    """
    A change may be work in progress, private, a merge, on top of another, or the first commit of all.
    """
    project = gerrit.project({"a.py": "one\n"})
    project.branch("side")
    side = project.commit({"s.py": "one\n"}, branch="side")

    wip = project.push({"a.py": "two\n"}, options="wip")
    private = project.push({"a.py": "three\n"}, options="private")
    merge = project.push({}, merge=side)
    above = project.push({"b.py": "one\n"}, onto=wip.head)
    root = gerrit.project(empty=True).push({"a.py": "one\n"}, onto="", by=gerrit.admin)

    assert wip.info()["work_in_progress"] and private.info()["is_private"]
    assert [len(_parents(one)) for one in (wip, merge, above, root)] == [1, 2, 1, 0]
    assert _parents(above) == [wip.head]


def test_life_of_a_change(gerrit: Site) -> None:
    """
    A change is given up and taken up, hidden and shown, rebased, approved and submitted; another one is deleted.
    """
    project = gerrit.project({"a.py": "one\n"})
    change = project.push({"a.py": "two\n"})
    project.commit({"z.py": "one\n"})
    said = [change.abandon, change.restore, change.hide, change.show, change.wip, change.ready]

    for act in said:
        act()
    rebased = change.rebase()
    change.submit()
    other = project.push({"b.py": "one\n"})
    other.delete()

    assert change.info()["status"] == "MERGED"
    assert change.head == rebased
    assert gerrit.ask("GET", f"/changes/{other.key}").status_code == 404


def test_label(gerrit: Site) -> None:
    """
    A label of the project's own is open to bots and to nobody else, and stops no submit.
    """
    project = gerrit.project({"a.py": "one\n"})
    project.label("Meta-Review")
    change = project.push({"a.py": "two\n"})

    change.vote("Meta-Review", 1, by=gerrit.metareview)
    refused = gerrit.ask(
        "POST",
        f"/changes/{change.key}/revisions/current/review",
        {"labels": {"Meta-Review": 1}},
        by=gerrit.human("dana"),
    )

    assert change.messages()[-1]["message"] == "Patch Set 1: Meta-Review+1"
    assert refused.status_code == 403
    other = project.push({"b.py": "one\n"})
    other.submit()
    assert other.info()["status"] == "MERGED"


def test_group(gerrit: Site) -> None:
    """
    Somebody is a member of a group through a group that it includes.
    """
    inner = gerrit.group("inner", gerrit.human("rita"))
    outer = gerrit.group("outer", includes=[inner])

    names = {one["name"] for one in gerrit.call("GET", "/accounts/rita/groups")}

    assert {inner.name, outer.name} <= names


@newest_only
def test_service_users(gerrit: Site) -> None:
    """
    Bots are service users, people are not.
    """
    rita, tidy = gerrit.human("rita"), gerrit.bot("tidy")

    assert gerrit.call("GET", f"/accounts/{tidy.id}/detail")["tags"] == ["SERVICE_USER"]
    assert "tags" not in gerrit.call("GET", f"/accounts/{rita.id}/detail")


def test_shared(tmp_path: Path) -> None:
    """
    All who name a folder use one server, that ends once nobody uses it; who comes later gets a fresh one.
    """
    with shared_server(NEWEST, tmp_path) as first, shared_server(NEWEST, tmp_path) as second:
        assert first == second
        httpx.get(f"{first}/config/server/version", trust_env=False).raise_for_status()
    deadline = time.monotonic() + 20
    while (tmp_path / "url").exists() or _answers(first):
        assert time.monotonic() < deadline
        time.sleep(0.05)

    with shared_server(NEWEST, tmp_path) as third:
        assert _answers(third)


def test_freeze(own_gerrit: OwnGerrit) -> None:
    """
    A server that stands still answers nothing, and goes on where it stopped.
    """
    server, _ = own_gerrit()

    server.freeze()
    frozen = _answers(server.url)
    server.thaw()

    assert not frozen
    assert _answers(server.url)


def test_restart(own_gerrit: OwnGerrit) -> None:
    """
    A server that was killed and started again has the same address and knows all that it was told.
    """
    server, site = own_gerrit(config={"change.commentSizeLimit": "2k"})
    change = site.project({"a.py": "one\n"}).push({"a.py": "two\n"})
    message = change.review(by=site.bot("tidy"), message="Kept.")
    url = server.url

    server.kill()
    server.start()
    server.restart()

    assert server.url == url
    assert message in [one["id"] for one in change.messages()]
    path = f"/changes/{change.key}/revisions/current/review"
    assert site.ask("POST", path, {"message": "x" * 3000}).status_code == 400


def _parents(change: Change) -> list[str]:
    info = change.info()
    return [one["commit"] for one in info["revisions"][info["current_revision"]]["commit"]["parents"]]


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/config/server/version", trust_env=False, timeout=2).is_success
    except httpx.HTTPError:
        return False
