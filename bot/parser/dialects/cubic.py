"""cubic: comments that begin with their priority, and reviews that count the issues."""

from collections.abc import Iterator

from bot.model.claim import Span
from bot.model.finding import Status
from bot.parser.dialects.dialect import PROMPT, SMALL_PRINT, Dialect, Item, Says, folds, lines, rx
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import PRIORITIES, comment

_PRIORITY = rx(r"\A\s*(?P<mark>(?:\*\*)?(?P<grade>P[0-4])(?:\*\*)?:(?:\*\*)?[ ]*)(?=\S)")


def _items(page: Page) -> Iterator[Item]:
    whole = comment(page)
    found = _PRIORITY.match(page.clear)
    if found is not None:
        span = whole or Span(found.start("mark"), len(page.text.rstrip()))
        yield Item(span, severity=PRIORITIES[found["grade"]], dropped=((Span(*found.span("mark")), "grades"),))
    elif whole is not None:
        yield Item(whole, is_marked=False)


DIALECT = Dialect(
    name="cubic",
    reads="comments by the priority that they begin with",
    gaps="its confidence in a comment is not weighed; issues that stand only in the prompt of a review are not read",
    marks=rx(r"<!-- metadata:\{\"confidence\"|^[ ]*\*\*(?:No|\d{1,4}) issues? found\*\* across \d{1,5} files?"),
    items=_items,
    noise=(
        folds(r"prompt for ai agents", PROMPT),
        SMALL_PRINT,
        lines(r"^[ ]*\*\*\d{1,4} issues? found\*\* across \d{1,5} files?[^\n]*$", "a count"),
    ),
    says=(
        Says(Status.CLEAN, rx(r"^[ ]*\*\*No issues found\*\* across \d{1,5} files?")),
        Says(Status.WRAPPER, rx(r"^[ ]*\*\*(?:\d{1,4} issues? found|All reported issues)\b[^\n]*$")),
    ),
)
