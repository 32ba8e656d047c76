"""String literals: their values, what they are bound to, and the ones that are annotations in disguise."""

import ast

from bot.code.languages.python.source import dotted, extent_of, is_plain
from bot.code.languages.python.state import Place, Seen
from bot.model.facts import Text

MAX_VALUE = 500
QUOTING_CALLS = {"cast": 0, "NewType": 1, "ForwardRef": 0}
"""Calls one of whose arguments is an annotation, and which."""

QUOTING_SUBSCRIPTS = (
    "Optional", "Union", "List", "Dict", "Set", "FrozenSet", "Tuple", "Type", "Callable", "Iterable", "Iterator",
    "Sequence", "Mapping", "ClassVar", "Final", "Annotated", "Awaitable", "Generator", "AsyncIterator",
)  # fmt: skip


def add(node: ast.Constant, value: str, place: Place, seen: Seen) -> None:
    """Note a plain string literal."""
    seen.texts.append(
        Text(
            value=value[:MAX_VALUE],
            lines=extent_of(place.literal or node),
            scope=place.scope.name,
            target=seen.targets.get(node, ""),
            is_docstring=node in seen.docstrings,
            is_formatted=node in seen.formatted,
        )
    )


def add_formatted(node: ast.JoinedStr, place: Place, seen: Seen) -> None:
    """Note an f-string; what it inserts appears as `{expression}`. A format specification is not a text of its own."""
    if place.literal is not None and not node.values:
        return
    parts: list[str] = []
    size = 0
    for value in node.values:
        parts.append(_part(value))
        size += len(parts[-1])
        if size > MAX_VALUE:
            break
    text = "".join(parts)[:MAX_VALUE]
    lines = extent_of(place.literal or node)
    seen.texts.append(Text(text, lines, place.scope.name, seen.targets.get(node, ""), is_formatted=True))


def _part(value: ast.expr) -> str:
    if isinstance(value, ast.Constant):
        return str(value.value)
    if isinstance(value, ast.FormattedValue):
        return "{" + unparsed(value.value) + "}"
    return ""


def unparsed(node: ast.expr) -> str:
    """The text of an expression inside an f-string, written anew."""
    if is_plain(node):
        return dotted(node)
    return ast.unparse(node)[:MAX_VALUE]


def name_values(node: ast.Dict, seen: Seen) -> None:
    """Give the strings of a dictionary display the names of their keys."""
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            name_value(value, key.value, seen)


def name_value(value: ast.expr, target: str, seen: Seen) -> None:
    """Say what a string literal is bound to."""
    if isinstance(value, ast.Constant | ast.JoinedStr):
        seen.targets[value] = target[:MAX_VALUE]


def target_name(node: ast.expr) -> str:
    """How an assignment's target is called: a dotted name, or the key of a subscript."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value) if isinstance(node.slice.value, str) else dotted(node.value)
    return dotted(node) if is_plain(node) else ""


def name_arguments(node: ast.Call, name: str, place: Place, seen: Seen) -> None:
    """Name the strings among the arguments of a call by keyword, and note annotations that are passed as strings."""
    for keyword in node.keywords:
        if keyword.arg is not None:
            name_value(keyword.value, keyword.arg, seen)
    if name == "format" and isinstance(node.func, ast.Attribute):
        seen.formatted.add(node.func.value)
    if (position := QUOTING_CALLS.get(name)) is not None and len(node.args) > position:
        note_quoted(node.args[position], place, seen)
    if name == "TypeVar":
        for value in [*node.args[1:], *(keyword.value for keyword in node.keywords if keyword.arg == "bound")]:
            note_quoted(value, place, seen)


def note_quoted_subscript(node: ast.Subscript, place: Place, seen: Seen) -> None:
    """Note `Optional["Name"]` and its like outside of annotations."""
    if dotted(node.value).rpartition(".")[2] not in QUOTING_SUBSCRIPTS:
        return
    for item in node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]:
        note_quoted(item, place, seen)


def note_quoted(node: ast.expr, place: Place, seen: Seen) -> None:
    """Note a string that is read as an annotation."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        seen.quoted.append((node.value, node.lineno, place.scope))


def is_alias(annotation: ast.expr) -> bool:
    """Whether an annotation says that the value is a type."""
    return dotted(annotation).rpartition(".")[2] == "TypeAlias"


def note_annotation(node: ast.expr, place: Place, seen: Seen) -> None:
    """Note every string inside an annotation that is an annotation itself; those of `Literal` are values."""
    pending: list[ast.AST] = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, ast.Constant):
            note_quoted(current, place, seen)
        elif isinstance(current, ast.Subscript) and dotted(current.value).rpartition(".")[2] == "Literal":
            continue
        elif isinstance(current, ast.Subscript) and dotted(current.value).rpartition(".")[2] == "Annotated":
            pending.extend(current.slice.elts[:1] if isinstance(current.slice, ast.Tuple) else [])
        else:
            pending.extend(ast.iter_child_nodes(current))
