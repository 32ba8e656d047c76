"""What functions give back and raise, and what literal collections hold: part of the facts of a file."""

from dataclasses import dataclass

from bot.model.place import Extent


@dataclass(frozen=True, slots=True)
class Return:
    """One `return` of a function, or one `yield` (`shape` is `yield` then).

    `text`: the source of what is returned, empty for a bare one. `shape`: its type where that is certain (`list`, `None`,
    `str`, a class that is called, `self`), else empty. `is_something`: it is certainly not None. `under`: the tests of the
    statements around it in the same function, innermost first (`not (x)` for an else, `except ValueError` for a handler).
    """

    scope: str
    line: int
    text: str = ""
    shape: str = ""
    is_something: bool = False
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Raise:
    """One `raise` of a function. `types`: what may be raised, last parts of names; empty where that is not certain.

    `is_again`: it raises what a handler caught. `is_free`: no clause of the same function can catch it. `has_cause`: it
    says `from`. `in_handler`: it stands in an `except` clause. `text`: what is raised.
    """

    scope: str
    line: int
    types: tuple[str, ...] = ()
    is_again: bool = False
    is_free: bool = True
    has_cause: bool = False
    in_handler: bool = False
    text: str = ""
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Display:
    """A list, tuple, set or dict that is written out. `target`: the name, or dotted name, that it is assigned to.

    `items`: source texts of the elements, of a dict its keys; `values`: of a dict its values. `is_whole`: nothing is
    unpacked into it, so that it holds no more.
    """

    kind: str
    scope: str
    lines: Extent
    target: str = ""
    items: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Outcomes:
    """All of them in one file, in order of line."""

    returned: tuple[Return, ...] = ()
    raised: tuple[Raise, ...] = ()
    displays: tuple[Display, ...] = ()
