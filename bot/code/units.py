"""Statements of any language, told by brackets only: a line and those that it runs on to."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.code.blocks import indent_of

LONGEST_UNIT = 30
"""A bracket that stays open for more lines is not followed."""
_OPEN, _CLOSE = "([", ")]"
_COMMENT_MARKS = ("#", "//", "/*", "*", "<!--", "--")


@dataclass(frozen=True, slots=True)
class Unit:
    """The lines `start` to `end` (indexes, inclusive) of one statement; `key` is its text without white space."""

    start: int
    end: int
    key: str
    indent: str

    @property
    def is_comment(self) -> bool:
        """Whether it is only a comment."""
        return self.key.startswith(_COMMENT_MARKS)

    @property
    def is_telling(self) -> bool:
        """Whether it says enough to tell a place by it (`else:`, `}` and `return` do not)."""
        return sum(c.isalnum() for c in self.key) >= 6 and self.key not in (
            "return",
            "else:",
            "finally:",
            "returnNone",
            "continue",
        )


def units_of(lines: Sequence[str]) -> list[Unit]:
    """The statements of a text in order; blank lines between them belong to none."""
    found: list[Unit] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = _end_of(lines, at)
        text = "".join("".join(line.split()) for line in lines[at : end + 1])
        for opening in ("(", "["):
            close = ")" if opening == "(" else "]"
            text = text.replace("," + close, close)
        found.append(Unit(at, end, text, indent_of(lines[at])))
        at = end + 1
    return found


def _end_of(lines: Sequence[str], start: int) -> int:
    """The last line of the statement that begins at `start`, cut off or not; the same line if it seems endless."""
    depth = 0
    if lines[start].lstrip().startswith(_COMMENT_MARKS):
        return start
    for at in range(start, min(len(lines), start + LONGEST_UNIT)):
        depth += _depth_change(lines[at])
        if depth <= 0:
            return at
    return len(lines) - 1 if start + LONGEST_UNIT >= len(lines) else start


def _depth_change(line: str) -> int:
    depth, quote, skip = 0, "", False
    for at, char in enumerate(line):
        if skip:
            skip = False
        elif quote:
            if char == "\\":
                skip = True
            elif char == quote:
                quote = ""
        elif char in "\"'`":
            quote = char
        elif char == "#" or line.startswith("//", at):
            break
        elif char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth -= 1
    return depth
