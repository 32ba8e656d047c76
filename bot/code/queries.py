"""Small questions that checks ask of facts: which definition, which calls, what stands on a line."""

from bisect import bisect_right
from collections.abc import Iterable

from bot.model.facts import Binding, Call, Comment, Definition, Facts, LineClass, Read, SourceFile
from bot.model.place import Extent

OWN_OBJECT = ("self", "cls", "this")


def plain_name(name: str) -> str:
    """A name as code spells it: without backticks, a call's brackets, and `self.` in front."""
    stripped = name.strip().strip("`").strip()
    bracket = stripped.find("(")
    if bracket > 0:
        stripped = stripped[:bracket]
    first, dot, rest = stripped.partition(".")
    return rest if dot and first in OWN_OBJECT else stripped


def definitions_named(facts: Facts, name: str) -> tuple[Definition, ...]:
    """Every definition whose dotted name ends in `name` (`f`, `C.f`, `self.f`, `f()`), in order of place."""
    wanted = plain_name(name)
    return tuple(item for item in facts.definitions if wanted and ends_in(item.qualified, wanted))


def definition_named(facts: Facts, name: str, near: int | None = None) -> Definition | None:
    """The one definition meant by a name: the only one, else the innermost around line `near`, else the closest to it.

    Without a line, definitions of one dotted name (an overload and its body) give the last; different owners give None.
    """
    found = definitions_named(facts, name)
    if not found:
        return None
    if len({item.qualified for item in found}) == 1:
        concrete = [item for item in found if not item.is_stub] or list(found)
        return (
            concrete[-1]
            if near is None
            else min(concrete, key=lambda item: (_distance(item.lines, near), -item.lines.start))
        )
    if near is None:
        return None
    around = [item for item in found if near in item.lines]
    if around:
        return max(around, key=lambda item: item.lines.start)
    best = min(_distance(item.lines, near) for item in found)
    closest = [item for item in found if _distance(item.lines, near) == best]
    return closest[0] if len(closest) == 1 else None


def enclosing(facts: Facts, line: int) -> Definition | None:
    """The innermost definition around a line."""
    around = [item for item in facts.definitions if line in item.lines]
    return max(around, key=lambda item: (item.lines.start, -item.lines.end), default=None)


def in_scope(scope: str, definition: Definition | None) -> bool:
    """Whether a scope is a definition or lies inside it; every scope lies inside the module."""
    if definition is None:
        return True
    return scope == definition.qualified or scope.startswith(definition.qualified + ".")


def ends_in(dotted: str, suffix: str) -> bool:
    """Whether a dotted name ends in another, by whole parts: `api.get` ends `self.api.get`, never the reverse."""
    return dotted == suffix or dotted.endswith("." + suffix)


def calls_of(facts: Facts, callee: str, scope: Definition | None = None) -> tuple[Call, ...]:
    """The live calls of a callee, in a definition or in the whole file."""
    return _calls_in(facts.calls, callee, scope)


def shadow_calls_of(facts: Facts, callee: str, scope: Definition | None = None) -> tuple[Call, ...]:
    """The calls of a callee in commented-out code."""
    return _calls_in((call for code in facts.shadow for call in code.calls), callee, scope)


def _calls_in(calls: Iterable[Call], callee: str, scope: Definition | None) -> tuple[Call, ...]:
    wanted = _called_name(callee)
    return tuple(call for call in calls if wanted and ends_in(call.callee, wanted) and _is_inside(call, scope))


def _is_inside(call: Call, scope: Definition | None) -> bool:
    """Two definitions may share a dotted name, so the lines decide too; commented-out code may follow the last line."""
    return scope is None or (in_scope(call.scope, scope) and call.lines.start >= scope.lines.start)


def _called_name(callee: str) -> str:
    """A callee without backticks and arguments; `self.` stays, because it is part of what was named."""
    stripped = callee.strip().strip("`").strip()
    bracket = stripped.find("(")
    return stripped[:bracket] if bracket > 0 else stripped


def reads_of(facts: Facts, name: str, scope: Definition | None = None) -> tuple[Read, ...]:
    """The live reads of a name or attribute, matched like callees."""
    wanted = _called_name(name)
    return tuple(read for read in facts.reads if wanted and ends_in(read.text, wanted) and in_scope(read.scope, scope))


def bindings_of(facts: Facts, name: str, near: int | None = None) -> tuple[Binding, ...]:
    """The bindings of a name (`x`, `C.x`, `self.x`); with a line, those of the innermost scope around it."""
    owner, _, last = plain_name(name).rpartition(".")
    found = [item for item in facts.bindings if item.name == last and (not owner or ends_in(item.scope, owner))]
    if near is None or len(found) < 2:
        return tuple(found)
    definition = enclosing(facts, near)
    scope = definition.qualified if definition else ""
    while True:
        inside = [item for item in found if item.scope == scope]
        if inside or not scope:
            return tuple(inside or found)
        scope = scope.rpartition(".")[0]


def line_class(facts: Facts, line: int) -> LineClass | None:
    """What a line consists of; None beyond the end of the file."""
    return facts.line_classes[line - 1] if 1 <= line <= len(facts.line_classes) else None


def comments_in(facts: Facts, extent: Extent) -> tuple[Comment, ...]:
    """The comments that share a line with an extent."""
    return tuple(comment for comment in facts.comments if comment.lines.overlaps(extent))


def comments_above(facts: Facts, line: int) -> tuple[Comment, ...]:
    """The comments on lines of their own that end directly above a line, as far up as they touch."""
    found: list[Comment] = []
    wanted = line - 1
    for comment in reversed(facts.comments):
        if comment.lines.start > wanted or comment.is_trailing:
            continue
        if comment.lines.end != wanted:
            break
        found.append(comment)
        wanted = comment.lines.start - 1
    return tuple(reversed(found))


def statement_at(facts: Facts, line: int) -> Extent | None:
    """The innermost statement that covers a line; of a compound one only its header counts."""
    last = bisect_right(facts.statements, Extent(line, 2**31)) - 1
    for index in range(last, max(last - 100, -1), -1):
        if line in facts.statements[index]:
            return facts.statements[index]
    return None


def paragraph(source: SourceFile, line: int) -> Extent:
    """The lines around a line up to the next blank ones; a blank line is its own paragraph."""
    lines = source.lines
    if not 1 <= line <= len(lines) or not lines[line - 1].strip():
        return Extent(line, line)
    start = end = line
    while start > 1 and lines[start - 2].strip():
        start -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return Extent(start, end)


def _distance(extent: Extent, line: int) -> int:
    return max(extent.start - line, line - extent.end, 0)
