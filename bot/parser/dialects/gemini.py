"""Gemini Code Assist: comments that begin with a picture of their priority; summaries of the change."""

import re
from collections.abc import Iterator

from bot.model.claim import Span
from bot.model.finding import Status
from bot.parser.dialects.dialect import Dialect, Item, Noise, Says, boxes, folds, lines, rx, sections
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import GRADES, comment, parts

_BADGES = rx(
    r"^[ ]*(?P<badges>(?:!\[[^\[\]\n]{1,40}\]\(https://www\.gstatic\.com/codereviewagent/[\w-]{1,40}\.svg\)[ ]*){1,4})"
)
_LEVEL = re.compile(r"/(?:(?P<kind>[a-z]{3,20})-)?(?P<grade>critical|high|medium|low)(?:-priority)?\.svg")
_SUMMARY = rx(r"^[ ]*## Code Review[ ]*$")


def _items(page: Page) -> Iterator[Item]:
    whole = comment(page)
    if whole is None and _SUMMARY.search(page.shown):
        return
    found_any = False
    for found, span in parts(page, _BADGES):
        found_any = True
        levels = list(_LEVEL.finditer(found["badges"]))
        grade = next((GRADES[one["grade"]] for one in sorted(levels, key=lambda one: bool(one["kind"]))), None)
        kind = next((one["kind"] for one in levels if one["kind"]), None)
        yield Item(span, severity=grade, category=kind, dropped=((Span(*found.span("badges")), "grades"),))
    if whole is not None and not found_any:
        yield Item(whole, is_marked=False)


def _summary(page: Page) -> Iterator[Span]:
    """The body of a review, which sums up what stands beside the code."""
    if not page.is_inline and _SUMMARY.search(page.clear):
        yield page.whole


DIALECT = Dialect(
    name="gemini",
    reads="comments by the picture of their priority, which is known by the name of its file",
    gaps="the summary of a review is not read, since it repeats what stands beside the code",
    marks=rx(r"\]\(https://www\.gstatic\.com/codereviewagent/|<summary>Using Gemini Code Assist"),
    items=_items,
    noise=(
        boxes("a banner about the bot itself"),
        folds(r"using gemini code assist", "how to use the bot"),
        sections(r"^Style Guide References", "references to a style guide"),
        lines(r"^[ ]*\[\^\d{1,3}\]:[^\n]{0,1000}$", "references to a style guide"),
        Noise("a summary of what stands beside the code", _summary),
    ),
    says=(
        Says(Status.DESCRIPTION, rx(r"^[ ]*#{2,3} Summary of Changes\b")),
        Says(Status.SKIPPED, rx(r"\[!CAUTION\]"), "box"),
        Says(Status.SKIPPED, rx(r"^[^\n]{0,200}\bunable to (?:generate|create) a (?:code )?(?:review|summary)")),
        Says(Status.QUOTA, rx(r"^\W*You have reached your daily quota limit")),
        Says(
            Status.CLEAN, rx(r"\bI have no (?:further )?feedback to provide\b|\bThere are no review comments\b"), "open"
        ),
        Says(Status.WRAPPER, _SUMMARY),
    ),
)
