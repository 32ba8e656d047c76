"""Tests of what becomes of findings between two answers."""

import pytest

from bot.consolidation.lifecycle import with_states
from bot.model.evidence import Verdict
from bot.model.history import History, Past, State
from bot.model.report import MergedFinding
from tests.builders import finding

C, P, U, R = Verdict.CONFIRMED, Verdict.PLAUSIBLE, Verdict.UNVERIFIABLE, Verdict.REFUTED
THEN, NOW = "1" * 40, "2" * 40


def past(verdict: Verdict, state: State = State.NEW, **given: object) -> Past:
    """What was told of finding `a`."""
    return Past("a", verdict, state, "unused-import", "`os` is never used", "a.py", **given)  # type: ignore[arg-type]


def told(now: MergedFinding, before: Past | None, revision: str = NOW, **given: object) -> MergedFinding:
    """The finding with its state, after a history of one finding at the revision of before."""
    history = History(THEN, () if before is None else (before,), **given)  # type: ignore[arg-type]
    (one,), _ = with_states([now], history, revision)
    return one


@pytest.mark.parametrize(
    ("before", "verdict", "held_at", "state"),
    [
        (None, C, None, State.NEW),
        (None, R, THEN, State.FIXED),
        (None, U, THEN, State.FIXED),
        (None, C, THEN, State.NEW),
        (past(C), C, None, State.OPEN),
        (past(P), C, None, State.CHANGED),
        (past(C), R, None, State.FIXED),
        (past(P), R, None, State.FIXED),
        (past(C), U, None, State.CHANGED),
        (past(U), R, None, State.CHANGED),
        (past(R), R, None, State.OPEN),
        (past(R, State.FIXED), C, None, State.REOPENED),
        (past(R, State.FIXED), R, None, State.FIXED),
        (past(U, State.FIXED), U, None, State.FIXED),
        (past(C, State.REOPENED), C, None, State.OPEN),
        (past(C, State.DISMISSED), C, None, State.DISMISSED),
        (past(C, is_gone=True), C, None, State.NEW),
    ],
)
def test_state(before: Past | None, verdict: Verdict, held_at: str | None, state: State) -> None:
    """A finding is what its verdict has become since the revision that was told of before."""
    assert told(finding("a", verdict, held_at=held_at, is_fixed=held_at is not None), before).state is state


def test_first_time() -> None:
    """Without a history everything is new, but for what the code disproves now and did not at the reviewer's revision."""
    found, since = with_states(
        [finding("a", C), finding("b", R), finding("c", R, held_at=THEN, is_fixed=True)], None, NOW
    )

    assert [one.state for one in found] == [State.NEW, State.NEW, State.FIXED]
    assert since is None


@pytest.mark.parametrize("state", list(State))
def test_same_revision(state: State) -> None:
    """Telling of the same revision again tells the same states."""
    assert told(finding("a", C), past(C, state), THEN).state is state


def test_refuted_at_the_same_revision() -> None:
    """What is refuted without any change of the code was never fixed."""
    assert told(finding("a", R), past(C), THEN).state is State.CHANGED


def test_held_at() -> None:
    """A fixed finding remembers where it held: as told when it was fixed, and not as of the last answer."""
    first = told(finding("a", R), past(C))
    later = told(finding("a", R), past(R, State.FIXED, held_at="0" * 40))

    assert (first.held_at, later.held_at) == (THEN, "0" * 40)


def test_gone() -> None:
    """What nobody proposes any longer is told once, and again only for the same revision."""
    _, first = with_states([], History(THEN, (past(C),)), NOW)
    _, later = with_states([], History(THEN, (past(C, is_gone=True),)), NOW)
    _, again = with_states([], History(THEN, (past(C, is_gone=True),), "0" * 40), THEN)

    assert first is not None and later is not None and again is not None
    assert [len(one.gone) for one in (first, later, again)] == [1, 0, 1]
    assert [one.revision for one in (first, later, again)] == [THEN, THEN, "0" * 40]


def test_fixed_before() -> None:
    """What was told as fixed before is no news; telling of the same revision again repeats what was news then."""
    now = finding("a", R, is_fixed=True, held_at="0" * 40)

    assert not told(now, past(C)).was_fixed
    assert told(now, past(R, State.FIXED)).was_fixed
    assert not told(now, past(R, State.FIXED), THEN).was_fixed
    assert told(now, past(R, State.FIXED, was_fixed=True), THEN).was_fixed
