"""DeepSource: comments with a title behind a picture of their severity, and an id in an HTML comment."""

import re
from collections.abc import Iterator

from bot.model.claim import Span
from bot.parser.dialects.dialect import SMALL_PRINT, Dialect, Item, rx
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import HIGH, LOW, headed

_TITLE = rx(r"^[ ]*<h3>(?P<badge>\s{0,9}<picture>(?P<picture>[^\n]{0,2000}?)</picture>)(?P<title>[^\n]{1,400}?)</h3>")
_GRADE = re.compile(r"severity_indicator_(critical|major|minor)\b")
_GRADES = {"critical": HIGH, "major": HIGH, "minor": LOW}
_ID = re.compile(r"DeepSource: id=([\w.:/-]{1,200})")


def _items(page: Page) -> Iterator[Item]:
    before = 0
    for title, span in headed(page, _TITLE):
        hidden = page.hidden_in(Span(before, span.end))
        before = span.end
        grade = _GRADE.search(title["picture"]) if title else None
        yield Item(
            span,
            title=page.said(title, "title") if title else "",
            severity=_GRADES[grade[1]] if grade else None,
            external_id=next((one[1] for one in (_ID.search(one.text) for one in hidden) if one), None),
            dropped=((Span(*title.span("badge")), "grades"),) if title else (),
        )


DIALECT = Dialect(
    name="deepsource",
    reads="comments by their title, the picture of their severity and the id in an HTML comment",
    gaps="what only its check runs say is not here",
    marks=rx(r"<!-- DeepSource: id="),
    items=_items,
    noise=(SMALL_PRINT,),
    is_tool=True,
)
