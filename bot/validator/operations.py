"""Calls and lookups of Python itself that a claim names (`d.get(k)`, `next(rows)`, `os.environ[k]`), and where the code has them."""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.code.quotes import squeeze
from bot.model.claim import Claim, Role
from bot.model.facts import Argument, BindingKind, Call, Facts, LineClass, SourceFile
from bot.model.place import Extent, Lines
from bot.validator.calls import function_of, is_settled
from bot.validator.check import at
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_LONGEST = 200
_BARE = re.compile(r"\.?(?P<name>[a-z]+)(?:\(\.{0,3}\))?")
"""A function or method by its name alone: `getattr`, `.get()`."""
_MOST_SHOWN = 3
_LITERALS = {"dict": (ast.Dict, ast.DictComp), "list": (ast.List, ast.ListComp), "str": (ast.JoinedStr,)}


@dataclass(frozen=True, slots=True)
class Operation:
    """What the words name. `callee`: dotted, as far as it is; `name`: its last part, `[]` for a lookup by brackets.

    `owner`: the text before the last part. `index`: what stands in the brackets. `arguments` is None where the words give none.
    """

    name: str
    callee: str = ""
    owner: str = ""
    index: str = ""
    arguments: tuple[Argument, ...] | None = None
    is_slice: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """One place of the code that does what the words name, with all its arguments."""

    lines: Extent
    arguments: tuple[Argument, ...] = ()
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """An operation, the places of it that may be meant (all alike to the reader), and the file."""

    operation: Operation
    uses: Sequence[Use]
    facts: Facts
    path: str

    def lines(self) -> tuple[Lines, ...]:
        """Where it stands, a few of them."""
        return tuple(at(self.path, use.lines) for use in self.uses[:_MOST_SHOWN])


