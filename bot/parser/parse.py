"""A proposed review taken apart: findings, noise and residue, with every code point accounted for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.model.claim import Span
from bot.model.finding import Finding, Label, ParsedReview, Segment
from bot.model.review import Comment, ProposedReview
from bot.parser.build import Origin, findings_of, reviewed_spans
from bot.parser.groups import Group, groups_of
from bot.parser.limits import MOST_CHARACTERS, MOST_FINDINGS, UNCOUNTED, UNREAD, limits_of, readable
from bot.parser.sections import sections_of
from bot.parser.units import Unit, units_of

_LAYOUT = re.compile(r"(?:[\W_]|\d{1,9}[.)]|(?<![^\W_])[a-zA-Z][.)]|</?[a-zA-Z][^<>]{0,200}>|&#?\w{1,10};)*")
_DESCRIBES = re.compile(
    r"^\W*(?:the|this|that|it|these|those|in|we|here|an?|both|you|i|as|when|after|before|first|for"
    r"|if|since|specifically|note|please|each|all|some|by|with|to|on|at|«\d+»)\b.*\b(?:\w+s|is|are"
    r"|was|were|has|have|be|\w+ed)\b",
    re.IGNORECASE,
)


def parse(review: ProposedReview) -> ParsedReview:
    """Take a review apart. Findings come in the order of the text: the body first, then its comments."""
    findings: list[Finding] = []
    segments: list[Segment] = []
    votes: list[tuple[str, str]] = []
    review = _numbered(review)
    origins = [Origin(review), *(Origin(review, comment) for comment in review.comments)]
    left = MOST_CHARACTERS
    for origin in origins:
        head = readable(origin.text, left)
        left -= len(head)
        units = units_of(head)
        groups, _ = groups_of(
            sections_of(units, is_inline=origin.comment is not None), is_inline=origin.comment is not None
        )
        room = MOST_FINDINGS - len(findings)
        findings += findings_of(groups[:room], origin)
        segments += _segments(origin, len(head), units, groups[:room], groups[room:])
        votes += [(unit.clean, unit.sentence.text) for unit in units if unit.clean and unit.sentence]
    scope, quote = _vote(votes, findings)
    limits = limits_of(review.name, segments)
    return ParsedReview(review, tuple(findings), tuple(segments), scope, quote, limits)


def _numbered(review: ProposedReview) -> ProposedReview:
    """Comments that came without an id, or with one that is taken, get one with their number, so that spans can say which text they count."""
    taken: set[str] = set()
    comments: list[Comment] = []
    for number, one in enumerate(review.comments, 1):
        name = one.id or f"#{number}"
        while name in taken:
            name = f"{name}#{number}"
        taken.add(name)
        comments.append(replace(one, id=name))
    return replace(review, comments=tuple(comments))


def _vote(votes: Sequence[tuple[str, str]], findings: Sequence[Finding]) -> tuple[str | None, str]:
    """The widest vote; a review that has findings does not vote that all is clean."""
    for scope, quote in sorted(votes, key=lambda vote: vote[0]):
        if scope == "security" or not findings:
            return scope, quote
    return None, ""


def _segments(
    origin: Origin, read: int, units: Sequence[Unit], judged: Sequence[Group], cut: Sequence[Group]
) -> list[Segment]:
    """Cover a text, of which `read` characters were read, without gap or overlap: units by what became of them, the rest as layout or residue."""
    comment = origin.comment.id if origin.comment else None
    mine, beyond = set(reviewed_spans(judged)), set(reviewed_spans(cut))
    found: list[Segment] = []
    position = 0
    for unit in sorted(units, key=lambda unit: unit.span):
        start = max(unit.span.start, position)
        if unit.span.end <= start:
            continue
        found += _gap(origin.text, position, start, comment)
        label, why = (Label.RESIDUE, UNCOUNTED) if unit.span in beyond else _label(unit, unit.span in mine)
        found.append(Segment(Span(start, unit.span.end), label, why, comment))
        position = unit.span.end
    found += _gap(origin.text, position, read, comment)
    if read < len(origin.text):
        found.append(Segment(Span(read, len(origin.text)), Label.RESIDUE, UNREAD, comment))
    return found


def _label(unit: Unit, is_reviewed: bool) -> tuple[Label, str]:
    if is_reviewed:
        return Label.FINDING, "finding"
    if unit.noise:
        return Label.NOISE, unit.noise
    if unit.sentence is not None and unit.sentence.is_lead and not unit.asserts:
        return Label.NOISE, "heading"
    if unit.sentence is not None and not unit.asserts and _DESCRIBES.search(unit.masked[:400]):
        return Label.NOISE, "description"
    return (
        Label.RESIDUE,
        "code without a statement about it" if unit.code else "no statement about the code was recognised",
    )


def _gap(text: str, start: int, end: int, comment: str | None) -> list[Segment]:
    if start >= end:
        return []
    between = text[start:end]
    if _LAYOUT.fullmatch(between):
        return [Segment(Span(start, end), Label.NOISE, "layout", comment)]
    if _LAYOUT.fullmatch(_without_comments(between)):
        return [Segment(Span(start, end), Label.NOISE, "hidden comment", comment)]
    return [Segment(Span(start, end), Label.RESIDUE, "text outside any paragraph", comment)]


def _without_comments(text: str) -> str:
    """A text without its HTML comments; one that is never closed goes on to the end."""
    head, *others = text.split("<!--")
    return head + "".join(part.partition("-->")[2] for part in others)
