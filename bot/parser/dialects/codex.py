"""OpenAI Codex: comments that begin with a badge of their priority, and a clean note as a comment of the change."""

from collections.abc import Iterator

from bot.model.claim import Span
from bot.model.finding import Status
from bot.parser.dialects.dialect import Dialect, Item, Says, folds, lines, rx
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import PERMALINK, PRIORITIES, comment, linked, parts

_BADGE = rx(
    r"^(?P<link>[ ]*https?://[^\s()<>]{1,800}[ ]*\n\s{0,4})?[ ]*(?:\*\*)?(?P<badge>(?:<sub>){0,2}!\[(?P<grade>P[0-4]) Badge\]\([^()\s]{1,300}\)"
    r"(?:</sub>){0,2}[ ]*)(?P<title>[^\n]{1,400}?)(?:\*\*)?[ ]*$"
)


def _items(page: Page) -> Iterator[Item]:
    found_any = False
    for found, span in parts(page, _BADGE):
        found_any = True
        place = PERMALINK.search(found["link"] or "")
        path, at = linked(place) if place else (None, None)
        dropped = [(Span(*found.span("badge")), "grades")]
        if found["link"]:
            dropped.append((Span(*found.span("link")), "the place of a finding"))
        yield Item(
            span, page.said(found, "title"), PRIORITIES[found["grade"]], path=path, lines=at, dropped=tuple(dropped)
        )
    whole = comment(page)
    if whole is not None and not found_any:
        yield Item(whole, is_marked=False)


DIALECT = Dialect(
    name="codex",
    reads="what begins with a badge P0 to P4 in bold, beside the code or in a review behind a link to lines",
    gaps="a thumb up instead of a comment is no text and not read",
    marks=rx(
        r"!\[P[0-4] Badge\]\(https://img\.shields\.io/badge/P[0-4]-|^[ ]*### 💡 Codex Review[ ]*$|^[ ]*Codex Review: Didn[’']t find any"
    ),
    items=_items,
    noise=(
        folds(r"about codex in github", "how to use the bot"),
        lines(r"^[ ]*Useful\? React with[^\n]{0,40}$", "a request for feedback"),
        lines(
            r"^[ ]*### 💡 Codex Review[ ]*$(?:\s{1,9}Here are some automated review suggestions[^\n]{0,200}$)?",
            "what the review says of itself",
        ),
        lines(r"^[ ]*\*\*Reviewed commit:\*\*[^\n]{0,200}$", "the commit that was reviewed"),
    ),
    says=(
        Says(Status.QUOTA, rx(r"^\W*You have reached your Codex usage limits")),
        Says(Status.SKIPPED, rx(r"^\W*To use Codex here,")),
        Says(Status.CLEAN, rx(r"^[ ]*(?:\*\*)?Codex Review:(?:\*\*)? Didn't find any [^\n]{0,300}$")),
        Says(Status.WRAPPER, rx(r"^[ ]*### 💡 Codex Review[ ]*$")),
    ),
    reviewed=rx(r"^[ ]*\*\*Reviewed commit:\*\*[ ]*`?\[?`?([0-9a-fA-F]{7,40})"),
)
