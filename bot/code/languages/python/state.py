"""What is gathered while a Python tree is walked, and where in the program the walk stands."""

import ast
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.code.languages.python.scopes import Scope
from bot.code.languages.python.source import Source
from bot.model.facts import Call, Definition, Guard, Import, Read, Text, TryBlock
from bot.model.place import Extent


@dataclass(frozen=True, slots=True)
class Place:
    """What holds for every node of one block. `tries`: enclosing try bodies of the same function, innermost first.

    `literal`: the f-string around a node; positions inside one cannot be trusted to cut source text.
    """

    scope: Scope
    tries: tuple[int, ...] = ()
    in_loop: bool = False
    type_checking: bool = False
    in_try: bool = False
    literal: ast.expr | None = None


class CallRole(NamedTuple):
    """What the statement around a call does with its result."""

    assigned_to: str = ""
    managed: bool = False
    awaited: bool = False
    returned: bool = False
    is_statement: bool = False


class AttributeUse(NamedTuple):
    """`base.name` where the base is a plain name; `is_store` for an assignment to it."""

    base: str
    name: str
    line: int
    end: int
    scope: Scope
    is_store: bool
    value: str = ""


class Placed(NamedTuple):
    """A call with its position, which gives calls on one line their order."""

    position: tuple[int, int, int, int]
    call: Call


@dataclass(slots=True)
class Seen:
    """Everything noted so far. `roles` and `targets` are set by a statement before its expressions are walked."""

    source: Source
    scopes: list[Scope] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    calls: list[Placed] = field(default_factory=list)
    tries: list[TryBlock] = field(default_factory=list)
    suppressions: list[tuple[str, Extent]] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    guards: list[Guard] = field(default_factory=list)
    raises: list[tuple[str, int, str]] = field(default_factory=list)
    statements: list[Extent] = field(default_factory=list)
    unreachable: list[Extent] = field(default_factory=list)
    exports: list[str] = field(default_factory=list)
    dynamic: set[str] = field(default_factory=set)
    attributes: list[AttributeUse] = field(default_factory=list)
    quoted: list[tuple[str, int, Scope]] = field(default_factory=list)
    has_star_import: bool = False
    roles: dict[ast.expr, CallRole] = field(default_factory=dict)
    targets: dict[ast.expr, str] = field(default_factory=dict)
    docstrings: set[ast.expr] = field(default_factory=set)
    formatted: set[ast.expr] = field(default_factory=set)
