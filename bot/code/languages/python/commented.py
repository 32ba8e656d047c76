"""Makes comments and commented-out code of comment runs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.code.languages.python import shadow
from bot.code.languages.python.annotations import ScopeFinder
from bot.code.languages.python.comments import CommentRun, runs
from bot.code.languages.python.lexer import CommentToken
from bot.code.languages.python.source import Source
from bot.code.languages.python.state import Seen
from bot.code.languages.python.walk import Walk
from bot.model.facts import Call, Comment, Definition, ShadowCode
from bot.model.place import Extent


def read(
    tokens: Iterable[CommentToken], lines: Sequence[str], finder: ScopeFinder, definitions: Sequence[Definition]
) -> tuple[tuple[Comment, ...], tuple[ShadowCode, ...]]:
    """The comments of a file, prose and code apart, and the commented-out code among them."""
    comments: list[Comment] = []
    found: list[ShadowCode] = []
    indents = {item.qualified: _indent(lines[item.header.start - 1]) for item in definitions}
    for run in runs(tokens):
        ranges = [] if run.is_trailing else shadow.code_ranges(run.texts)
        comments.extend(_parted(run, ranges))
        for code in ranges:
            scope = _scope(run, lines, finder, indents)
            extent = Extent(run.first + code.start, run.first + code.end)
            found.append(ShadowCode(code.text, extent, _calls(code, run.first, scope)))
    return tuple(comments), tuple(found)


def _parted(run: CommentRun, ranges: Sequence[shadow.CodeRange]) -> list[Comment]:
    """One comment for each stretch of prose and each stretch of code."""
    parts: list[Comment] = []
    next_index = 0
    for code in ranges:
        parts.extend(_part(run, next_index, code.start - 1, is_code=False))
        parts.extend(_part(run, code.start, code.end, is_code=True))
        next_index = code.end + 1
    parts.extend(_part(run, next_index, len(run.texts) - 1, is_code=False))
    return parts


def _part(run: CommentRun, start: int, end: int, is_code: bool) -> list[Comment]:
    if start > end:
        return []
    text = "\n".join(run.texts[start : end + 1])
    return [Comment(text, Extent(run.first + start, run.first + end), run.is_trailing, is_code)]


def _scope(run: CommentRun, lines: Sequence[str], finder: ScopeFinder, indents: dict[str, int]) -> str:
    """The definition that a comment belongs to: that of the code above it, unless the comment stands further left."""
    inside = finder.name(run.first)
    if inside and run.column > indents.get(inside, 0):
        return inside
    above = run.first - 1
    while above > 0 and (not lines[above - 1].strip() or lines[above - 1].lstrip().startswith("#")):
        above -= 1
    scope = finder.name(above)
    while scope and run.column <= indents.get(scope, 0):
        scope = scope.rpartition(".")[0]
    return scope


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _calls(code: shadow.CodeRange, first: int, scope: str) -> tuple[Call, ...]:
    found: list[Call] = []
    for index, text, tree in shadow.blocks_of(code):
        seen = Seen(Source(text, shadow.comment_columns(text)))
        Walk(seen).module(tree, scope)
        for placed in sorted(seen.calls, key=lambda placed: placed.position):
            found.append(_moved(placed.call, first + index - 1))
    return tuple(found)


def _moved(call: Call, by: int) -> Call:
    lines = Extent(call.lines.start + by, call.lines.end + by)
    statement = Extent(call.statement.start + by, call.statement.end + by)
    return replace(call, lines=lines, statement=statement, guarded=())
