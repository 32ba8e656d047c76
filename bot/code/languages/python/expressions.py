"""Walks the expressions of one statement: names, attributes, calls, strings and tests."""

import ast

from bot.code.languages.python import calls, guards, texts
from bot.code.languages.python.scopes import Scope, ScopeKind, Site
from bot.code.languages.python.source import dotted
from bot.code.languages.python.state import AttributeUse, Place, Seen
from bot.model.facts import BindingKind, Read
from bot.model.place import Extent

Stack = list[tuple[ast.AST, Place]]
Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
NOT_CHILDREN = ("ctx", "op", "ops", "type_comment", "kind", "n", "s", "id", "attr", "conversion", "simple")
FIELDS: dict[type[ast.AST], tuple[str, ...]] = {}


class Expressions:
    """Walks with a stack of its own, so that no expression is too deep."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen

    def walk(self, root: ast.AST | None, place: Place, statement: Extent) -> None:
        """Note everything in one expression; `statement` is the statement around it."""
        if root is None:
            return
        stack: Stack = [(root, place)]
        while stack:
            node, here = stack.pop()
            match node:
                case ast.Name():
                    self._name(node, here)
                case ast.Constant():
                    if isinstance(node.value, str):
                        texts.add(node, node.value, here, self._seen)
                case ast.Attribute():
                    self._attribute(node, here)
                    stack.append((node.value, here))
                case ast.Call():
                    calls.add(node, here, statement, self._seen)
                    push_children(node, here, stack)
                case _:
                    self._other(node, here, statement, stack)

    def _other(self, node: ast.AST, place: Place, statement: Extent, stack: Stack) -> None:
        match node:
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                self._comprehension(node, place, stack)
            case ast.Lambda():
                self._lambda(node, place, statement, stack)
            case ast.JoinedStr():
                inside = place if place.literal else _inside(place, node)
                texts.add_formatted(node, place, self._seen)
                stack.extend((part, inside) for part in node.values if isinstance(part, ast.FormattedValue))
            case ast.NamedExpr():
                self._walrus(node, place, stack)
            case ast.BoolOp() | ast.IfExp():
                guards.add_inline(node, place, statement, self._seen)
                push_children(node, place, stack)
            case ast.Await():
                calls.give_role(node, self._seen)
                push_children(node, place, stack)
            case ast.Yield() | ast.YieldFrom():
                place.scope.named.yields = True
                push_children(node, place, stack)
            case ast.Dict():
                texts.name_values(node, self._seen)
                push_children(node, place, stack)
            case ast.Subscript():
                texts.note_quoted_subscript(node, place, self._seen)
                push_children(node, place, stack)
            case _:
                push_children(node, place, stack)

    def _name(self, node: ast.Name, place: Place) -> None:
        line = line_of(node, place)
        if isinstance(node.ctx, ast.Store):
            self.store(node, place)
            return
        place.scope.use(node.id, line)
        self._seen.reads.append(Read(node.id, node.id, line, place.scope.name))

    def store(self, node: ast.Name, place: Place, value: str = "", is_constant: bool = False) -> None:
        """Note that a name is bound."""
        place.scope.bind(node.id, Site(BindingKind.VARIABLE, node.lineno, node.lineno, value, is_constant))

    def _attribute(self, node: ast.Attribute, place: Place) -> None:
        is_store = isinstance(node.ctx, ast.Store)
        line = line_of(node, place, end=True)
        if not is_store:
            self._seen.reads.append(Read(dotted(node), node.attr, line, place.scope.name))
        base = _receiver(node.value)
        if base:
            use = AttributeUse(base, node.attr, line, line, place.scope, is_store)
            self._seen.attributes.append(use)

    def _comprehension(self, node: Comprehension, place: Place, stack: Stack) -> None:
        inner = Place(
            self.inner_scope(place.scope), place.tries, True, place.type_checking, place.in_try, place.literal
        )
        first = node.generators[0]
        stack.append((first.iter, place))
        stack.append((first.target, inner))
        stack.extend((test, inner) for test in first.ifs)
        for generator in node.generators[1:]:
            push_children(generator, inner, stack)
        for generator in node.generators:
            for test in generator.ifs:
                guards.add_filter(test, node, inner, self._seen)
        if isinstance(node, ast.DictComp):
            stack.extend([(node.key, inner), (node.value, inner)])
            return
        stack.append((node.elt, inner))

    def _lambda(self, node: ast.Lambda, place: Place, statement: Extent, stack: Stack) -> None:
        inner = Place(self.inner_scope(place.scope), (), False, place.type_checking, False, place.literal)
        self.bind_parameters(node.args, inner.scope)
        stack.extend((default, place) for default in defaults_of(node.args))
        stack.append((node.body, inner))

    def _walrus(self, node: ast.NamedExpr, place: Place, stack: Stack) -> None:
        calls.give_role(node, self._seen)
        scope = place.scope
        while scope.kind is ScopeKind.INNER and scope.parent is not None:
            scope = scope.parent
        line = line_of(node.target, place)
        scope.bind(node.target.id, Site(BindingKind.VARIABLE, line, line))
        stack.append((node.value, place))

    def inner_scope(self, parent: Scope) -> Scope:
        """A new scope for a comprehension, a lambda or type parameters."""
        scope = Scope(ScopeKind.INNER, parent.name, parent)
        self._seen.scopes.append(scope)
        return scope

    def bind_parameters(self, arguments: ast.arguments, scope: Scope) -> None:
        """Bind the parameters of a function or lambda in its scope."""
        for node in all_parameters(arguments):
            scope.bind(node.arg, Site(BindingKind.PARAMETER, node.lineno, node.lineno))


def push_children(node: ast.AST, place: Place, stack: Stack) -> None:
    """Put the child nodes of a node on the stack, so that the first one is taken off first."""
    fields = FIELDS.get(type(node))
    if fields is None:
        fields = FIELDS[type(node)] = tuple(name for name in reversed(node._fields) if name not in NOT_CHILDREN)
    for name in fields:
        child = getattr(node, name, None)
        if isinstance(child, list):
            stack.extend([(item, place) for item in reversed(child) if isinstance(item, ast.AST)])
        elif isinstance(child, ast.AST):
            stack.append((child, place))


def all_parameters(arguments: ast.arguments) -> list[ast.arg]:
    """Every parameter node of a function."""
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return found + [node for node in (arguments.vararg, arguments.kwarg) if node is not None]


def defaults_of(arguments: ast.arguments) -> list[ast.expr]:
    """Every default value of a function's parameters."""
    return [*arguments.defaults, *(default for default in arguments.kw_defaults if default is not None)]


def line_of(node: ast.expr, place: Place, end: bool = False) -> int:
    """The line of a node; inside an f-string, where older versions misplace nodes, a line of that literal."""
    line = (node.end_lineno or node.lineno) if end else node.lineno
    literal = place.literal
    if literal is None or literal.lineno <= line <= (literal.end_lineno or literal.lineno):
        return line
    return literal.lineno


def _inside(place: Place, literal: ast.JoinedStr) -> Place:
    return Place(place.scope, place.tries, place.in_loop, place.type_checking, place.in_try, literal)


def _receiver(node: ast.expr) -> str:
    """The plain name whose attribute is meant: `self` also for `type(self)` and `self.__class__`; empty otherwise."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Call(func=ast.Name(id="type"), args=[ast.Name(id=name)]):
            return name
        case ast.Call(func=ast.Name(id="super")):
            return "super()"
        case ast.Attribute(attr="__class__", value=ast.Name(id=name)):
            return name
        case _:
            return ""
