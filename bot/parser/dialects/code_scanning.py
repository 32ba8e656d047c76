"""GitHub code scanning and code quality: one comment for each alert, its rule as a heading where the tool has one."""

from collections.abc import Iterator

from bot.model.claim import Span
from bot.parser.dialects.dialect import Dialect, Item, rx
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import headed

_RULE = rx(r"^[ ]{0,3}## (?:(?P<tool>[^\n/]{1,60}?) / )?(?P<title>[^\n]{1,300}?)[ ]*$")
_ALERT = rx(r"\[[^\[\]\n]{1,60}\]\([^()\s]{1,300}/security/code-scanning/(?P<number>\d{1,12})\)")


def _items(page: Page) -> Iterator[Item]:
    lone = _ALERT.search(page.clear) if not page.is_inline and _RULE.search(page.clear) is None else None
    if lone is not None:
        yield Item(
            Span(0, lone.end()), external_id=lone["number"], dropped=((Span(*lone.span()), "a link to the alert"),)
        )
    for rule, span in headed(page, _RULE):
        alert = _ALERT.search(page.clear, span.start, span.end)
        if not page.is_inline and alert is None:
            continue
        dropped = [(Span(*alert.span()), "a link to the alert")] if alert else []
        if rule is not None and rule["tool"]:
            dropped.append((Span(rule.start(), rule.start("title")), "the name of the tool"))
        title = page.said(rule, "title") if rule else ""
        number = alert["number"] if alert else None
        yield Item(span, title, external_id=number, dropped=tuple(dropped))


DIALECT = Dialect(
    name="code-scanning",
    reads="each comment as one finding: the rule in its heading, the message, the number of its alert",
    gaps="the text states no severity, and the flow behind 'Show more details' is not fetched",
    marks=rx(r"\]\([^()\s]{1,300}/security/code-scanning/\d{1,12}\)"),
    items=_items,
    is_tool=True,
)
