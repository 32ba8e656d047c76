"""A proposed review taken apart: findings, noise and residue, with every code point accounted for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.model.claim import Span
from bot.model.finding import Finding, Label, ParsedReview, Segment
from bot.model.review import Comment, ProposedReview
from bot.parser.build import Origin
from bot.parser.dialects.repeats import Known, without_repeats
from bot.parser.dialects.taking import take_as, writer_of
from bot.parser.limits import MOST_CHARACTERS, MOST_FINDINGS, UNREAD, limits_of, readable
from bot.parser.taking import Mark, Vote

_LAYOUT = re.compile(r"(?:[\W_]|\[[xX]\]|\d{1,9}[.)]|(?<![^\W_])[a-zA-Z][.)]|</?[a-zA-Z][^<>]{0,200}>|&#?\w{1,10};)*")


def parse(review: ProposedReview) -> ParsedReview:
    """Take a review apart. Findings come in the order of the text: the body first, then its comments."""
    findings: list[Finding] = []
    segments: list[Segment] = []
    votes: list[Vote] = []
    review = _of_its_writer(_numbered(review))
    origins = [Origin(review), *(Origin(review, comment) for comment in review.comments)]
    left = MOST_CHARACTERS
    known: list[Known] = []
    status = None
    for origin in origins:
        head = readable(origin.text, left)
        left -= len(head)
        told = take_as(origin, head, MOST_FINDINGS - len(findings))
        known += (Known(len(findings) + at, *one) for at, one in enumerate(told.known))
        findings += told.taken.findings
        segments += _segments(origin, len(head), told.taken.marks)
        votes += told.taken.votes
        status = status or (told.status if head.strip() else None)
    findings, segments = without_repeats(findings, segments, known)
    scope, quote = _vote(votes, findings)
    limits = limits_of(review.name, segments)
    return ParsedReview(review, tuple(findings), tuple(segments), scope, quote, limits, status)


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


def _of_its_writer(review: ProposedReview) -> ProposedReview:
    """A review that nobody vouches for, in the dialect of the bot by whose marks most of it is told: its plain texts are too."""
    if review.dialect is not None or review.is_person or not review.comments:
        return review
    return replace(review, dialect=writer_of([review.body, *(one.body for one in review.comments)]))


def _vote(votes: Sequence[Vote], findings: Sequence[Finding]) -> tuple[str | None, str]:
    """The widest vote; a review that has findings does not vote that all is clean."""
    for vote in sorted(votes, key=lambda vote: vote.scope):
        if vote.scope == "security" or not findings:
            return vote.scope, vote.quote
    return None, ""


def _segments(origin: Origin, read: int, marks: Sequence[Mark]) -> list[Segment]:
    """Cover a text, of which `read` characters were read, without gap or overlap: marks as they are, the rest as layout or residue."""
    comment = origin.comment.id if origin.comment else None
    found: list[Segment] = []
    position = 0
    for mark in sorted(marks, key=lambda mark: mark.span):
        start = max(mark.span.start, position)
        if mark.span.end <= start:
            continue
        found += _gap(origin.text, position, start, comment)
        found.append(Segment(Span(start, mark.span.end), mark.label, mark.why, comment))
        position = mark.span.end
    found += _gap(origin.text, position, read, comment)
    if read < len(origin.text):
        found.append(Segment(Span(read, len(origin.text)), Label.RESIDUE, UNREAD, comment))
    return found


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
