"""A text of a review taken apart, in the dialect of its bot where it has one, else like anybody's words."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.model.claim import Span
from bot.model.finding import Finding, Label, Status
from bot.model.kinds import KINDS
from bot.parser.build import Origin
from bot.parser.carving import carve
from bot.parser.dialects import DIALECTS, named
from bot.parser.dialects.dialect import STOPS, Dialect
from bot.parser.dialects.findings import finding_from
from bot.parser.dialects.page import Page, page_of
from bot.parser.dialects.reading import Reading, read
from bot.parser.limits import UNCOUNTED
from bot.parser.taking import Mark, Taken, Vote, marks_of, moved_marks, take, take_carved
from bot.parser.units import units_of

_RIGHT = "what an approval found to be right"
_NO_CODE = "no statement about the code was recognised"
_CODELIKE = re.compile(r"[(._\[=]|[a-z][A-Z]")
_ASKED = 8
"""So many texts of a review are looked at to tell who wrote it."""
_COPIED = "copied from a bot, by somebody else"


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a text; `status` and `known` (the bot's ids and titles, for each finding) only where it has a dialect."""

    taken: Taken
    status: Status | None = None
    known: tuple[tuple[str | None, str], ...] = ()


def take_as(origin: Origin, text: str, room: int) -> Told:
    """Take a text apart, of which at most `room` findings are counted."""
    review = origin.review
    dialect = named(review.dialect) if review.dialect else None
    if dialect is None and review.dialect is None:
        dialect = recognised(text)
        if dialect is not None and review.is_person:
            return Told(Taken(marks=(Mark(Span(0, len(text)), Label.RESIDUE, _COPIED),)))
    if dialect is None:
        return Told(take(origin, text, room))
    page = page_of(text, is_inline=origin.comment is not None, owns_quotes=dialect.owns_quotes)
    return _told(dialect, read(dialect, page), origin, room)


def recognised(text: str) -> Dialect | None:
    """The dialect whose marks a text has in the open: not in quotes, not in code."""
    page: Page | None = None
    for dialect in DIALECTS:
        if dialect.marks.search(text) is None:
            continue
        page = page or page_of(text)
        if dialect.marks.search(page.clear) or any(dialect.marks.search(f"<!--{one.text}-->") for one in page.hidden):
            return dialect
    return None


def writer_of(texts: Sequence[str]) -> str | None:
    """The bot that wrote a whole review, told by the marks of its first text or of two others, where no text has another's."""
    found = [(at, dialect.name) for at, text in enumerate(texts[:_ASKED]) if (dialect := recognised(text)) is not None]
    names = {name for _, name in found}
    return names.pop() if len(names) == 1 and (len(found) > 1 or found[0][0] == 0) else None


def _told(dialect: Dialect, reading: Reading, origin: Origin, room: int) -> Told:
    page = reading.page
    made = [finding_from(item, page, origin) for item in reading.items[:room]]
    marks = [Mark(span, Label.NOISE, why) for span, why in reading.noise]
    marks += (
        [] if dialect.is_prose and page.clear.strip() else [Mark(span, Label.NOISE, "quoted") for span in page.cited]
    )
    marks += [mark for one in made for mark in one.marks]
    marks += [Mark(item.span, Label.RESIDUE, UNCOUNTED) for item in reading.items[room:]]
    findings = [one.finding for one in made if one.finding is not None]
    known = [(item.external_id, item.title) for item, one in zip(reading.items, made, strict=False) if one.finding]
    rest = _rest(dialect, reading, origin, room - len(findings))
    votes = _votes(reading, origin, rest)
    status = reading.status
    if rest.findings:
        status = Status.FINDINGS
    elif status in (Status.CLEAN, Status.UNKNOWN):
        status = Status.CLEAN if votes else Status.UNKNOWN
    both = Taken((*findings, *rest.findings), (*marks, *rest.marks), votes)
    return Told(both, status, (*known, *((None, "") for _ in rest.findings)))


