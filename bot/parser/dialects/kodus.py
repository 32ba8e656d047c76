"""Kodus: comments under a line of pictures that name label and severity."""

import re
from collections.abc import Iterator

from bot.model.claim import Span
from bot.model.finding import Status
from bot.parser.dialects.dialect import PROMPT, SMALL_PRINT, Dialect, Item, Says, folds, rx
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import GRADES, headed

_BADGES = rx(
    r"^[ ]*(?P<badges>!\[kody code-review\]\([^()\s]{0,400}\)[ ]*(?:!\[[^\[\]\n]{0,80}\]\([^()\s]{0,400}\)[ ]*){0,6})$"
)
_ALT = re.compile(r"!\[([^\[\]\n]{1,80})\]")


def _items(page: Page) -> Iterator[Item]:
    for badges, span in headed(page, _BADGES):
        if badges is None:
            yield Item(span, is_marked=False)
            continue
        words = [one[1].strip().lower() for one in _ALT.finditer(badges["badges"])][1:]
        grade = next((GRADES[word] for word in words if word in GRADES), None)
        kind = next((word.replace("_", " ") for word in words if word not in GRADES), None)
        yield Item(span, severity=grade, category=kind, dropped=((Span(*badges.span("badges")), "grades"),))


DIALECT = Dialect(
    name="kodus",
    reads="comments by the pictures that name label and severity",
    gaps="the improved code is a plain fence and taken for an example, not applied",
    marks=rx(r"!\[kody code-review\]\(|<!-- kody-codereview"),
    items=_items,
    noise=(folds(r"(?:ai )?prompt", PROMPT), SMALL_PRINT),
    says=(
        Says(Status.PROGRESS, rx(r"^[ ]*#{1,3} (?:Code|Kody) Review Started\b")),
        Says(Status.CLEAN, rx(r"(?s)\A\s*#{1,3} Kody Review Complete\b.{0,400}?\bNo issues were found\b")),
        Says(Status.WRAPPER, rx(r"^[ ]*#{1,3} (?:Code Review Completed|Kody Review Complete)\b[^\n]*$")),
    ),
)
