"""
duplicate-definition: the finding says that a function, class, import or variable is defined twice.

Why: methods of two classes, overloads and branches look like copies of one another in a cut of the file.
Blind spot: a definition in another file, and copies under other names.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import BindingKind, Definition, Facts, SourceFile
from bot.model.place import Extent
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, strong
from bot.validator.scene import Scene
from bot.validator.spoken import Spoken, the_name

_FOREIGN = re.compile(
    r"\b(?:other|another|elsewhere|both|different|across|parent|base|existing|project|"
    r"code ?base)\b|\.py\b|/"
)
_COUNTED = re.compile(
    r"\b(?:twice|times|more than once|again|redefin\w+|re-defined|redeclared|already|two|three|"
    r"(?:duplicated?|double|repeated) (?:\w+ )?(?:definitions?|declarations?|imports?))\b"
)
_TWICE = re.compile(r"\b(?:twice|times|more than once|two|three)\b")
_ALTERNATIVE = ("overload", "setter", "getter", "deleter", "register", "singledispatch", "property", "dispatch")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Two definitions of the name stand side by side in one scope, and the later one replaces the earlier."""
    source, facts, name = scene.source(claim), scene.facts(claim), the_name(claim.subject)
    if source is None or facts is None or name is None:
        return None
    for places in _groups(facts, name, source):
        if len(places) > 1 and (claim.number is None or claim.number in (0, len(places))):
            lines = tuple(at(source.path, place.start) for place in places)
            return proof(f"`{name.name}` is defined at lines {_spelled(places)}", *lines)
    return None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The file binds the name at one place only."""
    source, facts, name = scene.source(claim), scene.facts(claim), the_name(claim.subject)
    if source is None or facts is None or name is None or _FOREIGN.search(claim.words) or facts.has_star_import:
        return None
    bound = [b for b in facts.bindings if b.name == name.name and b.kind is not BindingKind.PARAMETER]
    places = [lines for b in bound for lines in b.lines]
    if len(places) != 1 or len([d for d in facts.definitions if d.name == name.name]) > 1:
        return None
    if any(b.is_exported and b.kind is BindingKind.IMPORT for b in bound) or not _COUNTED.search(claim.words):
        return None
    again = re.compile(rf"\b(?:def|class)\s+{re.escape(name.name)}\b|^{re.escape(name.name)}\s*[:=]")
    is_here = _TWICE.search(claim.words) is not None
    is_elsewhere = any(
        hit.path != source.path and again.search(hit.text) and not (is_here and scene.change_of(hit.path) is None)
        for hit in scene.words(name.name)
    )
    seen = strong if is_elsewhere else proof
    done = "imported" if bound[0].kind is BindingKind.IMPORT else "defined"
    return seen(f"`{name.name}` is {done} once in this file, at line {places[0].start}", at(source.path, places[0]))


def _groups(facts: Facts, name: Spoken, source: SourceFile) -> list[tuple[Extent, ...]]:
    """The places that define the name, by scope; only those that nothing but their order decides between."""
    found: dict[str, list[Extent]] = {}
    for definition in facts.definitions:
        if _is_named(definition, name) and not _is_alternative(definition) and _is_flat(definition, facts, source):
            found.setdefault(definition.qualified, []).append(definition.header)
    for statement in facts.imports:
        if (
            statement.bound == name.name
            and statement.name != "*"
            and not statement.in_try
            and not statement.in_type_checking
        ):
            key = f"{statement.scope}:{statement.module}:{statement.name}"
            if not (source.lines[statement.lines.start - 1][:1].isspace() and not statement.scope):
                found.setdefault(key, []).append(statement.lines)
    return [tuple(sorted(set(places))) for _, places in sorted(found.items())]


def _is_named(definition: Definition, name: Spoken) -> bool:
    return definition.name == name.name and definition.qualified.endswith(name.dotted.removeprefix("self."))


def _is_alternative(definition: Definition) -> bool:
    names = (decorator.partition("(")[0].rpartition(".")[2] for decorator in definition.decorators)
    return definition.is_stub or definition.name == "_" or any(name in _ALTERNATIVE for name in names)


def _is_flat(definition: Definition, facts: Facts, source: SourceFile) -> bool:
    """Whether a definition stands directly in its scope, not in a branch."""
    outer = next((d for d in facts.definitions if d.qualified == definition.scope), None)
    margin = _margin(source.lines[definition.header.start - 1])
    return margin == (_margin(source.lines[outer.body.start - 1]) if outer else 0)


def _margin(text: str) -> int:
    return len(text) - len(text.lstrip())


def _spelled(places: tuple[Extent, ...]) -> str:
    numbers = [str(place.start) for place in places]
    return f"{', '.join(numbers[:-1])} and {numbers[-1]}"


_CODE = """\
import os
import os


class Cart:
    def total(self):
        return 1

    def total(self):
        return 2

    @property
    def size(self):
        return 3

    @size.setter
    def size(self, value):
        print(value)


class Order:
    def close(self):
        return os.name
"""

CHECK = Check(
    kind="duplicate-definition",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "twice in a class", says("`total` is defined twice in `Cart`."), python(_CODE), Verdict.CONFIRMED, (9, 9)
        ),
        shows("twice imported", says("Duplicate import of `os`"), python(_CODE), Verdict.CONFIRMED, (2, 2)),
        shows("once", says("The method `close` is defined twice."), python(_CODE), Verdict.REFUTED, (22, 22)),
        abstains("setter", says("Duplicate definition of `size`."), python(_CODE)),
        abstains("another file", says("`close` is already defined in another module."), python(_CODE)),
    ),
)
