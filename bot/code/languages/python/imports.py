"""Import statements, `__all__`, and the bindings that they make."""

import ast

from bot.code.languages.python.scopes import Site
from bot.code.languages.python.source import dotted, extent_of
from bot.code.languages.python.state import Place, Seen
from bot.model.facts import BindingKind, Import
from bot.model.place import Extent


def add_plain(node: ast.Import, place: Place, seen: Seen) -> None:
    """Note `import a.b` and `import a.b as c`."""
    for alias in node.names:
        bound = alias.asname or alias.name.partition(".")[0]
        is_exported = alias.asname == alias.name
        _bind(bound, alias, alias.name, is_exported, place)
        seen.imports.append(_import(alias.name, bound, "", extent_of(node), place))


def add_from(node: ast.ImportFrom, place: Place, seen: Seen) -> None:
    """Note `from a import b as c`; a star binds nothing that can be told."""
    module = "." * node.level + (node.module or "")
    for alias in node.names:
        bound = alias.asname or alias.name
        seen.imports.append(_import(module, bound, alias.name, extent_of(node), place))
        if alias.name == "*":
            seen.has_star_import = True
            continue
        is_exported = alias.asname == alias.name or module == "__future__"
        separator = "" if module.endswith(".") else "."
        _bind(bound, alias, f"{module}{separator}{alias.name}", is_exported, place)


def _bind(bound: str, alias: ast.alias, origin: str, is_exported: bool, place: Place) -> None:
    end = alias.end_lineno or alias.lineno
    place.scope.bind(bound, Site(BindingKind.IMPORT, alias.lineno, end, origin, is_exported=is_exported))


def _import(module: str, bound: str, name: str, lines: Extent, place: Place) -> Import:
    return Import(module, bound, lines, place.scope.name, name, place.type_checking, place.in_try)


def is_type_checking(test: ast.expr) -> bool:
    """Whether a test is `TYPE_CHECKING`."""
    return isinstance(test, ast.Name | ast.Attribute) and dotted(test).rpartition(".")[2] == "TYPE_CHECKING"


def note_exports(node: ast.stmt, seen: Seen) -> None:
    """Collect the names that a statement puts into `__all__`."""
    match node:
        case ast.Assign(targets=targets, value=value) if any(_is_all(target) for target in targets):
            _collect(value, seen)
        case ast.AnnAssign(target=target, value=ast.expr() as value) if _is_all(target):
            _collect(value, seen)
        case ast.AugAssign(target=target, value=value) if _is_all(target):
            _collect(value, seen)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=target), args=[argument])) if _is_all(target):
            _collect(argument, seen)


def _is_all(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "__all__"


def _collect(value: ast.expr, seen: Seen) -> None:
    pending = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            seen.exports.append(node.value)
        elif isinstance(node, ast.List | ast.Tuple | ast.Set):
            pending.extend(reversed(node.elts))
        elif isinstance(node, ast.BinOp):
            pending.extend([node.right, node.left])
