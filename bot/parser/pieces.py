"""A paragraph taken apart where its writer began something new without telling Markdown: items behind odd bullets,
quotes, HTML."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.model.claim import Span
from bot.parser.text import Block, BlockKind

_CONTAINER = re.compile(r"[ \t>]*")
_BULLET = re.compile(
    r"(?:\(?(?P<number>\d{1,3})[.)]|\(?(?P<letter>[a-z]|[ivx]{2,4})\)|"
    r"(?P<sign>[-*+•◦‣▪▫●○■□–—·➤➔→])|(?P<emoji>[✓✔✗✘✅❌⚠🔴🟠🟡🟢🔵⚪❗❓🚨🐛💡]\ufe0f?))[ \t]+(?=\S)"
)
_NAMED = re.compile(
    r"[*_]{0,3}(?:issue|finding|bug|problem|comment|point|item|suggestion|defect|error|concern|"
    r"vulnerability|recommendation|observation|note)"
    r"[ \t]*(?:no\.?[ \t]*|#)?(?P<number>\d{1,3})(?:[ \t]*[(\[][^()\[\]\n]{1,30}[)\]])?[*_]{0,3}[ \t]*[:.)–—-](?=[ \t*_]|$)",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"[*_`\[(]{0,4}(?:(?:[\w@+-]{1,80}[./]){1,20}[A-Za-z]\w{0,9}(?::\d{1,6}(?:[:-]\d{1,6}){0,2}|#L\d{1,6}(?:-L?\d{1,6})?)|"
    r"(?:(?:PS|patch[ \t]?set)[ \t]?#?\d{1,4},?[ \t]{1,3})?"
    r"(?:lines?[ \t]?#?|L)\d{1,6}(?:[ \t]?[-–][ \t]?L?\d{1,6})?)[)\]`*_]{0,4}[ \t]*(?:[:–—]|-[ \t])",
    re.IGNORECASE,
)
"""A place, set off from what is said of it (`app.py:12: unused`), as linters, mails of Gerrit and terse reviewers begin a line."""
_TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
_STOPS = (".", ":", ";", "!", "?", ",", ")", "。", "：")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph: where its words begin and end, and what its container said of it."""

    start: int
    end: int
    is_quoted: bool
    begins_anew: bool = False


@dataclass(frozen=True, slots=True)
class Bullet:
    """What marks a line as an item: where its words begin, and its number if it has one."""

    start: int
    number: int | None
    is_sure: bool
    is_emoji: bool = False


def pieces(text: str, paragraph: Block, lines: Sequence[Line]) -> list[Block]:
    """The paragraph as one or more blocks; `lines` are its lines, of which the first begins where the paragraph
    does."""
    made: list[Block] = []
    begun = replace(paragraph, is_quoted=lines[0].is_quoted)
    start = end = lines[0].start
    last: int | None = None
    bullets = [_bullet(text, line) for line in lines]
    placed = [_PLACED.match(text, line.start, line.end) is not None for line in lines]
    if sum(placed) >= 2:
        pairs = zip(lines, bullets, placed, strict=True)
        bullets = [
            Bullet(line.start, None, is_sure=True) if at and not bullet else bullet for line, bullet, at in pairs
        ]
    if sum(1 for bullet in bullets if bullet is not None and bullet.is_emoji) == 1:
        bullets = [None if bullet is not None and bullet.is_emoji else bullet for bullet in bullets]
    for index, (line, bullet) in enumerate(zip(lines, bullets, strict=True)):
        is_item = bullet is not None and _is_item(bullet, last, index == 0, text[max(start, end - 40) : end])
        if index and (is_item or line.begins_anew or line.is_quoted != begun.is_quoted):
            made.append(_cut(text, begun, start, end))
            begun = replace(
                paragraph, kind=BlockKind.PARAGRAPH, is_quoted=line.is_quoted, number=None, depth=paragraph.depth
            )
            start = line.start
        if is_item and bullet is not None:
            is_outer = index == 0 and paragraph.kind is BlockKind.ITEM
            number = paragraph.number if is_outer and bullet.number is None else bullet.number
            begun = replace(begun, kind=BlockKind.ITEM, number=number, depth=paragraph.depth + (not is_outer))
            start = bullet.start
            last = bullet.number if bullet.number is not None else last
        end = line.end
    made.append(_cut(text, begun, start, end))
    return [block for block in made if block.text]


def line_of(text: str, shadow: str, start: int, *, is_quoted: bool, is_first: bool) -> Line | None:
    """The line of a paragraph that begins at `start` in the text, `shadow` being what Markdown saw of it; None if
    nothing is left."""
    end = start + len(shadow.rstrip())
    found = _CONTAINER.match(shadow) if is_quoted else re.match(r"[ \t]*", shadow)
    skipped = 0 if is_first or found is None else found.end()
    words = start + skipped + len(shadow[skipped:]) - len(shadow[skipped:].lstrip())
    if words >= end:
        return None
    is_marked = ">" in shadow[:skipped] if not is_first else is_quoted
    return Line(words, end, is_quoted and is_marked, not is_first and "<" in text[start:words])


def after_task_box(text: str, start: int, end: int) -> int:
    """Where the words begin behind `[ ]` or `[x]`, or `start`."""
    box = _TASK.match(text, start, end)
    return box.end() if box else start


def _bullet(text: str, line: Line) -> Bullet | None:
    named = _NAMED.match(text, line.start, line.end)
    if named is not None:
        return Bullet(line.start, int(named["number"]), True)
    found = _BULLET.match(text, line.start, line.end)
    if found is None:
        return None
    if found["emoji"]:
        return Bullet(line.start, None, is_sure=True, is_emoji=True)
    number = int(found["number"]) if found["number"] else None
    is_sure = found["letter"] is not None or (found["sign"] is not None and found["sign"] not in "-*+–—·→")
    return Bullet(after_task_box(text, found.end(), line.end), number, is_sure)


def _is_item(bullet: Bullet, last: int | None, is_first: bool, before: str) -> bool:
    """Whether a bullet is meant as one: a wrapped line of prose may begin with a number or a dash too."""
    if bullet.is_sure or is_first or bullet.number == 1 or (bullet.number is not None and last == bullet.number - 1):
        return True
    return before.rstrip("*_` ").endswith(_STOPS)


def _cut(text: str, block: Block, start: int, end: int) -> Block:
    return replace(block, span=Span(start, end), text=text[start:end])
