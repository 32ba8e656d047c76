"""Devin: comments that carry their place in an HTML comment, behind a coloured sign and a bold title."""

import re
from collections.abc import Iterator

from bot.model.claim import Span
from bot.model.finding import Status
from bot.parser.dialects.dialect import Dialect, Item, Says, between, lines, rx
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import HIGH, MEDIUM, headed, line_range

_TITLE = rx(r"^[ ]*(?P<sign>[^\w\s*<>`|_#-]{1,3}[ ]*)\*\*(?P<title>[^\n]{1,500}?)\*\*")
_GRADES = {"🔴": HIGH, "🟡": MEDIUM}
_FIELD = r"\"{}\"\s{{0,4}}:\s{{0,4}}\"?(?P<value>[^\",{{}}\n]{{1,400}})"
_FIELDS = {name: re.compile(_FIELD.format(name)) for name in ("id", "file_path", "start_line", "end_line")}
_MARK = "devin-review-comment"


def _items(page: Page) -> Iterator[Item]:
    before = 0
    for title, span in headed(page, _TITLE):
        around = Span(before, span.end)
        before = span.end
        anchor = next((one.text for one in page.hidden_in(around) if _MARK in one.text), "")
        if not page.is_inline and not anchor:
            continue
        said = {name: one["value"].strip() for name, field in _FIELDS.items() if (one := field.search(anchor))}
        yield Item(
            span,
            title=page.said(title, "title") if title else "",
            severity=_GRADES.get(title["sign"].strip()) if title else None,
            path=said.get("file_path"),
            lines=line_range(said.get("start_line"), said.get("end_line")),
            external_id=said.get("id"),
            dropped=((Span(*title.span("sign")), "grades"),) if title else (),
            is_marked=title is not None or bool(anchor),
        )


DIALECT = Dialect(
    name="devin",
    reads="comments by the place and id in their HTML comment, the coloured sign and the bold title",
    gaps="further flags stand only on its own site; signs other than red and yellow have no grade here",
    marks=rx(r"<!-- devin-review-(?:comment|badge-begin)\b|^[ ]*## ✅ Devin Review: No Issues Found"),
    items=_items,
    noise=(
        between("devin-review-badge-begin", "devin-review-badge-end", "a link to its own site"),
        lines(r"^[ ]*#{1,4} [^\n]{0,40}Devin Review\b[^\n]*$", "what the review says of itself"),
        lines(r"^[ ]*\*?Was this helpful\?[^\n]{0,200}$", "a request for feedback"),
    ),
    says=(
        Says(Status.ACKNOWLEDGEMENT, rx(r"\A\s*✅ ?\*\*Resolved\*\*")),
        Says(Status.PROGRESS, rx(r"\A\s*Starting Devin Review\b")),
        Says(Status.WRAPPER, rx(r"^[^\n]{0,200}\b[1-9]\d{0,3} additional flags?\b[^\n]*$"), "open"),
        Says(Status.CLEAN, rx(r"^[ ]*## ✅ Devin Review: No Issues Found[ ]*$(?:\s{1,9}[^\n#<]{1,300}$)?")),
        Says(
            Status.WRAPPER, rx(r"^[^\n]{0,40}Devin Review[^\n]{0,40} found \d{1,4} (?:new )?potential issues?[^\n]*$")
        ),
    ),
)
