"""Turns call nodes into calls: who is called, with what, and what becomes of the result."""

import ast

from bot.code.languages.python import texts
from bot.code.languages.python.source import dotted, extent_of
from bot.code.languages.python.state import CallRole, Place, Placed, Seen
from bot.model.facts import Argument, Call
from bot.model.place import Extent

NO_ROLE = CallRole()
MANAGERS = ("closing", "aclosing", "enter_context", "enter_async_context")
DYNAMIC = ("exec", "eval", "locals", "globals", "vars")
FRAME_ACCESS = ("sys._getframe", "inspect.currentframe", "inspect.stack")


def give_role(node: ast.expr | ast.stmt | ast.withitem, seen: Seen) -> None:
    """Tell the call that is the value of a node what becomes of its result."""
    match node:
        case ast.Expr(value=value):
            _give(value, CallRole(is_statement=True), seen)
        case ast.Return(value=ast.expr() as value):
            _give(value, CallRole(returned=True), seen)
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            _give(value, CallRole(assigned_to=name), seen)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            _give(value, CallRole(assigned_to=name), seen)
        case ast.NamedExpr(target=ast.Name(id=name), value=value):
            _give(value, seen.roles.get(node, NO_ROLE)._replace(assigned_to=name), seen)
        case ast.Await(value=value):
            _give(value, seen.roles.get(node, NO_ROLE)._replace(awaited=True), seen)
        case ast.withitem(context_expr=value, optional_vars=ast.Name(id=name)):
            _give(value, CallRole(assigned_to=name, managed=True), seen)
        case ast.withitem(context_expr=value):
            _give(value, CallRole(managed=True), seen)


def _give(value: ast.expr, role: CallRole, seen: Seen) -> None:
    if isinstance(value, ast.Call | ast.Await | ast.NamedExpr):
        seen.roles[value] = role


def add(node: ast.Call, place: Place, statement: Extent, seen: Seen) -> None:
    """Note one call."""
    callee = dotted(node.func)
    name = "" if callee.endswith(("()", "]")) else callee.rpartition(".")[2]
    role = seen.roles.get(node, NO_ROLE)
    _note_side_effects(node, callee, name, place, seen)
    seen.calls.append(
        Placed(
            (node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0),
            Call(
                callee=callee,
                name=name,
                lines=_extent(node, place),
                scope=place.scope.name,
                arguments=_arguments(node, place, seen),
                statement=statement,
                text=_text(node, place, seen),
                assigned_to=role.assigned_to,
                managed=role.managed,
                awaited=role.awaited,
                returned=role.returned,
                in_loop=place.in_loop,
                is_statement=role.is_statement,
                guarded=place.tries,
            ),
        )
    )


def _note_side_effects(node: ast.Call, callee: str, name: str, place: Place, seen: Seen) -> None:
    if (callee in DYNAMIC and not (callee == "vars" and node.args)) or callee in FRAME_ACCESS:
        seen.dynamic.add(place.scope.name)
        place.scope.is_dynamic = place.scope.named.is_dynamic = True
    if name in MANAGERS:
        for argument in node.args:
            _give(argument, CallRole(managed=True), seen)
    texts.name_arguments(node, name, place, seen)


def _arguments(node: ast.Call, place: Place, seen: Seen) -> tuple[Argument, ...]:
    found = [(argument.lineno, argument.col_offset, argument, None) for argument in node.args]
    named = [(keyword.value.lineno, keyword.value.col_offset, keyword.value, keyword) for keyword in node.keywords]
    result: list[Argument] = []
    for _, _, value, keyword in sorted([*found, *named], key=lambda item: (item[0], item[1])):
        text = _text(value, place, seen)
        if keyword is not None and keyword.arg is None:
            text = "**" + text
        result.append(Argument(text, keyword.arg if keyword else None, _is_constant(value)))
    return tuple(result)


def _is_constant(node: ast.expr) -> bool:
    while isinstance(node, ast.UnaryOp):
        node = node.operand
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return all(isinstance(item, ast.Constant) for item in node.elts)
    return isinstance(node, ast.Constant)


def _text(node: ast.expr, place: Place, seen: Seen) -> str:
    return texts.unparsed(node) if place.literal is not None else seen.source.segment(node)


def _extent(node: ast.Call, place: Place) -> Extent:
    literal = place.literal
    if literal is None:
        return extent_of(node)
    whole = extent_of(literal)
    own = extent_of(node)
    return own if own.start in whole and own.end in whole else whole
