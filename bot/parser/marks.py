"""What in a stretch of Markdown is not plain words: inline code, names of code, links, emphasis, HTML, each with its
place."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice
from typing import NamedTuple

from bot.parser.lines import code_spans
from bot.parser.names import bare_names


class Mark(NamedTuple):
    """The stretch from `start` to `end` reads as `words`; where `code` is set, as the code at that place instead."""

    start: int
    end: int
    words: str = ""
    code: tuple[int, int] | None = None
    is_bare: bool = False
    is_solid: bool = False


_LINK = re.compile(
    r"!?\[|\](?:\([^()\s]{0,2000}+(?:\([^()\s]{0,200}+\)[^()\s]{0,200}+){0,4}+(?:[ ]\"[^\"\n]{0,200}\")?\))?"
)
_TAG_NAMES = (
    "a|abbr|b|big|br|code|details|summary|del|div|em|figure|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|small|"
    "source|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|var|blockquote|center|section"
)
_HARD = re.compile(
    r"(?P<comment><!--)"
    r"|<(?P<tag>code|kbd|tt|samp)>(?P<code>[^<>\n]{1,300})</(?P=tag)>"
    rf"|</?(?:{_TAG_NAMES})(?:[ \t][^<>\n]{{0,1000}}+|[ \t]*/)?>"
    r"|<?(?P<url>(?:https?|ftp)://[^\s<>\"`]+|www\.[^\s<>\"`]+)>?"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?<![\w\\])(?P<under>_{1,3})(?=[^\s_])(?P<stressed>[^_\n]{1,200})(?<=[^\s_])(?P=under)(?!\w)",
    re.IGNORECASE,
)
_SOFT = re.compile(r"\*+|~~+|\\[!-/:-@\[-`{-~]|[‘’‚‛′]|[“”„‟″«»]")
_DUNDER = re.compile(r"[a-z][a-z0-9]*")
_QUOTED_BREAK = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:>[ \t]*)+")
_MAX_MARKS = 200_000
"""Marks of one kind in one block; what comes after them is plain text."""


def marks(text: str, start: int, end: int, *, is_quoted: bool) -> list[Mark]:
    """The marks between `start` and `end` in order, none overlapping another."""
    found = [
        Mark(first, after, code=(first + length, after - length), is_solid=True)
        for first, after, length in code_spans(text, start, end)
    ]
    letters = text[start:end]
    for reader, triggers in _READERS:
        if not triggers or any(trigger in letters for trigger in triggers):
            made = (mark for gap in _gaps(found, start, end) for mark in reader(text, *gap))
            found = _merged(found, list(islice(made, _MAX_MARKS)))
    if is_quoted:
        breaks = [Mark(gap.start(), gap.end(), " ") for gap in _QUOTED_BREAK.finditer(text, start, end)]
        found = _merged(found, breaks)
    return found


def _gaps(found: Iterable[Mark], start: int, end: int) -> Iterator[tuple[int, int]]:
    for mark in found:
        if start < mark.start:
            yield start, mark.start
        start = max(start, mark.end)
    if start < end:
        yield start, end


def _merged(one: list[Mark], other: list[Mark]) -> list[Mark]:
    """Both lists in order; of two that overlap the later one goes."""
    if not other:
        return one
    kept: list[Mark] = []
    after = 0
    for mark in sorted(one + other, key=lambda mark: mark[:2]):
        if mark.start >= after:
            kept.append(mark)
            after = mark.end
    return kept


def _hard_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    after = start
    last_closing = text.rfind("-->", start, end)
    for found in _HARD.finditer(text, start, end):
        if found.start() < after or (found["comment"] and found.start() > last_closing):
            continue
        for mark in _hard_mark(text, found, end):
            yield mark
            after = mark.end if found["under"] is None else after


def _hard_mark(text: str, found: re.Match[str], end: int) -> tuple[Mark, ...]:
    first, last = found.span()
    if found["comment"]:
        closing = text.find("-->", last, end)
        return (Mark(first, closing + 3, " ", is_solid=True),) if closing >= 0 else ()
    if found["code"]:
        return (Mark(first, last, code=found.span("code"), is_solid=True),)
    if found["url"]:
        address = found["url"].rstrip(".,;:!?'*_~)]")
        last = last if found[0].endswith(">") else found.start("url") + len(address)
        return (Mark(first, last, "URL", is_solid=True),)
    if found["entity"]:
        words = unescape(found["entity"])
        return (Mark(first, last, " " if words.isspace() else words, is_solid=True),)
    if found["under"]:
        return _underscored(found)
    return (Mark(first, last, " " if text[first : first + 3].lower() == "<br" else ""),)


def _underscored(found: re.Match[str]) -> tuple[Mark, ...]:
    size = len(found["under"])
    if size >= 2 and _DUNDER.fullmatch(found["stressed"]):
        return ()
    return Mark(found.start(), found.start() + size), Mark(found.end() - size, found.end())


def _links(text: str, start: int, end: int) -> Iterator[Mark]:
    """Brackets and targets of links and images; their text stays."""
    opened: list[tuple[int, int]] = []
    for found in _LINK.finditer(text, start, end):
        if found[0][-1] == "[":
            opened.append(found.span())
        elif opened:
            first, after = opened.pop()
            if len(found[0]) > 1 and not text[first - 1 : first].isalnum():
                yield Mark(first, after)
                yield Mark(found.start(), found.end(), is_solid=True)


def _names(text: str, start: int, end: int) -> Iterator[Mark]:
    for first, after in bare_names(text, start, end):
        yield Mark(first, after, code=(first, after), is_bare=True, is_solid=True)


def _soft_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    for found in _SOFT.finditer(text, start, end):
        first, last = found.span()
        letter = found[0][0]
        if letter in "‘’‚‛′":
            yield Mark(first, last, "'")
        elif letter in "“”„‟″«»":
            yield Mark(first, last, '"')
        elif letter == "\\":
            yield Mark(first, last, text[first + 1])
        elif _is_emphasis(text, first, last):
            yield Mark(first, last)


_READERS = (
    (_links, ("](",)),
    (_hard_marks, ("<", "_", "&", "://", "www.", "WWW.")),
    (_names, ()),
    (_soft_marks, tuple("*~\\‘’‚‛′“”„‟″«»")),
)
"""What reads a text for marks, in order of precedence, and the letters without which it finds none."""


def _is_emphasis(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start] if start else ""
    after = text[end : end + 1]
    is_free = (not before or before.isspace()) and (not after or after.isspace())
    is_sign = end - start == 1 and before.isalnum() and after.isalnum()
    return not is_free and not is_sign
