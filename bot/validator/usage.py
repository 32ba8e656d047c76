"""Whether a binding is used, and what shows it: reads that resolve to it, exports, and uses that no read shows."""

import re
from collections.abc import Sequence

from bot.model.facts import Binding, BindingKind, Definition, Facts, SourceFile
from bot.model.place import Extent, Lines
from bot.validator.bound import definition_of
from bot.validator.check import Seen, at, proof, strong
from bot.validator.elsewhere import Elsewhere, look_elsewhere, own_lines
from bot.validator.modules import is_package
from bot.validator.scene import Scene

_SHOWN = 3
_REGISTERS = frozenset(
    [
        "route",
        "get",
        "post",
        "put",
        "patch",
        "delete",
        "head",
        "options",
        "websocket",
        "command",
        "group",
        "task",
        "listener",
        "listens_for",
        "on",
        "on_event",
        "event",
        "register",
        "registered",
        "register_tag",
        "hook",
        "hookimpl",
        "errorhandler",
        "error_handler",
        "exception_handler",
        "before_request",
        "after_request",
        "teardown_request",
        "context_processor",
        "app_errorhandler",
        "tool",
        "resource",
        "prompt",
        "subscribe",
        "handler",
        "middleware",
        "filter",
        "simple_tag",
        "inclusion_tag",
        "template_filter",
        "action",
        "setter",
        "deleter",
        "getter",
        "callback",
        "result_callback",
    ]
)
_BARE_REGISTERS = frozenset(
    [
        "shared_task",
        "periodic_task",
        "receiver",
        "register",
        "hookimpl",
        "validator",
        "field_validator",
        "model_validator",
        "root_validator",
        "field_serializer",
        "model_serializer",
        "setter",
    ]
)
"""Last parts of decorators that hand a function to somebody who calls it."""

_SPECIAL = frozenset(
    [
        "__init__",
        "__new__",
        "__del__",
        "__repr__",
        "__str__",
        "__bytes__",
        "__format__",
        "__lt__",
        "__le__",
        "__eq__",
        "__ne__",
        "__gt__",
        "__ge__",
        "__hash__",
        "__bool__",
        "__getattr__",
        "__getattribute__",
        "__setattr__",
        "__delattr__",
        "__dir__",
        "__get__",
        "__set__",
        "__delete__",
        "__set_name__",
        "__init_subclass__",
        "__class_getitem__",
        "__call__",
        "__len__",
        "__length_hint__",
        "__getitem__",
        "__setitem__",
        "__delitem__",
        "__missing__",
        "__iter__",
        "__reversed__",
        "__contains__",
        "__next__",
        "__add__",
        "__sub__",
        "__mul__",
        "__matmul__",
        "__truediv__",
        "__floordiv__",
        "__mod__",
        "__divmod__",
        "__pow__",
        "__and__",
        "__or__",
        "__xor__",
        "__radd__",
        "__rsub__",
        "__rmul__",
        "__iadd__",
        "__isub__",
        "__neg__",
        "__pos__",
        "__abs__",
        "__invert__",
        "__int__",
        "__float__",
        "__index__",
        "__round__",
        "__enter__",
        "__exit__",
        "__await__",
        "__aiter__",
        "__anext__",
        "__aenter__",
        "__aexit__",
        "__copy__",
        "__deepcopy__",
        "__reduce__",
        "__reduce_ex__",
        "__getstate__",
        "__setstate__",
        "__fspath__",
        "__post_init__",
        "__prepare__",
        "__instancecheck__",
        "__subclasscheck__",
        "__missing__",
    ]
)
_IMPLICIT = re.compile(r"__\w+__")
_TEST_NAME = re.compile(
    r"(?:test_?\w*|Test\w*|setUp\w*|tearDown\w*|setup_(?:module|class|method|function)|"
    "teardown_(?:module|class|method|function))"
)
_TEST_PATH = re.compile(r"(?:^|/)(?:test_[^/]*|[^/]*_test|conftest)\.py$")


def is_dunder(name: str) -> bool:
    """Whether Python itself gives the name a meaning."""
    return _IMPLICIT.fullmatch(name) is not None


def is_private(name: str) -> bool:
    """Whether the name says that nobody outside should use it."""
    return name.startswith("_") and not is_dunder(name)


def live_reads(source: SourceFile, facts: Facts, binding: Binding) -> tuple[int, ...]:
    """The lines that really use a binding: no `del`, no assignment of a name to itself, no recursion."""
    own = own_lines(facts, binding)
    found = (line for line in binding.reads if not any(line in lines for lines in own))
    return tuple(line for line in dict.fromkeys(found) if not _is_idle(source, line, binding))


def rebound(facts: Facts, binding: Binding) -> tuple[Extent, ...]:
    """Where the same name is bound in the same scope by something else than this binding."""
    same = [b for b in facts.bindings if (b.name, b.scope) == (binding.name, binding.scope) and b is not binding]
    return tuple(sorted(lines for b in same if b.reads == binding.reads for lines in b.lines))


