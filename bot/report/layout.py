"""Lines of a terminal: how wide a text is, and where it breaks."""

import re
import unicodedata

_WIDE = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\uffff\U00010000-\U0010ffff]")


def width_of(text: str) -> int:
    """The columns that a text takes."""
    return len(text) + sum(_extra(char) for char in _WIDE.findall(text))


def _extra(char: str) -> int:
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 1
    return -1 if unicodedata.combining(char) or char == "\u200b" else 0


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The words of `text` on lines of at most `width` columns, after `first` on the first and `rest` on every other."""
    lines: list[str] = []
    line, room = first, max(1, width - width_of(first))
    longest = max(8, width - max(width_of(first), width_of(rest)))
    for word in text.split():
        for piece in _pieces(word, longest):
            taken = width_of(piece)
            if taken + 1 > room and line.strip() and line not in (first, rest):
                lines.append(line)
                line, room = rest, width - width_of(rest)
            separator = "" if line in (first, rest) else " "
            line += separator + piece
            room -= taken + len(separator)
    return [*lines, line.rstrip()]


def cut(text: str, width: int) -> str:
    """The text itself, or as much of it as fits with a mark that it was cut."""
    if width_of(text) <= width:
        return text
    taken = 0
    for at, char in enumerate(text):
        taken += 1 + (_extra(char) if _WIDE.match(char) else 0)
        if taken > max(1, width - 1):
            return text[:at] + "…"
    return text


def _pieces(word: str, width: int) -> list[str]:
    if width_of(word) <= width:
        return [word]
    size = max(1, width // 2) if _WIDE.search(word) else width
    return [word[at : at + size] for at in range(0, len(word), size)]