def _rest(dialect: Dialect, reading: Reading, origin: Origin, room: int) -> Taken:
    """What no rule of the dialect knows: read as prose where it may say anything, else only labelled."""
    page = reading.page
    is_prose = dialect.is_prose and bool(page.clear.strip())
    cuts = [*page.noise, *page.quotes, *(() if is_prose else page.cited), *(item.span for item in reading.items)]
    carved = carve(page.text, page.whole, cuts)
    if not carved.text.strip() or reading.status in STOPS:
        return Taken()
    is_unknown_comment = page.is_inline and not reading.items and reading.status is Status.UNKNOWN
    if _is_plain(dialect, reading):
        taken = _of_code(take_carved(origin, carved, max(0, room)))
        if not taken.votes:
            return taken
    if not is_prose and not is_unknown_comment:
        return Taken(marks=moved_marks(marks_of(units_of(carved.text), ()), carved))
    taken = take_carved(origin, carved, max(0, room))
    return _approved(taken) if is_prose else replace(taken, votes=())


def _is_plain(dialect: Dialect, reading: Reading) -> bool:
    """Whether a body has nothing of the forms that its bot is known for: it may be a review in plain words."""
    page = reading.page
    is_known = reading.items or reading.noise or page.folds or page.hidden or page.boxes
    may_be = not (dialect.is_prose or dialect.is_tool or page.is_inline or is_known)
    return may_be and bool(page.clear.strip())


def _of_code(taken: Taken) -> Taken:
    """Of plain words only the findings that speak of code: what a bot says of itself names neither files nor defects."""
    kept = tuple(finding for finding in taken.findings if _names_code(finding))
    left = [finding.span for finding in taken.findings if not _names_code(finding)]
    starts = [span.start for span in left]
    marks = (
        replace(mark, label=Label.RESIDUE, why=_NO_CODE)
        if mark.label is Label.FINDING
        and (at := bisect_right(starts, mark.span.start))
        and mark.span.start < left[at - 1].end
        else mark
        for mark in taken.marks
    )
    return Taken(kept, tuple(marks), taken.votes)


def _names_code(finding: Finding) -> bool:
    if finding.claimed.path is not None or finding.claimed.start_line is not None:
        return True
    is_named = KINDS[finding.kind].family not in ("general", "label") and finding.kind != "other"
    return bool(finding.symbols) and (is_named or any(_CODELIKE.search(name) for name in finding.symbols))


def _approved(taken: Taken) -> Taken:
    """What an approval lists without naming anything wrong is what it found to be right."""
    approves = any(vote.scope == "all" for vote in taken.votes)
    if not approves or any(asserts(finding.quote) for finding in taken.findings):
        return taken
    marks = (
        replace(mark, label=Label.NOISE, why=_RIGHT) if mark.label is Label.FINDING else mark for mark in taken.marks
    )
    return Taken((), tuple(marks), taken.votes)


def asserts(text: str) -> bool:
    """Whether some words say that something is wrong, or ask for a change."""
    return any(not unit.noise and (unit.asserts or unit.advises or unit.code) for unit in units_of(text))


def _names(text: str) -> bool:
    """Whether some words name code and say that something is wrong with it."""
    return any(not unit.noise and (unit.code or ("«" in unit.masked and unit.asserts)) for unit in units_of(text))


def _votes(reading: Reading, origin: Origin, rest: Taken) -> tuple[Vote, ...]:
    """What the bot says in so many words of the code it looked at, unless that was another commit or it goes on to a doubt."""
    revision = origin.review.revision
    if reading.reviewed and revision and not revision.lower().startswith(reading.reviewed.lower()):
        return ()
    if reading.clean is None:
        return rest.votes
    text = reading.page.text
    said = any(mark.label is Label.RESIDUE and _names(text[mark.span.start : mark.span.end]) for mark in rest.marks)
    quote = " ".join(text[reading.clean.start : reading.clean.end].split())
    return () if said else (Vote("all", quote), *rest.votes)
