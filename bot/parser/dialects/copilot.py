"""GitHub Copilot: comments in plain prose, a description of the change, and findings that it suppressed."""

from collections.abc import Iterator

from bot.model.claim import Span
from bot.model.finding import Status
from bot.parser.carving import merged
from bot.parser.dialects.dialect import Dialect, Item, Noise, Says, rx
from bot.parser.dialects.page import Fold, Page
from bot.parser.dialects.shapes import PRIORITIES, comment, line_range, parts

_PRIORITY = rx(r"\A\s*(?P<mark>(?:\*\*)?\[?(?P<grade>P[0-4])\]?(?:\*\*)?:(?:\*\*)?[ ]*)")
_OVERVIEW = rx(
    r"^[ ]*#{2,3}[ ]+(?:Pull request overview|[^\w\n]{1,4} ?[A-Z][\w ]{2,40})[ ]*$|^[ ]*Copilot reviewed \d+ out of \d+ "
)
_SUPPRESSED = "comments suppressed due to low confidence"
_PLACE = rx(r"^[ ]*\*\*(?P<path>[^*\n]{1,400}?):(?P<start>\d{1,7})(?:-(?P<end>\d{1,7}))?\*\*[ ]*$")
_COUNT = r"Copilot reviewed \d+ out of \d+ changed files in this pull request and generated "


def _items(page: Page) -> Iterator[Item]:
    whole = comment(page)
    if whole is not None:
        found = _PRIORITY.match(page.clear)
        dropped = ((Span(*found.span("mark")), "grades"),) if found else ()
        grade = PRIORITIES[found["grade"]] if found else None
        yield Item(whole, severity=grade, dropped=dropped, is_marked=found is not None)
        return
    for fold in _suppressed(page):
        for found, span in parts(page, _PLACE, fold.inner):
            at = line_range(found["start"], found["end"])
            place = (Span(*found.span()), "the place of a finding")
            yield Item(span, path=page.said(found, "path"), lines=at, dropped=(place,))


def _suppressed(page: Page) -> list[Fold]:
    return [fold for fold in page.folds if _SUPPRESSED in fold.summary.lower()]


def _described(page: Page) -> Iterator[Span]:
    """All that stands around the suppressed comments, where the body is an overview."""
    if page.is_inline or _OVERVIEW.search(page.clear) is None:
        return
    at = 0
    for span in merged(fold.inner for fold in _suppressed(page)):
        yield Span(at, span.start)
        at = span.end
    yield Span(at, len(page.text))


DIALECT = Dialect(
    name="copilot",
    reads="each comment as one finding; in reviews, the comments that it suppressed for low confidence",
    gaps="comments have no title and no grade unless a repository asks for P0 to P3; that a comment was suppressed is not weighed",
    marks=rx(
        r"^[ ]*Copilot reviewed \d+ out of \d+ changed files|<summary>Comments suppressed due to low confidence|"
        r"^[ ]*### 🟢 Approval recommended[ ]*$"
    ),
    items=_items,
    noise=(Noise("a description of the change", _described),),
    says=(
        Says(
            Status.SKIPPED,
            rx(r"^\W*Copilot (?:wasn't|was not) able to review|exceeds the maximum number of (?:lines|files)"),
        ),
        Says(Status.CLEAN, rx(rf"{_COUNT}no comments\."), "open"),
        Says(Status.CLEAN, rx(r"(?s)\A\s*### 🟢 Approval recommended.{0,20000}?Comments generated:\W{0,8}0\b"), "open"),
        Says(Status.WRAPPER, rx(rf"{_COUNT}(?:no new|\d+)"), "open"),
        Says(Status.WRAPPER, _OVERVIEW, "open"),
    ),
)
