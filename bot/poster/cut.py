"""A Markdown text cut to a size between its blocks, with every fold closed and what is gone counted."""

import re

_FENCE = re.compile(r" *(?P<marks>`{3,})[^`]*")
_HIDDEN = re.compile(r" *- and (?P<number>\d{1,9}) more")
_ENTRY = re.compile(r" *- |\| \S")
_DELIMITERS = "|---"
_SENTENCE = "**Cut here, as a comment can't be longer: {} more.**"
_OPEN, _CLOSE = "<details>", "</details>"
_CLOSED = f"\n\n{_CLOSE}"
# What the sentence and the end of one fold take at most.
_TAIL = 120


def cut(text: str, room: int) -> str:
    """The text itself where it has at most `room` characters; else its beginning, and how many entries are missing."""
    if len(text) <= room:
        return text
    lines = text.split("\n")
    kept, depth = _boundary(lines, room - _TAIL)
    head = "\n".join(lines[:kept]).rstrip("\n") + _CLOSED * depth
    missing = sum(_entries(line) for line in lines[kept:])
    return f"{head}\n\n{_SENTENCE.format(missing)}\n".lstrip("\n")


def _boundary(lines: list[str], room: int) -> tuple[int, int]:
    """How many lines fit before a place where the text may end, and how many folds are open there."""
    found, fence, depth, size = (0, 0), "", 0, 0
    for at, line in enumerate(lines, 1):
        size += len(line) + 1
        if size + len(_CLOSED) * depth > room:
            break
        fence = _fence_after(line, fence)
        if fence:
            continue
        depth += line.startswith(_OPEN) - line.startswith(_CLOSE)
        if at == len(lines) or not lines[at].startswith(_DELIMITERS):
            found = (at, depth)
    return found


def _fence_after(line: str, fence: str) -> str:
    """The marks of the code block that is open after a line, empty outside of one."""
    if fence:
        return "" if line.strip() == fence else fence
    opened = _FENCE.fullmatch(line)
    return opened["marks"] if opened else ""


def _entries(line: str) -> int:
    hidden = _HIDDEN.fullmatch(line)
    return int(hidden["number"]) if hidden else int(bool(_ENTRY.match(line)))
