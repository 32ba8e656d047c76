"""Cuts source text out of a file by the byte positions that the syntax tree carries."""

import ast
from collections.abc import Mapping, Sequence

from bot.model.place import Extent

MAX_SEGMENT = 1000
"""Longer stretches are cut and end in an ellipsis, so that nested expressions cannot multiply the text."""

MAX_PARTS = 12
"""A dotted chain keeps its last parts only; nobody names more."""

MAX_KEY = 60
OPENING = ("(", "[", "{")
CLOSING = (")", "]", "}")


class Source:
    """The lines of one text as bytes; `first` is the line number of the first one."""

    def __init__(self, text: str, comment_columns: Mapping[int, int], first: int = 1) -> None:
        self._lines: Sequence[bytes] = text.encode("utf-8", "surrogatepass").split(b"\n")
        self._texts: Sequence[str] = text.split("\n")
        self._comments = comment_columns
        self._first = first

    def segment(self, node: ast.expr) -> str:
        """The source of an expression with single spaces and without comments, cut at a bound."""
        start, end = node.lineno - self._first, (node.end_lineno or node.lineno) - self._first
        if start == end:
            line = self._lines[start]
            return _collapsed(
                _decoded(line[node.col_offset : min(node.end_col_offset or 0, node.col_offset + MAX_SEGMENT + 1)])
            )
        parts: list[str] = []
        size = 0
        for index in range(start, end + 1):
            parts.append(self._part(index, node, start, end))
            size += len(parts[-1])
            if size > MAX_SEGMENT:
                break
        return _collapsed(_joined(parts))

    def _part(self, index: int, node: ast.expr, start: int, end: int) -> str:
        line = self._lines[index]
        stop = node.end_col_offset if index == end else len(line)
        if index != end and (column := self._comments.get(index + self._first)) is not None:
            stop = len(self._texts[index][:column].encode("utf-8", "surrogatepass"))
        return _decoded(line[node.col_offset if index == start else 0 : stop])

    def line(self, number: int) -> str:
        """One line by its number."""
        return self._texts[number - self._first]

    def last_header_line(self, first_body_line: int, header_start: int) -> int:
        """The line of the colon before a body: the nearest line above it that is neither blank nor a comment."""
        number = first_body_line - 1
        while number > header_start and self._is_quiet(number):
            number -= 1
        return max(number, header_start)

    def _is_quiet(self, number: int) -> bool:
        stripped = self.line(number).strip()
        return not stripped or stripped.startswith("#")

    def begins_line(self, node: ast.stmt) -> bool:
        """Whether only white space precedes a statement on its line."""
        return not self._lines[node.lineno - self._first][: node.col_offset].strip()


def extent_of(node: ast.stmt | ast.expr | ast.excepthandler | ast.arg | ast.alias | ast.keyword) -> Extent:
    """The lines of a node."""
    return Extent(node.lineno, node.end_lineno or node.lineno)


def dotted(node: ast.expr) -> str:
    """The dotted name of an expression: a call inside becomes `()`, a subscript `[]`, anything else `()`."""
    parts: list[str] = []
    suffix = ""
    current = node
    while len(parts) < MAX_PARTS:
        match current:
            case ast.Name():
                return ".".join([current.id + suffix, *reversed(parts)])
            case ast.Attribute():
                parts.append(current.attr + suffix)
                current, suffix = current.value, ""
            case ast.Call() if len(suffix) < MAX_PARTS:
                current, suffix = current.func, "()" + suffix
            case ast.Subscript() if len(suffix) < MAX_PARTS:
                suffix = _key(current.slice) + suffix
                current = current.value
            case _:
                return ".".join(["()" + suffix, *reversed(parts)])
    return ".".join(reversed(parts))


def _key(node: ast.expr) -> str:
    if not isinstance(node, ast.Constant):
        return "[]"
    value = node.value
    if isinstance(value, str) and len(value) <= MAX_KEY:
        return f"[{value!r}]"
    # A huge integer cannot be written in decimal: Python refuses the conversion.
    if isinstance(value, int) and abs(value) < 10**MAX_KEY:
        return f"[{value!r}]"
    return "[]"


def is_plain(node: ast.expr) -> bool:
    """Whether an expression is a name or a chain of attributes of one."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _joined(parts: list[str]) -> str:
    """Join the lines of one expression by a space, or by nothing inside an opening or before a closing bracket."""
    joined = parts[0].rstrip()
    pieces = [joined]
    last = joined
    for part in parts[1:]:
        stripped = part.strip()
        if not stripped:
            continue
        pieces.append(stripped if last.endswith(OPENING) or stripped.startswith(CLOSING) else " " + stripped)
        last = stripped
    return "".join(pieces)


def _collapsed(text: str) -> str:
    if "  " in text or "\t" in text or "\n" in text or "\f" in text:
        text = " ".join(text.split())
    return text if len(text) <= MAX_SEGMENT else text[:MAX_SEGMENT] + "…"
