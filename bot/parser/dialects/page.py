"""A bot's message as a page: what stands in the open, what is hidden, what is quoted or code, and which part folds which."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import groupby

from bot.model.claim import Span
from bot.parser.fences import fence_at
from bot.parser.html import CommentEraser, overwrite
from bot.parser.lines import code_spans, line_spans

_EVEN = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f\u200b\u200c\ufeff\ufe0e\ufe0f\t\x0b\x0c", " ") | {"’": "'", "‘": "'"}
)
_RETURN = re.compile(r"\r(\n?)")
_QUOTE = re.compile(r"[ ]{0,3}>[ \t]?")
_CALLOUT = re.compile(r"[ ]{0,3}>[ \t]*\[![A-Za-z]{3,12}\]")
_FOLD = re.compile(r"<(?P<close>/?)(?P<name>details|summary)\b[^<>\n]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")
_LESS = re.compile("<")
_CODE, _CITED = 1, 2
_OPENED = re.compile(r"<(/?)details\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hidden:
    """An HTML comment: where it stands and what it says."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fold:
    """A `<details>`: where it stands, what is inside, the plain words of its summary and their source; `depth` counts the folds around it."""

    span: Span
    inner: Span
    summary: str
    head: Span
    depth: int


@dataclass(frozen=True, slots=True)
class Page:
    """`clear` is as long as `text`: quotes of others, code, HTML comments and odd blanks are spaces there, apostrophes plain.

    It is what bots are recognised by; LF alone ends its lines. `quotes`: marks of boxes (`> [!NOTE]`), whose words are in
    the open; `boxes`: where such boxes stand. `cited`: lines
    quoted from others. `noise` is what was taken out of `clear` beside. `tops` are the outermost folds;
    `shown` is `clear` as it was with the noise.
    """

    text: str
    clear: str
    hidden: tuple[Hidden, ...] = ()
    folds: tuple[Fold, ...] = ()
    quotes: tuple[Span, ...] = ()
    boxes: tuple[Span, ...] = ()
    cited: tuple[Span, ...] = ()
    noise: tuple[Span, ...] = ()
    tops: tuple[Span, ...] = ()
    shown: str = ""
    is_inline: bool = False

    @property
    def whole(self) -> Span:
        """All of the text."""
        return Span(0, len(self.text))

    def said(self, found: re.Match[str], group: str | int = 0) -> str:
        """What a match in `clear` reads in the text, on one line and without markup for images."""
        start, end = found.span(group)
        return " ".join(unescape(self.text[start:end]).split()) if start >= 0 else ""

    def is_folded(self, at: int) -> bool:
        """Whether a place is inside a fold."""
        index = bisect_right(self.tops, at, key=lambda one: one.start) - 1
        return index >= 0 and at < self.tops[index].end

    def hidden_in(self, span: Span) -> Sequence[Hidden]:
        """The HTML comments that begin inside a stretch."""
        first = bisect_left(self.hidden, span.start, key=lambda one: one.span.start)
        return self.hidden[first : bisect_left(self.hidden, span.end, key=lambda one: one.span.start)]

    def folds_in(self, span: Span) -> Sequence[Fold]:
        """The folds that begin inside a stretch, outer ones first."""
        first = bisect_left(self.folds, span.start, key=lambda one: one.span.start)
        return self.folds[first : bisect_left(self.folds, span.end, key=lambda one: one.span.start)]

    def cuts_in(self, span: Span) -> list[Span]:
        """What of a stretch are no words of it: noise, quotes of others, the marks of boxes. No list has overlaps."""
        return [found for cuts in (self.noise, self.cited, self.quotes) for found in _overlapping(cuts, span)]

    def without(self, noise: Sequence[Span]) -> "Page":
        """The page on which these stretches, in order and apart, are blank."""
        return replace(self, clear=blank(self.shown, noise), noise=tuple(noise))


def _overlapping(spans: Sequence[Span], within: Span) -> Sequence[Span]:
    first = bisect_right(spans, within.start, key=lambda one: one.end)
    return spans[first : bisect_left(spans, within.end, key=lambda one: one.start)]


def blank(text: str, spans: Iterable[Span]) -> str:
    """The text with spaces at the spans, its line ends kept."""
    parts = []
    at = 0
    for span in spans:
        parts += [text[at : span.start], re.sub(r"[^\n]+", lambda run: " " * len(run[0]), text[span.start : span.end])]
        at = span.end
    return "".join(parts) + text[at:]


def page_of(text: str, *, is_inline: bool = False, owns_quotes: bool = False) -> Page:
    """The page of a text. `owns_quotes`: what is quoted inside a fold is the bot's own, for that is how it sets it off."""
    lines = line_spans(text)
    shadow = [text[start:end] for start, end in lines]
    quotes, boxes = _open_quotes(shadow, lines, owns_quotes=owns_quotes)
    closed = _erase(shadow)
    clear = _joined(text, lines, shadow)
    hidden = _hidden_of(text, clear, [start for start, _ in lines], closed)
    clear = _RETURN.sub(lambda end: " \n" if end[1] else "\n", clear).translate(_EVEN)
    folds = _folds_of(text, clear)
    tops = tuple(fold.span for fold in folds if fold.depth == 0)
    cited = tuple(_runs(lines, closed))
    return Page(text, clear, hidden, folds, tuple(quotes), tuple(boxes), cited, (), tops, clear, is_inline)


