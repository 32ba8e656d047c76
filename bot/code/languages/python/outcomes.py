"""What functions return and raise, and what is written out in collections: one more pass over a tree that was walked."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.code.languages.python.shapes import UNKNOWN, Shape, joined, shape_of
from bot.code.languages.python.source import Source, dotted, extent_of, is_plain
from bot.model.outcomes import Display, Outcomes, Raise, Return

Function = ast.FunctionDef | ast.AsyncFunctionDef
MOST_DISPLAYS = 3000
MOST_ITEMS = 300
"""A longer collection is data; nobody misses a member of it by reading."""
LONGEST = 160
"""Longer texts are cut: they are compared, not shown."""
MOST_UNDER = 6
_WRAPPERS = ("frozenset", "set", "tuple", "list", "dict", "OrderedDict", "MappingProxyType")


@dataclass(frozen=True, slots=True)
class _Inside:
    """Where in a function a statement stands."""

    under: tuple[str, ...] = ()
    caught: tuple[str, ...] = ()
    caught_as: str = ""
    in_handler: bool = False
    in_try: bool = False


class _Pass:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.returned: list[Return] = []
        self.raised: list[Raise] = []
        self.displays: list[Display] = []

    def text(self, node: ast.expr) -> str:
        return self.source.segment(node)[:LONGEST]

    def module(self, tree: ast.Module) -> None:
        pending: list[tuple[Sequence[ast.stmt], str, Function | None]] = [(tree.body, "", None)]
        while pending:
            body, scope, function = pending.pop()
            known = _locals(function) if function is not None else {}
            for statement, inside in _statements(body, self):
                if isinstance(statement, Function | ast.ClassDef):
                    name = f"{scope}.{statement.name}" if scope else statement.name
                    pending.append((statement.body, name, statement if isinstance(statement, Function) else None))
                    continue
                if function is not None:
                    self._outcome(statement, scope, known, inside)
                self._collect(statement, scope)

    def _outcome(self, node: ast.stmt, scope: str, known: dict[str, Shape], inside: _Inside) -> None:
        match node:
            case ast.Return(value=value):
                self._return(value, node.lineno, scope, known, inside)
            case ast.Raise():
                self.raised.append(self._raise(node, scope, inside))
            case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
                self.returned.append(Return(scope, node.lineno, "", "yield", True, inside.under))

    def _return(
        self, value: ast.expr | None, line: int, scope: str, known: dict[str, Shape], inside: _Inside, depth: int = 0
    ) -> None:
        if isinstance(value, ast.IfExp) and depth < MOST_UNDER:
            test = self.text(value.test)
            self._return(value.body, line, scope, known, _below(inside, test), depth + 1)
            self._return(value.orelse, line, scope, known, _below(inside, f"not ({test})"), depth + 1)
            return
        text = "" if value is None else self.text(value)
        shape = shape_of(value, known)
        self.returned.append(Return(scope, line, text, shape.name, shape.is_something, inside.under))

    def _raise(self, node: ast.Raise, scope: str, inside: _Inside) -> Raise:
        again = node.exc is None or (isinstance(node.exc, ast.Name) and node.exc.id == inside.caught_as)
        name = "" if node.exc is None else dotted(node.exc.func if isinstance(node.exc, ast.Call) else node.exc)
        last = name.removesuffix("()").rpartition(".")[2]
        types = inside.caught if again else (last,) if last[:1].isupper() else ()
        return Raise(
            scope=scope,
            line=node.lineno,
            types=types,
            is_again=again and inside.in_handler,
            is_free=not inside.in_try,
            has_cause=node.cause is not None,
            in_handler=inside.in_handler,
            text="" if node.exc is None else self.text(node.exc),
            under=inside.under,
        )

    def _collect(self, node: ast.stmt, scope: str) -> None:
        named: dict[ast.expr, str] = {}
        match node:
            case ast.Assign(targets=[target], value=value) if is_plain(target):
                named[_unwrapped(value)] = dotted(target)
            case ast.AnnAssign(target=target, value=ast.expr() as value) if is_plain(target):
                named[_unwrapped(value)] = dotted(target)
        for expression in _expressions(node):
            if len(self.displays) >= MOST_DISPLAYS:
                return
            if isinstance(expression, ast.List | ast.Tuple | ast.Set | ast.Dict) and not isinstance(
                getattr(expression, "ctx", None), ast.Store
            ):
                self._display(expression, scope, named.get(expression, ""))

    def _display(self, node: ast.List | ast.Tuple | ast.Set | ast.Dict, scope: str, target: str) -> None:
        keys: Sequence[ast.expr | None] = node.keys if isinstance(node, ast.Dict) else node.elts
        plain = [key for key in keys if key is not None and not isinstance(key, ast.Starred)]
        if (not target and not any(isinstance(key, ast.Constant) for key in plain)) or len(keys) > MOST_ITEMS:
            return
        values = (
            [value for key, value in zip(node.keys, node.values, strict=True) if key]
            if isinstance(node, ast.Dict)
            else []
        )
        self.displays.append(
            Display(
                kind=type(node).__name__.lower(),
                scope=scope,
                lines=extent_of(node),
                target=target,
                items=tuple(self.text(key) for key in plain),
                values=tuple(self.text(value) for value in values),
                is_whole=len(plain) == len(keys),
            )
        )


def read(tree: ast.Module, source: Source) -> Outcomes:
    """The returns and raises of all functions of a module, and its collections."""
    made = _Pass(source)
    made.module(tree)
    return Outcomes(
        returned=tuple(sorted(made.returned, key=lambda one: one.line)),
        raised=tuple(sorted(made.raised, key=lambda one: one.line)),
        displays=tuple(sorted(made.displays, key=lambda one: one.lines)),
    )


def _unwrapped(node: ast.expr) -> ast.expr:
    """The display inside `frozenset([...])` and its like."""
    if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in _WRAPPERS and len(node.args) == 1:
        return node.args[0]
    return node


def _statements(body: Sequence[ast.stmt], made: _Pass) -> Iterator[tuple[ast.stmt, _Inside]]:
    """Every statement of a body in order, without those of definitions in it, and where it stands."""
    pending: list[tuple[ast.stmt, _Inside]] = [(statement, _Inside()) for statement in reversed(body)]
    while pending:
        statement, inside = pending.pop()
        yield statement, inside
        if not isinstance(statement, Function | ast.ClassDef):
            inner = list(_inner(statement, inside, made))
            pending.extend(reversed(inner))


def _inner(node: ast.stmt, inside: _Inside, made: _Pass) -> Iterator[tuple[ast.stmt, _Inside]]:
    match node:
        case ast.If(test=test, body=body, orelse=orelse):
            yield from _each(body, _below(inside, made.text(test)))
            yield from _each(orelse, _below(inside, f"not ({made.text(test)})"))
        case ast.For(iter=test) | ast.AsyncFor(iter=test):
            yield from _each(node.body, _below(inside, f"for {made.text(test)}"))
            yield from _each(node.orelse, inside)
        case ast.While(test=test, body=body, orelse=orelse):
            yield from _each(body, _below(inside, f"while {made.text(test)}"))
            yield from _each(orelse, inside)
        case ast.With(body=body) | ast.AsyncWith(body=body):
            yield from _each(body, inside)
        case ast.Match(cases=cases):
            for case in cases:
                yield from _each(case.body, _below(inside, f"case {ast.unparse(case.pattern)[:LONGEST]}"))
        case ast.Try() | ast.TryStar():
            yield from _of_try(node, inside, made)


def _of_try(node: ast.Try | ast.TryStar, inside: _Inside, made: _Pass) -> Iterator[tuple[ast.stmt, _Inside]]:
    has_return = any(isinstance(one, ast.Return) for one in node.finalbody)
    is_tried = inside.in_try or has_return
    body = _Inside(inside.under, inside.caught, inside.caught_as, inside.in_handler, is_tried or bool(node.handlers))
    yield from _each(node.body, body)
    for handler in node.handlers:
        types = _types(handler.type)
        under = (f"except {' '.join(types)}".strip(), *inside.under)[:MOST_UNDER]
        yield from _each(handler.body, _Inside(under, types, handler.name or "", True, is_tried))
    rest = _Inside(inside.under, inside.caught, inside.caught_as, inside.in_handler, is_tried)
    yield from _each(node.orelse, rest)
    yield from _each(node.finalbody, _below(inside, "finally"))


def _types(node: ast.expr | None) -> tuple[str, ...]:
    if node is None:
        return ()
    found = node.elts if isinstance(node, ast.Tuple) else [node]
    return tuple(dotted(one).rpartition(".")[2] for one in found)


def _below(inside: _Inside, test: str) -> _Inside:
    under = (test, *inside.under)[:MOST_UNDER]
    return _Inside(under, inside.caught, inside.caught_as, inside.in_handler, inside.in_try)


def _each(body: Sequence[ast.stmt], inside: _Inside) -> Iterator[tuple[ast.stmt, _Inside]]:
    return ((statement, inside) for statement in body)


def _expressions(node: ast.stmt) -> Iterator[ast.expr]:
    """Every expression of one statement, without those of statements in it."""
    pending: list[ast.AST] = [
        child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt | ast.excepthandler)
    ]
    while pending:
        current = pending.pop()
        if isinstance(current, ast.expr):
            yield current
        if not isinstance(current, ast.stmt | ast.match_case):
            pending.extend(ast.iter_child_nodes(current))


def _locals(function: Function) -> dict[str, Shape]:
    """The shapes of local names; a name that is bound in another way than by plain assignments is unknown."""
    known: dict[str, Shape] = {}
    spoiled: set[str] = {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
    assigned: list[tuple[str, ast.expr]] = []
    nested: list[str] = []
    for node in _nodes(function):
        spoiled.update(_spoiled(node))
        match node:
            case ast.Assign(targets=targets, value=value):
                assigned += [(target.id, value) for target in targets if isinstance(target, ast.Name)]
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                assigned.append((name, value))
            case ast.AugAssign(target=ast.Name(id=name), value=value):
                assigned.append((name, ast.BinOp(ast.Name(name, ast.Load()), node.op, value)))
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                nested.append(name)
    for name, value in assigned:
        if name not in spoiled:
            shape = shape_of(value, known)
            known[name] = joined(known[name], shape) if name in known else shape
    known.update({name: Shape("function", is_something=True) for name in nested})
    positional = [*function.args.posonlyargs, *function.args.args]
    if positional and positional[0].arg in ("self", "cls"):
        known[positional[0].arg] = Shape(positional[0].arg, is_something=True)
    return {**dict.fromkeys(sorted(spoiled), UNKNOWN), **known}


def _spoiled(node: ast.AST) -> Iterator[str]:
    """The names that a node binds to something of which the shape can't be told."""
    match node:
        case ast.Assign(targets=targets):
            yield from (name for target in targets if not isinstance(target, ast.Name) for name in _stored(target))
        case ast.For(target=target) | ast.AsyncFor(target=target) | ast.comprehension(target=target):
            yield from _stored(target)
        case ast.withitem(optional_vars=ast.expr() as target) | ast.NamedExpr(target=target):
            yield from _stored(target)
        case (
            ast.ExceptHandler(name=str() as name) | ast.MatchAs(name=str() as name) | ast.MatchStar(name=str() as name)
        ):
            yield name
        case ast.MatchMapping(rest=str() as name):
            yield name
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            yield from names


def _nodes(function: Function) -> Iterator[ast.AST]:
    """Every node of a function in source order, without those of definitions in it."""
    pending: list[ast.AST] = list(reversed(function.body))
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, Function | ast.ClassDef | ast.Lambda):
            pending.extend(reversed(list(ast.iter_child_nodes(node))))


def _stored(target: ast.expr) -> Iterator[str]:
    return (node.id for node in ast.walk(target) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
