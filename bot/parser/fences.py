"""Fenced code of a Markdown text, found line by line so that a fence ends where its writer meant it to end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OPENER = re.compile(
    r"(?P<lead>[ \t]*+(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*+)*+)(?P<mark>`{3,}+|~{3,}+)(?P<info>.*)", re.S
)
_CLOSER = re.compile(r"[ \t>]*+(?P<mark>`{3,}+|~{3,}+)[ \t]*")
_QUOTE = re.compile(r"[ \t]*>")
_NEXT_ITEM = re.compile(r"[ \t]*(?:\d{1,3}[.)][ \t]|#{2,6}[ \t])")
_WRAPPER_INFO = ("markdown", "md")


@dataclass(frozen=True, slots=True)
class Fence:
    """Lines `first` to `last`, both included, of which the first opens it; `column` is where the fence stands in that
    line."""

    first: int
    last: int
    column: int
    info: str
    is_closed: bool
    is_quoted: bool


def fence_at(lines: Sequence[str], index: int) -> Fence | None:
    """The fence that line `index` opens, or None; without a closing line it runs to the end of its quote or of the
    text."""
    opener = _OPENER.match(lines[index])
    if opener is None or (opener["mark"][0] == "`" and "`" in opener["info"]):
        return None
    last, is_closed = _last_line(lines, index, opener)
    words = opener["info"].split()
    info = words[0].strip("{}.") if words else ""
    return Fence(index, last, opener.start("mark"), info, is_closed, ">" in opener["lead"])


def fence_text(lines: Sequence[str], fence: Fence) -> str:
    """The code of a fence: lines joined by LF, without fence lines, quote marks and the indentation that the fence
    itself has."""
    lead = lines[fence.first][: fence.column]
    end = fence.last if fence.is_closed else fence.last + 1
    code = [_unquoted(line, lead.count(">")) for line in lines[fence.first + 1 : end]]
    if code and not fence.is_closed and not code[-1].strip():
        code.pop()
    margin = min((_blanks(line) for line in code if line.strip()), default=0)
    margin = min(margin, _column_after_quotes(lead))
    return "\n".join(line[min(margin, _blanks(line)) :] for line in code)


def wrapper(lines: Sequence[str]) -> tuple[int, int | None] | None:
    """Opening and closing line of a `markdown` fence that is put around the whole text; None where there is none."""
    head = [index for index, line in enumerate(lines[:12]) if line.strip()][:3]
    for index in head:
        opener = _OPENER.fullmatch(lines[index])
        if opener is not None:
            return _wrapped(lines, index, opener)
    return None


def _wrapped(lines: Sequence[str], index: int, opener: re.Match[str]) -> tuple[int, int | None] | None:
    if opener["info"].strip().lower() not in _WRAPPER_INFO or opener["lead"].strip():
        return None
    marks = [at for at in range(index + 1, len(lines)) if _OPENER.match(lines[at])]
    if not marks or len(marks) % 2 == 0:
        return index, None
    closing = marks[-1]
    if _CLOSER.fullmatch(lines[closing]) is None or sum(1 for line in lines[closing + 1 :] if line.strip()) > 3:
        return None
    return index, closing


def _last_line(lines: Sequence[str], index: int, opener: re.Match[str]) -> tuple[int, bool]:
    mark = opener["mark"]
    is_quoted = ">" in opener["lead"]
    column = opener.start("mark")
    for at in range(index + 1, len(lines)):
        line = lines[at]
        if is_quoted and not _QUOTE.match(line):
            return at - 1, False
        closer = _CLOSER.fullmatch(line)
        if closer is not None and closer["mark"].startswith(mark):
            return at, True
        if column > 0 and not is_quoted and _ends_item(line, column):
            return at - 1, False
    return len(lines) - 1, False


def _ends_item(line: str, column: int) -> bool:
    """Whether a line left of an indented fence begins the next list item or a heading: then the fence was never
    closed."""
    return _blanks(line) < column and _NEXT_ITEM.match(line) is not None


def _column_after_quotes(lead: str) -> int:
    after = lead[lead.rfind(">") + 1 :] if ">" in lead else lead
    return len(after) - 1 if ">" in lead and after.startswith(" ") else len(after)


def _unquoted(line: str, quotes: int) -> str:
    for _ in range(quotes):
        found = _QUOTE.match(line)
        if found is None:
            break
        line = line[found.end() :].removeprefix(" ")
    return line


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
