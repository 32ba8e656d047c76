"""Classes across the files of a tree: where one is defined, what it inherits from, and which attributes it has."""

from dataclasses import dataclass

from bot.model.facts import Binding, Definition, DefinitionKind, Facts, Import
from bot.validator import stdlib_facts
from bot.validator.modules import source_of
from bot.validator.scene import Scene

_DEEPEST = 8
"""How many re-exports are followed to the file that defines a class."""

_MOST = 40
_PLAIN_DECORATORS = ("dataclass", "final", "runtime_checkable", "total_ordering", "unique", "dataclass_transform")
_OBJECT = "object"


@dataclass(frozen=True, slots=True)
class ClassPlace:
    """A class and the file that defines it."""

    path: str
    definition: Definition


@dataclass(frozen=True, slots=True)
class Lineage:
    """A class with all it inherits from, nearest first. `is_whole`: every base was found, and none makes up attributes.

    `library`: dotted names of bases from the standard library.
    """

    places: tuple[ClassPlace, ...]
    library: tuple[str, ...]
    is_whole: bool


def facts_of(scene: Scene, path: str) -> Facts | None:
    """The facts of a file of the head tree, only where names and scopes of it are known."""
    source = scene.file(path)
    return source.facts if source and source.facts and source.facts.is_complete else None


def class_around(facts: Facts, line: int) -> Definition | None:
    """The innermost class that a line stands in."""
    around = [d for d in facts.definitions if d.kind is DefinitionKind.CLASS and line in d.lines]
    return min(around, key=lambda d: d.lines.end - d.lines.start, default=None)


def find_class(scene: Scene, path: str, name: str) -> ClassPlace | None:
    """The class that `name` means in the file at `path`, followed through imports inside the tree."""
    for _ in range(_DEEPEST):
        facts = facts_of(scene, path)
        if facts is None or not name:
            return None
        own = [d for d in facts.definitions if d.kind is DefinitionKind.CLASS and d.qualified == name]
        if own:
            return ClassPlace(path, own[0]) if len(own) == 1 else None
        step = _follow(scene, path, facts, name)
        if step is None:
            return None
        path, name = step
    return None


def lineage_of(scene: Scene, place: ClassPlace) -> Lineage:
    """The class and its bases, breadth first."""
    places: list[ClassPlace] = []
    library: list[str] = []
    is_whole = True
    waiting = [place]
    seen: set[tuple[str, str]] = set()
    while waiting and len(places) < _MOST:
        current = waiting.pop(0)
        key = (current.path, current.definition.qualified)
        if key in seen:
            continue
        seen.add(key)
        places.append(current)
        is_whole = is_whole and not current.definition.is_dynamic and _is_plainly_decorated(current.definition)
        for base in current.definition.bases:
            found = find_class(scene, current.path, base.partition("[")[0])
            if found is not None:
                waiting.append(found)
            elif known := library_class(scene, current.path, base.partition("[")[0]):
                library.append(known)
            else:
                is_whole = False
    return Lineage(tuple(places), tuple(library), is_whole and not waiting)


def library_class(scene: Scene, path: str, name: str) -> str | None:
    """The dotted name of a standard library class that `name` means in a file; `object` for itself."""
    facts = facts_of(scene, path)
    if facts is None:
        return None
    if dotted := library_name(facts, name):
        return dotted if dotted == _OBJECT else stdlib_facts.class_path(dotted)
    return None


def library_name(facts: Facts, name: str) -> str | None:
    """The full dotted name of something of the standard library that `name` means in a file, by its imports."""
    root, _, rest = name.partition(".")
    bound = [found for found in facts.imports if found.bound == root and found.name != "*"]
    others = [b for b in facts.bindings if b.name == root and not b.scope and b.kind != "import"]
    if not bound:
        is_own = bool(others) or facts.has_star_import
        return name if stdlib_facts.is_builtin(root) and not is_own else None
    if others or len({(found.module, found.name) for found in bound}) > 1:
        return name if _are_submodules(bound) and stdlib_facts.is_module(root) else None
    dotted = _origin(bound[0], root)
    if not stdlib_facts.is_module(dotted.split(".")[0]):
        return None
    return f"{dotted}.{rest}" if rest else dotted


def attribute(scene: Scene, lineage: Lineage, name: str) -> tuple[str, Binding] | None:
    """Where a class or one of its bases binds an attribute or method: the file and the binding."""
    for place in lineage.places:
        facts = facts_of(scene, place.path)
        for binding in facts.bindings if facts else ():
            if binding.name == name and binding.scope == place.definition.qualified:
                return place.path, binding
    return None


def _origin(found: Import, root: str) -> str:
    if found.name:
        return f"{found.module}.{found.name}"
    return found.module if found.bound != found.module.split(".")[0] else root


def _are_submodules(bound: list[Import]) -> bool:
    return all(not found.name and found.bound == found.module.split(".")[0] for found in bound)


def _follow(scene: Scene, path: str, facts: Facts, name: str) -> tuple[str, str] | None:
    """One step from a name in a file to the file and the name that it was imported from."""
    root, _, rest = name.partition(".")
    bound = [found for found in facts.imports if found.bound == root]
    if len({(found.module, found.name) for found in bound}) != 1:
        return None
    source = source_of(scene, path, bound[0])
    if source is None:
        return None
    target, original = source
    wanted = ".".join(part for part in (original, rest) if part)
    return (target, wanted) if wanted else None


def _is_plainly_decorated(definition: Definition) -> bool:
    names = (decorator.partition("(")[0].rpartition(".")[2] for decorator in definition.decorators)
    return all(name in _PLAIN_DECORATORS for name in names)
