"""Reviews of changes on a real Gerrit that tools send to a running service, and what its own commands show of them."""

import json
import re

import pytest

from tests.gerrit.shared import newest_only
from tests.gerrit.world import Change
from tests.stories.gerrit import counts
from tests.stories.gerrit_service import GerritPlace
from tests.stories.pull_requests import BARE, UNUSED
from tests.stories.service import until

pytestmark = [pytest.mark.slow, newest_only]


def written(told: GerritPlace, change: Change, **more: object) -> str:
    """A file with a proposed review."""
    path = told.service.folder / f"sent-{change.number}.json"
    path.write_text(json.dumps(told.proposed(**more)))  # type: ignore[arg-type]
    return str(path)


def test_submitted_twice(told: GerritPlace) -> None:
    """
    A review that a tool submits twice is one submission, judged with those on the change, and answered there.
    """
    change = told.push()
    told.review(change, "copilot", (8, BARE))
    line = ("submit", "--change", told.ref(change), "--review", written(told, change), "--reviewer", "ci/linter")

    first, second = (told.service.cli(*line) for _ in range(2))
    said = told.answer(change)

    assert (first.code, second.code, first.out) == (0, 0, second.out)
    (run,) = told.runs(change)
    assert said.startswith("Meta-review of 2 reviews")
    assert counts(said) == {"CONFIRMED": 2}
    assert "ci/linter" in said
    id = first.out.split()[-1]
    assert told.service.get(f"/api/v1/submissions/{id}").json == {
        "submission": id,
        "change": told.ref(change),
        "state": "done",
        "run": run["id"],
    }


def test_same_finding(told: GerritPlace) -> None:
    """
    What a tool sends and a bot on the change says of the same place is one finding of two voices, also in the report.
    """
    change = told.push()
    told.review(change, "copilot", (1, UNUSED))
    sent = told.service.send("/api/v1/reviews", {"change": told.ref(change), "review": told.proposed()})
    said = told.answer(change)

    report = told.service.get("/api/v1/report", change=told.ref(change)).json
    assert (sent.status, counts(said)) == (202, {"CONFIRMED": 1})
    assert re.search(r"\((ci/linter, copilot|copilot, ci/linter);", said)
    assert (report["revision"], len(report["findings"])) == (change.head, 1)


def test_recheck(told: GerritPlace) -> None:
    """
    `metareview recheck` has a change judged at once, and what it says is one line where nothing changed; each asks anew.
    """
    change = told.push()
    told.review(change, "copilot", (1, UNUSED))
    before = told.settle(change)

    asked = told.service.cli("recheck", "--change", told.ref(change))
    runs = told.settle(change)
    key = {"idempotency_key": "build-7", "content_type": "application/json", "authorization": "Bearer token-of-ci"}
    body = json.dumps({"change": told.ref(change)}).encode()
    for _ in range(2):
        assert told.service.call("POST", f"{told.service.url}/api/v1/rechecks", body, **key).status == 202
        told.settle(change)

    assert (asked.code, asked.err, runs) == (0, "", before + 1)
    first, *again = told.answers(change)
    assert first.startswith("Meta-review of 1 review")
    assert [one.partition(" at ")[0] for one in again] == ["Judged again"] * 2


def test_nobody_there(told: GerritPlace) -> None:
    """
    A review of a change that is not there ends with a sentence; nobody is kept waiting, and nothing has to be mended.
    """
    change = f"gerrit:{told.project.name}~99999"
    sent = told.service.send("/api/v1/reviews", {"change": change, "review": told.proposed()})

    def became() -> str:
        found: str = told.service.get(sent.json["status_url"]).json["state"]
        return found

    until(lambda: became() in ("done", "failed"), "the submission ended", told.service)
    (run,) = told.service.get("/api/v1/runs", change=change).json["runs"]
    assert f"Gerrit shows us no change {told.project.name}~99999" in run["note"]
    assert not told.service.failed()


def test_rights_and_names(told: GerritPlace) -> None:
    """
    A token does what it was given, where it was given; a change has to be named as Gerrit's are.
    """
    change = told.push()
    body = {"change": told.ref(change), "review": told.proposed()}
    before = told.settle(change)

    refused = [told.service.send("/api/v1/reviews", body, name).status for name in ("reader", "elsewhere", "nobody")]
    hidden = told.service.get("/api/v1/runs", "elsewhere", change=told.ref(change))
    named = [
        told.service.send("/api/v1/reviews", {**body, "change": one})
        for one in ("gerrit:app#1", "gerrit:app", "gerrit~1")
    ]

    assert (refused, hidden.status) == ([403, 403, 401], 403)
    assert [one.status for one in named] == [422] * 3
    assert all(one.json["detail"] for one in named)
    assert told.settle(change) == before


def test_runs_shown(told: GerritPlace) -> None:
    """
    `metareview runs list` and `show` tell what was done, and where it stands.
    """
    change = told.push()
    told.review(change, "copilot", (1, UNUSED))
    told.settle(change)
    (run,) = told.runs(change)

    listed = told.service.cli("runs", "list", "--change", told.ref(change))
    shown = told.service.cli("runs", "show", run["id"], token="reader")

    assert (listed.code, listed.out.count("\n")) == (0, 1)
    assert f"done  {run['id']}  {told.ref(change)}" in listed.out
    assert dict(line.split(None, 1) for line in shown.out.splitlines())["revision"].strip() == change.head
    assert f"#message-{told.ours(change)[0][1]['id']}" in shown.out
