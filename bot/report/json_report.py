"""The report as a JSON document, `metareview/report/1`, for programs: the same report gives the same bytes."""

import json
import re
from collections.abc import Iterable

from bot.model.claim import Span
from bot.model.evidence import Evidence, Suggestion
from bot.model.finding import Finding, Label, ParsedReview
from bot.model.place import Lines, Location
from bot.model.report import Contradiction, MergedFinding, Party, Report, ReportedClaim
from bot.report.residue import Passage, residue

SCHEMA = "metareview/report/1"

_SURROGATES = re.compile("[\ud800-\udfff]")

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
"""What JSON can say."""


def render_json(report: Report) -> str:
    """The document as text: keys in the documented order, two decimals, indented, a newline at the end."""
    document: dict[str, Value] = {
        "schema": SCHEMA,
        "change": report.change,
        "revision": report.revision,
        "base": report.base,
        "history": report.history,
        "confidence_basis": report.confidence_basis,
        "findings": [_finding(finding, report.revision) for finding in report.findings],
        "contradictions": [_contradiction(entry) for entry in report.contradictions],
        "reviews": [_review(parsed) for parsed in report.reviews],
        "residue": [_passage(parsed.review.name, entry) for parsed in report.reviews for entry in residue(parsed)],
        "limits": [*report.limits],
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    return _SURROGATES.sub("\ufffd", text) + "\n"


def _finding(finding: MergedFinding, revision: str) -> Value:
    return {
        "id": finding.id,
        "title": finding.title,
        "kind": finding.kind,
        "severity": finding.severity,
        "verdict": finding.verdict,
        "confidence": None if finding.confidence is None else _decimals(finding.confidence),
        "state": finding.state,
        "reviewed_at": finding.held_at or revision,
        "location": _location(finding.location),
        "sources": [_source(source) for source in finding.sources],
        "claims": [_claim(claim) for claim in finding.claims],
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "confidence_parts": [
            {"what": part.what, "log_odds": _decimals(part.log_odds)} for part in finding.confidence_parts
        ],
        "suggestions": [_suggestion(suggestion) for suggestion in finding.suggestions],
        "related": [{"finding": related.finding, "how": related.how} for related in finding.related],
        **_dismissed(finding),
    }


def _dismissed(finding: MergedFinding) -> dict[str, Value]:
    decision = finding.dismissed_by
    return {} if decision is None else {"dismissed_by": {"name": decision.by, "reason": decision.reason}}


def _source(source: Finding) -> Value:
    claimed = source.claimed
    return {
        "review": source.review,
        "reviewer": source.reviewer,
        "comment_id": source.comment_id,
        "quote": source.quote,
        "span": _span(source.span),
        "url": source.url,
        "state": source.state,
        "external_id": source.external_id,
        "category": source.category,
        "claimed": {"path": claimed.path, "start_line": claimed.start_line, "end_line": claimed.end_line},
        "replies": [{"author": one.author, "quote": one.body, "url": one.url} for one in source.replies],
    }


def _claim(reported: ReportedClaim) -> Value:
    claim = reported.claim
    return {
        "id": claim.id,
        "source": reported.source,
        "role": claim.role,
        "kind": claim.kind,
        "quote": claim.quote,
        "verdict": reported.verdict,
        "location": None if claim.location.path is None else _location(claim.location),
    }


def _evidence(evidence: Evidence) -> Value:
    return {
        "check": evidence.check,
        "claim": evidence.claim,
        "outcome": evidence.outcome,
        "strength": evidence.strength,
        "detail": evidence.detail,
        "lines": _lines(evidence.lines),
    }


def _suggestion(suggestion: Suggestion) -> Value:
    return {
        "claim": suggestion.claim,
        "applies": suggestion.applies,
        "parses": suggestion.parses,
        "no_op": suggestion.no_op,
        "unknown_names": [*suggestion.unknown_names],
        "changes_elsewhere": _lines(suggestion.changes_elsewhere),
        "new_problems": [*suggestion.new_problems],
    }


def _contradiction(contradiction: Contradiction) -> Value:
    return {
        "between": [_party(party) for party in contradiction.between],
        "about": contradiction.about,
        "resolved_by": _lines(contradiction.resolved_by),
    }


def _party(party: Party) -> Value:
    named: list[tuple[str, str | None]] = [("finding", party.finding), ("claim", party.claim), ("review", party.review)]
    return {key: value for key, value in named if value is not None}


def _review(parsed: ParsedReview) -> Value:
    counts = dict.fromkeys(Label, 0)
    for segment in parsed.segments:
        counts[segment.label] += segment.span.end - segment.span.start
    return {
        "review": parsed.review.name,
        "reviewer": parsed.review.reviewer,
        "format": parsed.review.format,
        "findings": len(parsed.findings),
        "says_clean": parsed.says_clean,
        "characters": sum(counts.values()),
        "finding_characters": counts[Label.FINDING],
        "noise_characters": counts[Label.NOISE],
        "residue_characters": counts[Label.RESIDUE],
    }


def _passage(review: str, passage: Passage) -> Value:
    return {
        "review": review,
        "comment_id": passage.segment.comment_id,
        "span": _span(passage.segment.span),
        "text": passage.text,
        "why": passage.segment.why,
    }


def _location(location: Location) -> Value:
    return {
        "path": location.path,
        "start_line": location.start_line,
        "end_line": location.end_line,
        "side": location.side,
        "rung": location.rung,
        "in_diff": location.in_diff,
    }


def _lines(places: Iterable[Lines]) -> Value:
    return [{"path": at.path, "start_line": at.start_line, "end_line": at.end_line} for at in places]


def _span(span: Span) -> Value:
    return [span.start, span.end]


def _decimals(number: float) -> float:
    return round(number, 2) + 0.0
