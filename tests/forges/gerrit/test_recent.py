"""Which changes a Gerrit tells that were touched of late."""

import pytest

from bot.errors import GaveUp, Unreachable
from bot.forges.gerrit import recent
from bot.forges.gerrit.recent import Watch
from bot.forges.gerrit.shared import Shared
from bot.model.change_ref import ChangeRef
from bot.model.secret import Secret
from bot.model.settings import GerritSettings
from tests.forges.gerrit.stub import Said, Stub, json
from tests.gerrit.world import Site


def watch(stub: Stub) -> Watch:
    """Our look at a stub."""
    return Watch(GerritSettings("g", stub.url, "me", ()), Shared(), stub.slept.append)


def row(number: int, more: bool = False) -> str:
    """A change in a list."""
    end = ', "_more_changes": true' if more else ""
    return (
        f'{{"project": "team/app", "_number": {number}, "updated": "2026-01-02 03:04:05.000000000", '
        f'"current_revision": "abc"{end}}}'
    )


def test_pages(stub: Stub) -> None:
    """
    Page after page is asked for while there is more; what two pages show counts once, nonsense not at all.
    """
    stub.answers = [json(f"[{row(3)}, {row(2, more=True)}]"), json(f'[{row(2)}, {{"_number": "x"}}, null, {row(1)}]')]

    found = list(watch(stub).recent(Secret("x"), 1_767_323_045.9))

    assert [one.change for one in found] == [ChangeRef("g", "team/app", number, "~") for number in (3, 2, 1)]
    assert (found[0].updated_at, found[0].head) == (1_767_323_045.0, "abc")
    first, second = (one.path for one in stub.asked)
    assert "after%3A%222026-01-02+03%3A04%3A05%22" in first
    assert ("S=0" in first, "S=100" in second) == (True, True)


def test_endless(stub: Stub) -> None:
    """
    A list that does not end is left after the first thousands.
    """
    stub.answers = [json(f"[{row(3, more=True)}]")]

    with pytest.raises(GaveUp, match=str(recent.MOST_CHANGES)):
        list(watch(stub).recent(Secret("x"), 0.0))


@pytest.mark.parametrize("said", [json('{"a": 1}'), Said(500)])
def test_no_list(stub: Stub, said: Said) -> None:
    """
    What is no list, or no answer, is Unreachable.
    """
    stub.answers = [said]

    with pytest.raises(Unreachable):
        list(watch(stub).recent(Secret("x"), 0.0))


def test_nothing(stub: Stub) -> None:
    """
    Where nothing was touched there is nothing to tell.
    """
    stub.answers = [json("[]")]

    assert list(watch(stub).recent(Secret("x"), 0.0)) == []


@pytest.mark.slow
def test_real(gerrit: Site) -> None:
    """
    A real server tells open changes with their head, also work in progress, but neither closed nor private ones.
    """
    project = gerrit.project({"a.py": "one\n"})
    plain, wip = project.push({"a.py": "two\n"}), project.push({"a.py": "three\n"}, options="wip")
    closed, private = project.push({"a.py": "4\n"}), project.push({"a.py": "5\n"}, options="private")
    closed.abandon()
    private.add_reviewer(gerrit.metareview)
    us, started = gerrit.metareview, plain.info()["updated"]
    look = Watch(GerritSettings("g", gerrit.url, us.username, ()), Shared(), lambda seconds: None)

    found = {one.change: one for one in look.recent(Secret(us.secret), 0.0) if one.change.project == project.name}

    assert {one.number: found[one].head for one in found} == {plain.number: plain.head, wip.number: wip.head}
    touched = found[ChangeRef("g", project.name, plain.number, "~")]
    assert touched.updated == started
    later = look.recent(Secret(us.secret), touched.updated_at + 3600)
    assert [one for one in later if one.change.project == project.name] == []
    exact = look.recent(Secret(us.secret), touched.updated_at)
    assert touched.change in [one.change for one in exact]
