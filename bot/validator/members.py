"""Whether a class or module has an attribute: of the tree where all of it was read, of the library by its table."""

import re
from dataclasses import dataclass

from bot.model.claim import Claim
from bot.model.facts import BindingKind, Definition, DefinitionKind, Facts, LineClass
from bot.model.place import Lines
from bot.validator import stdlib_facts
from bot.validator.check import Seen, at, proof, strong
from bot.validator.lineage import (
    ClassPlace,
    Lineage,
    attribute,
    class_around,
    facts_of,
    find_class,
    library_name,
    lineage_of,
)
from bot.validator.modules import file_of, source_of
from bot.validator.scene import Scene
from bot.validator.spoken import the_name
from bot.validator.stdlib_facts import Presence

_SELF = ("self", "cls", "super()")
_VERSIONED = re.compile(
    r"\b(?:python ?\d|py\d|3\.\d+|2\.\d|older|newer|version|versions|deprecated|removed|windows|"
    r"macos|linux|posix)\b"
)
_AT_START = re.compile(r"\b__init__\b|\binitiali[sz]ed?\b|\bconstructor\b")
_TYPES = {
    "strings": "str",
    "string": "str",
    "lists": "list",
    "dicts": "dict",
    "dictionaries": "dict",
    "tuples": "tuple",
    "sets": "set",
}


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is said to have or lack a member: a class of the tree, a module of the tree, or something of the library."""

    place: ClassPlace | None = None
    module: str = ""
    library: str = ""


def member_of(claim: Claim) -> tuple[str, str] | None:
    """The owner and the member that a claim names; the owner is empty where the words leave it out."""
    name = the_name(claim.subject)
    if name is None:
        return None
    value = the_name(claim.value) if claim.value else None
    if name.owner:
        return name.owner, name.name
    return (value.dotted if value else ""), name.name


def owner_of(claim: Claim, scene: Scene, owner: str) -> Owner | None:
    """What the owner's name means in the claim's file; None where that cannot be told."""
    source, facts = scene.source(claim), scene.facts(claim)
    if source is None or facts is None:
        return None
    if owner in _SELF:
        around = _class_meant(claim, scene, facts)
        return Owner(place=ClassPlace(source.path, around)) if around else None
    if (place := find_class(scene, source.path, owner)) is not None:
        return Owner(place=place)
    if library := library_name(facts, _TYPES.get(owner, owner)):
        return Owner(library=library)
    bound = [i for i in facts.imports if i.bound == owner or (not i.name and i.module == owner)]
    if bound and len({(i.module, i.name) for i in bound}) == 1:
        target = source_of(scene, source.path, bound[0])
        if target is not None and not target[1]:
            return Owner(module=target[0])
    if not bound and not any(b.name == owner.split(".")[0] for b in facts.bindings) and stdlib_facts.is_module(owner):
        return Owner(library=owner)
    return None


def confirm_absent(claim: Claim, scene: Scene) -> Seen | None:
    """Proof that the member is nowhere in its closed owner, and read in the claim's file."""
    said = member_of(claim)
    if said is None or not said[0]:
        return None
    owner, name = said
    found = owner_of(claim, scene, owner)
    if found is None:
        return None
    if found.library:
        return _absent_in_library(claim, scene, owner, found.library, name)
    if found.module:
        return _absent_in_module(claim, scene, found.module, owner, name)
    return _absent_in_class(claim, scene, found.place, name) if found.place else None


def refute_absent(claim: Claim, scene: Scene) -> Seen | None:
    """Proof that the owner has the member."""
    said = member_of(claim)
    if said is None:
        return None
    owner, name = said
    found = owner_of(claim, scene, owner or _implied_owner(claim, scene, name))
    if found is None:
        return None
    if found.library:
        return _present_in_library(claim, scene, found.library, name)
    if found.module:
        return _present_in_module(scene, found.module, name)
    return _present_in_class(claim, scene, found.place, name) if found.place else None


def _implied_owner(claim: Claim, scene: Scene, name: str) -> str:
    """`self` where the claim's file reads the name only so."""
    facts = scene.facts(claim)
    texts = {read.text for read in facts.reads if read.name == name} if facts else set()
    return "self" if texts == {f"self.{name}"} else ""


def _class_meant(claim: Claim, scene: Scene, facts: Facts) -> Definition | None:
    """The class that `self` is an object of: around the claim's scope or line, or the only one of the file."""
    universe = scene.universe(claim)
    line = universe.lines.start if universe else claim.location.start_line
    around = class_around(facts, line) if line is not None else None
    classes = [d for d in facts.definitions if d.kind is DefinitionKind.CLASS]
    return around or (classes[0] if len(classes) == 1 else None)


def _absent_in_library(claim: Claim, scene: Scene, owner: str, library: str, name: str) -> Seen | None:
    if _VERSIONED.search(claim.words) or stdlib_facts.has_name(library, name) is not Presence.ABSENT:
        return None
    detail = f"`{library}` of Python {stdlib_facts.version()} has no `{name}`"
    lines = _reads_of(claim, scene, f"{owner}.{name}")
    if lines:
        return proof(f"{detail}, which line {lines[0].start_line} reads", *lines)
    return strong(detail, *_reads_of(claim, scene, name, is_last=True))


