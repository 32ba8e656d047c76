"""Cursor Bugbot: comments with a title, a grade in bold and the number of the bug in an HTML comment."""

import re
from collections.abc import Iterator

from bot.model.claim import Span
from bot.model.finding import Status
from bot.parser.dialects.dialect import SMALL_PRINT, Dialect, Item, Says, folds, lines, rx
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import GRADES, headed, line_range

_TITLE = rx(r"^[ ]{0,3}###[ ]+(?:Bug: )?(?P<title>[^\n]{1,400}?)[ ]*$")
_GRADE = rx(r"^[ ]*\*\*(?P<grade>Critical|High|Medium|Low) Severity\*\*[ ]*$")
_HIDDEN_GRADE = re.compile(r"\*\*(?P<grade>Critical|High|Medium|Low) Severity\*\*")
_ID = re.compile(r"BUGBOT_BUG_ID:\s{0,9}([\w-]{4,100})")
_PLACES = re.compile(r"LOCATIONS START\s{1,9}(?P<path>[^\s#]{1,400})#L(?P<start>\d{1,7})(?:-L(?P<end>\d{1,7}))?")


def _items(page: Page) -> Iterator[Item]:
    for title, span in headed(page, _TITLE):
        item = _item(page, span, title)
        if page.is_inline or item.severity is not None or item.external_id is not None:
            yield item


def _item(page: Page, span: Span, title: re.Match[str] | None) -> Item:
    shown = _GRADE.search(page.clear, span.start, span.end)
    texts = [one.text for one in page.hidden_in(span)]
    grade = shown or next((one for one in map(_HIDDEN_GRADE.search, texts) if one), None)
    place = next((one for one in map(_PLACES.search, texts) if one), None)
    return Item(
        span,
        title=page.said(title, "title") if title else "",
        severity=GRADES[grade["grade"].lower()] if grade else None,
        path=place["path"] if place else None,
        lines=line_range(place["start"], place["end"]) if place else None,
        external_id=next((one[1] for one in map(_ID.search, texts) if one), None),
        dropped=((Span(*shown.span()), "grades"),) if shown else (),
    )


DIALECT = Dialect(
    name="bugbot",
    reads="comments by their title, the grade in bold, and the number and places in HTML comments",
    gaps="a note of no new issues says nothing of earlier ones and is no clean vote; further places are not followed",
    marks=rx(
        r"<!-- ?(?:BUGBOT_BUG_ID|BUGBOT_REVIEW|CURSOR_SUMMARY)\b|Bugbot reviewed your changes and found no"
        r"|^[ ]*Cursor Bugbot has reviewed your changes"
    ),
    items=_items,
    noise=(
        folds(r"additional locations", "other places of the same finding"),
        SMALL_PRINT,
        lines(r"^[^\n]*https://(?:www\.)?cursor\.(?:com|sh)/[^\n]*$", "links that open the finding elsewhere"),
        lines(r"^[ ]*Cursor Bugbot has reviewed your changes[^\n]*$", "what the review says of itself"),
    ),
    says=(
        Says(Status.DESCRIPTION, rx(r"CURSOR_SUMMARY"), "hidden"),
        Says(Status.SKIPPED, rx(r"^\W*Bugbot is not enabled")),
        Says(Status.CLEAN, rx(r"^\W*Bugbot reviewed your changes and found no (?:bugs|issues)!?")),
        Says(Status.WRAPPER, rx(r"^\W*Bugbot reviewed your changes and found no new [^\n]{0,40}$")),
        Says(Status.WRAPPER, rx(r"BUGBOT_REVIEW"), "hidden"),
        Says(Status.WRAPPER, rx(r"^[ ]*Cursor Bugbot has reviewed your changes")),
    ),
)
