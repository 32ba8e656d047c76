"""Turns function and class nodes into definitions."""

import ast
from collections.abc import Sequence

from bot.code.languages.python.flow import runs_off
from bot.code.languages.python.scopes import Scope, ScopeKind
from bot.code.languages.python.source import Source, dotted, extent_of
from bot.model.facts import Definition, DefinitionKind, Parameter
from bot.model.place import Extent

Function = ast.FunctionDef | ast.AsyncFunctionDef
MUTABLE_NODES = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MUTABLE_CALLS = ("list", "dict", "set", "bytearray", "defaultdict", "OrderedDict", "Counter", "deque")
STUB_DECORATORS = ("overload", "abstractmethod", "abstractproperty")
DYNAMIC_METHODS = ("__getattr__", "__getattribute__", "__setattr__")


def first_line(node: Function | ast.ClassDef) -> int:
    """The line of the first decorator, or of the definition itself."""
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def docstring_of(body: Sequence[ast.stmt]) -> ast.Constant | None:
    """The docstring node of a body."""
    match body:
        case [ast.Expr(value=ast.Constant(value=str()) as constant), *_]:
            return constant
        case _:
            return None


def header_of(node: Function | ast.ClassDef, source: Source) -> Extent:
    """From `def` or `class` to the line of the colon."""
    body = node.body[0]
    start = first_line(body) if isinstance(body, Function | ast.ClassDef) else body.lineno
    if not source.begins_line(body):
        return Extent(node.lineno, max(start, node.lineno))
    return Extent(node.lineno, source.last_header_line(start, node.lineno))


def function(node: Function, inner: Scope, outer: Scope, source: Source) -> Definition:
    """Describe a function whose body has been walked."""
    header = header_of(node, source)
    docstring = docstring_of(node.body)
    decorators = tuple(source.segment(decorator) for decorator in node.decorator_list)
    return Definition(
        name=node.name,
        qualified=inner.name,
        scope=outer.named.name,
        kind=DefinitionKind.METHOD if outer.kind is ScopeKind.CLASS else DefinitionKind.FUNCTION,
        lines=Extent(first_line(node), node.end_lineno or node.lineno),
        header=header,
        body=_body(node, header),
        docstring=extent_of(docstring) if docstring else None,
        parameters=parameters(node.args, source),
        decorators=decorators,
        is_async=isinstance(node, ast.AsyncFunctionDef),
        returns=source.segment(node.returns) if node.returns else None,
        returns_value=inner.returns_value,
        falls_off_end=runs_off(node.body),
        is_generator=inner.yields,
        statements=inner.statements,
        complexity=inner.complexity,
        is_stub=_is_stub(node, outer),
        is_dynamic=inner.is_dynamic,
    )


def class_(node: ast.ClassDef, inner: Scope, outer: Scope, source: Source) -> Definition:
    """Describe a class whose body has been walked. It is dynamic when its attributes cannot be told from its body."""
    header = header_of(node, source)
    docstring = docstring_of(node.body)
    has_metaclass = any(keyword.arg in ("metaclass", None) for keyword in node.keywords)
    return Definition(
        name=node.name,
        qualified=inner.name,
        scope=outer.named.name,
        kind=DefinitionKind.CLASS,
        lines=Extent(first_line(node), node.end_lineno or node.lineno),
        header=header,
        body=_body(node, header),
        docstring=extent_of(docstring) if docstring else None,
        decorators=tuple(source.segment(decorator) for decorator in node.decorator_list),
        bases=tuple(source.segment(base) for base in node.bases),
        statements=inner.statements,
        complexity=max(inner.complexity, 1),
        is_stub=all(_is_trivial(statement) for statement in node.body),
        is_dynamic=has_metaclass or any(name in inner.sites for name in DYNAMIC_METHODS),
    )


def parameters(arguments: ast.arguments, source: Source) -> tuple[Parameter, ...]:
    """The parameters in the order of the source."""
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(plain) - len(arguments.defaults))
    defaults += arguments.defaults
    found: list[Parameter] = []
    for index, (node, default) in enumerate(zip(plain, defaults, strict=True)):
        kind = "positional-only" if index < len(arguments.posonlyargs) else "positional"
        found.append(_parameter(node, default, kind, source))
    if arguments.vararg:
        found.append(_parameter(arguments.vararg, None, "varargs", source))
    for node, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        found.append(_parameter(node, default, "keyword-only", source))
    if arguments.kwarg:
        found.append(_parameter(arguments.kwarg, None, "kwargs", source))
    return tuple(found)


def _parameter(node: ast.arg, default: ast.expr | None, kind: str, source: Source) -> Parameter:
    return Parameter(
        name=node.arg,
        line=node.lineno,
        annotation=source.segment(node.annotation) if node.annotation else None,
        default=source.segment(default) if default else None,
        default_is_mutable=default is not None and _is_mutable(default),
        kind=kind,
    )


def _is_mutable(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return dotted(node.func).rpartition(".")[2] in MUTABLE_CALLS
    return isinstance(node, MUTABLE_NODES)


def _body(node: Function | ast.ClassDef, header: Extent) -> Extent:
    end = node.end_lineno or node.lineno
    return Extent(min(header.end + 1, node.body[0].lineno), end)


def _is_stub(node: Function, outer: Scope) -> bool:
    """Whether a body stands for one that is elsewhere: an overload, an abstract method, a protocol's member."""
    names = [dotted(decorator).rpartition(".")[2] for decorator in node.decorator_list]
    if any(name in STUB_DECORATORS for name in names):
        return True
    rest = node.body[1:] if docstring_of(node.body) else node.body
    if any(base.rpartition(".")[2].startswith("Protocol") for base in outer.bases):
        return all(_is_trivial(statement) for statement in rest)
    return bool(rest) and all(_is_ellipsis(statement) or _is_not_implemented(statement) for statement in rest)


def _is_trivial(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return True
    return isinstance(statement, ast.Pass)


def _is_ellipsis(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(value=ast.Constant(value=value)):
            return value is ...
        case _:
            return False


def _is_not_implemented(statement: ast.stmt) -> bool:
    match statement:
        case ast.Raise(exc=ast.Call(func=ast.Name(id="NotImplementedError")) | ast.Name(id="NotImplementedError")):
            return True
        case _:
            return False
