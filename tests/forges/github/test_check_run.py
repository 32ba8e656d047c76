"""The check run of a head: what it shows, each annotation once, and what becomes of it without the right."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.forges.github.check_run import MOST
from bot.model.forge import Annotation
from tests.forges.github.posting import Desk, answer, notes, open_desk, shown, text
from tests.github.proxy import Fault, broken, cut, html, refused, truncated

AFTER = [lambda: broken(502, after=True), lambda: html(after=True), lambda: cut(after=True), truncated]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own for each test."""
    with open_desk(tmp_path) as found:
        yield found


def test_shown(desk: Desk) -> None:
    """
    The head shows a completed run with conclusion, title, summary and annotations; shown again, nothing is to do.
    """
    pr = desk.pull()
    note = Annotation("a.py", 1, 2, "warning", "Title", "Message")
    said = answer(pr, conclusion="failure", title="One finding", summary="It **holds**.", annotations=(note,))

    first, second = desk.publish(pr, said), desk.publish(pr, said)

    (run,) = desk.runs(pr)
    assert (run.head_sha, run.app.bot.login) == (pr.head, desk.login)
    assert (run.given["status"], run.given["conclusion"]) == ("completed", "failure")
    assert run.given["output"] == {"title": "One finding", "summary": "It **holds**."}
    assert run.annotations == [
        {
            "path": "a.py",
            "start_line": 1,
            "end_line": 2,
            "annotation_level": "warning",
            "message": "Message",
            "title": "Title",
        }
    ]
    assert (first.changed, second.changed) == (True, False)


def test_none_wanted(desk: Desk) -> None:
    """
    Without a conclusion nothing of check runs is asked or sent.
    """
    pr = desk.pull()

    desk.publish(pr, answer(pr))

    assert not [path for _, path in desk.proxy.calls if "check-runs" in path]


def test_without_a_comment(desk: Desk) -> None:
    """
    A run is shown also where there is nothing to say, without titles and words too.
    """
    pr = desk.pull()

    found = desk.publish(pr, answer(pr, text="", title="", summary="", conclusion="skipped"))

    assert (found.url, found.changed, desk.bodies(pr)) == (None, True, [])
    assert [run.given["conclusion"] for run in desk.runs(pr)] == ["skipped"]


@pytest.mark.parametrize("count", [50, 51, 120])
def test_in_batches(desk: Desk, count: int) -> None:
    """
    Fifty annotations go with a request, and arrive in order.
    """
    pr = desk.pull(lines=count)

    desk.publish(pr, answer(pr, conclusion="neutral", annotations=notes(count)))

    assert [shown(run) for run in desk.runs(pr)] == [[one.message for one in notes(count)]]
    assert len([one for one in desk.proxy.calls if one[0] == "PATCH"]) == (count - 1) // 50


def test_too_many(desk: Desk) -> None:
    """
    More annotations than a run gets are cut, and the summary says so.
    """
    pr = desk.pull()

    desk.publish(pr, answer(pr, conclusion="neutral", annotations=notes(MOST + 1), summary="s" * 70_000))

    (run,) = desk.runs(pr)
    summary = run.given["output"]["summary"]  # type: ignore[index]
    assert len(run.annotations) == MOST
    assert len(summary) <= 65_535
    assert summary.endswith("here.\n\nOf 501 annotations, the first 500 are shown.")


def test_long_words(desk: Desk) -> None:
    """
    Titles, messages and the summary are cut to what GitHub takes, never within a character.
    """
    pr = desk.pull()
    note = Annotation("a.py", 1, 1, "notice", "ü" * 300, "ü" * 40_000)
    bare = Annotation("a.py", 1, 1, "notice", "", "")

    found = desk.publish(
        pr, answer(pr, conclusion="neutral", title="ü" * 300, summary="ü" * 65_000, annotations=(note, bare))
    )

    (run,) = desk.runs(pr)
    assert found.note == ""
    assert run.annotations[0]["title"] == "ü" * 126 + "…"
    assert str(run.annotations[0]["message"]).endswith("ü…")
    assert "title" not in run.annotations[1]
    assert run.given["output"]["summary"].endswith("ü\n\nThe rest was cut: GitHub shows no more here.")  # type: ignore[index]


