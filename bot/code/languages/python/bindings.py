"""Resolves what was seen into bindings: each name of each scope, with the lines that read it."""

from bot.code.languages.python import attributes
from bot.code.languages.python.scopes import Scope, ScopeKind, Site, home_of, settle_declared
from bot.code.languages.python.state import Seen
from bot.model.facts import Binding, BindingKind
from bot.model.place import Extent

MAX_VALUE = 500
Reads = dict[tuple[int, str], list[int]]
"""Lines that read a name, by the identity of its scope."""


def resolve(seen: Seen, import_reads: list[tuple[str, int, Scope]]) -> tuple[Binding, ...]:
    """Make the bindings of a file. `import_reads`: names in annotation strings, type comments and doctests."""
    settle_declared(seen.scopes)
    reads: Reads = {}
    for scope in seen.scopes:
        for name, lines in scope.uses.items():
            if (home := home_of(scope, name)) is not None:
                reads.setdefault((id(home), name), []).extend(lines)
        for name, lines in scope.early.items():
            outside = home_of(scope.parent, name) if scope.parent else None
            if (home := outside or home_of(scope, name)) is not None:
                reads.setdefault((id(home), name), []).extend(lines)
    for name, line, scope in import_reads:
        home = home_of(scope, name)
        if home is not None and any(site.kind is BindingKind.IMPORT for site in home.sites[name]):
            reads.setdefault((id(home), name), []).append(line)
    exports = frozenset(seen.exports)
    dynamic = _dynamic_scopes(seen.scopes)
    members = attributes.resolve(seen)
    found: list[Binding] = []
    for scope in seen.scopes:
        if scope.kind is ScopeKind.CLASS:
            found.extend(attributes.bindings(scope, members, reads))
            continue
        is_closed = _is_closed(scope) and id(scope) not in dynamic
        for name in scope.sites:
            is_exported = scope.parent is None and name in exports
            found.extend(_bindings(scope, name, reads, is_closed and not is_magic(name), is_exported))
    return tuple(sorted(found, key=lambda binding: (binding.lines, binding.name, binding.kind, binding.scope)))


def _bindings(scope: Scope, name: str, reads: Reads, is_closed: bool, is_exported: bool) -> list[Binding]:
    """One binding for each kind of place that binds the name."""
    sites = scope.sites[name]
    lines = [*reads.get((id(scope), name), ()), *_augmented_reads(scope, name)]
    kinds = dict.fromkeys(site.kind for site in sites)
    return [
        Binding(
            name=name,
            kind=kind,
            scope=scope.name,
            lines=extents(own := [site for site in sites if site.kind is kind]),
            reads=tuple(sorted(lines)),
            is_closed=is_closed,
            is_exported=is_exported or any(site.is_exported for site in own),
            value=value_of(own),
        )
        for kind in kinds
    ]


def is_magic(name: str) -> bool:
    """Whether tools read a name from outside by convention, as test runners read `__tracebackhide__`."""
    return name.startswith("__") and name.endswith("__")


def _augmented_reads(scope: Scope, name: str) -> list[int]:
    """`x += y` matters outside when x may be shared: a parameter, an import, or anything but a literal."""
    is_own = all(site.kind is BindingKind.VARIABLE and site.is_constant for site in scope.sites[name])
    return [] if is_own else scope.augmented.get(name, [])


def extents(sites: list[Site]) -> tuple[Extent, ...]:
    """The places of some sites in order."""
    return tuple(sorted({Extent(site.start, site.end) for site in sites}))


def value_of(sites: list[Site]) -> str:
    """The text of the only value that a name gets; empty where there are several."""
    return sites[0].value[:MAX_VALUE] if len(sites) == 1 else ""


def _is_closed(scope: Scope) -> bool:
    """Whether a scope lies inside a function, or is one; a comprehension of the module is closed too."""
    return scope.kind is ScopeKind.FUNCTION or scope.kind is ScopeKind.INNER


def _dynamic_scopes(scopes: list[Scope]) -> set[int]:
    """The scopes whose names may be read unseen, because they or scopes inside call `eval` and its like."""
    found: set[int] = set()
    for scope in scopes:
        current: Scope | None = scope if scope.is_dynamic else None
        while current is not None and id(current) not in found:
            found.add(id(current))
            current = current.parent
    return found
