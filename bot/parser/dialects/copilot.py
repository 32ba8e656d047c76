"""GitHub Copilot: comments in plain prose, a description of the change, and findings that it suppressed."""

import re
from collections.abc import Iterator

from bot.model.claim import Span
from bot.model.finding import Severity, Status
from bot.parser.carving import merged
from bot.parser.dialects.dialect import Dialect, Item, Noise, Says, rx
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import NIT, PRIORITIES, comment, line_range, parts

_GRADE = rx(r"\s*(?:[*-][ ])?(?P<mark>(?:(?:\*\*)?\[?(?P<grade>P[0-4])\]?(?:\*\*)?:(?:\*\*)?|\[nitpick\])[ ]*)(?=\S)")
_OVERVIEW = rx(
    r"^[ ]*#{2,3}[ ]+(?:(?i:(?:pull request|pr) overview)|[^\w\n]{1,4} ?[A-Z][\w ]{2,40})[ ]*$|^[ ]*Copilot reviewed \d+ out of \d+ "
)
_SUPPRESSED = re.compile(r"\W*(?:comments? suppressed due to low confidence|suppressed comments?)\b", re.IGNORECASE)
_HEADING = rx(r"^[ ]{0,3}#{1,6}[ ]+(?P<words>[^\n]*)$")
_END = rx(r"^[ ]{0,3}(?:#{1,6}[ ]|</details>|- \*\*Files reviewed\b)")
_PLACE = rx(r"^[ ]*\*\*(?P<path>[^*\n]{1,400}?):(?P<start>\d{1,7})(?:-(?P<end>\d{1,7}))?\*\*[ ]*$")
_COUNT = r"Copilot reviewed \d+ out of \d+ changed files in this pull request and generated "


def _items(page: Page) -> Iterator[Item]:
    whole = comment(page)
    if whole is not None:
        grade, dropped = _graded(page, whole.start)
        yield Item(whole, severity=grade, dropped=dropped, is_marked=bool(dropped))
        return
    for region in _suppressed(page):
        for found, span in parts(page, _PLACE, region):
            grade, dropped = _graded(page, found.end())
            place = (Span(*found.span()), "the place of a finding")
            at = line_range(found["start"], found["end"])
            yield Item(span, "", grade, path=page.said(found, "path"), lines=at, dropped=(place, *dropped))


def _graded(page: Page, start: int) -> tuple[Severity | None, tuple[tuple[Span, str], ...]]:
    """The grade that words begin with, where a repository asks for one, and where it stands."""
    found = _GRADE.match(page.shown, start)
    if found is None:
        return None, ()
    return PRIORITIES.get(found["grade"] or "", NIT), ((Span(*found.span("mark")), "grades"),)


def _suppressed(page: Page) -> list[Span]:
    """Where suppressed comments stand: in a fold of their own, or below a heading of their own."""
    found = [fold.inner for fold in page.folds if _SUPPRESSED.match(fold.summary)]
    for heading in _HEADING.finditer(page.shown):
        if _SUPPRESSED.match(heading["words"]):
            end = _END.search(page.shown, heading.end())
            found.append(Span(heading.end(), end.start() if end else len(page.text)))
    return merged(found)


def _described(page: Page) -> Iterator[Span]:
    """All that stands around the suppressed comments, where the body is an overview."""
    if page.is_inline or _OVERVIEW.search(page.clear) is None:
        return
    at = 0
    for span in _suppressed(page):
        yield Span(at, span.start)
        at = span.end
    yield Span(at, len(page.text))


DIALECT = Dialect(
    name="copilot",
    reads="each comment as one finding; in reviews, the comments that it suppressed for low confidence",
    gaps="comments have no title and no grade unless a repository asks for P0 to P3; that a comment was suppressed is not weighed",
    marks=rx(
        r"^[ ]*Copilot reviewed \d+ out of \d+ changed files|<summary>(?:Comments suppressed due to low confidence|Suppressed comments \(\d)|"
        r"^[ ]*### (?:🟢 Approval recommended|✅ Ready to approve|🟡 Not ready to approve)[ ]*$"
    ),
    items=_items,
    noise=(Noise("a description of the change", _described),),
    says=(
        Says(
            Status.SKIPPED,
            rx(r"^\W*Copilot (?:wasn't|was not) able to review|exceeds the maximum number of (?:lines|files)"),
        ),
        Says(Status.CLEAN, rx(rf"{_COUNT}no comments\."), "open"),
        Says(
            Status.CLEAN,
            rx(
                r"(?s)\A\s*### (?:🟢 Approval recommended|✅ Ready to approve)\b.{0,20000}?Comments generated:\W{0,8}0\b"
            ),
            "open",
        ),
        Says(Status.WRAPPER, rx(rf"{_COUNT}(?:no new|\d+)"), "open"),
        Says(Status.WRAPPER, _OVERVIEW, "open"),
    ),
)
