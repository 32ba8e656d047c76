"""What is different from the last time, in one sentence."""

from collections.abc import Sequence

from bot.model.history import History, Past, State
from bot.model.report import MergedFinding, Report
from bot.report.wording import Name, Part, Revision, Sentence, Theirs

_TOLD = (State.REOPENED, State.NEW, State.CHANGED, State.FIXED)
_SHOWN = 6
_SHOWN_TITLES = 3

MARKED = (State.NEW, State.CHANGED, State.REOPENED)
"""States worth a word beside the verdict, once there is a last time."""


def has_last_time(report: Report) -> bool:
    """Whether an earlier revision was told of, with which states compare."""
    return report.since is not None and report.since.revision != report.revision


def since_sentence(report: Report) -> Sentence:
    """What became new, changed, fixed, reopened or gone since the revision told of before; empty the first time.

    Of the same revision only what is gone is told: everything else is new.
    """
    if report.since is None:
        return ()
    gone = _gone(report.since.gone)
    if not has_last_time(report):
        return ("Since the first answer: ", *gone[0], ".") if gone else ()
    told: list[Sentence] = []
    for state in _TOLD:
        told += _names(state, [one.id for one in report.findings if one.state is state and not _is_old(one)])
    told += gone
    parts: list[Part] = ["Since ", Revision(report.since.revision), ": "]
    for at, entry in enumerate(told):
        parts += ([" · "] if at else []) + list(entry)
    return (*parts, *(() if told else ("nothing new",)), ".")


def unlike(report: Report, last: History | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids that are new, and ids that have another verdict, since `last`, where it stands on the same revision.

    Nothing where it is of another revision, or had too much to remember.
    """
    if last is None or last.is_cut or last.revision != report.revision:
        return (), ()
    told = {past.id: past.verdict for past in last.findings if not past.is_gone}
    new = tuple(one.id for one in report.findings if one.id not in told)
    return new, tuple(one.id for one in report.findings if told.get(one.id, one.verdict) is not one.verdict)


def unlike_sentence(report: Report, last: History | None) -> Sentence:
    """What tells an answer from the one above it, where answers on one revision stand below each other."""
    new, judged = unlike(report, last)
    told = [*_names("new", new), *_names("with another verdict", judged)]
    if not told:
        return ()
    return ("Since the last message here: ", *told[0], *(part for one in told[1:] for part in (" · ", *one)), ".")


def _is_old(finding: MergedFinding) -> bool:
    return finding.state is State.FIXED and finding.was_fixed


def _gone(past: Sequence[Past]) -> list[Sentence]:
    """What nobody proposes any longer; a few with their words, for nothing else on the page has them."""
    what = "no longer proposed"
    if len(past) > _SHOWN_TITLES:
        return _names(what, [one.id for one in past])
    parts: list[Part] = []
    for one in past:
        parts += ["; " if parts else f"{len(past)} {what} (", Name(one.id)]
        parts += [" ", Theirs(one.title.rstrip("."))] if one.title else []
    return [(*parts, ")")] if parts else []


def _names(what: str, ids: Sequence[str]) -> list[Sentence]:
    """A count with the ids, the first few of many."""
    if not ids:
        return []
    parts: list[Part] = [f"{len(ids)} {what} ("]
    for at, one in enumerate(ids[:_SHOWN]):
        parts += ([", "] if at else []) + [Name(one)]
    return [(*parts, f" and {len(ids) - _SHOWN} more)" if len(ids) > _SHOWN else ")")]
