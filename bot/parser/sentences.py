"""A block as sentences, each with its source and with a masked text on which cues can be matched without meeting code
or Markdown."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from bot.model.claim import Span
from bot.parser.html import BLOCK_TAG
from bot.parser.marks import Mark, marks
from bot.parser.stops import in_code, is_within, shielded, stop_end
from bot.parser.text import Block, BlockKind, Code, Sentence

_STOP = re.compile(
    r"[.!?…]++|[。！？]++|\r\n|\r|\n|<(?=[bB][rR]\b)[^<>\n]{1,20}>|" + f"(?:{BLOCK_TAG.pattern})", re.IGNORECASE
)
_BOLD = re.compile(r"[^\w\s*`_«]{0,4}[ \t]*(?P<mark>\*{2,3}|_{2,3})(?=[^\s*_])")
_SEPARATOR = re.compile(r"[ \t]*[:：]|[ \t]+[-–—]+(?=[ \t])")
_LABEL = re.compile(r"[ \t>]*+(?:[*_]{1,3})?[A-Z][A-Za-z]*(?:[ /][A-Za-z]+){0,2}(?:[*_]{1,3})?:(?:[*_]{1,3})?[ \t]+\S")
_SKIPPED = re.compile(r"[\s>]*+")
_ONLY_NAMES = re.compile(r"[ \t]*[:：]?(?:[ \t]*,?(?:and )?`[^`\n]{1,80}`){1,12}\.?[ \t]*(?:\r?\n|$)")
"""A title that is followed by names alone ("**Unused import:** `os`") is one sentence with them."""
_MAX_BOLD = 300
_SHORT_VALUE = 200
_UNDERLINED_NAME = re.compile(r"__[a-z][a-z0-9_]*__")


def sentences(block: Block, source: str) -> tuple[Sentence, ...]:
    """The sentences of a block in order; for a heading one, for a row one per cell, for code none.

    `source` is the text that the block was made from. Addresses read `URL` in the masked text.
    """
    match block.kind:
        case BlockKind.CODE:
            return ()
        case BlockKind.ROW:
            return _of_row(block, source)
        case BlockKind.HEADING:
            found = marks(source, block.span.start, block.span.end, is_quoted=block.is_quoted)
            return _made(source, [(block.span.start, block.span.end, True)], found)
        case _:
            found = marks(source, block.span.start, block.span.end, is_quoted=block.is_quoted)
            return _made(source, _cuts(source, block.span.start, block.span.end, found), found)


def sentence_at(source: str, span: Span) -> Sentence:
    """The part of a sentence between `span` as a sentence of its own."""
    found = marks(source, span.start, span.end, is_quoted=False)
    made = _made(source, [(span.start, span.end, False)], found)
    return made[0] if made else Sentence("", span, "")


def _of_row(block: Block, source: str) -> tuple[Sentence, ...]:
    is_head = (
        tuple(re.sub(r"[*_`~]+", "", source[cell.start : cell.end]).strip() for cell in block.cells) == block.header
    )
    made: list[Sentence] = []
    for cell in block.cells:
        found = marks(source, cell.start, cell.end, is_quoted=False)
        made.extend(_made(source, [(cell.start, cell.end, is_head)], found))
    return tuple(made)


def _cuts(text: str, start: int, end: int, found: Sequence[Mark]) -> Iterator[tuple[int, int, bool]]:
    """Where sentences begin and end, and whether one is a lead."""
    shields = shielded(text, start, end, found)
    stops = _STOP.finditer(text, start, end)
    begun = _skip(text, start, end)
    stop = next(stops, None)
    while begun < end:
        after = _bold_lead(text, begun, end)
        after = None if after is not None and in_code(found, after - 1) else after
        is_lead = after is not None
        while after is None:
            if stop is None:
                after = end
            elif stop.start() >= begun:
                after = _stopped(begun, stop, end, found, shields)
            stop = next(stops, None) if after is None else stop
        yield begun, after, is_lead
        begun = _skip(text, max(after, begun + 1), end)


def _skip(text: str, at: int, end: int) -> int:
    found = _SKIPPED.match(text, at, end)
    return found.end() if found else at


def _stopped(
    begun: int, stop: re.Match[str], end: int, found: Sequence[Mark], shields: Sequence[tuple[int, int]]
) -> int | None:
    text = stop.string
    if stop[0][0] in "\r\n":
        return stop.start() if not in_code(found, stop.start()) and _ends_line(text, begun, stop, end) else None
    if is_within(shields, stop.start()) and is_within(shields, stop.end()):
        return None
    if stop[0][0] == "<":
        return stop.end()
    return stop_end(text, begun, stop, end, found)


def _ends_line(text: str, begun: int, stop: re.Match[str], end: int) -> bool:
    """Whether a line end is a boundary: after a lead or a hard break, or before a line that begins with a label of its
    own."""
    before = text[max(begun, stop.start() - 40) : stop.start()]
    if before.endswith(("  ", "\\")) or before.rstrip(" \t*_").endswith((":", "：")):
        return True
    following = _skip(text, stop.end(), end)
    if _is_short_value(text, begun, stop.start()) and not text[following : following + 1].islower():
        return True
    return (
        _bold_lead(text, following, end) is not None
        or _LABEL.match(text, following, min(end, following + 80)) is not None
    )


def _is_short_value(text: str, begun: int, stop: int) -> bool:
    """Whether a line says no more than a word or two behind its label ("**Line:** 3")."""
    if stop - begun > _SHORT_VALUE or len(text[begun:stop].split()) > 2:
        return False
    return text[max(0, begun - 4) : begun].rstrip(" \t").rstrip("*_").endswith((":", "："))


def _bold_lead(text: str, start: int, end: int) -> int | None:
    """Where a bold title ends that begins at `start` and is set off by punctuation or stands alone in its line."""
    bold = _BOLD.match(text, start, end)
    if bold is None or _UNDERLINED_NAME.match(text, bold.start("mark"), end):
        return None
    closing = text.find(bold["mark"], bold.end(), min(end, bold.end() + _MAX_BOLD))
    words = text[bold.end() : closing] if closing >= 0 else ""
    if not words or "\n\n" in words:
        return None
    after = closing + len(bold["mark"])
    if _ONLY_NAMES.match(text, after, end):
        return None
    separator = _SEPARATOR.match(text, after, end)
    if separator is not None:
        return separator.end()
    is_alone = after >= end or text[after : after + 200].lstrip(" \t")[:1] in ("", "\r", "\n")
    is_set_off = words[-1] in ".:!?：" or (words[0] == "[" and words[-1] == "]")
    return after if is_alone or is_set_off else None


def _made(
    source: str, cuts: Iterator[tuple[int, int, bool]] | list[tuple[int, int, bool]], found: Sequence[Mark]
) -> tuple[Sentence, ...]:
    made = []
    starts = [mark.start for mark in found]
    for start, end, is_lead in cuts:
        words = source[start:end]
        start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if start >= end:
            continue
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, lo=first)
        made.append(_sentence(source, start, end, found[first:last], is_lead=is_lead))
    return tuple(made)


def _sentence(source: str, start: int, end: int, found: Sequence[Mark], *, is_lead: bool) -> Sentence:
    codes: list[Code] = []
    parts: list[str] = []
    at = start
    for mark in found:
        parts.append(source[at : mark.start])
        if mark.code is None:
            parts.append(mark.words)
        else:
            parts.append(f"«{len(codes)}»")
            codes.append(_code(source, mark, mark.code))
        at = max(at, mark.end)
    parts.append(source[at:end])
    masked = " ".join("".join(parts).split())
    return Sentence(source[start:end], Span(start, end), masked, tuple(codes), is_lead or masked.endswith(":"))


def _code(source: str, mark: Mark, place: tuple[int, int]) -> Code:
    start, end = place
    text = source[start:end]
    if mark.is_bare:
        return Code(text.replace("\\_", "_"), Span(start, end), True)
    stripped = text.strip()
    if stripped and len(stripped) < len(text):
        start += len(text) - len(text.lstrip())
        return Code(stripped, Span(start, start + len(stripped)))
    return Code(text, Span(start, end))
