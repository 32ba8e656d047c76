"""A proposed review taken apart: findings, noise and residue, with every code point accounted for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.model.claim import Span
from bot.model.finding import Finding, Label, ParsedReview, Segment
from bot.model.review import ProposedReview
from bot.parser.build import Origin, findings_of, reviewed_spans
from bot.parser.groups import groups_of
from bot.parser.sections import sections_of
from bot.parser.units import Unit, units_of

_LAYOUT = re.compile(r"(?:[\W_]|\d{1,9}[.)]|(?<![^\W_])[a-zA-Z][.)]|</?[a-zA-Z][^<>]{0,200}>|&#?\w{1,10};)*")
_DESCRIBES = re.compile(r"^\W*(?:the|this|that|it|these|those|in|we|here|an?|both|you|i|as|when|after|before|first|for|if|since|specifically|note|please|each|all|some|by|with|to|on|at|«\d+»)\b.*\b(?:\w+s|is|are|was|were|has|have|be|\w+ed)\b", re.IGNORECASE)


def parse(review: ProposedReview) -> ParsedReview:
    """Take a review apart. Findings come in the order of the text: the body first, then its comments."""
    findings: list[Finding] = []
    segments: list[Segment] = []
    votes: list[tuple[str, str]] = []
    review = _numbered(review)
    origins = [Origin(review), *(Origin(review, comment) for comment in review.comments)]
    for origin in origins:
        units = units_of(origin.text)
        groups, left = groups_of(sections_of(units), is_inline=origin.comment is not None)
        findings += findings_of(groups, origin)
        segments += _segments(origin, units, reviewed_spans(groups), left)
        votes += [(unit.clean, unit.sentence.text) for unit in units if unit.clean and unit.sentence]
    scope, quote = _vote(votes, findings)
    return ParsedReview(review, tuple(findings), tuple(segments), scope, quote)


def _numbered(review: ProposedReview) -> ProposedReview:
    """Comments that came without an id get their number, so that spans can say which text they count."""
    comments = tuple(replace(one, id=one.id or f"#{n}") for n, one in enumerate(review.comments, 1))
    return replace(review, comments=comments)


def _vote(votes: Sequence[tuple[str, str]], findings: Sequence[Finding]) -> tuple[str | None, str]:
    """The widest vote; a review that has findings does not vote that all is clean."""
    for scope, quote in sorted(votes, key=lambda vote: vote[0]):
        if scope == "security" or not findings:
            return scope, quote
    return None, ""


def _segments(origin: Origin, units: Sequence[Unit], reviewed: Iterable[Span], left: Sequence[Unit]) -> list[Segment]:
    """Cover a text without gap or overlap: units by what became of them, the rest as layout or residue."""
    comment = origin.comment.id if origin.comment else None
    mine = set(reviewed)
    found: list[Segment] = []
    position = 0
    for unit in sorted(units, key=lambda unit: unit.span):
        start = max(unit.span.start, position)
        if unit.span.end <= start:
            continue
        found += _gap(origin.text, position, start, comment)
        label, why = _label(unit, unit.span in mine)
        found.append(Segment(Span(start, unit.span.end), label, why, comment))
        position = unit.span.end
    return found + _gap(origin.text, position, len(origin.text), comment)


def _label(unit: Unit, is_reviewed: bool) -> tuple[Label, str]:
    if is_reviewed:
        return Label.FINDING, "finding"
    if unit.noise:
        return Label.NOISE, unit.noise
    if unit.sentence is not None and unit.sentence.is_lead and not unit.asserts:
        return Label.NOISE, "heading"
    if unit.sentence is not None and not unit.asserts and _DESCRIBES.search(unit.masked[:400]):
        return Label.NOISE, "description"
    return Label.RESIDUE, "code without a statement about it" if unit.code else "no statement about the code was recognised"


def _gap(text: str, start: int, end: int, comment: str | None) -> list[Segment]:
    if start >= end:
        return []
    between = text[start:end]
    if _LAYOUT.fullmatch(between):
        return [Segment(Span(start, end), Label.NOISE, "layout", comment)]
    if between.lstrip().startswith("<!--"):
        return [Segment(Span(start, end), Label.NOISE, "hidden comment", comment)]
    return [Segment(Span(start, end), Label.RESIDUE, "text outside any paragraph", comment)]
