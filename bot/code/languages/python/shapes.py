"""Of which type an expression certainly is, as far as its own text and plain local variables tell."""

import ast
from collections.abc import Mapping
from typing import NamedTuple

from bot.code.languages.python.source import dotted

MOST_STEPS = 40
"""So deep an expression is looked into."""


class Shape(NamedTuple):
    """A type by name, empty where it is not certain, and whether the value is certainly not None."""

    name: str = ""
    is_something: bool = False


UNKNOWN = Shape()
Locals = Mapping[str, Shape]

_DISPLAYS: dict[type[ast.expr], str] = {
    ast.List: "list",
    ast.ListComp: "list",
    ast.Dict: "dict",
    ast.DictComp: "dict",
    ast.Set: "set",
    ast.SetComp: "set",
    ast.Tuple: "tuple",
    ast.GeneratorExp: "generator",
    ast.JoinedStr: "str",
    ast.Lambda: "function",
}
_BUILTINS = {
    "len": "int", "id": "int", "hash": "int", "ord": "int", "sorted": "list", "any": "bool", "all": "bool", "isinstance": "bool",
    "issubclass": "bool", "callable": "bool", "hasattr": "bool", "repr": "str", "chr": "str", "ascii": "str", "hex": "str",
    "range": "range", "zip": "iterator", "map": "iterator", "filter": "iterator", "enumerate": "iterator", "iter": "iterator",
    "dict": "dict", "list": "list", "set": "set", "tuple": "tuple", "str": "str", "int": "int", "float": "float", "bool": "bool",
    "bytes": "bytes", "frozenset": "frozenset", "defaultdict": "defaultdict", "Counter": "Counter", "deque": "deque",
}  # fmt: skip
_OF_TEXT = {
    "join": "str",
    "format": "str",
    "split": "list",
    "strip": "str",
    "lower": "str",
    "upper": "str",
    "encode": "bytes",
}
_ANYWHERE = {"hexdigest": "str", "splitlines": "list", "startswith": "bool", "endswith": "bool"}
_NUMBERS = ("int", "float")


def shape_of(node: ast.expr | None, known: Locals, depth: int = 0) -> Shape:
    """The shape of an expression, where `known` tells those of local names."""
    if node is None or depth > MOST_STEPS:
        return Shape("None") if node is None else UNKNOWN
    if (name := _DISPLAYS.get(type(node))) is not None:
        return Shape(name, is_something=True)
    match node:
        case ast.Constant(value=value):
            return Shape("None") if value is None else Shape(type(value).__name__, is_something=True)
        case ast.Name(id=name):
            return known.get(name, UNKNOWN)
        case ast.Compare() | ast.UnaryOp(op=ast.Not()):
            return Shape("bool", is_something=True)
        case ast.UnaryOp(operand=operand):
            return Shape(shape_of(operand, known, depth + 1).name, is_something=True)
        case ast.Call():
            return _of_call(node, known, depth)
        case ast.BinOp():
            return _of_operation(node, known, depth)
        case ast.IfExp(body=body, orelse=orelse):
            return joined(shape_of(body, known, depth + 1), shape_of(orelse, known, depth + 1))
        case ast.BoolOp(op=op, values=values):
            return _of_choice(op, [shape_of(value, known, depth + 1) for value in values])
        case _:
            return UNKNOWN


def joined(one: Shape, other: Shape) -> Shape:
    """What is certain of a value that may be either."""
    name = one.name if one.name == other.name else ""
    return Shape(name, one.is_something and other.is_something)


def _of_call(node: ast.Call, known: Locals, depth: int) -> Shape:
    name = dotted(node.func)
    last = name.rpartition(".")[2]
    if isinstance(node.func, ast.Name):
        if name in known:
            return UNKNOWN
        if name in _BUILTINS:
            return Shape(_BUILTINS[name], is_something=True)
    if isinstance(node.func, ast.Attribute):
        if last in _ANYWHERE:
            return Shape(_ANYWHERE[last], is_something=True)
        if last in _OF_TEXT and shape_of(node.func.value, known, depth + 1).name == "str":
            return Shape(_OF_TEXT[last], is_something=True)
    if last[:1].isupper() and any(letter.islower() for letter in last):
        return Shape(last, is_something=True)
    return UNKNOWN


def _of_operation(node: ast.BinOp, known: Locals, depth: int) -> Shape:
    left, right = shape_of(node.left, known, depth + 1), shape_of(node.right, known, depth + 1)
    if isinstance(node.op, ast.Mod) and left.name == "str":
        return Shape("str", is_something=True)
    if left.name in _NUMBERS and right.name in _NUMBERS:
        is_float = isinstance(node.op, ast.Div) or "float" in (left.name, right.name)
        return Shape("float" if is_float else left.name, is_something=True)
    is_sum = isinstance(node.op, ast.Add) and left.name in ("str", "list", "tuple", "bytes")
    # Text can only be added to text: whatever stands beside it, the sum is text.
    return Shape(
        left.name if is_sum else right.name if isinstance(node.op, ast.Add) and right.name == "str" else "",
        is_something=True,
    )


def _of_choice(op: ast.boolop, shapes: list[Shape]) -> Shape:
    names = {shape.name for shape in shapes}
    name = names.pop() if len(names) == 1 else ""
    if isinstance(op, ast.Or):
        return Shape(name, shapes[-1].is_something)
    return Shape(name, all(shape.is_something for shape in shapes))