def _present_in_library(claim: Claim, scene: Scene, library: str, name: str) -> Seen | None:
    if _VERSIONED.search(claim.words) or stdlib_facts.has_name(library, name) is not Presence.THERE:
        return None
    lines = _reads_of(claim, scene, name, is_last=True)
    return proof(f"`{library}` has `{name}` in Python {stdlib_facts.version()}", *lines)


def _reads_of(claim: Claim, scene: Scene, text: str, *, is_last: bool = False) -> tuple[Lines, ...]:
    source, facts = scene.source(claim), scene.facts(claim)
    if source is None or facts is None:
        return ()
    found = (r.line for r in facts.reads if (r.name == text and "." in r.text if is_last else r.text == text))
    return tuple(at(source.path, line) for line in list(dict.fromkeys(found))[:3])


def _absent_in_module(claim: Claim, scene: Scene, path: str, owner: str, name: str) -> Seen | None:
    facts = facts_of(scene, path)
    if facts is None or facts.has_star_import or facts.dynamic or path.endswith(".pyi"):
        return None
    if any(b.name == name and not b.scope for b in facts.bindings) or _is_made(facts):
        return None
    if file_of(scene, path, f".{name}") or f'"{name}"' in _texts(facts) or stdlib_facts.is_builtin(name):
        return None
    if _is_bound_somewhere(scene, name):
        return None
    lines = _reads_of(claim, scene, f"{owner}.{name}")
    detail = f"{path} defines no `{name}`"
    return proof(detail, *lines) if lines else strong(detail)


def _is_made(facts: Facts) -> bool:
    return any(b.name == "__getattr__" and not b.scope for b in facts.bindings)


def _texts(facts: Facts) -> set[str]:
    return {f'"{text.value}"' for text in facts.texts}


def _present_in_module(scene: Scene, path: str, name: str) -> Seen | None:
    facts = facts_of(scene, path)
    found = [b for b in facts.bindings if b.name == name and not b.scope] if facts else []
    return proof(f"`{name}` is defined in {path}", at(path, found[0].lines[0])) if found else None


def _present_in_class(claim: Claim, scene: Scene, place: ClassPlace, name: str) -> Seen | None:
    lineage = lineage_of(scene, place)
    found = attribute(scene, lineage, name)
    if found is None:
        known = next((base for base in lineage.library if stdlib_facts.has_name(base, name) is Presence.THERE), None)
        return proof(f"`{name}` comes from `{known}`", at(place.path, place.definition.header)) if known else None
    path, binding = found
    if _AT_START.search(claim.words) and not _is_set_at_start(
        scene, path, binding.scope, binding.kind, binding.lines[0].start
    ):
        return None
    return proof(f"`{binding.scope}` has `{name}`", at(path, binding.lines[0]))


def _is_set_at_start(scene: Scene, path: str, scope: str, kind: BindingKind, line: int) -> bool:
    """Whether an attribute is bound in the class body or in `__init__`."""
    facts = facts_of(scene, path)
    methods = (
        [d for d in facts.definitions if d.scope == scope and d.kind == "method" and line in d.lines] if facts else []
    )
    return kind is not BindingKind.ATTRIBUTE or not methods or methods[0].name == "__init__"


def _absent_in_class(claim: Claim, scene: Scene, place: ClassPlace, name: str) -> Seen | None:
    lineage = lineage_of(scene, place)
    if (
        not _is_closed(scene, lineage)
        or attribute(scene, lineage, name) is not None
        or _is_bound_somewhere(scene, name)
    ):
        return None
    if any(stdlib_facts.has_name(base, name) is not Presence.ABSENT for base in lineage.library if base != "object"):
        return None
    if name in vars(object):
        return None
    lines = _reads_of(claim, scene, name, is_last=True)
    detail = f"neither `{place.definition.name}` nor a base of it has `{name}`"
    return proof(detail, *lines, at(place.path, place.definition.header)) if lines else strong(detail)


def _is_closed(scene: Scene, lineage: Lineage) -> bool:
    """Whether attributes can be told from the class bodies and the assignments to `self`."""
    if not lineage.is_whole:
        return False
    for place in lineage.places:
        facts = facts_of(scene, place.path)
        if facts is None:
            return False
        inside = place.definition.lines
        if any(call.name in ("setattr", "__setattr__", "vars") and call.lines.start in inside for call in facts.calls):
            return False
        if any(read.name == "__dict__" and read.line in inside for read in facts.reads):
            return False
    return True


def _is_bound_somewhere(scene: Scene, name: str) -> bool:
    """Whether any line of the tree seems to define or assign the name, or names it in a string."""
    word = re.escape(name)
    bind = re.compile(rf"\b{word}\b\s*(?::[^=]{{0,80}})?=(?!=)|\b(?:def|class) {word}\b|['\"]{word}['\"]")
    hits = scene.words(name)
    return len(hits) >= 200 or any(bind.search(hit.text) and not _is_comment(scene, hit.path, hit.line) for hit in hits)


def _is_comment(scene: Scene, path: str, line: int) -> bool:
    source = scene.file(path)
    classes = source.facts.line_classes if source and source.facts else ()
    return 0 < line <= len(classes) and classes[line - 1] is LineClass.COMMENT