def _is_fallback(facts: Facts, binding: Binding) -> bool:
    """Whether an import stands in a try statement, which binds the name otherwise where it fails."""
    return any(i.in_try and i.bound == binding.name and i.lines.overlaps(binding.lines[0]) for i in facts.imports)


def shown(path: str, lines: Sequence[int]) -> tuple[Lines, ...]:
    """The first few lines as evidence."""
    return tuple(at(path, line) for line in lines[:_SHOWN])


def used_at_home(source: SourceFile, facts: Facts, binding: Binding) -> Seen | None:
    """Proof from the file itself that the binding is used; None where nothing shows it."""
    reads = live_reads(source, facts, binding)
    others = rebound(facts, binding)
    if binding.kind is BindingKind.PARAMETER and others:
        reads = tuple(line for line in reads if line <= others[0].start)
    elif others and not _is_fallback(facts, binding):
        return None
    if reads:
        word = "called or read" if binding.kind in (BindingKind.FUNCTION, BindingKind.CLASS) else "read"
        return proof(f"`{binding.name}` is {word} at line {reads[0]}", *shown(source.path, reads))
    if binding.kind is BindingKind.IMPORT and binding.value.startswith("__future__."):
        return proof("an import from `__future__` has its effect by itself", at(source.path, binding.lines[0]))
    return None


def exported(source: SourceFile, facts: Facts, binding: Binding) -> Seen | None:
    """Proof that a name is offered to others."""
    if binding.scope or binding.name not in facts.exports:
        return None
    return proof(f"`{binding.name}` stands in `__all__`", at(source.path, binding.lines[0]))


def used_by_rule(source: SourceFile, facts: Facts, binding: Binding) -> Seen | None:
    """Proof that somebody calls a function without a read of its name: a registration, a test runner, Python itself."""
    if binding.kind not in (BindingKind.FUNCTION, BindingKind.CLASS):
        return None
    place = at(source.path, binding.lines[0])
    definition = definition_of_binding(facts, binding)
    if definition is None:
        return None
    if registering := next((d for d in definition.decorators if _registers(d)), None):
        return proof(f"`{binding.name}` is registered by `@{registering}`", at(source.path, definition.lines.start))
    if binding.name in _SPECIAL and definition.kind == "method":
        return proof(f"`{binding.name}` is a special method that Python calls by itself", place)
    if _TEST_PATH.search(source.path) and _TEST_NAME.fullmatch(binding.name):
        return proof(f"`{binding.name}` has the name and place by which test runners find it", place)
    return None


def used_elsewhere(scene: Scene, source: SourceFile, facts: Facts, binding: Binding) -> Seen | None:
    """Proof from another file of the tree that the binding is used there."""
    if binding.is_closed or binding.kind is BindingKind.PARAMETER or rebound(facts, binding):
        return None
    found = look_elsewhere(scene, source.path, binding)
    if found.read is not None:
        return proof(f"`{binding.name}` is read in {found.read.path}", found.read)
    if found.importer is not None and binding.kind is BindingKind.IMPORT:
        return proof(f"{found.importer.path} imports `{binding.name}` from here", found.importer)
    return None


def doubts(scene: Scene, source: SourceFile, binding: Binding) -> Elsewhere:
    """What the tree says of the name beside the binding's own lines."""
    return look_elsewhere(scene, source.path, binding)


def definition_of_binding(facts: Facts, binding: Binding) -> Definition | None:
    """The definition that a function or class binding stands for; None if there are several."""
    qualified = f"{binding.scope}.{binding.name}" if binding.scope else binding.name
    return definition_of(facts, qualified, binding.lines[0].start)


def is_reexported(source: SourceFile, binding: Binding) -> Seen | None:
    """A sign that an import is there for others."""
    if binding.kind is BindingKind.IMPORT and (is_package(source.path) or binding.is_exported):
        return strong(f"`{binding.name}` may be imported here for others", at(source.path, binding.lines[0]))
    return None


def _registers(decorator: str) -> bool:
    owner, _, name = decorator.partition("(")[0].rpartition(".")
    if not owner:
        return name in _BARE_REGISTERS
    return name in _REGISTERS and owner.rpartition(".")[2] not in ("mock", "patch", "functools", "pytest")


def _is_idle(source: SourceFile, line: int, binding: Binding) -> bool:
    text = source.lines[line - 1].strip() if line <= len(source.lines) else ""
    name = re.escape(binding.name)
    if re.match(rf"del\b.*\b{name}\b|_ = {name}$", text):
        return True
    is_bound_here = any(line in lines for lines in binding.lines)
    return is_bound_here and re.match(rf"(?:self\.|cls\.)?{name}\s*(?::[^=]*)?=(?!=)", text) is not None