def _runs(lines: Sequence[tuple[int, int]], closed: bytearray) -> Iterator[Span]:
    """The lines that quote others, those that follow each other made one."""
    for kind, run in groupby(zip(lines, closed, strict=True), key=lambda one: one[1]):
        if kind == _CITED:
            spans = [line for line, _ in run]
            yield Span(spans[0][0], spans[-1][1])


def _joined(text: str, lines: Sequence[tuple[int, int]], shadow: Sequence[str]) -> str:
    parts = []
    at = 0
    for (start, end), line in zip(lines, shadow, strict=True):
        parts += [text[at:start], line]
        at = end
    return "".join(parts)


def _open_quotes(
    shadow: list[str], lines: Sequence[tuple[int, int]], *, owns_quotes: bool
) -> tuple[list[Span], list[Span]]:
    """Take the marks of quotes that are the bot's own out of the lines; where they and the boxes stood."""
    marks: list[Span] = []
    boxes: list[Span] = []
    is_before = is_box = False
    depth = 0
    for index, line in enumerate(shadow):
        mark = _QUOTE.match(line)
        if mark is None:
            is_before = False
            depth = max(0, depth + sum(-1 if tag[1] else 1 for tag in _OPENED.finditer(line)))
            continue
        if not is_before:
            is_box = _CALLOUT.match(line) is not None
        start, end = lines[index]
        if is_box and is_before:
            boxes[-1] = Span(boxes[-1].start, end)
        elif is_box:
            boxes.append(Span(start, end))
        is_before = True
        if is_box or (owns_quotes and depth):
            marks.append(Span(start, start + mark.end()))
            shadow[index] = " " * mark.end() + line[mark.end() :]
    return marks, boxes


def _erase(shadow: list[str]) -> bytearray:
    """Blank fences, comments, quotes and the tags inside inline code; answers which lines are code or quotes."""
    eraser = CommentEraser(shadow)
    closed = bytearray(len(shadow))
    quoted = [_QUOTE.match(line) is not None for line in shadow]
    index = 0
    while index < len(shadow):
        line = shadow[index]
        fence = fence_at(shadow, index) if "```" in line or "~~~" in line else None
        last = fence.last if fence else eraser.erase(index) if "<!--" in line else index
        for at in range(index, last + 1):
            if fence is not None or quoted[at]:
                closed[at] = _CITED if fence is None or fence.is_quoted else _CODE
                shadow[at] = " " * len(shadow[at])
            elif "`" in shadow[at] and "<" in shadow[at]:
                shadow[at] = _without_code_tags(shadow[at])
        index = last + 1
    return closed


def _without_code_tags(line: str) -> str:
    spans = [(start, end) for start, end, _ in code_spans(line, 0, len(line))]
    tags = [found.span() for start, end in spans for found in _LESS.finditer(line, start, end)]
    return overwrite(line, tags)


def _hidden_of(text: str, clear: str, starts: Sequence[int], closed: bytearray) -> tuple[Hidden, ...]:
    found = []
    at = text.find("<!--")
    while at >= 0:
        end = text.find("-->", at + 4)
        if end < 0:
            break
        is_erased = clear.startswith("    ", at) and not closed[bisect_right(starts, at) - 1]
        if is_erased:
            found.append(Hidden(Span(at, end + 3), text[at + 4 : end]))
        at = text.find("<!--", end + 3 if is_erased else at + 4)
    return tuple(found)


def _folds_of(text: str, clear: str) -> tuple[Fold, ...]:
    """Folds in the order in which they begin; one that is never closed ends with what is around it."""
    found: list[Fold] = []
    opened: list[tuple[int, int, Span]] = []
    for tag in _FOLD.finditer(clear):
        if tag["name"].lower() == "details":
            if not tag["close"]:
                opened.append((tag.start(), tag.end(), Span(tag.end(), tag.end())))
            elif opened:
                found.append(_fold(text, opened.pop(), tag.start(), tag.end(), len(opened)))
        elif opened:
            start, inner, head = opened[-1]
            if not tag["close"] and head.start == head.end == inner:
                opened[-1] = (start, inner, Span(tag.end(), tag.end()))
            elif tag["close"] and head.start == head.end != inner:
                opened[-1] = (start, tag.end(), Span(head.start, tag.start()))
    while opened:
        found.append(_fold(text, opened.pop(), len(text), len(text), len(opened)))
    return tuple(sorted(found, key=lambda fold: fold.span))


def _fold(text: str, opened: tuple[int, int, Span], inner_end: int, end: int, depth: int) -> Fold:
    start, inner, head = opened
    words = unescape(_TAG.sub(" ", text[head.start : head.end]))
    summary = " ".join(words.replace("\ufe0f", "").split())
    return Fold(Span(start, end), Span(min(inner, inner_end), inner_end), summary, head, depth)
