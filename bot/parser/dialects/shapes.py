"""Shapes that several bots share: a comment as one finding, findings that begin at a line of a known form, links to lines."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from bot.model.claim import Span
from bot.model.finding import Severity
from bot.parser.dialects.dialect import Item, rx
from bot.parser.dialects.page import Page

HIGH, MEDIUM, LOW, NIT = Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.NIT
PRIORITIES = {"P0": HIGH, "P1": HIGH, "P2": MEDIUM, "P3": LOW, "P4": NIT}
GRADES: Mapping[str, Severity] = {
    "critical": HIGH, "blocker": HIGH, "high": HIGH, "major": HIGH, "error": HIGH, "medium": MEDIUM, "moderate": MEDIUM,
    "warning": MEDIUM, "minor": LOW, "low": LOW, "info": LOW, "note": LOW, "trivial": NIT, "nit": NIT, "nitpick": NIT,
}  # fmt: skip
"""Grades as most bots use them; one that means something else by a word has a table of its own."""

PERMALINK = re.compile(
    r"https?://[^\s()<>\[\]]{1,200}/blob/[0-9a-fA-F]{7,40}/(?P<path>[^\s#?()<>\[\]]{1,500})"
    r"(?:\?[^\s#()<>]{1,40})?#L(?P<start>\d{1,7})(?:C\d{1,5})?(?:-L?(?P<end>\d{1,7}))?(?:C\d{1,5})?"
)
_BOLD_LINE = rx(r"^[ ]*\*\*(?P<title>[^\n*][^\n]{0,400}?)\*\*[ ]*$")


def parts(page: Page, opener: re.Pattern[str], within: Span | None = None) -> Iterator[tuple[re.Match[str], Span]]:
    """Every place where the opener stands in the open, with the stretch from there to the next one or the end."""
    region = within or page.whole
    found = list(opener.finditer(page.clear, region.start, region.end))
    ends = chain((one.start() for one in found[1:]), (region.end,) if found else ())
    for one, end in zip(found, ends, strict=True):
        yield one, Span(one.start(), one.start() + len(page.text[one.start() : end].rstrip()))


def comment(page: Page) -> Span | None:
    """The whole of an inline comment that says anything in the open or shows code; None for the body of a review."""
    if not page.is_inline or not page.text.strip():
        return None
    start = len(page.text) - len(page.text.lstrip())
    return Span(start, max(start, len(page.text.rstrip().rstrip("\u200b\ufeff").rstrip())))


def bold_title(page: Page, within: Span) -> str:
    """The first line that is bold as a whole, outside of folds."""
    at = within.start
    for fold in page.folds_in(within):
        if fold.span.start < at:
            continue
        if found := _BOLD_LINE.search(page.clear, at, fold.span.start):
            return page.said(found, "title")
        at = fold.span.end
    found = _BOLD_LINE.search(page.clear, at, max(at, within.end))
    return page.said(found, "title") if found else ""


def line_range(first: str | None, last: str | None = None) -> tuple[int, int] | None:
    """Two numbers as a range, the smaller one first."""
    if not first or not first.isdecimal():
        return None
    start = int(first)
    end = int(last) if last and last.isdecimal() else start
    return min(start, end), max(start, end)


def linked(found: re.Match[str]) -> tuple[str, tuple[int, int] | None]:
    """Path and lines of a link to lines of a file."""
    return found["path"], line_range(found["start"], found["end"])


def is_path(words: str) -> bool:
    """Whether some words can be the path of a file: it has a dot or a slash, and no blank at its ends."""
    return (
        words == words.strip() and len(words) < 500 and ("." in words or "/" in words) and not words.startswith(".. ")
    )


def headed(page: Page, opener: re.Pattern[str]) -> list[tuple[re.Match[str] | None, Span]]:
    """A whole comment with what it opens with, which may be missing; of other texts every part that opens so."""
    whole = comment(page)
    if whole is not None:
        return [(opener.search(page.clear), whole)]
    return list(parts(page, opener))


def prose(page: Page) -> Iterator[Item]:
    """A comment beside the code as one finding, if its words say anything."""
    whole = comment(page)
    if whole is not None:
        yield Item(whole, is_marked=False)


def alert(page: Page) -> Iterator[Item]:
    """A comment beside the code as one finding, whatever its words: it is what a tool printed."""
    whole = comment(page)
    if whole is not None:
        yield Item(whole)
