"""One message read in a dialect: what it is, its findings, its noise."""

from dataclasses import dataclass

from bot.model.claim import Span
from bot.model.finding import Status
from bot.parser.carving import merged
from bot.parser.dialects.dialect import STOPS, Dialect, Item, Says
from bot.parser.dialects.page import Page, blank

_HEAD_LINES = 4
_HEAD_LENGTH = 2_000
_HIDDEN = "hidden data"
_WHY = {
    Status.PROGRESS: "a note that the review goes on",
    Status.QUOTA: "a note that a limit kept the bot from reviewing",
    Status.SKIPPED: "a note that the bot did not review",
    Status.ACKNOWLEDGEMENT: "an answer or acknowledgement of the bot",
    Status.GATE: "the state of a check, in numbers",
    Status.DESCRIPTION: "a description of the change",
    Status.CLEAN: "clean vote",
    Status.WRAPPER: "what the review says of itself",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """`noise` are stretches with reasons, apart and in order; `clean` is where the message says that nothing was found."""

    page: Page
    status: Status
    items: tuple[Item, ...] = ()
    noise: tuple[tuple[Span, str], ...] = ()
    clean: Span | None = None
    reviewed: str | None = None


def read(dialect: Dialect, page: Page) -> Reading:
    """What a message says. A status is never clean and has no findings; what no rule knows stays in the open."""
    stop = _said(dialect, page, is_stop=True)
    if stop is not None:
        return Reading(page, stop[0].status, noise=((page.whole, _WHY[stop[0].status]),))
    noise = _noise(dialect, page)
    view = page.without(merged(span for span, _ in noise))
    items = _apart(dialect, view)
    reviewed = dialect.reviewed.search(page.clear) if dialect.reviewed else None
    commit = reviewed[1] if reviewed else None
    said = None if items else _said(dialect, page, is_stop=False)
    if said is None:
        return Reading(view, Status.FINDINGS if items else Status.UNKNOWN, items, noise, reviewed=commit)
    says, span = said
    noise = _in_order([*noise, (span, _WHY[says.status])])
    view = page.without(merged(span for span, _ in noise))
    clean = span if says.status is Status.CLEAN else None
    return Reading(view, says.status, (), noise, clean, commit)


def _noise(dialect: Dialect, page: Page) -> tuple[tuple[Span, str], ...]:
    found = [(span, rule.why) for rule in dialect.noise for span in rule.find(page)]
    found += [(one.span, _HIDDEN) for one in page.hidden]
    return _in_order(found)


def _in_order(found: list[tuple[Span, str]]) -> tuple[tuple[Span, str], ...]:
    """Stretches in order, of those that overlap the first whole and of the next one what goes beyond it."""
    kept: list[tuple[Span, str]] = []
    at = 0
    for span, why in sorted(found, key=lambda one: (one[0].start, -one[0].end)):
        start = max(span.start, at)
        if start < span.end:
            kept.append((Span(start, span.end), why))
            at = span.end
    return tuple(kept)


def _apart(dialect: Dialect, view: Page) -> tuple[Item, ...]:
    """The items in order, without those that begin inside one before."""
    kept: list[Item] = []
    for item in sorted(dialect.items(view), key=lambda item: (item.span.start, -item.span.end)):
        if item.span.start < item.span.end and (not kept or item.span.start >= kept[-1].span.end):
            kept.append(item)
    return tuple(kept)


def _said(dialect: Dialect, page: Page, *, is_stop: bool) -> tuple[Says, Span] | None:
    start, end = _head(page.clear)
    head = page.clear[start:end]
    for says in dialect.says:
        if (says.status in STOPS) is not is_stop:
            continue
        if says.where == "hidden":
            one = next((one for one in page.hidden if says.pattern.search(one.text)), None)
            if one is not None:
                return says, one.span
            continue
        is_open = says.where == "open"
        found = says.pattern.search(page.clear if is_open else head)
        if found is not None and (says.where != "box" or not blank(page.clear, page.boxes).strip()):
            begin = 0 if is_open else start
            return says, Span(begin + found.start(), begin + found.end())
    return None


def _head(clear: str) -> tuple[int, int]:
    """Where the first lines that say anything begin and end."""
    at = start = len(clear) - len(clear.lstrip())
    most = min(len(clear), start + _HEAD_LENGTH)
    for _ in range(_HEAD_LINES):
        end = clear.find("\n", at, most)
        if end < 0:
            return start, most
        at = end + 1
        while at < most and clear[at].isspace():
            at += 1
    return start, at
