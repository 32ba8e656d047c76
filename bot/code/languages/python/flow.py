"""Where control can go: whether a block can run off its end, and which statements nothing reaches."""

import ast
from collections.abc import Sequence

from bot.code.languages.python.source import dotted
from bot.model.place import Extent

LEAVING = (ast.Return, ast.Raise, ast.Continue, ast.Break)
NEVER_RETURN = (
    "sys.exit", "exit", "quit", "os._exit", "os.abort", "assert_never", "typing.assert_never",
    "pytest.fail", "pytest.skip", "pytest.exit", "pytest.xfail", "self.fail", "self.skipTest",
)  # fmt: skip
SWALLOWING = ("suppress", "raises", "assertRaises", "assertRaisesRegex")


def runs_off(body: Sequence[ast.stmt]) -> bool:
    """Whether control may reach the end of a block; a doubt counts as yes, a call that never returns as no."""
    return not any(_leaves(statement) for statement in body)


def _leaves(statement: ast.stmt) -> bool:
    match statement:
        case ast.Return() | ast.Raise() | ast.Continue() | ast.Break():
            return True
        case ast.Expr(value=ast.Call(func=function)):
            return dotted(function) in NEVER_RETURN
        case ast.Assert(test=ast.Constant(value=False)):
            return True
        case ast.If():
            return _if_leaves(statement)
        case ast.While():
            return _is_endless(statement)
        case ast.With() | ast.AsyncWith():
            return not _swallows(statement) and not runs_off(statement.body)
        case ast.Try() | ast.TryStar():
            return _try_leaves(statement)
        case ast.Match():
            return _has_default(statement) and not any(runs_off(case.body) for case in statement.cases)
        case _:
            return False


def _if_leaves(statement: ast.If) -> bool:
    while True:
        if runs_off(statement.body):
            return False
        if len(statement.orelse) == 1 and isinstance(statement.orelse[0], ast.If):
            statement = statement.orelse[0]
            continue
        return bool(statement.orelse) and not runs_off(statement.orelse)


def _is_endless(statement: ast.While) -> bool:
    is_true = isinstance(statement.test, ast.Constant) and bool(statement.test.value)
    return is_true and not has_break(statement.body)


def has_break(body: Sequence[ast.stmt]) -> bool:
    """Whether a loop's body holds a `break` of that loop."""
    pending: list[ast.AST] = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Break):
            return True
        if isinstance(node, ast.For | ast.AsyncFor | ast.While):
            pending.extend(node.orelse)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.expr):
            pending.extend(ast.iter_child_nodes(node))
    return False


def _swallows(statement: ast.With | ast.AsyncWith) -> bool:
    return any(
        isinstance(item.context_expr, ast.Call) and dotted(item.context_expr.func).rpartition(".")[2] in SWALLOWING
        for item in statement.items
    )


def _try_leaves(statement: ast.Try | ast.TryStar) -> bool:
    if statement.finalbody and not runs_off(statement.finalbody):
        return True
    if runs_off([*statement.body, *statement.orelse]):
        return False
    return not any(runs_off(handler.body) for handler in statement.handlers)


def _has_default(statement: ast.Match) -> bool:
    last = statement.cases[-1]
    return last.guard is None and isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None


def unreachable_part(body: Sequence[ast.stmt]) -> Extent | None:
    """The statements of a block after one that certainly leaves it; None where every statement can be reached."""
    for index, statement in enumerate(body[:-1]):
        if not _certainly_leaves(statement):
            continue
        rest = body[index + 1 :]
        if all(_is_yield(later) for later in rest):
            return None
        return Extent(rest[0].lineno, rest[-1].end_lineno or rest[-1].lineno)
    return None


def _certainly_leaves(statement: ast.stmt) -> bool:
    """Like `_leaves`, but a context manager may swallow what its body raises and any call may return."""
    if isinstance(statement, LEAVING):
        return True
    if isinstance(statement, ast.While):
        return _is_endless(statement)
    while isinstance(statement, ast.If) and statement.orelse:
        if not any(isinstance(inner, LEAVING) for inner in statement.body):
            return False
        last = statement.orelse[-1]
        if not isinstance(last, ast.If):
            return any(isinstance(inner, LEAVING) for inner in statement.orelse)
        statement = last
    return False


def _is_yield(statement: ast.stmt) -> bool:
    """`return` followed by a bare `yield` makes an empty generator: not dead, but a declaration."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Yield | ast.YieldFrom)
