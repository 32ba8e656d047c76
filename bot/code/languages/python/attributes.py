"""Attributes of classes: bound in the class body or through `self`, read through `self`, `cls` or the class."""

from dataclasses import dataclass, field

from bot.code.languages.python.scopes import Scope, ScopeKind, Site
from bot.code.languages.python.state import AttributeUse, Seen
from bot.model.facts import Binding, BindingKind
from bot.model.place import Extent

Reads = dict[tuple[int, str], list[int]]

MAX_RELATED = 200
"""More relatives than this are not followed, so that hostile hierarchies stay cheap."""


@dataclass(slots=True)
class Members:
    """Relations of classes, and the attributes stored and read through them; classes are known by identity."""

    related: dict[int, set[int]] = field(default_factory=dict)
    stores: dict[int, dict[str, list[AttributeUse]]] = field(default_factory=dict)
    reads: Reads = field(default_factory=dict)


def resolve(seen: Seen) -> Members:
    """Find the class that each `base.name` belongs to; a base that is neither an own object nor a class is left out."""
    classes = [scope for scope in seen.scopes if scope.kind is ScopeKind.CLASS]
    by_name: dict[str, list[Scope]] = {}
    for scope in classes:
        by_name.setdefault(scope.name.rpartition(".")[2], []).append(scope)
    members = Members(related=_relations(classes, by_name))
    for use in seen.attributes:
        for owner in _owners(use, by_name):
            if use.is_store:
                members.stores.setdefault(id(owner), {}).setdefault(use.name, []).append(use)
            else:
                members.reads.setdefault((id(owner), use.name), []).append(use.line)
    return members


def _relations(classes: list[Scope], by_name: dict[str, list[Scope]]) -> dict[int, set[int]]:
    """For each class the classes of this file that it inherits from or that inherit from it, itself included."""
    related: dict[int, set[int]] = {id(scope): {id(scope)} for scope in classes}
    for scope in classes:
        for ancestor in _ancestors(scope, by_name):
            if len(related[id(ancestor)]) < MAX_RELATED:
                related[id(scope)].add(id(ancestor))
                related[id(ancestor)].add(id(scope))
    return related


def _ancestors(scope: Scope, by_name: dict[str, list[Scope]]) -> list[Scope]:
    found: dict[int, Scope] = {}
    pending = [scope]
    while pending and len(found) < MAX_RELATED:
        for base in pending.pop().bases:
            for candidate in by_name.get(base.rpartition(".")[2], ()):
                if id(candidate) not in found and candidate is not scope:
                    found[id(candidate)] = candidate
                    pending.append(candidate)
    return list(found.values())


def _owners(use: AttributeUse, by_name: dict[str, list[Scope]]) -> list[Scope]:
    """The class whose object or name the base is."""
    current: Scope | None = use.scope
    while current is not None:
        if use.base in current.sites:
            if current.first != use.base or current.is_static:
                break
            return [owner] if (owner := _class_of_method(current)) is not None else []
        current = current.parent
    if use.base == "super()":
        owner = _class_around(use.scope)
        return [owner] if owner is not None else []
    return by_name.get(use.base, [])


def _class_of_method(scope: Scope) -> Scope | None:
    """The class whose method a scope is."""
    parent = scope.parent
    while parent is not None and parent.kind is ScopeKind.INNER:
        parent = parent.parent
    return parent if parent is not None and parent.kind is ScopeKind.CLASS else None


def _class_around(scope: Scope) -> Scope | None:
    """The class whose method a scope is, or lies in."""
    current: Scope | None = scope
    while current is not None:
        if (owner := _class_of_method(current)) is not None:
            return owner
        current = current.parent
    return None


def bindings(scope: Scope, members: Members, reads: Reads) -> list[Binding]:
    """The bindings of one class: what its body binds, and what its methods assign through `self`."""
    names = dict.fromkeys([*scope.sites, *members.stores.get(id(scope), ())])
    found: list[Binding] = []
    for name in names:
        lines = list(reads.get((id(scope), name), ()))
        for relative in members.related[id(scope)]:
            lines.extend(members.reads.get((relative, name), ()))
        found.extend(_bindings(scope, name, members, tuple(sorted(lines))))
    return found


def _bindings(scope: Scope, name: str, members: Members, reads: tuple[int, ...]) -> list[Binding]:
    sites = [_as_attribute(site) for site in scope.sites.get(name, ())]
    for use in members.stores.get(id(scope), {}).get(name, ()):
        sites.append(Site(BindingKind.ATTRIBUTE, use.line, use.end, use.value))
    found: list[Binding] = []
    for kind in dict.fromkeys(site.kind for site in sites):
        own = [site for site in sites if site.kind is kind]
        lines = tuple(sorted({Extent(site.start, site.end) for site in own}))
        is_exported = any(site.is_exported for site in own)
        value = own[0].value if len(own) == 1 else ""
        found.append(Binding(name, kind, scope.name, lines, reads, False, is_exported, value))
    return found


def _as_attribute(site: Site) -> Site:
    return site._replace(kind=BindingKind.ATTRIBUTE) if site.kind is BindingKind.VARIABLE else site
