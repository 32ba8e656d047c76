"""Finds the comments and string literals of Python text in one linear pass, whether or not the text parses."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

# Possessive loops and optional closing quotes: no input makes a match start over, so the scan stays linear.
TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
  | (?P<prefix>(?<![0-9A-Za-z_])[rRbBuUfFtT]{1,2})?
    (?: \"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\")?
      | '''(?:[^'\\]|\\.|'(?!''))*+(?:''')?
      | "(?:[^"\\\n]|\\.)*+"?
      | '(?:[^'\\\n]|\\.)*+'?
    )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class CommentToken:
    """One comment: its line, the column of its `#`, its text from there, and whether code precedes it on the line."""

    line: int
    column: int
    text: str
    is_trailing: bool = False


@dataclass(slots=True)
class StringToken:
    """One string literal: first and last line, and whether it stands first on its line and opens with three quotes."""

    start: int
    end: int
    is_formatted: bool
    is_first: bool
    is_long: bool


@dataclass(slots=True)
class Tokens:
    """What a scan found. `code` and `strung` tell whether a line (index 0 is line 1) holds code, or a string."""

    comments: list[CommentToken]
    strings: list[StringToken]
    code: bytearray
    strung: bytearray


def scan(text: str) -> Tokens:
    """Scan a text whose line ends are newlines."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found = Tokens([], [], bytearray(len(starts)), bytearray(len(starts)))
    position = 0
    for match in TOKEN.finditer(text):
        start = match.start()
        line = bisect_right(starts, start)
        has_before = _mark_code(text[position:start], line, found.code)
        position = match.end()
        if match.group("comment") is not None:
            before = text[starts[line - 1] : start]
            found.comments.append(CommentToken(line, len(before), match.group(), bool(before.strip())))
            continue
        _add_string(match, line, not has_before, found)
    _mark_code(text[position:], len(starts), found.code)
    return found


def _mark_code(gap: str, last_line: int, code: bytearray) -> bool:
    """Mark the lines of a stretch between tokens that hold code; say whether its last line holds any."""
    if not gap or gap.isspace():
        return False
    parts = gap.split("\n")
    first = last_line - len(parts)
    for offset, part in enumerate(parts):
        if part.strip(" \t\f,"):
            code[first + offset] = 1
    return bool(parts[-1].strip())


def _add_string(match: re.Match[str], line: int, is_first: bool, found: Tokens) -> None:
    text, prefix = match.group(), match.group("prefix") or ""
    end = line + text.count("\n")
    is_formatted = any(letter in "fFtT" for letter in prefix)
    is_long = text[len(prefix) :].startswith(('"""', "'''"))
    found.strings.append(StringToken(line, end, is_formatted, is_first, is_long))
    found.strung[line - 1 : end] = b"\x01" * (end - line + 1)
    if is_formatted:
        for offset, part in _numbered(text):
            if "{" in part:
                found.code[line - 1 + offset] = 1


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.split("\n"))
