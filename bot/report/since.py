"""What is different from the last time, in one sentence."""

from collections.abc import Sequence

from bot.model.history import State
from bot.model.report import MergedFinding, Report
from bot.report.wording import Name, Part, Sentence

_TOLD = (State.REOPENED, State.NEW, State.CHANGED, State.FIXED)
_SHOWN = 6

MARKED = (State.NEW, State.CHANGED, State.REOPENED)
"""States worth a word beside the verdict, once there is a last time."""


def since_sentence(report: Report) -> Sentence:
    """What became new, changed, fixed, reopened or gone since the revision told of before; empty the first time."""
    if report.since is None:
        return ()
    told: list[Sentence] = []
    for state in _TOLD:
        told += _names(state, [one.id for one in report.findings if one.state is state and not _is_old(one)])
    told += _names("no longer proposed", [past.id for past in report.since.gone])
    parts: list[Part] = ["Since ", Name(report.since.revision[:7]), ": "]
    for at, entry in enumerate(told):
        parts += ([" · "] if at else []) + list(entry)
    return (*parts, *(() if told else ("nothing new",)), ".")


def _is_old(finding: MergedFinding) -> bool:
    return finding.state is State.FIXED and finding.was_fixed


def _names(what: str, ids: Sequence[str]) -> list[Sentence]:
    """A count with the ids, the first few of many."""
    if not ids:
        return []
    parts: list[Part] = [f"{len(ids)} {what} ("]
    for at, one in enumerate(ids[:_SHOWN]):
        parts += ([", "] if at else []) + [Name(one)]
    return [(*parts, f" and {len(ids) - _SHOWN} more)" if len(ids) > _SHOWN else ")")]
