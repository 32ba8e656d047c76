"""What a function may come to call, by the names that this file knows: itself, and the functions of the file that it calls."""

from collections import defaultdict

from bot.model.facts import Call, Definition, DefinitionKind, Facts

_BY_NAME = ("getattr", "eval", "exec", "globals", "vars")
"""What finds a function by a name that it is given."""
_OWN = ("self.", "cls.", "super()")


def reached(facts: Facts, start: Definition) -> tuple[Definition, ...]:
    """The definitions of this file that a function may run, itself first: those whose names are called or read on the way."""
    by_name: dict[str, list[Definition]] = defaultdict(list)
    for one in facts.definitions:
        by_name[one.name].append(one)
    named: dict[str, set[str]] = defaultdict(set)
    for call in facts.calls:
        named[call.scope].add(call.name)
    for read in facts.reads:
        named[read.scope].add(read.name)
    found, waiting, seen = [start], [start], {start.lines}
    while waiting:
        one = waiting.pop()
        inner = one.qualified + "."
        names = {
            name for scope, all_ in named.items() if scope == one.qualified or scope.startswith(inner) for name in all_
        }
        for name in sorted(names & by_name.keys()):
            for other in by_name[name]:
                if other.lines not in seen:
                    seen.add(other.lines)
                    found.append(other)
                    waiting.append(other)
    return tuple(found)


def may_mention(facts: Facts, start: Definition, name: str) -> bool:
    """Whether a function, or one of this file that it may run, reads or calls a name; True where that cannot be told."""
    over = reached(facts, start)
    if any(one.is_dynamic for one in over):
        return True
    lines = [one.lines for one in over if one.kind is not DefinitionKind.CLASS]
    called = any(
        (call.name == name or call.callee in _BY_NAME) and any(call.lines.overlaps(extent) for extent in lines)
        for call in facts.calls
    )
    return called or any(read.name == name and any(read.line in extent for extent in lines) for read in facts.reads)


def leaves_the_file(facts: Facts, start: Definition) -> bool:
    """Whether a function runs a method of its own object that this file does not define."""
    known = {one.name for one in facts.definitions}
    lines = [one.lines for one in reached(facts, start)]
    return any(
        call.name not in known and _is_own(call) and any(call.lines.overlaps(extent) for extent in lines)
        for call in facts.calls
    )


def _is_own(call: Call) -> bool:
    return call.callee.startswith(_OWN) and call.callee.count(".") == 1