@pytest.mark.parametrize("make", AFTER, ids=[make().name for make in AFTER])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_lost_answers(desk: Desk, make: Callable[[], Fault], nth: int) -> None:
    """
    Whichever request's answer is lost, each annotation is there once, in one run.
    """
    pr = desk.pull(lines=120)
    rule = desk.proxy.on(make(), "", "/check-runs(/[0-9]+)?$", nth)

    found = desk.publish(pr, answer(pr, conclusion="neutral", annotations=notes(120)))

    assert (rule.struck, found.note) == (1, "")
    assert [shown(run) for run in desk.runs(pr)] == [[one.message for one in notes(120)]]


def test_completed_later(desk: Desk) -> None:
    """
    A run that was left with fewer annotations gets those that it lacks.
    """
    pr = desk.pull(lines=120)
    said = answer(pr, conclusion="neutral", annotations=notes(120))
    desk.proxy.on(cut(), "PATCH", "/check-runs/", nth=None)
    assert "broke off" in desk.attempt(pr, said)
    assert [len(run.annotations) for run in desk.runs(pr)] == [50]
    desk.proxy.clear()

    assert desk.publish(pr, said).changed

    assert [shown(run) for run in desk.runs(pr)] == [[one.message for one in notes(120)]]


@pytest.mark.parametrize(
    "change", [{"digest": "x"}, {"summary": "x"}, {"title": "x"}, {"conclusion": "failure"}, {"annotations": notes(1)}]
)
def test_another_answer(desk: Desk, change: dict[str, object]) -> None:
    """
    Another answer to the same head is a new run, for annotations can't be taken back; the last one counts.
    """
    pr = desk.pull()
    said = answer(pr, conclusion="neutral", annotations=notes(2))
    other = replace(said, **change)  # type: ignore[arg-type]

    for one in (said, other, other, said):
        desk.publish(pr, one)

    assert [len(run.annotations) for run in desk.runs(pr)] == [2, len(other.annotations), 2]


def test_runs_of_others(desk: Desk) -> None:
    """
    Runs of our name by another App, on more than a page of runs, are none of ours.
    """
    pr = desk.pull()
    said = answer(pr, conclusion="neutral")
    desk.publish(pr, said)
    for _ in range(101):
        pr.annotate(by="other[bot]", notes=[], name="metareview")

    assert not desk.publish(pr, said).changed


def test_token_of_a_person(desk: Desk) -> None:
    """
    With the token of a person there is a comment, and no run is tried.
    """
    pr = desk.pull()
    desk.act_as("dave", desk.world.token("dave"))

    found = desk.publish(pr, answer(pr, conclusion="neutral"))

    assert desk.bodies(pr) == [text()]
    assert found.note == ""
    assert not [path for _, path in desk.proxy.calls if "check-runs" in path]


@pytest.mark.parametrize("granted", ["read", ""])
def test_missing_permission(desk: Desk, granted: str) -> None:
    """
    Without the permission there is a comment, and one note that names it.
    """
    pr = desk.pull()
    checks = {"checks": granted} if granted else {}
    desk.token = desk.app.token(pull_requests="write", contents="read", **checks)

    found = desk.publish(pr, answer(pr, conclusion="neutral"))

    assert desk.bodies(pr) == [text()]
    assert found.note == (
        "The check run is missing or not whole: GitHub forbids it (Resource not accessible by integration); grant the App "
        "`Checks: write`"
    )


def test_unknown_commit(desk: Desk) -> None:
    """
    What GitHub finds wrong with a run is a note in GitHub's own words, beside the comment.
    """
    pr = desk.pull()
    desk.proxy.on(refused(), "POST", "/check-runs$")

    found = desk.publish(pr, answer(pr, conclusion="neutral"))

    assert desk.bodies(pr) == [text()]
    assert found.note.endswith("GitHub refuses POST /repos/acme/widgets/check-runs (422: Validation Failed)")


def test_workflow_token(desk: Desk) -> None:
    """
    The token of a workflow is an App's.
    """
    pr = desk.pull()
    desk.act_as("github-actions[bot]", desk.world.actions_token(desk.repo))

    assert desk.publish(pr, answer(pr, conclusion="neutral")).note == ""

    assert [run.app.slug for run in desk.runs(pr)] == ["github-actions"]
