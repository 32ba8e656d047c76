"""What a proposed block of code is: its elisions, the numbers of a listing, the hunks of a diff, its indentation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LEADER = re.compile(r"^(?:#|//|/\*|\{/\*|<!--|--|;|%|\*)[\s#/*-]*")
_ONLY_DOTS = re.compile(r"^(?:\.{3,}|…|\[(?:\.{3}|…)\]|<\.{3}>|\(\.{3}\))[;,]?$")
_LEFT_OUT = re.compile(
    r"^[(\[<]?(?:\.{3}|…)|(?:\.{3}|…)[)\]>]?$|\b(?:rest|remainder) of\b|\bremains? (?:the same|unchanged|as is)\b"
    r"|\b(?:existing|previous|other|original|remaining) (?:code|logic|implementation|methods?|fields?)\b"
    r"|\b(?:existing|previous|other|original|remaining) (?:imports?|tests?|lines?|body|stuff)\b"
    r"|\bunchanged\b|\bsame as (?:before|above)\b|\bas before\b|\bomitted\b|\bsnip(?:ped)?\b",
    re.IGNORECASE,
)
_TO_FILL = re.compile(
    r"\b(?:your|actual|real|appropriate) (?:\w+ ){0,2}(?:here|goes here)\b"
    r"|\b(?:implement|add|insert|put|handle) (?:\w+ ){0,4}here\b"
    r"|\bplaceholder\b|\bTODO\b|\bto be implemented\b|\bfill in\b|<your[\s_-]",
    re.IGNORECASE,
)
_LONGEST_HINT = 120
_NUMBER = re.compile(r"^[ \t>]{0,8}(\d{1,7})(?:[ \t]{0,4}[:|│]|\.(?=[ \t])|(?=[ \t])|$)")
_HUNK = re.compile(r"^@@ -(\d{1,9})(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@")


def is_elision(line: str) -> bool:
    """Whether a line stands for code that was left out (`# ...`, `// rest of the method`)."""
    text = line.strip()
    if len(text) > _LONGEST_HINT:
        return False
    if _ONLY_DOTS.match(text):
        return True
    leader = _LEADER.match(text)
    if leader is None:
        return False
    words = text[leader.end() :].rstrip("*/}->= \t")
    return bool(_LEFT_OUT.search(words)) and len(words.split()) <= 14


def is_to_fill(line: str) -> bool:
    """Whether a line asks the reader to write code in its place (`# your logic here`)."""
    text = line.strip()
    return (
        len(text) <= _LONGEST_HINT
        and bool(_TO_FILL.search(text))
        and bool(_LEADER.match(text) or "<your" in text.lower())
    )


def elisions(lines: Sequence[str], known: frozenset[str]) -> frozenset[int]:
    """The 1-based lines that stand for left-out code and are no line of the file (`known`: its stripped lines)."""
    return frozenset(at for at, line in enumerate(lines, 1) if is_elision(line) and line.strip() not in known)


@dataclass(frozen=True, slots=True)
class Listing:
    """A numbered listing: the text of each line, and the number that stood before it."""

    lines: tuple[str, ...]
    numbers: tuple[int, ...]


def listing(lines: Sequence[str]) -> Listing | None:
    """Cut the line numbers of a block in which every line has one and they count up by one; None for anything else."""
    body = list(lines)
    while body and not body[-1].strip():
        body.pop()
    found = [_NUMBER.match(line) for line in body]
    if len(body) < 2 or not all(found):
        return None
    marks = [mark for mark in found if mark is not None]
    numbers = tuple(int(mark.group(1)) for mark in marks)
    if any(after != before + 1 for before, after in pairwise(numbers)):
        return None
    rest = [line[mark.end() :] for line, mark in zip(body, marks, strict=True)]
    filled = [text for text in rest if text.strip()]
    margin = 1 if filled and all(text[0] in " \t" for text in filled) else 0
    return Listing(tuple(text[margin:] for text in rest), numbers)


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a diff: `+`, `-` or blank for context, its text, and its 1-based place in the block."""

    op: str
    text: str
    block: int


@dataclass(frozen=True, slots=True)
class DiffHunk:
    """Consecutive lines of a diff that belong together; `path` and `start` are what the headers say, true or not."""

    lines: tuple[DiffLine, ...]
    path: str | None = None
    start: int | None = None

    @property
    def before(self) -> tuple[DiffLine, ...]:
        """The lines that the old text is said to have."""
        return tuple(line for line in self.lines if line.op != "+")


def is_diff(lines: Sequence[str], info: str) -> bool:
    """Whether a block is a diff: by its fence, by its headers, or because each of its lines has a mark."""
    if not any(line[:1] in ("+", "-") for line in lines):
        return False
    if info.lower() in ("diff", "patch", "udiff"):
        return True
    if any(_HUNK.match(line) for line in lines):
        return True
    filled = [line for line in lines if line.strip()]
    marked = [line for line in filled if line[0] in "+-"]
    has_both = any(line[0] == "+" for line in marked) and any(line[0] == "-" for line in marked)
    return has_both and all(line[0] in "+- \t" and not line.startswith(("- [", "--- -")) for line in filled)


def hunks(lines: Sequence[str]) -> tuple[DiffHunk, ...]:
    """The hunks of a diff; a line without a mark counts as context, counts in headers are not believed."""
    found: list[DiffHunk] = []
    path: str | None = None
    start: int | None = None
    current: list[DiffLine] = []
    for at, line in enumerate(lines, 1):
        mark = _HUNK.match(line)
        is_head = mark is not None or line.startswith(("--- ", "+++ ", "diff --git ", "index ", "@@", "\\ No newline"))
        if not is_head:
            current.append(_diff_line(line, at))
            continue
        if line.startswith("\\"):
            continue
        if current:
            found.append(DiffHunk(tuple(current), path, start))
            current, start = [], None
        if line.startswith("+++ "):
            path = _path_of(line) or path
        elif mark is not None:
            start = int(mark.group(1))
    if current:
        found.append(DiffHunk(tuple(current), path, start))
    return tuple(hunk for hunk in found if any(line.text.strip() for line in hunk.lines))


def _diff_line(line: str, at: int) -> DiffLine:
    if line[:1] in ("+", "-"):
        return DiffLine(line[0], line[1:], at)
    return DiffLine(" ", line.removeprefix(" "), at)


def _path_of(header: str) -> str | None:
    name = header[4:].split("\t")[0].strip()
    if name == "/dev/null" or not name:
        return None
    return name.removeprefix("b/")


def indent_of(line: str) -> str:
    """The white space that a line begins with."""
    return line[: len(line) - len(line.lstrip(" \t"))]


def margin_of(lines: Sequence[str]) -> str:
    """The indentation that all lines with text have in common."""
    indents = [indent_of(line) for line in lines if line.strip()]
    if not indents:
        return ""
    low, high = min(indents), max(indents)
    size = next((at for at, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), min(len(low), len(high)))
    return low[:size]


def shifted(line: str, before: str, after: str) -> str:
    """The line with indentation `after` where it had `before`; blank lines stay, one with less loses all of its own."""
    if not line.strip() or before == after:
        return line
    if line.startswith(before):
        return after + line[len(before) :]
    return after + line.lstrip(" \t")
