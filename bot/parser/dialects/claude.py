"""Claude: one comment that is edited while it works and ends in free Markdown, numbered issues with links, or marked comments."""

from collections.abc import Iterator

from bot.model.claim import Span
from bot.model.finding import Status
from bot.parser.dialects.dialect import Dialect, Item, Noise, Says, lines, rx
from bot.parser.dialects.page import Page
from bot.parser.dialects.shapes import HIGH, LOW, NIT, PERMALINK, comment, linked, parts

_FOUND = rx(r"^[ ]*Found \d{1,4} issues?:?[ ]*$")
_NUMBER = rx(r"^(?P<number>\d{1,3}[.)][ ]+)(?=\S)")
_LINK = rx(rf"^[ ]*<?{PERMALINK.pattern}>?[ ]*$")
_SIGN = rx(
    r"^[ ]*(?P<sign>(?:\*\*)?(?P<grade>[🔴🟡🟣])[ ]*(?:\*\*)?(?:\[?(?P<word>Important|Nit|Pre-existing)\]?(?:\*\*)?[:—–-]?(?:\*\*)?)?[ ]*)"
    r"(?P<title>[^\n]{1,300})$"
)
_GRADES = {"🔴": HIGH, "🟡": NIT, "🟣": LOW}
_BOX = rx(r"^[ ]*[-*][ ]\[(?P<done>[ xX])\][ ][^\n]*$")


def _items(page: Page) -> Iterator[Item]:
    whole = comment(page)
    signed = _SIGN.match(page.clear, len(page.clear) - len(page.clear.lstrip())) if whole is not None else None
    if whole is not None and signed is not None:
        kind = "pre-existing" if signed["grade"] == "🟣" else None
        title = page.said(signed, "title").strip("* ")
        sign = (Span(*signed.span("sign")), "grades")
        yield Item(whole, title, _GRADES[signed["grade"]], kind, dropped=(sign,))
    found = _FOUND.search(page.clear)
    if found is None or whole is not None:
        return
    for number, span in parts(page, _NUMBER, Span(found.end(), len(page.text))):
        link = _LINK.search(page.clear, span.start, span.end)
        if link is None:
            continue
        path, at = linked(link)
        dropped = (
            (Span(*number.span("number")), "the number of a finding"),
            (Span(*link.span()), "the place of a finding"),
        )
        yield Item(Span(span.start, link.end()), path=path, lines=at, dropped=dropped)


def _progress(page: Page) -> Iterator[Span]:
    """Lists of boxes, some of them ticked: what it has done so far."""
    run: list[Span] = []
    is_ticked = False
    for box in _BOX.finditer(page.clear):
        if run and page.clear[run[-1].end : box.start()].strip():
            yield from run if is_ticked else ()
            run, is_ticked = [], False
        run.append(Span(*box.span()))
        is_ticked = is_ticked or box["done"] != " "
    yield from run if is_ticked else ()


DIALECT = Dialect(
    name="claude",
    reads="numbered issues with a link each, comments that begin with a coloured sign, and free Markdown like anybody's",
    gaps="what only a check run lists is not here; free Markdown is read by the rules for any reviewer",
    marks=rx(
        r"^[ ]*(?:\*\*)?Claude finished @|^[ ]*\*\*Claude (?:Code )?(?:is )?working|^[ ]*Claude Code is working|"
        r"Generated with \[Claude Code\]\(|^[ ]*No issues found\. Checked for bugs and [A-Z]{3,10}\.md compliance"
    ),
    items=_items,
    noise=(
        lines(r"^[ ]*(?:\*\*)?Claude finished @[^\n]*$", "what the review says of itself"),
        lines(r"^[ ]*### Code review[ ]*$", "what the review says of itself"),
        lines(r"^[ ]*(?:<sub>[ ]*)?(?:🤖[ ]*)?Generated with \[Claude Code\][^\n]*$", "what the review says of itself"),
        lines(r"^[ ]*<sub>[^\n]{0,60}If this code review was useful[^\n]{0,200}$", "a request for feedback"),
        Noise("a list of steps, some of them done", _progress),
    ),
    says=(
        Says(Status.PROGRESS, rx(r"\A\s*(?:<img[^<>\n]{0,400}>\s*)?(?:\*\*)?Claude (?:Code )?(?:is )?working\b")),
        Says(Status.SKIPPED, rx(r"\A\s*(?:\*\*)?Claude encountered an error\b")),
        Says(
            Status.CLEAN,
            rx(r"^[ ]*No issues found\. Checked for bugs and [A-Z]{3,10}\.md compliance[^\n]{0,40}$"),
            "open",
        ),
        Says(Status.WRAPPER, _FOUND, "open"),
    ),
    is_prose=True,
)
