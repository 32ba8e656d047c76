"""Check runs of the fake."""

from typing import Any

import pytest

from tests.github.builders import World
from tests.github.client import as_app, bare

PATH = "/repos/acme/widgets/check-runs"


def _note(line: int = 1, **given: Any) -> dict[str, Any]:
    return {"path": "a.py", "start_line": line, "end_line": line, "annotation_level": "notice", "message": "m", **given}


def _output(count: int = 0, **given: Any) -> dict[str, Any]:
    return {"title": "t", "summary": "s", "annotations": [_note(line + 1) for line in range(count)], **given}


def test_annotations_are_added(world: World) -> None:
    """
    An update adds its annotations to those that are there.
    """
    pr = world.repository("acme/widgets").pull({}, {"a.py": "x\n" * 99})
    repository = as_app(world, world.app()).get_repo("acme/widgets")
    run = repository.create_check_run("metareview", pr.head, output=_output(50))

    run.edit(status="completed", conclusion="neutral", output=_output(20))

    assert len(list(run.get_annotations())) == 70
    assert [
        (one.name, one.conclusion, one.output.annotations_count)
        for one in repository.get_commit(pr.head).get_check_runs()
    ] == [("metareview", "neutral", 70)]
    assert len(world.checks_of(pr)) == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"output": _output(51)}, "No more than 50 items are allowed; 51 were supplied."),
        ({"output": _output(summary="x" * 65_536)}, "Only 65535 characters are allowed; 65536 were supplied."),
        ({"output": {"title": "t"}}, "summary"),
        ({"output": _output(annotations=[_note(title="x" * 256)])}, "title"),
        ({"output": _output(annotations=[_note(message="x" * 65_537)])}, "message"),
        ({"output": _output(annotations=[_note(0)])}, "line"),
        ({"output": _output(annotations=[_note(3, end_line=2)])}, "line"),
        ({"output": _output(annotations=[_note(1, end_line=2, start_column=1)])}, "Columns"),
        ({"output": _output(annotations=[_note(annotation_level="error")])}, "error"),
        ({"status": "completed"}, "conclusion"),
        ({"conclusion": "fine"}, "fine"),
        ({"head_sha": "1" * 40}, "No commit found for SHA"),
        ({"concluson": "neutral"}, "concluson"),
        ({"actions": [{"label": "x" * 21, "description": "d", "identifier": "i"}]}, "Only 20 characters"),
    ],
)
def test_refused(world: World, given: dict[str, Any], says: str) -> None:
    """
    What GitHub's limits don't allow is refused with its reason.
    """
    pr = world.repository("acme/widgets").pull({}, {"a.py": "x\n"})

    answer = bare(world, world.app().token()).post(PATH, json={"name": "m", "head_sha": pr.head, **given})

    assert answer.status_code == 422
    assert says in answer.json()["message"]


def test_apps_only(world: World) -> None:
    """
    People make no check runs, and an App changes only its own.
    """
    pr = world.repository("acme/widgets").pull({}, {"a.py": "x\n"})
    body = {"name": "m", "head_sha": pr.head}
    assert (
        bare(world, world.token("dave")).post(PATH, json=body).json()["message"]
        == "You must authenticate via a GitHub App."
    )
    run = bare(world, world.app().token()).post(PATH, json=body).json()

    other = bare(world, world.app("other").token()).patch(f"{PATH}/{run['id']}", json={"conclusion": "success"})

    assert (other.status_code, "can only be modified" in other.json()["message"]) == (403, True)


def test_lists(world: World) -> None:
    """
    The latest run of each name is listed unless all are asked for; stories can make runs of other Apps.
    """
    pr = world.repository("acme/widgets").pull({}, {"a.py": "x\n"})
    app = world.app()
    call = bare(world, app.token())
    for conclusion in ("failure", "success"):
        call.post(
            PATH,
            json={"name": "m", "head_sha": pr.head, "conclusion": conclusion, "completed_at": "2026-01-01T00:00:00Z"},
        )
    pr.annotate(by="sonarqubecloud[bot]", notes=[("a.py", 1, "too long")])

    def listed(query: str) -> list[tuple[str, str]]:
        rows = call.get(f"/repos/acme/widgets/commits/{pr.head}/check-runs{query}").json()["check_runs"]
        return [(row["app"]["slug"], row["conclusion"]) for row in rows]

    assert listed("") == [("sonarqubecloud", "neutral"), ("metareview", "success")]
    assert len(listed("?filter=all")) == 3
    assert listed(f"?app_id={app.app_id}&check_name=m") == [("metareview", "success")]
    assert call.get("/repos/acme/widgets/commits/refs/pull/1/head/check-runs").json()["total_count"] == 2
    assert call.get(f"{PATH}/{world.checks_of(pr)[2].id}/annotations").json()[0]["message"] == "too long"
    assert call.get(f"{PATH}/{world.checks_of(pr)[2].id}").json()["pull_requests"][0]["number"] == 1
