"""PR-Agent: a guide with focus areas, and suggestions with a score each, in the tables of a comment."""

import re
from collections.abc import Iterator

from bot.model.claim import Span
from bot.model.finding import Severity, Status
from bot.parser.dialects.dialect import Dialect, Item, Says, folds, lines, rx
from bot.parser.dialects.page import Fold, Page
from bot.parser.dialects.shapes import HIGH, LOW, MEDIUM, comment, line_range

_FOCUS = re.compile(
    r"<a href=['\"][^'\"\s]{0,400}['\"]>\s{0,9}(?P<title><strong>[^<>]{1,300}</strong>)\s{0,9}</a>|(?P<plain><strong>[^<>]{1,300}</strong>)\s*\n"
)
_FOCUS_PLAIN = rx(r"^[ ]*\[\*\*(?P<title>[^\n*]{1,300})\*\*\]\([^()\s]{1,600}\)")
_SECURITY = rx(
    r"<strong>Security concerns</strong>(?:[ ]*<br>){0,4}(?P<text>(?:(?!</td>|<strong>Recommended)(?s:.)){0,8000})"
)
_PLACE = re.compile(r"\[(?P<path>[^\[\]\n]{1,400}) \[(?P<start>\d{1,7})(?:-(?P<end>\d{1,7}))?\]\]\([^()\s]{1,800}\)")
_SCORE = re.compile(r"Suggestion importance\[1-10\]:\s{0,4}(?P<score>\d{1,2})")
_INLINE = rx(
    r"\A\s*(?P<mark>\*\*Suggestion:\*\*[ ]*)[^\n]{1,4000}?(?P<label>\[(?P<kind>[^\[\],\n]{1,60}), importance: (?P<score>\d{1,2})\])"
)
_GUIDE = rx(r"^[ ]*## (?:Incremental )?PR Reviewer Guide\b")
_SUGGESTIONS = rx(r"^[ ]*## PR Code Suggestions\b")


def _items(page: Page) -> Iterator[Item]:
    whole = comment(page)
    if whole is not None:
        found = _INLINE.match(page.clear)
        dropped = tuple((Span(*found.span(one)), "grades") for one in ("mark", "label")) if found else ()
        grade = _graded(int(found["score"])) if found else None
        yield Item(
            whole, "", grade, found["kind"].strip() if found else None, dropped=dropped, is_marked=found is not None
        )
    elif _GUIDE.search(page.shown):
        yield from (_focus(page, fold) for fold in page.folds if _is_focus(page, fold))
        for found in _SECURITY.finditer(page.clear):
            if found["text"].strip():
                yield Item(Span(*found.span("text")), "Security concerns", category="security")
    elif _SUGGESTIONS.search(page.shown):
        yield from _suggestions(page)


def _is_focus(page: Page, fold: Fold) -> bool:
    return _FOCUS.match(page.text[fold.head.start : fold.head.end].lstrip()) is not None


def _focus(page: Page, fold: Fold) -> Item:
    """The text of a focus area is its summary; below it stands the code that it is about, whose file only a digest names."""
    found = _FOCUS.search(page.text, fold.head.start, fold.head.end)
    title = (found["title"] or found["plain"] or "") if found else ""
    excerpt = Span(fold.head.end, fold.inner.end)
    head = Span(fold.head.start, found.end() if found else fold.head.start)
    return Item(
        Span(fold.head.start, fold.inner.end),
        title=re.sub(r"</?strong>", "", title),
        dropped=((head, "the heading of a finding"), (excerpt, "the code in question as it stands")),
    )


def _suggestions(page: Page) -> Iterator[Item]:
    for fold in page.folds:
        inner = next((one for one in page.folds_in(fold.inner)), None)
        place = _PLACE.search(page.text, fold.inner.start, inner.span.start if inner else fold.inner.end)
        if place is None:
            continue
        score = _SCORE.search(page.text, fold.inner.start, fold.inner.end)
        yield Item(
            Span(fold.head.start, fold.inner.end),
            title=fold.summary,
            severity=_graded(int(score["score"])) if score else None,
            path=place["path"],
            lines=line_range(place["start"], place["end"]),
            dropped=((Span(*place.span()), "the place of a finding"),),
        )


def _graded(score: int) -> Severity:
    return HIGH if score >= 9 else MEDIUM if score >= 7 else LOW


DIALECT = Dialect(
    name="pr-agent",
    reads="the focus areas of a guide, suggestions with place, patch and score, suggestions beside the code",
    gaps="a focus area names its file only by a digest and so has no place; categories of the table are not read",
    marks=rx(
        r"^[ ]*## (?:(?:Incremental )?PR Reviewer Guide 🔍|PR Code Suggestions ✨)|^[ ]*\*\*\[Persistent (?:review|suggestions)\]\("
    ),
    items=_items,
    noise=(
        folds(r"previous suggestions", "suggestions of earlier runs"),
        folds(r"suggestion importance", "the score, and why"),
        folds(r"tool usage guide|more info", "how to use the bot"),
        lines(r"<td rowspan=\"?\d{1,4}\"?>[^<>\n]{1,80}</td>", "the heading of findings"),
        lines(r"^[ ]*(?:##|####)[ ][^\n]{0,400}$", "the heading of findings"),
        lines(
            r"^[^\n]*<strong>(?:Estimated effort|No relevant tests|PR contains tests|No TODO|No security concerns|Score)[^\n]*$",
            "the state of the change",
        ),
        lines(
            r"<strong>Recommended focus areas for review</strong>(?:<br>)*|<t[rdh][ >][^\n]{0,200}<strong>(?:Category|Suggestion|Impact)[^\n]*",
            "the heading of findings",
        ),
    ),
    says=(
        Says(Status.PROGRESS, rx(r"\A\s*Preparing (?:review|suggestions|PR description)\.\.\.")),
        Says(Status.ACKNOWLEDGEMENT, rx(r"\A\s*\*\*\[Persistent (?:review|suggestions)\]\(")),
        Says(Status.DESCRIPTION, rx(r"\A\s*### \*\*PR Type\*\*")),
        Says(
            Status.CLEAN,
            rx(
                r"<strong>No major issues detected</strong>|^[ ]*No code suggestions found for the PR\.|"
                r"^[ ]*No suggestions found to improve this PR\."
            ),
            "open",
        ),
        Says(Status.WRAPPER, _GUIDE),
        Says(Status.WRAPPER, _SUGGESTIONS),
    ),
)
