"""Whether a binding is used, and what shows it: reads that resolve to it, exports, and uses that no read shows."""

import re
from collections.abc import Sequence

from bot.model.facts import Binding, BindingKind, Facts, SourceFile
from bot.model.place import Extent, Lines
from bot.validator.check import Seen, at, proof, strong
from bot.validator.elsewhere import Elsewhere, look_elsewhere, own_lines
from bot.validator.modules import is_package
from bot.validator.scene import Scene

_SHOWN = 3

_IMPLICIT = re.compile(r"__\w+__")


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


def is_reexported(source: SourceFile, binding: Binding) -> Seen | None:
    """A sign that an import is there for others."""
    if binding.kind is BindingKind.IMPORT and (is_package(source.path) or binding.is_exported):
        return strong(f"`{binding.name}` may be imported here for others", at(source.path, binding.lines[0]))
    return None


def _is_idle(source: SourceFile, line: int, binding: Binding) -> bool:
    text = source.lines[line - 1].strip() if line <= len(source.lines) else ""
    name = re.escape(binding.name)
    if re.match(rf"del\b.*\b{name}\b|_ = {name}$", text):
        return True
    is_bound_here = any(line in lines for lines in binding.lines)
    return is_bound_here and re.match(rf"(?:self\.|cls\.)?{name}\s*(?::[^=]*)?=(?!=)", text) is not None


def read_whole(name: str, source: SourceFile, facts: Facts) -> Seen | None:
    """A dotted name, read as it stands."""
    lines = sorted({read.line for read in facts.reads if read.text == name})
    if not lines:
        return None
    return proof(f"`{name}` is read at line {lines[0]}", *(at(source.path, line) for line in lines[:_SHOWN]))
