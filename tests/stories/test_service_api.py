"""Reviews and questions that tools send to a running service, and what its own commands show of it."""

import json
import re

import pytest

from tests.stories.pull_requests import BARE, UNUSED
from tests.stories.service import Place, until

pytestmark = pytest.mark.slow


def written(place: Place, **more: object) -> str:
    """A file with a proposed review."""
    path = place.service.folder / f"{place.repo.model.name}.json"
    path.write_text(json.dumps(place.proposed(**more)))
    return str(path)


def test_submitted_twice(place: Place) -> None:
    """
    A review that a tool submits twice is one submission, judged with those on the forge, and answered on the change.
    """
    pr = place.pull()
    place.review(pr, "Copilot", (8, BARE))
    line = ("submit", "--change", place.ref(pr), "--review", written(place), "--reviewer", "ci/linter")

    first, second = (place.service.cli(*line) for _ in range(2))
    said = place.answer(pr)

    assert (first.code, second.code, first.out) == (0, 0, second.out)
    id = first.out.split()[-1]
    (run,) = place.runs(pr)
    assert said.startswith("**Meta-review of 2 reviews")
    assert "2 findings · 2 confirmed" in said.splitlines()[0]
    assert "ci/linter" in said
    assert place.service.get(f"/api/v1/submissions/{id}").json == {
        "submission": id,
        "change": place.ref(pr),
        "state": "done",
        "run": run["id"],
    }


def test_same_finding(place: Place) -> None:
    """
    What a tool submits and a bot on the forge says of the same place is one finding of two voices.
    """
    pr = place.pull()
    place.review(pr, "Copilot", (1, UNUSED))
    body = {"change": place.ref(pr), "review": place.proposed()}

    assert place.service.send("/api/v1/reviews", body).status == 202
    said = place.answer(pr)

    assert "1 finding · 1 confirmed" in said.splitlines()[0]
    assert re.search(r"\| .*ci/linter.*Copilot|\| .*Copilot.*ci/linter", said)


def test_replaced(place: Place) -> None:
    """
    A submission with the same external id replaces the one before.
    """
    pr = place.pull()
    for words in (UNUSED, "`sys` is imported but never used."):
        body = {"change": place.ref(pr), "review": place.proposed(words, external_id="build-7")}
        assert place.service.send("/api/v1/reviews", body).status == 202
        place.settle(pr)

    said = place.answer(pr)

    assert said.startswith("**Meta-review of 1 review")
    assert "1 refuted" in said.splitlines()[0]


def test_rights(place: Place) -> None:
    """
    A token does what it was given, where it was given; nothing else starts a run, and each refusal says why in a sentence.
    """
    pr = place.pull()
    before = place.settle(pr)
    service, body = place.service, {"change": place.ref(pr), "review": place.proposed()}

    told = [
        service.send("/api/v1/reviews", body, "reader"),
        service.send("/api/v1/reviews", body, "elsewhere"),
        service.send("/api/v1/rechecks", {"change": place.ref(pr)}, "reader"),
        service.get("/api/v1/runs", "elsewhere", change=place.ref(pr)),
        service.get("/api/v1/report", "elsewhere", change=place.ref(pr)),
    ]
    unknown = [service.send("/api/v1/reviews", body, "nobody"), service.get("/api/v1/runs", "nobody")]

    assert [one.status for one in told] == [403] * 5
    assert [one.status for one in unknown] == [401] * 2
    assert all(one.json["detail"] for one in (*told, *unknown))
    assert service.get("/api/v1/runs", "elsewhere").json == {"runs": []}
    assert service.get("/api/v1/runs", "reader", change=place.ref(pr)).status == 200
    assert place.settle(pr) == before


def test_somebody_elses_name(place: Place) -> None:
    """
    A token's reviews carry its own name.
    """
    pr = place.pull()
    body = {"change": place.ref(pr), "review": place.proposed(reviewer="coderabbitai")}

    answer = place.service.send("/api/v1/reviews", body)

    assert answer.status == 422
    assert "`ci`" in answer.json["detail"]


def test_recheck(place: Place) -> None:
    """
    `metareview recheck` has a change judged at once.
    """
    pr = place.pull()
    place.review(pr, "Copilot", (1, UNUSED))
    before = place.settle(pr)

    told = place.service.cli("recheck", "--change", place.ref(pr))

    assert (told.code, told.err) == (0, "")
    assert place.settle(pr) == before + 1


def test_nobody_there(place: Place) -> None:
    """
    A review of a pull request that is not there fails with a sentence; nobody is kept waiting for it.
    """
    change = f"github:{place.repo.full_name}#77"
    sent = place.service.send("/api/v1/reviews", {"change": change, "review": place.proposed()})

    def became() -> str:
        found: str = place.service.get(sent.json["status_url"]).json["state"]
        return found

    until(lambda: became() == "failed", "the submission failed", place.service)
    (run,) = place.service.get("/api/v1/runs", change=change).json["runs"]
    assert run["state"] == "failed"
    assert run["note"] == f"{place.repo.full_name} has no pull request 77; check the number"


def test_runs_shown(place: Place) -> None:
    """
    `metareview runs list` and `show` tell what was done; a run that went well is not run again.
    """
    pr = place.pull()
    place.review(pr, "Copilot", (1, UNUSED))
    place.settle(pr)
    (run,) = place.runs(pr)

    listed = place.service.cli("runs", "list", "--change", place.ref(pr))
    one = place.service.cli("runs", "show", run["id"], token="reader")
    again = place.service.cli("runs", "retry", run["id"])
    other = place.service.cli("runs", "show", run["id"], token="elsewhere")

    assert (listed.code, listed.out.count("\n")) == (0, 1)
    assert f"done  {run['id']}  {place.ref(pr)}" in listed.out
    assert dict(line.split(None, 1) for line in one.out.splitlines())["revision"].strip() == pr.head
    assert f"#issuecomment-{place.ours(pr)[0].id}" in one.out
    assert (again.code, other.code) == (2, 2)
    assert "this run has not failed" in again.sentence
    assert "there is no such run that this token may see" in other.sentence


def test_failed_and_retried(place: Place) -> None:
    """
    A run that failed is kept with its reason; once that is mended, `runs retry` answers with the same deliveries.
    """
    pr = place.pull()
    place.settle(pr)
    pr.lock()
    place.review(pr, "Copilot", (1, UNUSED))
    place.settle(pr)
    failed = place.runs(pr, "failed")
    listed = place.service.cli("runs", "list", "--state", "failed", "--change", place.ref(pr))
    assert place.ours(pr) == []

    pr.model.locked = False
    told = place.service.cli("runs", "retry", failed[0]["id"])
    said = place.answer(pr)

    assert len(failed) == 1
    assert failed[0]["id"] in listed.out
    assert failed[0]["note"].endswith("its conversation is locked; unlock it first")
    assert told.code == 0
    assert said.startswith("**Meta-review of 1 review")
    assert place.runs(pr)[0]["id"] == failed[0]["id"]
    assert place.runs(pr)[0]["state"] == "done"
