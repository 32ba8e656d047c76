"""Tests of names, and the lines on which what they found still holds."""

import ast
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.code.languages.python.source import dotted, extent_of
from bot.code.languages.python.state import Place, Seen
from bot.code.languages.python.texts import unparsed
from bot.model.facts import Guard
from bot.model.place import Extent

MAX_DEPTH = 12
Names = tuple[str, ...]
MEASURING = ("len", "bool", "any", "all", "callable", "isinstance", "issubclass", "hasattr", "str", "int", "type")


def holding(test: ast.expr, depth: int = 0) -> Names:
    """The names that are fit for use where a test came out true."""
    if depth > MAX_DEPTH:
        return ()
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return failing(operand, depth + 1)
        case ast.BoolOp(op=ast.And(), values=values):
            return _union(holding(value, depth + 1) for value in values)
        case ast.BoolOp(op=ast.Or(), values=values):
            return _shared([holding(value, depth + 1) for value in values])
        case ast.NamedExpr(target=target, value=value):
            return _union([(target.id,), holding(value, depth + 1)])
        case ast.Compare():
            return _compared(test, is_true=True)
        case ast.Call(func=ast.Name(id=function), args=[first, *_]) if function in MEASURING:
            return holding(first, depth + 1)
        case ast.Call(args=args):
            return _union(_own(argument) for argument in args)
        case _:
            return _own(test)


def failing(test: ast.expr, depth: int = 0) -> Names:
    """The names that are fit for use where a test came out false."""
    if depth > MAX_DEPTH:
        return ()
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return holding(operand, depth + 1)
        case ast.BoolOp(op=ast.Or(), values=values):
            return _union(failing(value, depth + 1) for value in values)
        case ast.BoolOp(op=ast.And(), values=values):
            return _shared([failing(value, depth + 1) for value in values])
        case ast.Compare():
            return _compared(test, is_true=False)
        case _:
            return ()


def _compared(test: ast.Compare, is_true: bool) -> Names:
    """`x is None` speaks for x where it is false, `x is not None` where it is true, other comparisons in both cases."""
    sides = [test.left, *test.comparators]
    names = _union(_own(_measured(side)) for side in sides)
    if len(sides) == 2 and any(_is_nothing(side) for side in sides):
        says_nothing = isinstance(test.ops[0], ast.Is | ast.Eq)
        is_presence = isinstance(test.ops[0], ast.IsNot | ast.NotEq | ast.Gt)
        if says_nothing:
            return () if is_true else names
        if is_presence:
            return names if is_true else ()
    return names


def _measured(node: ast.expr) -> ast.expr:
    match node:
        case ast.Call(func=ast.Name(id=function), args=[first, *_]) if function in MEASURING:
            return first
        case ast.NamedExpr(target=target):
            return target
        case _:
            return node


def _is_nothing(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=value):
            return value is None or value in (0, "", b"")
        case ast.List(elts=[]) | ast.Tuple(elts=[]) | ast.Dict(keys=[]):
            return True
        case _:
            return False


def _own(node: ast.expr) -> Names:
    """The name that an expression consists of: plain, dotted, or a subscript with a literal key."""
    match node:
        case ast.Name(id=name):
            return (name,)
        case ast.Attribute() | ast.Subscript(slice=ast.Constant()):
            name = dotted(node)
            return () if "(" in name else (name,)
        case _:
            return ()


def _union(groups: Iterable[Names]) -> Names:
    return tuple(dict.fromkeys(name for group in groups for name in group))


def _shared(groups: list[Names]) -> Names:
    return tuple(name for name in groups[0] if all(name in group for group in groups[1:]))


def add(test: ast.expr, names: Names, covers: Extent | None, place: Place, seen: Seen) -> None:
    """Note that a test makes names fit for use on some lines."""
    if not names or covers is None or covers.start > covers.end:
        return
    text = unparsed(test) if place.literal is not None else seen.source.segment(test)
    seen.guards.append(Guard(text, names, test.lineno, covers, place.scope.name))


def add_inline(node: ast.BoolOp | ast.IfExp, place: Place, statement: Extent, seen: Seen) -> None:
    """Note the guards inside an expression: `x and x.y`, `x.y if x else z`, `x or default`."""
    if isinstance(node, ast.IfExp):
        add(node.test, holding(node.test), extent_of(node.body), place, seen)
        add(node.test, failing(node.test), extent_of(node.orelse), place, seen)
        return
    judge = holding if isinstance(node.op, ast.And) else failing
    last = extent_of(node.values[-1]).end
    for value, following in zip(node.values, node.values[1:], strict=False):
        add(value, judge(value), Extent(following.lineno, max(last, following.lineno)), place, seen)
    if isinstance(node.op, ast.Or):
        add(node, _union(_own(value) for value in node.values[:-1]), statement, place, seen)


def cut_at_assignments(found: Iterable[Guard], assigned: Mapping[tuple[str, str], Sequence[int]]) -> Iterator[Guard]:
    """End each guard where its name is assigned anew; `assigned` maps (scope, name) to sorted lines."""
    for guard in found:
        ends: dict[int, list[str]] = {}
        for name in guard.names:
            lines = assigned.get((guard.scope, name), ())
            index = bisect_left(lines, max(guard.covers.start, guard.line + 1))
            end = min([guard.covers.end, *lines[index : index + 1]])
            ends.setdefault(end, []).append(name)
        if list(ends) == [guard.covers.end]:
            yield guard
            continue
        for end, names in ends.items():
            yield replace(guard, names=tuple(names), covers=Extent(guard.covers.start, end))


def add_filter(test: ast.expr, node: ast.expr, place: Place, seen: Seen) -> None:
    """Note the `if` of a comprehension, which covers all of it."""
    add(test, holding(test), extent_of(node), place, seen)
