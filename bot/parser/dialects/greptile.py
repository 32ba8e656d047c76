"""Greptile: comments with a kind in bold or a picture of the priority, more of them in a review, and a summary."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.model.claim import Span
from bot.model.finding import Status
from bot.parser.dialects.dialect import PROMPT, SMALL_PRINT, Dialect, Item, Says, folds, lines, rx, sections
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import PRIORITIES, comment, line_range, parts

_KIND = rx(r"^[ ]*(?P<mark>\*\*(?P<kind>logic|syntax|style|security|performance):\*\*[ ]*)")
_BADGE = rx(
    r"^[ ]*(?P<mark>(?:<a [^<>\n]{0,200}>)?<img [^<>\n]{0,200}\balt=\"(?P<grade>P[0-4])\"[^<>\n]{0,400}>(?:</a>)?[ ]*)"
    r"(?:\*\*(?P<title>[^\n]{1,400}?)\*\*)?"
)
_MORE = rx(r"<h3>Additional Comments \(\d{1,4}\)</h3>")
_NUMBERED = rx(
    r"^[ ]*(?P<place>\d{1,3}\.[ ]+`(?P<path>[^`\n]{1,400})`, lines? (?P<start>\d{1,7})(?:-(?P<end>\d{1,7}))?[^\n]{0,1000})$"
)
_PROMPTED = re.compile(r"Path: (?P<path>[^\s]{1,400})\s{1,9}Line: (?P<start>\d{1,7})(?::(?P<end>\d{1,7}))?")


def _items(page: Page) -> Iterator[Item]:
    whole = comment(page)
    more = _MORE.search(page.shown)
    if whole is None and more is not None:
        for found, span in parts(page, _NUMBERED, Span(more.end(), len(page.text))):
            item = _item(page, span)
            place = (Span(*found.span("place")), "the place of a finding")
            at = line_range(found["start"], found["end"])
            yield replace(item, path=page.said(found, "path"), lines=at, dropped=(place, *item.dropped))
        return
    start = len(page.clear) - len(page.clear.lstrip())
    if whole is not None or _KIND.match(page.clear, start) or _BADGE.match(page.clear, start):
        yield _item(page, whole or Span(start, len(page.text.rstrip())))


def _item(page: Page, span: Span) -> Item:
    kind = _KIND.search(page.clear, span.start, span.end)
    badge = _BADGE.search(page.clear, span.start, span.end)
    fold = next((one for one in page.folds_in(span) if "prompt to fix" in one.summary.lower()), None)
    place = _PROMPTED.search(page.text, fold.inner.start, fold.inner.end) if fold else None
    return Item(
        span,
        title=page.said(badge, "title") if badge and badge["title"] else "",
        severity=PRIORITIES[badge["grade"]] if badge else None,
        category=kind["kind"] if kind else None,
        path=place["path"] if place else None,
        lines=line_range(place["start"], place["end"]) if place else None,
        dropped=tuple((Span(*one.span("mark")), "grades") for one in (kind, badge) if one),
        is_marked=kind is not None or badge is not None,
    )


DIALECT = Dialect(
    name="greptile",
    reads="comments by their kind in bold or the picture of their priority; further ones listed in a review by file and lines",
    gaps="the summary is not read; its score is of the whole change; that nothing was found is told only by a check run",
    marks=rx(
        r"<h3>Greptile (?:Summary|Overview)</h3>|^#{1,4} Greptile (?:Summary|Overview)[ ]*$"
        r"|<summary>Prompt To Fix With AI</summary>|Edit Code Review Agent Settings"
    ),
    items=_items,
    noise=(
        folds(r"prompt to fix (?:all )?(?:issues )?with ai", PROMPT),
        sections(
            r"^\W*(?:Greptile (?:Summary|Overview)|Confidence Score|Important Files Changed|Sequence Diagram|Flowchart|Diagram)\b",
            "a summary of the change",
        ),
        lines(_MORE.pattern, "the heading of findings"),
        SMALL_PRINT,
        lines(r"^[^\n]*Edit Code Review Agent Settings[^\n]*$", "what the review says of itself"),
        lines(r"^[ ]*(?:<sub>)?\d{1,5} files? reviewed, (?:\d{1,5}|no) comments?[^\n]*$", "a count"),
        lines(r"^[ ]*Last reviewed commit:[^\n]*$", "the commit that was reviewed"),
    ),
    says=(
        Says(
            Status.WRAPPER,
            rx(r"<h3>Greptile (?:Summary|Overview)</h3>|^#{1,4} Greptile (?:Summary|Overview)[ ]*$"),
            "open",
        ),
        Says(Status.WRAPPER, rx(r"^[ ]*(?:<sub>)?\d{1,5} files? reviewed, (?:\d{1,5}|no) comments?[^\n]*$"), "open"),
    ),
)
