"""reviewdog: what a linter says of a line, behind a sign of its severity and the name of the tool."""

import re
from collections.abc import Iterator

from bot.model.claim import Span
from bot.parser.dialects.dialect import Dialect, Item, rx
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import HIGH, LOW, MEDIUM, headed

_HEAD = rx(
    r"^[ ]*(?P<head>(?:(?P<sign>[⚠🚫📝])[ ]*)?\*\*\[(?P<tool>[^\[\]\n]{1,80})\]\*\*[ ]*(?:(?P<code><?\[?[^\n]{1,300}?\]?[^\n]{0,300}?>?)[ ]*)??"
    r"<sub>reported by \[reviewdog\]\([^()\s]{0,300}\)[^\n<]{0,40}</sub>[ ]*<br>)"
)
_ID = re.compile(r"__reviewdog__:([\w+/=-]{1,400})")
_GRADES = {"🚫": HIGH, "⚠": MEDIUM, "📝": LOW}


def _items(page: Page) -> Iterator[Item]:
    for head, span in headed(page, _HEAD):
        ids = (_ID.search(one.text) for one in page.hidden_in(span))
        yield Item(
            span,
            severity=_GRADES.get(head["sign"] or "") if head else None,
            external_id=next((one[1] for one in ids if one), None),
            dropped=((Span(*head.span("head")), "grades"),) if head else (),
        )


DIALECT = Dialect(
    name="reviewdog",
    reads="comments by the sign of their severity, and the fingerprint in an HTML comment",
    gaps="the code of the rule is not read",
    marks=rx(r"<sub>reported by \[reviewdog\]\(|<!-- __reviewdog__:"),
    items=_items,
    is_tool=True,
)
