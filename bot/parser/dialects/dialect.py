"""What is known of the way one bot writes: how to know its messages, what in them is a finding, and what is noise."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.model.claim import Span
from bot.model.finding import Severity, Status
from bot.model.review import SourceState
from bot.parser.dialects.page import Page


class Noise(NamedTuple):
    """A kind of noise: `why` in words, and where it stands on a page."""

    why: str
    find: Callable[[Page], Iterable[Span]]


class Says(NamedTuple):
    """What a message is when `pattern` is found: in its first lines, anywhere in the open, among its HTML comments,
    or in a box that is all it has."""

    status: Status
    pattern: re.Pattern[str]
    where: str = "head"


@dataclass(frozen=True, slots=True)
class Item:
    """One finding as a bot set it down. `dropped` are stretches inside `span` that are no words of it, with the reason.

    is_marked: by its markup it is a finding, whatever its words. `fallback` is a place for a comment that has none.
    """

    span: Span
    title: str = ""
    severity: Severity | None = None
    category: str | None = None
    path: str | None = None
    lines: tuple[int, int] | None = None
    external_id: str | None = None
    state: SourceState | None = None
    dropped: tuple[tuple[Span, str], ...] = ()
    is_marked: bool = True


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one bot writes. `marks` chooses this dialect where the account does not, and never makes anybody trusted.

    reads, gaps: for people, what is read and what is known not to be. `is_prose`: what is left over is read like anybody's
    words; `is_tool`: a text of no known form is what a tool printed, never a review. `owns_quotes`: quotes inside its folds
    are its own. `reviewed`: where it names the commit it looked at.
    """

    name: str
    reads: str
    gaps: str
    marks: re.Pattern[str]
    items: Callable[[Page], Iterator[Item]]
    noise: tuple[Noise, ...] = ()
    says: tuple[Says, ...] = ()
    reviewed: re.Pattern[str] | None = None
    is_prose: bool = False
    is_tool: bool = False
    owns_quotes: bool = False


_PICTURES = r"(?:[^\w<>]|ℹ){0,20}"

STOPS = frozenset(
    {Status.PROGRESS, Status.QUOTA, Status.SKIPPED, Status.ACKNOWLEDGEMENT, Status.GATE, Status.DESCRIPTION}
)
"""What has no findings at all, whatever else it says."""


def rx(pattern: str) -> re.Pattern[str]:
    """A pattern in which `^` and `$` are the ends of lines."""
    return re.compile(pattern, re.MULTILINE)


def folds(pattern: str, why: str) -> Noise:
    """Folds whose summary begins with the pattern, behind pictures."""
    known = re.compile(_PICTURES + f"(?:{pattern})", re.IGNORECASE)
    return Noise(why, lambda page: (fold.span for fold in page.folds if known.match(fold.summary)))


def summaries(pattern: str, why: str) -> Noise:
    """The summaries alone of folds, where they begin with the pattern, behind pictures."""
    known = re.compile(_PICTURES + f"(?:{pattern})", re.IGNORECASE)
    return Noise(why, lambda page: (fold.head for fold in page.folds if known.match(fold.summary)))


def lines(pattern: str, why: str) -> Noise:
    """Stretches of the page in the open, most often lines."""
    known = rx(pattern)
    return Noise(why, lambda page: (Span(*found.span()) for found in known.finditer(page.clear)))


def sections(pattern: str, why: str) -> Noise:
    """A heading that has the pattern, and all below it up to the next heading as high."""
    known = re.compile(pattern)
    return Noise(why, lambda page: _sections(page, known))


_HEADING = rx(r"^[ ]{0,3}(?:(?P<hashes>#{1,6})[ ]+|<h(?P<level>[1-6])\b[^<>\n]{0,100}>)(?P<words>[^\n]*)$")


def _sections(page: Page, known: re.Pattern[str]) -> Iterator[Span]:
    start = level = None
    for found in _HEADING.finditer(page.clear):
        mine = len(found["hashes"] or "") or int(found["level"])
        if start is not None and level is not None and mine <= level:
            yield Span(start, found.start())
            start = None
        if start is None and known.search(found["words"]):
            start, level = found.start(), mine
    if start is not None:
        yield Span(start, len(page.text))


def between(first: str, last: str, why: str) -> Noise:
    """From an HTML comment that has the first words to the next one that has the last; without one, to the end."""

    def find(page: Page) -> Iterator[Span]:
        start = None
        for one in page.hidden:
            if start is None and first in one.text:
                start = one.span.start
            elif start is not None and last in one.text:
                yield Span(start, one.span.end)
                start = None
        if start is not None:
            yield Span(start, len(page.text))

    return Noise(why, find)


def boxes(why: str) -> Noise:
    """Boxes (`> [!NOTE]`)."""
    return Noise(why, lambda page: page.boxes)


SMALL_PRINT = lines(r"^[ ]*<(?P<tag>su[bp])>(?!<su[bp]>)[^\n]*</(?P=tag)>[ ]*$", "small print")
"""Lines set small as a whole, as many bots end."""
PROMPT = "instructions for agents, not followed"
"""Why prompts for other programs are noise."""
