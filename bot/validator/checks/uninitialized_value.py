"""
uninitialized-value: the finding says that an attribute is not set in the constructor, so that it may be read before it exists.

Why: what a class sets on itself, and in which method, can be read.
Blind spot: base classes and `setattr` are not followed; whether the other method runs first is a judgement.
"""

import re
from dataclasses import dataclass

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Binding, BindingKind, Definition, DefinitionKind, Facts, SourceFile
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent, strong
from bot.validator.scene import Scene

_CONSTRUCTORS = ("__init__", "__new__", "__post_init__")
_IN_CONSTRUCTOR = re.compile(r"\b(?:constructor|initiali[sz]er)\b")
_CONDITION = re.compile(
    r"\b(?:if|when|unless|until|for|otherwise|else|properly|correctly|fully|all|every|path|branch|before)\b"
)


@dataclass(frozen=True, slots=True)
class _Field:
    """An attribute of a class: where its methods set it, and the lines of the constructor that do so on every path."""

    owner: Definition
    binding: Binding
    path: str
    setters: frozenset[str]
    sure: tuple[int, ...]
    in_body: bool


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The class sets it in other methods only, none of which its constructor calls: proof where it has a constructor."""
    found, facts = _field(claim, scene), scene.facts(claim)
    if found is None or facts is None or found.in_body or not found.setters or found.setters & set(_CONSTRUCTORS):
        return None
    made = [one for one in facts.definitions if one.scope == found.owner.qualified and one.name in _CONSTRUCTORS]
    runs = {call.name for call in facts.calls for one in made if call.lines.overlaps(one.lines)}
    if found.setters & runs or any("setattr" in call.name for call in facts.calls):
        return None
    where = ", ".join(f"`{name}`" for name in sorted(found.setters)[:3])
    detail = f"`{found.owner.name}` sets `self.{found.binding.name}` in {where} only"
    seen = proof if made and not _CONDITION.search(claim.words) else strong
    return seen(detail, *(at(found.path, lines) for lines in found.binding.lines[:3]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The constructor gives it a value outside of any condition."""
    found = _field(claim, scene)
    if found is None or not found.sure or _CONDITION.search(claim.words):
        return None
    detail = f"the constructor of `{found.owner.name}` sets `self.{found.binding.name}` at line {found.sure[0]}"
    return proof(detail, at(found.path, found.sure[0]))


def _field(claim: Claim, scene: Scene) -> _Field | None:
    """The attribute that is spoken of; None where the words say nothing of a constructor, or the class is in doubt."""
    facts, path, source = scene.facts(claim), claim.location.path, scene.source(claim)
    name = last_part(claim.subject)
    if facts is None or path is None or source is None or not name or not is_settled(claim) or not _speaks_of_it(claim):
        return None
    bound = [one for one in facts.bindings if one.name == name and one.kind is BindingKind.ATTRIBUTE]
    line = claim.location.start_line
    if len(bound) > 1 and line is not None:
        around = {one.qualified for one in facts.definitions if line in one.lines}
        bound = [one for one in bound if one.scope in around]
    owners = [
        one
        for one in facts.definitions
        if bound and one.qualified == bound[0].scope and one.kind is DefinitionKind.CLASS
    ]
    if len(bound) != 1 or len(owners) != 1:
        return None
    owner = owners[0]
    by = {lines.start: _method(facts, owner, lines.start) for lines in bound[0].lines}
    sure = [n for n, method in by.items() if method and method.name in _CONSTRUCTORS and _is_direct(source, method, n)]
    names = frozenset(method.name for method in by.values() if method)
    return _Field(owner, bound[0], path, names, tuple(sure), None in by.values())


def _is_direct(source: SourceFile, method: Definition, line: int) -> bool:
    """Whether a line of a method stands at the margin of its body."""
    margin = next((_depth(text) for text in source.lines[method.body.start - 1 :] if text.strip()), 0)
    return _depth(source.lines[line - 1]) == margin


def _speaks_of_it(claim: Claim) -> bool:
    return last_part(claim.scope) in _CONSTRUCTORS or bool(_IN_CONSTRUCTOR.search(claim.words))


def _method(facts: Facts, owner: Definition, line: int) -> Definition | None:
    """The method of a class in which a line stands; None for the body of the class."""
    return next((d for d in facts.definitions if d.scope == owner.qualified and line in d.lines), None)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


_CODE = (
    "class Link:\n    def __init__(self, host):\n        self.host = host\n        if host:\n            self.port = 1\n\n"
    "    def open(self):\n        self.sock = connect(self.host)\n\n    def send(self, data):\n        self.sock.send(data)\n"
)

CHECK = Check(
    kind="uninitialized-value",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "in another method",
            says("`self.sock` is only set in `open()` and is not initialized in `__init__`."),
            python(_CODE),
            Verdict.CONFIRMED,
            (8, 8),
        ),
        shows(
            "in the constructor",
            says("`self.host` is never initialised in `__init__`."),
            python(_CODE),
            Verdict.REFUTED,
            (3, 3),
        ),
        abstains("sometimes", says("`self.port` is not initialized in `__init__`."), python(_CODE)),
        abstains("of a base class", says("`self.name` is not initialized in `__init__`."), python(_CODE)),
        silent("done", says("`self.host` is initialized in `__init__`."), python(_CODE)),
    ),
)
