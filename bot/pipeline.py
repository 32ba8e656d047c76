"""The stages in order: reviews and code in, one report out."""

from collections.abc import Sequence

from bot.consolidation import consolidate
from bot.consolidation.weights import Weights
from bot.model.evidence import JudgedFinding
from bot.model.finding import ParsedReview
from bot.model.report import Report
from bot.model.review import ProposedReview
from bot.parser.parse import parse
from bot.ports import CodeView
from bot.validator.engine import validate
from bot.validator.revisions import Since, at_head, is_foreign, strange_files
from bot.validator.scene import Scene
from bot.validator.verdicts import has_proof_on_both_sides

_STRANGE = "{}: none of the files it names is here ({}); it may be about another repository"


def review(
    reviews: Sequence[ProposedReview],
    code: CodeView,
    weights: Weights,
    change: str,
    revisions: tuple[str, str],
    since: Since | None = None,
) -> Report:
    """Say what holds of what the reviewers said about this code.

    `revisions` are the ids of base and head; `since` tells how other revisions that reviews name differ from head.
    """
    parsed = tuple(at_head(parse(one), revisions[1], since or {}) for one in reviews)
    scene = Scene(code)
    strange = [strange_files(one, scene.lookup) for one in parsed]
    foreign = {
        one.review.name for one, n in zip(parsed, strange, strict=True) if n and is_foreign(one, n, scene.lookup)
    }
    findings = [finding for one in parsed for finding in one.findings]
    judged = iter(validate([finding for finding in findings if finding.review not in foreign], scene))
    said = [JudgedFinding.unseen(finding) if finding.review in foreign else next(judged) for finding in findings]
    limits = [_STRANGE.format(one.review.name, n) for one, n in zip(parsed, strange, strict=True) if n]
    if not code.changed():
        limits.insert(0, "base and head have the same files; nothing is changed between them")
    return _report(parsed, said, weights, change, revisions, limits)


def cluster(reviews: Sequence[ProposedReview], weights: Weights) -> Report:
    """Parse and merge without code: every verdict is unverifiable."""
    parsed = tuple(parse(one) for one in reviews)
    judged = tuple(JudgedFinding.unseen(finding) for one in parsed for finding in one.findings)
    return _report(parsed, judged, weights, "none", ("", ""))


def _report(
    parsed: tuple[ParsedReview, ...],
    judged: Sequence[JudgedFinding],
    weights: Weights,
    change: str,
    revisions: tuple[str, str],
    limits: Sequence[str] = (),
) -> Report:
    merged = consolidate(judged, parsed, weights)
    return Report(
        change=change,
        base=revisions[0],
        revision=revisions[1],
        confidence_basis=weights.basis,
        findings=merged.findings,
        contradictions=merged.contradictions,
        reviews=parsed,
        limits=(*limits, *_limits(parsed, judged), *merged.limits),
    )


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
