"""What checks of decorators share: the definitions that are spoken of, and which of their decorators is meant."""

import re
from dataclasses import dataclass

from bot.model.claim import Claim
from bot.model.facts import Definition, DefinitionKind, Facts
from bot.validator.calls import is_settled
from bot.validator.scene import Scene

_GIVEN = re.compile(r"\(\s*[^)\s.…]")
_ON_INNER = frozenset({"wraps"})
"""Decorators of the function that a decorator makes, which are told of the decorator itself."""


@dataclass(frozen=True, slots=True)
class Decorated:
    """The definitions that may be meant, and for each the decorator that fits the words, empty where it has none."""

    path: str
    name: str
    found: tuple[tuple[Definition, str], ...]

    @property
    def has_all(self) -> bool:
        """Whether each of them has it."""
        return all(text for _, text in self.found)

    @property
    def has_none(self) -> bool:
        """Whether none of them has it."""
        return not any(text for _, text in self.found)


def decorated(claim: Claim, scene: Scene) -> Decorated | None:
    """The definitions of the claim's subject and the decorator of its value; None where either is in doubt."""
    facts, path = scene.facts(claim), claim.location.path
    name = _last(claim.value)
    if facts is None or path is None or not name or not claim.subject or not is_settled(claim):
        return None
    one = scene.definition(claim)
    if one is None or _is_applied_elsewhere(name, one, facts):
        return None
    same = [d for d in facts.definitions if d.qualified == one.qualified]
    meant = [d for d in same if not d.is_stub] or same
    if name in _ON_INNER:
        inner = [d for d in facts.definitions if d.scope == one.qualified and d.kind is not DefinitionKind.CLASS]
        meant = inner or meant
    pairs = [(d, _fitting(claim.value, name, d, facts)) for d in meant]
    if not pairs or any(text is None for _, text in pairs):
        return None
    return Decorated(path, name, tuple((d, text or "") for d, text in pairs))


def _fitting(said: str, name: str, definition: Definition, facts: Facts) -> str | None:
    """The decorator that fits; empty where none does, None where one may: by another owner, other arguments or another name."""
    renamed = {one.bound for one in facts.imports if one.name == name and one.bound != name}
    for text in definition.decorators:
        if _last(text) in renamed:
            return None
        if _last(text) != name:
            continue
        owners = {_owner(said), _owner(text)} - {""}
        return None if len(owners) > 1 or (_GIVEN.search(said) and _plain(said) != _plain(text)) else text
    return ""


def _is_applied_elsewhere(name: str, one: Definition, facts: Facts) -> bool:
    """Whether the decorator may be applied in another way: called with the function, or put on the class around it."""
    called = any(call.name == name and any(one.name in a.text for a in call.arguments) for call in facts.calls)
    around = any(
        d.qualified == one.scope
        and d.kind is DefinitionKind.CLASS
        and any(_last(text) == name for text in d.decorators)
        for d in facts.definitions
    )
    return called or around


def _plain(text: str) -> str:
    return re.sub(r"[\s@'\"]+", "", text)


def _dotted(text: str) -> str:
    return text.strip("`@ ").partition("(")[0].strip()


def _last(text: str) -> str:
    last = _dotted(text).rpartition(".")[2]
    return last if last.isidentifier() else ""


def _owner(text: str) -> str:
    return _dotted(text).rpartition(".")[0]
