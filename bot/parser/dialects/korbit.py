"""Korbit: comments with a title behind which a picture names the category, and folds that tell more."""

from collections.abc import Iterator

from bot.model.claim import Span
from bot.parser.dialects.dialect import SMALL_PRINT, Dialect, Item, folds, rx
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import headed

_TITLE = rx(
    r"^[ ]{0,3}###[ ]+(?P<title>[^\n]{1,400}?)[ ]*(?P<badge><sub>!\[category (?P<kind>[^\[\]\n]{1,60})\]\([^()\s]{0,400}\)</sub>)[ ]*$"
)


def _items(page: Page) -> Iterator[Item]:
    for title, span in headed(page, _TITLE):
        if title is None:
            yield Item(span, is_marked=False)
            continue
        badge = (Span(*title.span("badge")), "grades")
        yield Item(span, page.said(title, "title"), category=page.said(title, "kind").lower(), dropped=(badge,))


DIALECT = Dialect(
    name="korbit",
    reads="comments by their title and the category in the picture behind it",
    gaps="comments state no severity, and often come without lines",
    marks=rx(r"<sub>!\[category [A-Z]"),
    items=_items,
    noise=(folds(r"provide feedback|korbit", "a request for feedback"), SMALL_PRINT),
)
