"""A text taken apart by the rules for any reviewer: its findings, and what each stretch of it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.model.claim import Span
from bot.model.finding import Finding, Label
from bot.parser.build import Origin, findings_of, reviewed_spans
from bot.parser.carving import Carved, moved
from bot.parser.groups import Group, groups_of
from bot.parser.limits import UNCOUNTED
from bot.parser.sections import sections_of
from bot.parser.trailing import with_code_apart
from bot.parser.units import Unit, units_of

_DESCRIBES = re.compile(
    r"^\W*(?:the|this|that|it|these|those|in|we|here|an?|both|you|i|as|when|after|before|first|for"
    r"|if|since|specifically|note|please|each|all|some|by|with|to|on|at|«\d+»)\b.*\b(?:\w+s|is|are"
    r"|was|were|has|have|be|\w+ed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text and what it turned out to be."""

    span: Span
    label: Label
    why: str


@dataclass(frozen=True, slots=True)
class Vote:
    """A sentence that says that nothing was found, in the scope `security` or `all`."""

    scope: str
    quote: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a text; marks may leave gaps, which are layout or residue."""

    findings: tuple[Finding, ...] = ()
    marks: tuple[Mark, ...] = ()
    votes: tuple[Vote, ...] = ()


def take(origin: Origin, text: str, room: int) -> Taken:
    """Take a text apart, of which at most `room` findings are counted."""
    if not text:
        return Taken()
    units = units_of(text)
    is_inline = origin.comment is not None
    sections = sections_of(units, is_inline=is_inline)
    groups, _ = groups_of(sections if is_inline else tuple(with_code_apart(sections)), is_inline=is_inline)
    votes = tuple(Vote(unit.clean, unit.sentence.text) for unit in units if unit.clean and unit.sentence)
    return Taken(findings_of(groups[:room], origin), marks_of(units, groups[:room], groups[room:]), votes)


def take_carved(origin: Origin, carved: Carved, room: int) -> Taken:
    """The same for a text carved out of the one that `origin` has; its spans count in the latter."""
    taken = take(reading(origin, carved.text), carved.text, room)
    findings = tuple(moved(finding, carved) for finding in taken.findings)
    return Taken(findings, moved_marks(taken.marks, carved), taken.votes)


def moved_marks(marks: Sequence[Mark], carved: Carved) -> tuple[Mark, ...]:
    """Marks of a carved text at their places in the other one."""
    return tuple(replace(mark, span=carved.back(mark.span)) for mark in marks)


def reading(origin: Origin, text: str) -> Origin:
    """An origin as if its text were this one."""
    if origin.comment is not None:
        return Origin(origin.review, replace(origin.comment, body=text))
    return Origin(replace(origin.review, body=text))


def marks_of(units: Sequence[Unit], judged: Sequence[Group], cut: Sequence[Group] = ()) -> tuple[Mark, ...]:
    """What became of each unit: part of a group that is judged, one that is beyond the limit, or of none."""
    mine, beyond = set(reviewed_spans(judged)), set(reviewed_spans(cut))
    found = []
    for unit in units:
        label, why = (Label.RESIDUE, UNCOUNTED) if unit.span in beyond else _label(unit, unit.span in mine)
        found.append(Mark(unit.span, label, why))
    return tuple(found)


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
