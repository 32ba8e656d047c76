"""Tests of what becomes of findings between two answers."""

import pytest

from bot.consolidation.lifecycle import with_states
from bot.model.delivery import Decision, DecisionKind
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


def test_gone_at_the_first_revision() -> None:
    """What was told the first time and is gone at the same revision is told, as long as that revision is judged."""
    _, nothing = with_states([finding("a", C)], History(THEN, (past(C),)), THEN)
    _, first = with_states([], History(THEN, (past(C),)), THEN)
    _, again = with_states([], History(THEN, (past(C, is_gone=True),), THEN), THEN)
    _, later = with_states([], History(THEN, (past(C, is_gone=True),), THEN), NOW)

    assert nothing is None
    assert [None if one is None else (one.revision, len(one.gone)) for one in (first, again, later)] == [
        (THEN, 1),
        (THEN, 1),
        (THEN, 0),
    ]


def test_fixed_though_never_proved() -> None:
    """What a change took care of is fixed, but nobody says that it held where nothing proved it."""
    now = finding("a", R, is_fixed=True)

    assert (told(now, past(U)).state, told(now, past(U)).held_at) == (State.FIXED, None)
    assert told(now, None).state is State.FIXED


def decided(kind: DecisionKind, name: str = "a") -> dict[str, Decision]:
    """What somebody decided about one finding."""
    return {name: Decision(name, kind, "dave", "known")}


@pytest.mark.parametrize(
    "before", [None, past(C), past(R, State.FIXED), past(C, State.DISMISSED), past(C, is_gone=True)]
)
@pytest.mark.parametrize("revision", [THEN, NOW])
@pytest.mark.parametrize("verdict", [C, P, U, R])
def test_dismissed(before: Past | None, revision: str, verdict: Verdict) -> None:
    """A finding that somebody dismissed is so at every revision, whatever its verdict, and names who did it."""
    history = History(THEN, () if before is None else (before,))
    for told_before in (history, None):
        (one,), _ = with_states([finding("a", verdict)], told_before, revision, decided(DecisionKind.DISMISSED))

        assert one.state is State.DISMISSED
        assert one.dismissed_by == Decision("a", DecisionKind.DISMISSED, "dave", "known")


@pytest.mark.parametrize(
    ("before", "verdict", "state"),
    [
        (None, C, State.NEW),
        (past(C), C, State.OPEN),
        (past(C, State.DISMISSED), C, State.OPEN),
        (past(P, State.DISMISSED), C, State.CHANGED),
        (past(C, State.DISMISSED), R, State.FIXED),
        (past(R, State.DISMISSED), R, State.OPEN),
    ],
)
@pytest.mark.parametrize("decisions", [decided(DecisionKind.RESTORED), decided(DecisionKind.DISMISSED, "b"), {}])
def test_restored(before: Past | None, verdict: Verdict, state: State, decisions: dict[str, Decision]) -> None:
    """Where decisions are remembered they alone count: without one, or restored, a finding is what it would be."""
    history = History(THEN, () if before is None else (before,))
    (one,), _ = with_states([finding("a", verdict)], history, NOW, decisions)

    assert one.state is state
    assert one.dismissed_by is None


def test_no_memory() -> None:
    """Where nobody remembers decisions, what our comment told as dismissed stays so, without a name."""
    one = told(finding("a", C), past(C, State.DISMISSED))

    assert (one.state, one.dismissed_by) == (State.DISMISSED, None)
