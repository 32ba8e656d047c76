"""The stages in order: reviews and code in, one report out."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.consolidation import consolidate
from bot.consolidation.lifecycle import with_states
from bot.consolidation.weights import Weights
from bot.model.delivery import Decision
from bot.model.evidence import JudgedFinding
from bot.model.finding import Finding, ParsedReview, Status
from bot.model.history import History
from bot.model.record import Record
from bot.model.report import Report
from bot.model.review import ProposedReview
from bot.parser.parse import parse
from bot.ports import CodeView
from bot.validator.earlier import with_earlier
from bot.validator.engine import validate
from bot.validator.revisions import Since, at_head, is_foreign, revisions_of, strange_files
from bot.validator.scene import Scene
from bot.validator.verdicts import has_proof_on_both_sides

_NOT_REVIEWED = {
    Status.QUOTA: "its quota is used up",
    Status.SKIPPED: "it skipped the change",
}
_STRANGE = "{}: none of the files it names is here ({}); it may be about another repository"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a review is about beside the code at head: `change` as the report names it, `base` and `head` as commit ids.

    `since` tells how other revisions that reviews name differ from head, `earlier` is the code at those that can still be
    had. `history` is what was told of the change last time. `matters` are kinds that are no nits here.
    `tells_revisions`: say so where lines of an earlier revision were carried over, which is usual on a forge.
    `limits` are what could not be read of the change. `decisions` are what people decided about its findings, by id; None
    where nobody remembers that, and only `history` tells. `records`: how each reviewer's findings fared with people so far.
    """

    change: str
    base: str
    head: str
    since: Since = field(default_factory=dict)
    earlier: Mapping[str, CodeView] = field(default_factory=dict)
    history: History | None = None
    matters: Collection[str] = ()
    tells_revisions: bool = True
    limits: Sequence[str] = ()
    decisions: Mapping[str, Decision] | None = None
    records: Mapping[str, Record] = field(default_factory=dict)

    @property
    def digest(self) -> str | None:
        """A hash of all that was remembered, by us and by people; None where nothing was."""
        told = self.history.digest if self.history else None
        if not self.decisions and not self.records:
            return told
        decided = [[key, one.kind, one.by, one.reason] for key, one in sorted((self.decisions or {}).items())]
        records = [[key, one.kept, one.of] for key, one in sorted(self.records.items())]
        return hashlib.sha256(json.dumps([told, decided, records]).encode()).hexdigest()


def review(reviews: Sequence[ProposedReview], code: CodeView, weights: Weights, setting: Setting) -> Report:
    """Say what holds of what the reviewers said about this code."""
    read = tuple(parse(one) for one in reviews)
    parsed = tuple(at_head(one, setting.head, setting.since, is_told=setting.tells_revisions) for one in read)
    scene = Scene(code)
    strange = [strange_files(one, scene.lookup) for one in parsed]
    foreign = {
        one.review.name for one, n in zip(parsed, strange, strict=True) if n and is_foreign(one, n, scene.lookup)
    }
    findings = [finding for one in parsed for finding in one.findings]
    judged = iter(validate([finding for finding in findings if finding.review not in foreign], scene))
    said = [JudgedFinding.unseen(finding) if finding.review in foreign else next(judged) for finding in findings]
    said = with_earlier(said, _originals(read, setting), setting.earlier, setting.since, scene)
    limits = [_STRANGE.format(one.review.name, n) for one, n in zip(parsed, strange, strict=True) if n]
    if not code.changed():
        limits.insert(0, "base and head have the same files; nothing is changed between them")
    return _report(parsed, said, weights, setting, limits)


def _originals(read: Sequence[ParsedReview], setting: Setting) -> list[tuple[str | None, Finding]]:
    """Every finding as it was written, with the revision that it speaks of; where it names none, the one told of before."""
    told = setting.history
    before = None if told is None else told.since if told.revision == setting.head else told.revision
    return [
        (revision or before, finding)
        for one in read
        for revision, finding in zip(revisions_of(one), one.findings, strict=True)
    ]


def silence(weights: Weights, setting: Setting) -> Report:
    """The report where nobody proposes anything: only what was told before and is gone."""
    return _report((), (), weights, setting)


def cluster(reviews: Sequence[ProposedReview], weights: Weights) -> Report:
    """Parse and merge without code: every verdict is unverifiable."""
    parsed = tuple(parse(one) for one in reviews)
    judged = tuple(JudgedFinding.unseen(finding) for one in parsed for finding in one.findings)
    return _report(parsed, judged, weights, Setting("none", "", ""))


def _report(
    parsed: tuple[ParsedReview, ...],
    judged: Sequence[JudgedFinding],
    weights: Weights,
    setting: Setting,
    limits: Sequence[str] = (),
) -> Report:
    merged = consolidate(judged, parsed, weights, setting.matters, setting.records)
    findings, since = with_states(merged.findings, setting.history, setting.head, setting.decisions)
    return Report(
        change=setting.change,
        base=setting.base,
        revision=setting.head,
        confidence_basis=weights.basis,
        findings=findings,
        contradictions=merged.contradictions,
        reviews=parsed,
        limits=(*setting.limits, *limits, *_unreviewed(parsed), *_limits(parsed, judged), *merged.limits),
        history=setting.digest,
        since=since,
    )


def _unreviewed(parsed: Sequence[ParsedReview]) -> list[str]:
    """Who says of itself that it has not reviewed, and why; nobody who says something about the code elsewhere."""
    heard = {one.review.reviewer for one in parsed if one.findings or one.says_clean}
    silent = {one.review.reviewer: one.status for one in parsed if one.status in _NOT_REVIEWED}
    return [
        f"{name} has not reviewed this: {_NOT_REVIEWED[status]}" for name, status in silent.items() if name not in heard
    ]


def _limits(parsed: Sequence[ParsedReview], judged: Sequence[JudgedFinding]) -> tuple[str, ...]:
    """What was cut, what crashed, and where our own checks contradict each other; each said once."""
    said = [limit for one in parsed for limit in one.limits]
    for one in judged:
        said += one.crashes
        said += (
            f"our checks prove both sides of claim {j.claim.id} ({j.claim.kind}) of {one.finding.review}; it is left open"
            for j in one.claims
            if has_proof_on_both_sides(j.claim.id, one.evidence)
        )
    return tuple(dict.fromkeys(said))
