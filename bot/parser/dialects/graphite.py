"""Graphite: comments in prose with a footer; the same account also tells of its merge queue."""

from collections.abc import Iterator

from bot.model.finding import Status
from bot.parser.dialects.dialect import Dialect, Item, Says, lines, rx
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import comment, parts

_START = rx(r"\A\s*(?=\S)")


def _items(page: Page) -> Iterator[Item]:
    whole = comment(page)
    if whole is not None:
        yield Item(whole, is_marked=False)
    elif _SPOTTED.search(page.shown):
        yield from (Item(span, is_marked=False) for _, span in parts(page, _START))


_SPOTTED = rx(r"^[ ]*[*_]{1,2}Spotted by \[?Graphite\b[^\n]*$")

DIALECT = Dialect(
    name="graphite",
    reads="each comment as one finding",
    gaps="comments have no title and no severity; whether others have the known footer was not seen",
    marks=_SPOTTED,
    items=_items,
    noise=(
        lines(_SPOTTED.pattern, "what the review says of itself"),
        lines(
            r"^[ ]*(?:<[^<>\n]{1,300}>)?\[?(?:Is this helpful\?|Fix in Graphite)[^\n]{0,400}$", "a request for feedback"
        ),
    ),
    says=(Says(Status.ACKNOWLEDGEMENT, rx(r"\A\s*#{1,4} \*{0,2}Merge activity\b")),),
    is_tool=True,
)
