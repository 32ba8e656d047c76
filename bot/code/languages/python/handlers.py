"""Try statements, their handlers, and context managers that swallow or expect exceptions."""

import ast
from collections.abc import Iterator, Sequence

from bot.code.languages.python.source import dotted, extent_of
from bot.code.languages.python.state import Place, Seen
from bot.model.facts import Handler, TryBlock
from bot.model.place import Extent

LOG_METHODS = ("debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log", "print_exc")
EXPECTING = ("suppress", "raises", "assertRaises", "assertRaisesRegex", "assertRaisesRegexp")
NESTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def block_extent(body: Sequence[ast.stmt]) -> Extent:
    """The lines from the first to the last statement of a block."""
    return Extent(body[0].lineno, body[-1].end_lineno or body[-1].lineno)


def describe(node: ast.Try | ast.TryStar, place: Place, seen: Seen) -> TryBlock:
    """Describe a try statement."""
    return TryBlock(
        lines=extent_of(node),
        body=block_extent(node.body),
        scope=place.scope.name,
        handlers=tuple(_handler(handler, place, seen) for handler in node.handlers),
        final=block_extent(node.finalbody) if node.finalbody else None,
    )


def _handler(node: ast.ExceptHandler, place: Place, seen: Seen) -> Handler:
    raises = logs = returns = False
    for inner in _inside(node.body):
        raises = raises or isinstance(inner, ast.Raise)
        returns = returns or isinstance(inner, ast.Return)
        logs = logs or (isinstance(inner, ast.Call) and _is_logging(inner))
    return Handler(
        types=_types(node.type, seen),
        lines=extent_of(node),
        scope=place.scope.name,
        name=node.name or "",
        raises=raises,
        logs=logs,
        returns=returns,
        is_silent=all(_does_nothing(statement) for statement in node.body),
    )


def _types(node: ast.expr | None, seen: Seen) -> tuple[str, ...]:
    if node is None:
        return ()
    if isinstance(node, ast.Tuple):
        return tuple(seen.source.segment(item) for item in node.elts)
    return (seen.source.segment(node),)


def _inside(body: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    """Every node of a block but those of definitions inside it."""
    pending: list[ast.AST] = list(body)
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, NESTED):
            pending.extend(ast.iter_child_nodes(node))


def _is_logging(node: ast.Call) -> bool:
    base, _, name = dotted(node.func).rpartition(".")
    if name not in LOG_METHODS:
        return False
    owner = base.lower()
    return "log" in owner or owner in ("warnings", "traceback") or name in ("exception", "print_exc")


def _does_nothing(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Continue() | ast.Expr(value=ast.Constant()):
            return True
        case _:
            return False


def note_suppression(call: ast.expr, lines: Extent, seen: Seen, minimum: int = 1) -> None:
    """Note `suppress(X)`, `raises(X)` or `assertRaises(X)` and the lines where X is caught."""
    if not isinstance(call, ast.Call) or len(call.args) < minimum:
        return
    name = dotted(call.func).rpartition(".")[2]
    if name not in EXPECTING:
        return
    for argument in call.args if name == "suppress" else call.args[:1]:
        for item in argument.elts if isinstance(argument, ast.Tuple) else [argument]:
            seen.suppressions.append((seen.source.segment(item), lines))
