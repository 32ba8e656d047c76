"""Qodo: a review in which each finding is a fold under a picture of its band, resolved ones struck through."""

import re
from collections.abc import Iterator
from html import unescape

from bot.model.claim import Span
from bot.model.finding import Severity, Status
from bot.model.review import SourceState
from bot.parser.dialects.dialect import PROMPT, Dialect, Item, Says, folds, lines, rx
from bot.parser.dialects.page import Fold, Page
from bot.parser.dialects.shapes import HIGH, LOW, MEDIUM, comment, line_range

_BAND = re.compile(
    r"\balt=\"(?P<band>Action required|Remediation recommended|Advisory comments?|Advisory recommended|Other)\""
)
_BANDS = {"action": HIGH, "remediation": MEDIUM, "advisory": LOW, "other": LOW}
_SUMMARY = re.compile(r"(?P<number>\d{1,3})\.\s(?P<title>.{1,600})", re.DOTALL)
_TAG = re.compile(r"<code>(?P<words>[^<>]{1,80})</code>")
_STRUCK = re.compile(r"<s>|<del>|~~")
_PLACE = re.compile(r"\[(?P<path>[^\[\]\s]{1,400})\[R?(?P<start>\d{1,7})(?:-R?(?P<end>\d{1,7}))?\]\]")
_NUMBERED = rx(r"\A\s*(?P<number>(?:#{1,6} |\*\*|<b>)?\d{1,3}\\?\.[ ]+)(?P<title>[^\n]{1,400}?)(?:\*\*|</b>)?[ ]*$")


def _items(page: Page) -> Iterator[Item]:
    whole = comment(page)
    if whole is not None:
        found = _NUMBERED.match(page.clear)
        words = page.said(found, "title") if found else ""
        number = ((Span(*found.span("number")), "the number of a finding"),) if found else ()
        yield Item(whole, _without_tags(words), None, _kind(words), dropped=number, is_marked=found is not None)
        return
    bands = [(found.start(), _BANDS[found["band"].split()[0].lower()]) for found in _BAND.finditer(page.shown)]
    grade: Severity | None = None
    index = after = 0
    for fold in page.folds:
        while index < len(bands) and bands[index][0] < fold.span.start:
            grade = bands[index][1]
            index += 1
        title = _SUMMARY.match(page.text[fold.head.start : fold.head.end].strip())
        if title is not None and fold.span.start >= after:
            after = fold.span.end
            yield _item(page, fold, title["title"], grade)


def _item(page: Page, fold: Fold, head: str, grade: Severity | None) -> Item:
    state = None
    if "✗ Dismissed" in head:
        state = SourceState.WITHDRAWN
    elif "✓ Resolved" in head or _STRUCK.search(head):
        state = SourceState.RESOLVED
    place = _PLACE.search(page.text, fold.inner.start, fold.inner.end)
    at = page.text.index(".", fold.head.start) + 1
    return Item(
        Span(at, fold.inner.end),
        title=_without_tags(head),
        severity=grade,
        category=_kind(head),
        path=place["path"] if place else None,
        lines=line_range(place["start"], place["end"]) if place else None,
        state=state,
        dropped=tuple(
            (Span(at + one.start(), at + one.end()), "labels") for one in _TAG.finditer(page.text[at : fold.head.end])
        ),
    )


def _without_tags(words: str) -> str:
    return unescape(re.sub(r"</?\w{1,10}[^<>]{0,100}>", "", _TAG.sub("", words))).strip()


def _kind(words: str) -> str | None:
    """The first label of a title, in letters alone."""
    found = _TAG.search(words)
    return re.sub(r"^\W+", "", found["words"]).lower() or None if found else None


DIALECT = Dialect(
    name="qodo",
    reads="the findings of a review by their folds, bands and labels; struck through ones as resolved or withdrawn",
    gaps="counters and scores are not read; how it says that nothing was found is not known",
    marks=rx(r"<h3>(?:Code Review|PR Summary) by Qodo"),
    items=_items,
    noise=(
        folds(r"(?:agent|ai) prompt|prompt for", PROMPT),
        folds(r"code$|code (?:snippet|diff)", "the code in question as it stands"),
        folds(
            r"relevance|evidence|reference|context|why|tips?\b|qodo logo|grey divider",
            "evidence and settings of the bot",
        ),
        lines(r"^[^\n]*<h3>Code Review by Qodo[^\n]*$", "what the review says of itself"),
        lines(r"^[ ]*(?:<code>[^<>\n]{1,60}</code>[ ]*){1,10}$", "a count"),
        lines(r"^[ ]*<img[^<>\n]{0,600}>[ ]*$", "the heading of findings"),
    ),
    says=(
        Says(Status.DESCRIPTION, rx(r"<h3>PR Summary by Qodo")),
        Says(Status.WRAPPER, rx(r"<h3>Code Review by Qodo")),
    ),
    owns_quotes=True,
)