def operation_in(text: str) -> Operation | None:
    """What a stretch of code does last: a call with its arguments, or a lookup by brackets."""
    plain = text.strip("` ")
    if len(plain) > _LONGEST:
        return None
    if found := _BARE.fullmatch(plain):
        return Operation(found["name"], callee=plain.lstrip(".").split("(")[0], owner="." if plain[0] == "." else "")
    try:
        node = ast.parse(plain.removeprefix("await "), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    if isinstance(node, ast.Subscript):
        index = ast.unparse(node.slice)
        owner = ast.unparse(node.value)
        return Operation("[]", owner=owner, index=index, is_slice=isinstance(node.slice, ast.Slice), text=plain)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
        return None
    callee = ast.unparse(node.func)
    owner = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
    return Operation(callee.rpartition(".")[2], callee, owner, arguments=_arguments(node), text=plain)


def _arguments(node: ast.Call) -> tuple[Argument, ...] | None:
    if len(node.args) == 1 and isinstance(node.args[0], ast.Constant) and node.args[0].value is ...:
        return None
    given = [Argument(ast.unparse(one)) for one in node.args]
    given += [Argument(ast.unparse(one.value), one.arg or "**") for one in node.keywords]
    return tuple(given)


def operation_meant(claim: Claim, scene: Scene) -> Named | None:
    """The operation that a claim is about where the code has it: in the function that is spoken of, else in the file."""
    operation = operation_in(claim.subject) if claim.subject else None
    facts, source, path = scene.facts(claim), scene.source(claim), claim.location.path
    if operation is None or facts is None or source is None or path is None:
        return None
    if claim.role is Role.FIX or not is_settled(claim) or _is_own(operation, facts):
        return None
    uses = _lookups(operation, source, facts) if operation.name == "[]" else _calls(operation, facts)
    if not uses:
        return None
    near = _near(claim, scene, uses)
    return Named(operation, near or uses, facts, path) if near or operation.text else None


def _is_own(operation: Operation, facts: Facts) -> bool:
    """Whether the file gives the name another meaning than Python's."""
    if operation.owner in ("self", "cls", "super()"):
        return True
    if not operation.owner:
        return any(binding.name == operation.name for binding in facts.bindings)
    return False


def _near(claim: Claim, scene: Scene, uses: Sequence[Use]) -> list[Use]:
    """Those at the stated line, else those in the function that is spoken of."""
    line = stated_line(claim)
    placed = [use for use in uses if line is not None and line in use.lines]
    universe = function_of(claim, scene)
    inside = [use for use in uses if universe is not None and use.lines.overlaps(universe.lines)]
    return placed or inside


def _calls(operation: Operation, facts: Facts) -> list[Use]:
    wanted = None if operation.arguments is None else [_plain(one) for one in operation.arguments]
    return [
        Use(call.lines, call.arguments, bool(call.guarded))
        for call in facts.calls
        if call.name == operation.name and _is_callee(operation, call) and _begins(call, wanted)
    ]


def _is_callee(operation: Operation, call: Call) -> bool:
    if operation.owner == ".":
        return "." in call.callee
    if not operation.owner:
        return call.callee == operation.callee
    return squeeze(call.callee).replace('"', "'") == squeeze(operation.callee).replace('"', "'")


def _begins(call: Call, wanted: list[str] | None) -> bool:
    """Whether a call has the arguments that the words give, and perhaps more."""
    return wanted is None or [_plain(one) for one in call.arguments][: len(wanted)] == wanted


def _plain(argument: Argument) -> str:
    text = squeeze(argument.text).replace('"', "'").strip("()")
    return f"{argument.keyword}={text}" if argument.keyword else text


def _lookups(operation: Operation, source: SourceFile, facts: Facts) -> list[Use]:
    """The live lines on which such a lookup is read."""
    text = re.escape(squeeze(operation.text).replace('"', "'"))
    read = re.compile(rf"(?<![\w.]){text}(?!\s*=[^=])")
    return [
        Use(Extent(number, number), (), any(number in one.body for one in facts.tries))
        for number, line in enumerate(source.lines, 1)
        if facts.line_classes[number - 1] is LineClass.CODE and read.search(squeeze(line).replace('"', "'"))
    ]


def is_guarded(named: Named) -> bool:
    """Whether some clause, or a test of one of its names, stands around a place of it."""
    names = set(re.findall(r"[A-Za-z_]\w*", f"{named.operation.owner} {named.operation.text}"))
    for use in named.uses:
        if use.guarded:
            return True
        if any(use.lines.start in guard.covers and names & set(guard.names) for guard in named.facts.guards):
            return True
    return False


def kind_of(named: Named) -> str:
    """`dict`, `list`, `str` or `environ` where the receiver is certainly one; `module` for an imported name; else empty."""
    owner, facts = named.operation.owner, named.facts
    imported = {one.bound: one for one in facts.imports}
    if owner in ("os.environ", "environ"):
        root = imported.get(owner.split(".")[0])
        return "environ" if root is not None and root.module == "os" else ""
    if owner.split(".")[0] in imported:
        return "module"
    literal = _kind_of_literal(owner)
    if literal or not owner.isidentifier():
        return literal
    scope = next((d for d in reversed(facts.definitions) if named.uses[0].lines.start in d.lines), None)
    own = scope.qualified if scope else ""
    for parameter in scope.parameters if scope else ():
        if parameter.name == owner:
            return _kind_of_parameter(parameter.kind, parameter.annotation or "", own, owner, facts)
    found = [b for b in facts.bindings if b.name == owner and b.scope == own] or [
        b for b in facts.bindings if b.name == owner and not b.scope
    ]
    if len(found) != 1 or len(found[0].lines) != 1 or found[0].kind is not BindingKind.VARIABLE:
        return ""
    shown = [d for d in facts.outcomes.displays if d.target == owner and d.lines.overlaps(found[0].lines[0])]
    if shown and not found[0].value.startswith(("set", "frozenset")):
        return shown[0].kind if shown[0].kind in ("dict", "list") else ""
    return _kind_of_literal(found[0].value)


def _kind_of_parameter(kind: str, annotation: str, scope: str, name: str, facts: Facts) -> str:
    if any(b.name == name and b.scope == scope and len(b.lines) != 1 for b in facts.bindings):
        return ""
    if kind == "kwargs":
        return "dict"
    found = re.match(r"(?:typing\.|t\.)?(dict|list|str)\b(?:\[[^|]*\])?$", annotation.strip("'\" "), re.IGNORECASE)
    return found[1].lower() if found else ""


def _kind_of_literal(text: str) -> str:
    try:
        node = ast.parse(text[:_LONGEST], mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return ""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return "str"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("dict", "list", "str"):
        return node.func.id
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("split", "rsplit"):
        return "list" if node.args or not node.keywords else ""
    return next((name for name, types in _LITERALS.items() if isinstance(node, types)), "")
