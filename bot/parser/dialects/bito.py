"""Bito: comments whose issue and fix stand in parts of HTML with names."""

from collections.abc import Iterator

from bot.model.claim import Span
from bot.model.finding import Status
from bot.parser.dialects.dialect import PROMPT, SMALL_PRINT, Dialect, Item, Says, folds, lines, rx
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import headed

_ISSUE = rx(r"<div id=\"issue\">\s{0,9}(?:<b>(?P<title>[^<>\n]{1,400})</b>)?")
_DIV = rx(r"</?div\b[^<>\n]{0,80}>")


def _items(page: Page) -> Iterator[Item]:
    for issue, span in headed(page, _ISSUE):
        title = page.said(issue, "title") if issue and issue["title"] else ""
        tags = tuple((Span(*one.span()), "layout") for one in _DIV.finditer(page.clear, span.start, span.end))
        yield Item(span, title, dropped=tags, is_marked=issue is not None)


DIALECT = Dialect(
    name="bito",
    reads="comments by the named parts for issue and fix",
    gaps="the summary of a run is not read; comments state no severity",
    marks=rx(r"<div id=\"suggestion\">|<!-- Bito Reply -->"),
    items=_items,
    noise=(
        folds(r"(?:ai )?prompt", PROMPT),
        folds(r"citations|review details|bito usage guide", "what the run was like"),
        SMALL_PRINT,
        lines(r"^[ ]*(?:<small>)?(?:<i>)?Code Review Run #[^\n]{1,100}$", "what the run was like"),
        lines(r"^[ ]*- \[[ xX]\][^\n]{0,400}$", "a box to tick"),
    ),
    says=(Says(Status.ACKNOWLEDGEMENT, rx(r"Bito Reply"), "hidden"),),
)
