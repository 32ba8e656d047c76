"""What people made of findings, as far as a run can tell: they dismissed or restored one, or mended what it is about."""

from collections.abc import Iterator, Mapping

from bot.code.moved import MOST_LINES, map_line
from bot.model.change import ChangedFile
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Decision
from bot.model.record import HumanOutcome, Told
from bot.model.report import MergedFinding, Report
from bot.model.review import Comment, SourceState
from bot.validator.revisions import Since


def decided(change: ChangeRef, decision: Decision, report: Report) -> tuple[Told, ...]:
    """What a decision says of each bot behind a finding; nothing where nobody proposes it now."""
    people = {one.review.name for one in report.reviews if one.review.is_person}
    outcome = HumanOutcome(decision.kind.value)
    found = [one for one in report.findings if one.id == decision.finding]
    return tuple(Told(name, str(change), one.id, outcome) for one in found for name in _bots(one, people))


def mended(change: ChangeRef, report: Report, since: Since) -> tuple[Told, ...]:
    """The findings whose thread was resolved and whose lines are no longer what they were, once for each bot behind them."""
    said = _comments(report)
    changes = {revision: {one.old_path or one.path: one for one in files or ()} for revision, files in since.items()}
    found: dict[Told, None] = {}
    for finding in report.findings:
        for source in finding.sources:
            where = said.get((source.review, source.comment_id))
            if source.state is SourceState.RESOLVED and where is not None and _has_changed(*where, changes):
                found[Told(source.reviewer, str(change), finding.id, HumanOutcome.MENDED)] = None
    return tuple(found)


def _comments(report: Report) -> dict[tuple[str, str | None], tuple[str, Comment]]:
    """The comments of bots with the revisions that their lines count in, by the names of their reviews and their ids."""
    reviews = [one.review for one in report.reviews if not one.review.is_person]
    return {
        (review.name, comment.id): (comment.revision or review.revision or "", comment)
        for review in reviews
        for comment in review.comments
        if comment.id
    }


def _bots(finding: MergedFinding, people: set[str]) -> Iterator[str]:
    yield from sorted({source.reviewer for source in finding.sources if source.review not in people})


def _has_changed(revision: str, comment: Comment, changes: Mapping[str, Mapping[str, ChangedFile]]) -> bool:
    """Whether a line that a comment stands on was replaced or removed after it was written."""
    changed = changes.get(revision, {}).get(comment.path)
    if comment.line is None or changed is None or changed.status == "added":
        return False
    lines = range(comment.line, (comment.end_line or comment.line) + 1)[:MOST_LINES]
    return changed.status == "deleted" or any(map_line(changed.hunks, line) is None for line in lines)
