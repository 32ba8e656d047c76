"""From judged findings of all reviews to merged findings with confidence, relations and contradictions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.consolidation.confidence import Agreement, confidence_of
from bot.consolidation.contradictions import contradictions_of, disputed
from bot.consolidation.ids import ids_of, lead_of
from bot.consolidation.item import Item, item_of
from bot.consolidation.merged import has_both_proofs, merged_finding
from bot.consolidation.order import order_key
from bot.consolidation.record import records_of
from bot.consolidation.related import with_relations
from bot.consolidation.same import group
from bot.consolidation.voices import Voices
from bot.consolidation.weights import Weights
from bot.model.evidence import JudgedFinding
from bot.model.finding import ParsedReview
from bot.model.record import Record
from bot.model.report import Contradiction, MergedFinding


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What all reviews of a run say together; `findings` in the order of a report."""

    findings: tuple[MergedFinding, ...]
    contradictions: tuple[Contradiction, ...]
    limits: tuple[str, ...] = ()


def consolidate(
    judged: Sequence[JudgedFinding],
    parsed: Sequence[ParsedReview],
    weights: Weights,
    matters: Collection[str] = (),
    records: Mapping[str, Record] | None = None,
) -> Consolidated:
    """Merge what says the same; the order of the input doesn't matter. What only people say gets no number.

    `matters` are kinds of text and style that are no nits here; `records` say how findings of each reviewer fared so far.
    """
    people = {one.review.name for one in parsed if one.review.is_person}
    known = {} if records is None else records
    items = [item_of(one) for one in sorted(judged, key=_source_key)]
    grouping = group(items, weights.likeness)
    sources = [tuple(item.judged for item in one) for one in grouping.groups]
    findings = with_relations(_merged(grouping.groups, parsed, matters), grouping.topics)
    contradictions = contradictions_of(findings, sources, _in_order(parsed))
    records_by_finding = {one.id: records_of(one, people, known) for one in findings}
    scored = _scored(findings, parsed, weights, disputed(contradictions), records_by_finding)
    unscored = [_without_number(finding, people) for finding in scored]
    return Consolidated(tuple(sorted(unscored, key=order_key)), contradictions, _limits(findings, sources))


def _source_key(judged: JudgedFinding) -> tuple[str, str, int, int, str, str]:
    finding = judged.finding
    return finding.review, finding.comment_id or "", finding.span.start, finding.span.end, finding.quote, finding.kind


def _in_order(parsed: Sequence[ParsedReview]) -> list[ParsedReview]:
    return sorted(parsed, key=lambda one: one.review.name)


def _merged(
    groups: Sequence[Sequence[Item]], parsed: Sequence[ParsedReview], matters: Collection[str]
) -> list[MergedFinding]:
    submitted = {one.review.name: one.review.submitted_at or "" for one in parsed}
    leads = [lead_of(one, submitted) for one in groups]
    return [
        merged_finding(name, one, matters) for name, one in zip(ids_of(groups, leads, submitted), groups, strict=True)
    ]


def _scored(
    findings: Sequence[MergedFinding],
    parsed: Sequence[ParsedReview],
    weights: Weights,
    contested: Collection[str],
    records: Mapping[str, Sequence[tuple[str, Record]]],
) -> list[MergedFinding]:
    voices = Voices(_in_order(parsed))
    everybody = voices.of([one.review.name for one in parsed])
    scored = []
    for finding in findings:
        agreeing = voices.of([source.review for source in finding.sources])
        agreement = Agreement(agreeing, max(everybody, agreeing), finding.id in contested)
        confidence, parts = confidence_of(finding, agreement, weights, records[finding.id])
        scored.append(replace(finding, confidence=confidence, confidence_parts=parts))
    return scored


def _without_number(finding: MergedFinding, people: Collection[str]) -> MergedFinding:
    if people and all(source.review in people for source in finding.sources):
        return replace(finding, confidence=None, confidence_parts=())
    return finding


def _limits(findings: Sequence[MergedFinding], sources: Sequence[Sequence[JudgedFinding]]) -> tuple[str, ...]:
    return tuple(
        f"finding {finding.id}: one source is proved and another disproved, so it is left open"
        for finding, own in zip(findings, sources, strict=True)
        if has_both_proofs(own)
    )
