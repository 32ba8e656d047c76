"""Compound statements: their headers, what holds inside their blocks, and what their tests guard afterwards."""

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.code.languages.python import calls, guards, handlers, imports
from bot.code.languages.python.definitions import first_line
from bot.code.languages.python.flow import runs_off
from bot.code.languages.python.scopes import Site
from bot.code.languages.python.source import Source, extent_of
from bot.code.languages.python.state import Place, Seen
from bot.model.facts import BindingKind
from bot.model.place import Extent

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class ExpressionWalk(Protocol):
    """Notes what stands in one expression."""

    def walk(self, root: ast.AST | None, place: Place, statement: Extent) -> None:
        """Note everything in one expression; `statement` is the statement around it."""
        ...


class BlockWalk(Protocol):
    """The walk that these functions take part in."""

    seen: Seen

    @property
    def expressions(self) -> ExpressionWalk:
        """The walk of expressions."""
        ...

    def block(self, body: Sequence[ast.stmt], place: Place) -> None:
        """Walk the statements of one block."""
        ...


def header_of(node: ast.stmt, source: Source) -> Extent:
    """The lines of a simple statement, or those of a compound one down to its colon, decorators included."""
    body: list[ast.stmt] | None = getattr(node, "body", None)
    start = first_line(node) if isinstance(node, Definition) else node.lineno
    if isinstance(node, ast.Match):
        return Extent(start, max(start, node.subject.end_lineno or start))
    if not body:
        return Extent(start, node.end_lineno or start)
    if not source.begins_line(body[0]):
        return Extent(start, body[0].lineno)
    inner = body[0]
    below = first_line(inner) if isinstance(inner, Definition) else inner.lineno
    return Extent(start, source.last_header_line(below, node.lineno))


def visit(walk: BlockWalk, node: ast.stmt, place: Place, header: Extent) -> bool:
    """Walk a compound statement; False for a statement that is none."""
    match node:
        case ast.If():
            _if_chain(walk, node, place, header)
        case ast.For() | ast.AsyncFor():
            _for(walk, node, place, header)
        case ast.While():
            _while(walk, node, place, header)
        case ast.With() | ast.AsyncWith():
            _with(walk, node, place, header)
        case ast.Try() | ast.TryStar():
            _try(walk, node, place)
        case ast.Match():
            _match(walk, node, place, header)
        case _:
            return False
    return True


def _if_chain(walk: BlockWalk, node: ast.If, place: Place, header: Extent) -> None:
    current: ast.If | None = node
    while current is not None:
        place.scope.complexity += 1
        walk.expressions.walk(current.test, place, header)
        is_checking = imports.is_type_checking(current.test)
        walk.block(current.body, replace(place, type_checking=True) if is_checking else place)
        guards.add(current.test, guards.holding(current.test), handlers.block_extent(current.body), place, walk.seen)
        if current.orelse:
            guards.add(
                current.test, guards.failing(current.test), handlers.block_extent(current.orelse), place, walk.seen
            )
        match current.orelse:
            case [ast.If() as following] if following.col_offset == current.col_offset:
                header = header_of(following, walk.seen.source)
                walk.seen.statements.append(header)
                place.scope.named.statements += 1
                current = following
            case _:
                walk.block(current.orelse, place)
                current = None


def _for(walk: BlockWalk, node: ast.For | ast.AsyncFor, place: Place, header: Extent) -> None:
    place.scope.complexity += 1
    walk.expressions.walk(node.iter, place, header)
    walk.expressions.walk(node.target, place, header)
    walk.block(node.body, replace(place, in_loop=True))
    walk.block(node.orelse, place)


def _while(walk: BlockWalk, node: ast.While, place: Place, header: Extent) -> None:
    place.scope.complexity += 1
    inner = replace(place, in_loop=True)
    walk.expressions.walk(node.test, inner, header)
    guards.add(node.test, guards.holding(node.test), handlers.block_extent(node.body), place, walk.seen)
    walk.block(node.body, inner)
    walk.block(node.orelse, place)


def _with(walk: BlockWalk, node: ast.With | ast.AsyncWith, place: Place, header: Extent) -> None:
    for item in node.items:
        calls.give_role(item, walk.seen)
        handlers.note_suppression(item.context_expr, extent_of(node), walk.seen)
        walk.expressions.walk(item.context_expr, place, header)
        walk.expressions.walk(item.optional_vars, place, header)
    walk.block(node.body, place)


def _try(walk: BlockWalk, node: ast.Try | ast.TryStar, place: Place) -> None:
    index = len(walk.seen.tries)
    walk.seen.tries.append(handlers.describe(node, place, walk.seen))
    inside = replace(place, in_try=True)
    walk.block(node.body, replace(inside, tries=(index, *place.tries)))
    for handler in node.handlers:
        place.scope.complexity += 1
        header = Extent(handler.lineno, extent_of(handler.type).end if handler.type else handler.lineno)
        walk.seen.statements.append(header)
        walk.expressions.walk(handler.type, inside, header)
        if handler.name:
            place.scope.bind(handler.name, Site(BindingKind.VARIABLE, handler.lineno, handler.lineno))
        walk.block(handler.body, inside)
    place.scope.complexity += bool(node.orelse)
    walk.block(node.orelse, inside)
    walk.block(node.finalbody, place)


def _match(walk: BlockWalk, node: ast.Match, place: Place, header: Extent) -> None:
    walk.expressions.walk(node.subject, place, header)
    for case in node.cases:
        place.scope.complexity += 1
        lines = Extent(case.pattern.lineno, case.pattern.end_lineno)
        walk.seen.statements.append(lines)
        _bind_captures(case.pattern, place)
        walk.expressions.walk(case.pattern, place, lines)
        walk.expressions.walk(case.guard, place, lines)
        walk.block(case.body, place)
    last = node.cases[-1]
    place.scope.complexity -= last.guard is None and _is_irrefutable(last.pattern)


def _is_irrefutable(pattern: ast.pattern) -> bool:
    return isinstance(pattern, ast.MatchAs) and pattern.pattern is None


def _bind_captures(pattern: ast.pattern, place: Place) -> None:
    for node in ast.walk(pattern):
        name = node.rest if isinstance(node, ast.MatchMapping) else getattr(node, "name", None)
        if isinstance(node, ast.pattern) and name:
            place.scope.bind(str(name), Site(BindingKind.VARIABLE, node.lineno, node.end_lineno))


def note_guards_after(node: ast.stmt, last_line: int, place: Place, seen: Seen) -> None:
    """Note what a test guards for the rest of its block: an assertion, or an `if` that leaves or repairs otherwise."""
    rest = Extent((node.end_lineno or node.lineno) + 1, last_line)
    match node:
        case ast.Assert(test=test):
            guards.add(test, guards.holding(test), rest, place, seen)
        case ast.If(test=test, body=body, orelse=orelse):
            names = guards.failing(test)
            if names and runs_off(body):
                names = tuple(name for name in names if name in _assigned(body))
            guards.add(test, names, rest, place, seen)
            if orelse and not runs_off(orelse):
                guards.add(test, guards.holding(test), rest, place, seen)


def _assigned(body: Sequence[ast.stmt]) -> tuple[str, ...]:
    """The plain names that a block assigns to something other than None."""
    return tuple(
        target.id
        for statement in body
        if isinstance(statement, ast.Assign) and not _is_none(statement.value)
        for target in statement.targets
        if isinstance(target, ast.Name)
    )


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
