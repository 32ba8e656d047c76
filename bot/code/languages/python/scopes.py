"""Scopes of Python: who binds a name, who uses it, and which binding a use resolves to."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from bot.model.facts import BindingKind


class ScopeKind(StrEnum):
    """The kinds of scope that differ in how names are looked up."""

    MODULE = "module"
    FUNCTION = "function"
    CLASS = "class"
    INNER = "inner"


class Site(NamedTuple):
    """One place that binds a name. `is_constant`: the value is a literal that no other name can share and change."""

    kind: BindingKind
    start: int
    end: int
    value: str = ""
    is_constant: bool = False
    is_exported: bool = False


@dataclass(slots=True, eq=False)
class Scope:
    """One scope while a file is read. INNER are comprehensions, lambdas and type parameters, which have no name.

    `name` is the dotted name of the enclosing definition. `first` is the first parameter of a method, mostly `self`.
    """

    kind: ScopeKind
    name: str
    parent: "Scope | None" = None
    first: str = ""
    is_static: bool = False
    bases: tuple[str, ...] = ()
    sites: dict[str, list[Site]] = field(default_factory=dict)
    uses: dict[str, list[int]] = field(default_factory=dict)
    early: dict[str, list[int]] = field(default_factory=dict)
    augmented: dict[str, list[int]] = field(default_factory=dict)
    module_names: set[str] = field(default_factory=set)
    outer_names: set[str] = field(default_factory=set)
    is_dynamic: bool = False
    complexity: int = 0
    statements: int = 0
    returns_value: bool = False
    yields: bool = False

    def bind(self, name: str, site: Site) -> None:
        """Note that a place binds a name here."""
        self.sites.setdefault(name, []).append(site)

    def use(self, name: str, line: int) -> None:
        """Note that a line reads a name here. A class body that has not bound it yet reads the one outside."""
        is_early = self.kind is ScopeKind.CLASS and name not in self.sites
        (self.early if is_early else self.uses).setdefault(name, []).append(line)

    def augment(self, name: str, line: int) -> None:
        """Note an augmented assignment, which reads a name only to bind it again."""
        self.augmented.setdefault(name, []).append(line)

    @property
    def named(self) -> "Scope":
        """This scope, or the nearest enclosing one that is no comprehension or lambda."""
        scope = self
        while scope.kind is ScopeKind.INNER and scope.parent is not None:
            scope = scope.parent
        return scope

    def child_name(self, name: str) -> str:
        """The dotted name of a definition inside this scope."""
        return f"{self.name}.{name}" if self.name else name


def home_of(scope: Scope, name: str) -> Scope | None:
    """The scope whose binding a use of `name` in `scope` resolves to; None when no scope of the file binds it."""
    current: Scope | None = scope
    while current is not None:
        if name in current.module_names:
            return _root(current)
        is_visible = current is scope or current.kind is not ScopeKind.CLASS
        if is_visible and name in current.sites and name not in current.outer_names:
            return current
        current = current.parent
    return None


def settle_declared(scopes: list[Scope]) -> None:
    """Move what `global` and `nonlocal` declare to the scopes that own it."""
    for scope in scopes:
        for name in sorted(scope.module_names):
            _move(scope, name, _root(scope))
        for name in sorted(scope.outer_names):
            if scope.parent is not None and (owner := home_of(scope.parent, name)) is not None:
                _move(scope, name, owner)


def _move(scope: Scope, name: str, owner: Scope) -> None:
    if owner is scope:
        return
    if (sites := scope.sites.pop(name, None)) is not None:
        owner.sites.setdefault(name, []).extend(sites)
    if (lines := scope.augmented.pop(name, None)) is not None:
        owner.augmented.setdefault(name, []).extend(lines)


def _root(scope: Scope) -> Scope:
    while scope.parent is not None:
        scope = scope.parent
    return scope
