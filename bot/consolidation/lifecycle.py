"""What became of findings since we last told of them: new, open, changed, fixed, reopened or dismissed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.model.delivery import Decision, DecisionKind
from bot.model.evidence import Verdict
from bot.model.history import History, Past, Since, State
from bot.model.neutral import one_line
from bot.model.report import MergedFinding

_TOLD = 80
"""Characters of a title that are remembered."""

_HELD = (Verdict.CONFIRMED, Verdict.PLAUSIBLE)


def with_states(
    findings: Sequence[MergedFinding],
    history: History | None,
    revision: str,
    decisions: Mapping[str, Decision] | None = None,
) -> tuple[tuple[MergedFinding, ...], Since | None]:
    """The findings with their states at `revision`, in the same order, and what to compare with; None the first time.

    Telling of the same revision again repeats the states told before, so that nothing changes by itself. What was told of it
    the first time and is no longer proposed is compared with that revision itself.

    `decisions` are what people decided, by the finding's id; they alone say what is dismissed, from the first time on and at
    every revision. None where nobody remembers them: then what was told as dismissed stays so.
    """
    told, since = _told(findings, history if decisions is None else _undecided(history), revision)
    return tuple(_decided(one, (decisions or {}).get(one.id)) for one in told), since


def _undecided(history: History | None) -> History | None:
    """The history without what it says is dismissed: anybody who may edit our comment could have written that."""
    if history is None:
        return None
    open_again = (
        replace(past, state=State.OPEN) if past.state is State.DISMISSED else past for past in history.findings
    )
    return replace(history, findings=tuple(open_again))


def _decided(finding: MergedFinding, decision: Decision | None) -> MergedFinding:
    if decision is None or decision.kind is not DecisionKind.DISMISSED:
        return finding
    return replace(finding, state=State.DISMISSED, dismissed_by=decision)


def _told(
    findings: Sequence[MergedFinding], history: History | None, revision: str
) -> tuple[tuple[MergedFinding, ...], Since | None]:
    if history is None:
        return tuple(replace(one, state=_first(one)) for one in findings), None
    before = {one.id: one for one in history.findings}
    is_again = history.revision == revision
    states = [_state(one, before.get(one.id), history, is_again=is_again) for one in findings]
    told = tuple(
        _with_state(one, state, before.get(one.id), history, is_again=is_again)
        for one, state in zip(findings, states, strict=True)
    )
    gone = _gone(findings, history, is_again=is_again)
    compared = history.since if is_again and (history.since or not gone) else history.revision
    return told, None if compared is None else Since(compared, gone)


def _with_state(
    finding: MergedFinding, state: State, past: Past | None, history: History, *, is_again: bool
) -> MergedFinding:
    was_fixed = past is not None and (past.was_fixed if is_again else past.state is State.FIXED)
    return replace(finding, state=state, held_at=_held_at(finding, state, past, history), was_fixed=was_fixed)


def _first(finding: MergedFinding) -> State:
    return State.FIXED if _is_fixed_here(finding) else State.NEW


def _state(finding: MergedFinding, past: Past | None, history: History, *, is_again: bool) -> State:
    if past is None or past.is_gone:
        first = _first(finding)
        return State.OPEN if first is State.NEW and past is None and history.is_cut else first
    if past.state is State.DISMISSED:
        return State.DISMISSED
    if is_again and past.verdict is finding.verdict:
        return past.state
    if finding.verdict in _HELD:
        if past.state is State.FIXED:
            return State.REOPENED
        return State.OPEN if past.verdict is finding.verdict else State.CHANGED
    if past.state is State.FIXED or _is_fixed_here(finding):
        return State.FIXED
    if finding.verdict is Verdict.REFUTED and past.verdict in _HELD and not is_again:
        return State.FIXED
    return State.OPEN if past.verdict is finding.verdict else State.CHANGED


def _is_fixed_here(finding: MergedFinding) -> bool:
    """Whether a change of the code took away what held at the revision that the reviewer saw."""
    return finding.is_fixed and finding.verdict not in _HELD


def _held_at(finding: MergedFinding, state: State, past: Past | None, history: History) -> str | None:
    """The revision at which a fixed finding held: as judged there, or as we told."""
    if state is not State.FIXED or finding.held_at is not None or past is None:
        return finding.held_at
    if past.state is State.FIXED:
        return past.held_at
    return history.revision if past.verdict in _HELD else None


def _gone(findings: Sequence[MergedFinding], history: History, *, is_again: bool) -> tuple[Past, ...]:
    """Findings told before that nobody proposes any longer, not even as a part of another one.

    What was gone then is told again only for the same revision.
    """
    here = {one.id for one in findings}
    merged = {(source.kind, one_line(source.title)[:_TOLD]) for one in findings for source in one.sources}
    return tuple(
        one
        for one in history.findings
        if one.id not in here and (one.kind, one.title) not in merged and (is_again or not one.is_gone)
    )
