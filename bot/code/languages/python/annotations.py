"""Names that are read inside strings and comments: quoted annotations, type comments and doctests."""

import ast
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.code.languages.python.lexer import CommentToken
from bot.code.languages.python.parsing import parsed
from bot.code.languages.python.scopes import Scope
from bot.model.facts import Definition, Text

MAX_ANNOTATION = 2000
TYPE_COMMENT = re.compile(r"#\s*type:\s*(?!ignore\b)(.+)")
EXAMPLE = re.compile(r"[ \t]*(>>>|\.\.\.)(?: (.*))?$")
NameRead = tuple[str, int, Scope]


def quoted_reads(quoted: Iterable[tuple[str, int, Scope]]) -> Iterator[NameRead]:
    """The names in strings that are annotations."""
    for text, line, scope in quoted:
        for name in _names(text.strip()):
            yield name, line, scope


def comment_reads(comments: Iterable[CommentToken], scope_at: "ScopeFinder") -> Iterator[NameRead]:
    """The names in `# type:` comments."""
    for comment in comments:
        if (found := TYPE_COMMENT.match(comment.text)) is None:
            continue
        text = found.group(1).partition("#")[0].strip()
        for part in text.split("->"):
            for name in _names(part.strip()):
                yield name, comment.line, scope_at.scope(comment.line)


def doctest_reads(texts: Iterable[Text], lines: Sequence[str], module: Scope) -> Iterator[NameRead]:
    """The names that the examples of docstrings read and do not bind themselves; examples see the module only."""
    for text in texts:
        if not text.is_docstring:
            continue
        reads: list[tuple[str, int]] = []
        bound: set[str] = set()
        for first, source in _examples(lines, text.lines.start, text.lines.end):
            for node in ast.walk(parsed(source) or ast.Module([], [])):
                _sort_name(node, first, reads, bound)
        yield from ((name, line, module) for name, line in reads if name not in bound)


def _sort_name(node: ast.AST, first: int, reads: list[tuple[str, int]], bound: set[str]) -> None:
    match node:
        case ast.Name(ctx=ast.Load()):
            reads.append((node.id, first + node.lineno - 1))
        case ast.Name():
            bound.add(node.id)
        case ast.alias():
            bound.add((node.asname or node.name).partition(".")[0])
        case ast.FunctionDef() | ast.ClassDef():
            bound.add(node.name)


def _examples(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, str]]:
    """The interactive examples between two lines, each with its first line."""
    first, parts = 0, list[str]()
    for number in range(start, end + 1):
        found = EXAMPLE.match(lines[number - 1])
        mark = found.group(1) if found else ""
        if parts and mark != "...":
            yield first, "\n".join(parts)
            parts = []
        if found and (mark == ">>>" or parts):
            first = first if parts else number
            parts.append(found.group(2) or "")
    if parts:
        yield first, "\n".join(parts)


def _names(text: str) -> list[str]:
    if not text or len(text) > MAX_ANNOTATION:
        return []
    tree = parsed(f"({text})")
    return [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)] if tree else []


class ScopeFinder:
    """Finds the innermost definition around a line, and its scope."""

    def __init__(self, definitions: Sequence[Definition], scopes: Mapping[str, Scope], module: Scope) -> None:
        self._scopes = scopes
        self._module = module
        self._starts, self._names = _flattened(definitions)

    def name(self, line: int) -> str:
        """The dotted name of the innermost definition around a line; empty for the module."""
        return self._names[bisect_right(self._starts, line) - 1]

    def scope(self, line: int) -> Scope:
        """The scope of that definition."""
        return self._scopes.get(self.name(line), self._module)


def _flattened(definitions: Sequence[Definition]) -> tuple[list[int], list[str]]:
    """Lines from which on another definition is the innermost, and its dotted name."""
    starts, names = [0], [""]
    around: list[Definition] = []
    for definition in sorted(definitions, key=lambda item: (item.lines.start, -item.lines.end)):
        while around and around[-1].lines.end < definition.lines.start:
            _close(around, starts, names)
        starts.append(definition.lines.start)
        names.append(definition.qualified)
        around.append(definition)
    while around:
        _close(around, starts, names)
    return starts, names


def _close(around: list[Definition], starts: list[int], names: list[str]) -> None:
    closed = around.pop()
    starts.append(closed.lines.end + 1)
    names.append(around[-1].qualified if around else "")
