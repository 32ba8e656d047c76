"""Finds the place in a file that a name means: where it is defined, bound, called, or used only once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from bot.code.quotes import NEAR, TextIndex
from bot.model.facts import Binding, Call, Definition
from bot.model.place import Extent

_LAST = re.compile(r"[A-Za-z_$][\w$]*$")
_MOST_USES = 20
_SHORT = 10
"""Fewer lines than this are a place; more are a stretch to search in."""


def last_part(name: str) -> str:
    """The identifier that a written name or call ends in (`load` of `self.load(path)`); empty where it is neither."""
    found = _LAST.search(without_arguments(name))
    return found.group() if found else ""


def without_arguments(name: str) -> str:
    """A call without its last pair of brackets and what is in it."""
    plain = name.rstrip(" ;")
    if not plain.endswith(")"):
        return plain
    depth = 0
    for at in range(len(plain) - 1, -1, -1):
        depth += (plain[at] == ")") - (plain[at] == "(")
        if depth == 0:
            return plain[:at]
    return ""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


def _by_name(things: Iterable[_T]) -> Mapping[str, Sequence[_T]]:
    found: dict[str, list[_T]] = {}
    for thing in things:
        found.setdefault(thing.name, []).append(thing)
    return found


class Spots:
    """The names of one file, indexed; `text` is the file itself."""

    def __init__(self, text: TextIndex) -> None:
        self.text = text

    def definition(self, name: str) -> Definition | None:
        """The only definition of a name as written (`load`, `Loader.load`, `self.load`); None for none or several."""
        plain = without_arguments(name).removeprefix("self.").removeprefix("cls.")
        named = self.definitions.get(last_part(plain), ())
        wanted = [found for found in named if found.qualified == plain] or named
        return wanted[0] if len(wanted) == 1 else None

    def is_at(self, name: str, lines: Extent) -> bool:
        """Whether the name stands live at these lines, in a call that covers them, or as the definition around them."""
        last = last_part(name)
        if any(line in lines for line in self.text.words.get(last, ())):
            return True
        if any(call.lines.overlaps(lines) for call in self._calls.get(last, ())):
            return True
        return any(found.lines.overlaps(lines) for found in self.definitions.get(last, ()))

    def place(self, name: str, near: Extent | None = None) -> Extent | None:
        """A use at `near` or up to three lines off, else the definition, the binding, or the sole live use.

        Where `near` is as long as a function, only a sole use inside it counts.
        """
        last = last_part(name)
        uses = self.text.words.get(last, [])
        if not uses:
            return None
        found = self._close(last, uses, near) if near is not None else None
        if found is not None:
            return found
        if last in self.definitions:
            defined = self.definition(name)
            return defined.header if defined else None
        bound = {lines for binding in self._bindings.get(last, ()) for lines in binding.lines[:1]}
        if len(bound) == 1:
            return bound.pop()
        return self.sole(name)

    def sole(self, name: str, within: Extent | None = None) -> Extent | None:
        """The only place, a call or a line, where a name stands live in a range of lines or in the file."""
        last = last_part(name)
        uses = [line for line in self.text.words.get(last, ()) if within is None or line in within]
        places = {self._whole(last, line) for line in uses[:_MOST_USES]}
        return places.pop() if len(places) == 1 else None

    def _close(self, name: str, uses: Sequence[int], near: Extent) -> Extent | None:
        if near.end - near.start >= _SHORT:
            return self.sole(name, near)
        wide = Extent(near.start - NEAR, near.end + NEAR)
        close = [line for line in uses if line in near] or [line for line in uses if line in wide]
        return self._whole(name, close[0]) if close else None

    def _whole(self, name: str, line: int) -> Extent:
        """The lines of the call of this name that covers the line, or the line."""
        calls = [call.lines for call in self._calls.get(name, ()) if line in call.lines]
        return min(calls, key=lambda lines: (lines.end - lines.start, lines), default=Extent(line, line))

    @cached_property
    def definitions(self) -> Mapping[str, Sequence[Definition]]:
        """The definitions of the file by their last name."""
        return _by_name(self.text.source.facts.definitions if self.text.source.facts else ())

    @cached_property
    def _calls(self) -> Mapping[str, Sequence[Call]]:
        return _by_name(self.text.source.facts.calls if self.text.source.facts else ())

    @cached_property
    def _bindings(self) -> Mapping[str, Sequence[Binding]]:
        return _by_name(self.text.source.facts.bindings if self.text.source.facts else ())
