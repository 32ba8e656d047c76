"""What Python's own modules, classes and functions are called and accept, from a table that ships with the package.

The table (`bot/data/stdlib.json`) is package data, read once and only when a claim speaks of the standard library;
nothing is imported. It was made with Python 3.11; names of other versions and platforms are known apart and decide
nothing.
"""

import builtins
import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

_DEEPEST = 20
"""How many classes up an inheritance chain is followed."""

_PLATFORM = (
    "crypt",
    "curses",
    "fcntl",
    "grp",
    "nis",
    "ossaudiodev",
    "posix",
    "pty",
    "pwd",
    "resource",
    "spwd",
    "syslog",
    "termios",
    "tty",
)
"""Modules that not every platform has."""


class Presence(StrEnum):
    """Whether the standard library has something: for certain, for certain not, or not to be told."""

    THERE = "there"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Row:
    here: frozenset[str]
    elsewhere: frozenset[str]
    is_open: bool
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    version: str
    modules: dict[str, _Row]
    classes: dict[str, _Row]
    calls: dict[str, _Row]
    same: dict[str, str]


@cache
def _table() -> _Table:
    raw = json.loads(resources.files("bot").joinpath("data", "stdlib.json").read_text("utf-8"))
    return _Table(
        ".".join(raw["python"].split(".")[:2]),
        {name: _row(row) for name, row in raw["modules"].items()},
        {name: _row(row) for name, row in raw["classes"].items()},
        {name: _row(row) for name, row in raw["calls"].items()},
        dict(raw["same"]),
    )


def _row(raw: dict[str, object]) -> _Row:
    bases = raw.get("bases")
    return _Row(
        frozenset(str(raw["here"]).split()),
        frozenset(str(raw.get("elsewhere", "")).split()),
        bool(raw.get("open")),
        tuple(str(base) for base in bases) if isinstance(bases, list) else (),
    )


def version() -> str:
    """The Python version that the table speaks of, as `3.11`."""
    return _table().version


def is_builtin(name: str) -> bool:
    """Whether `name` is a name that every module sees without an import."""
    builtin = _table().modules["builtins"]
    return not name.startswith("_") and name in builtin.here and name not in builtin.elsewhere


def is_module(dotted: str) -> bool:
    """Whether the standard library has a module of this name, in this or another version."""
    return dotted in _table().modules


def is_loadable(dotted: str) -> bool:
    """Whether this very version has a module of this name, on every platform."""
    row = _table().modules.get(dotted)
    return row is not None and bool(row.here) and dotted not in _PLATFORM


def class_path(dotted: str) -> str | None:
    """The table's name of a class (`str`, `json.JSONDecoder`), or None when it is no class of the standard library."""
    table = _table()
    for path in (dotted, f"builtins.{dotted}"):
        path = table.same.get(path, path)
        if path in table.classes:
            return path
    return None


def has_name(owner: str, name: str) -> Presence:
    """Whether a module or class, by its dotted name, has an attribute or method `name`."""
    path = class_path(owner)
    if owner in _table().modules:
        # `unittest.main` is a module and, seen from its package, a class.
        return _in_module(owner, name) if path is None else Presence.UNKNOWN
    return Presence.UNKNOWN if path is None else _in_class(path, name)


def accepts(callee: str, keyword: str) -> Presence:
    """Whether a function, method or class of the standard library, by its dotted name, takes a keyword argument."""
    row = _call_row(callee)
    if row is None:
        return Presence.UNKNOWN
    if keyword in row.elsewhere:
        return Presence.UNKNOWN
    if keyword in row.here:
        return Presence.THERE
    return Presence.UNKNOWN if row.is_open else Presence.ABSENT


def _call_row(callee: str) -> _Row | None:
    table = _table()
    for path in (callee, f"builtins.{callee}"):
        if path in table.calls:
            return table.calls[path]
    owner, _, method = callee.rpartition(".")
    if owner and (found := class_path(owner)) is not None and f"{found}.{method}" in table.calls:
        return table.calls[f"{found}.{method}"]
    found = class_path(callee)
    if found is None:
        return None
    return table.calls.get(found)


def _in_module(module: str, name: str) -> Presence:
    table = _table()
    row = table.modules[module]
    if name in row.here:
        return Presence.THERE if name not in row.elsewhere else Presence.UNKNOWN
    if not row.here or row.is_open or name in row.elsewhere or f"{module}.{name}" in table.modules or _is_special(name):
        return Presence.UNKNOWN
    return Presence.ABSENT


def _in_class(path: str, name: str) -> Presence:
    if name in vars(builtins.object) or _is_special(name):
        return Presence.UNKNOWN
    table = _table()
    seen: list[str] = []
    waiting = [path]
    is_sure = True
    while waiting and len(seen) < _DEEPEST:
        current = waiting.pop(0)
        row = table.classes.get(current)
        if row is None:
            is_sure = False
            continue
        if name in row.here and name not in row.elsewhere:
            return Presence.THERE
        is_sure = is_sure and not row.is_open and name not in row.elsewhere
        seen.append(current)
        waiting += [base for base in row.bases if base not in seen]
    return Presence.ABSENT if is_sure and not waiting else Presence.UNKNOWN


def _is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")
