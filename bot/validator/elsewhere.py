"""What the rest of the tree does with a name: reads that resolve to its binding, and occurrences that may mean it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.model.facts import Binding, BindingKind, Facts, Import, LineClass, SourceFile
from bot.model.place import Lines
from bot.validator.check import at
from bot.validator.lineage import ClassPlace, class_around, find_class, lineage_of
from bot.validator.modules import source_of
from bot.validator.scene import Scene

_MOST_HITS = 200
_MOST_FILES = 60
_PROSE = (LineClass.COMMENT, LineClass.DOCSTRING, LineClass.BLANK)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """`read`: a read of the binding in another file. `doubt`: what may mean it. `is_known`: all was seen."""

    read: Lines | None = None
    importer: Lines | None = None
    doubt: Lines | None = None
    is_known: bool = True


def look_elsewhere(scene: Scene, path: str, binding: Binding) -> Elsewhere:
    """Follow every occurrence of the binding's name in the head tree, its own file included."""
    hits = scene.words(binding.name)
    paths = list(dict.fromkeys(hit.path for hit in hits))
    doubt: Lines | None = None
    importer: Lines | None = None
    for other in paths[:_MOST_FILES]:
        if other == path:
            doubt = doubt or _doubt_at_home(scene, path, binding)
            continue
        source = scene.file(other)
        facts = source.facts if source else None
        if source is None or facts is None or not facts.is_complete:
            doubt = doubt or next((at(other, hit.line) for hit in hits if hit.path == other), None)
            continue
        if (read := _resolved_read(scene, path, binding, other, facts)) is not None:
            return Elsewhere(read=read)
        importer = importer or _importer(scene, path, binding, other, facts)
        lines = [hit.line for hit in hits if hit.path == other]
        doubt = doubt or next((at(other, line) for line in lines if not _is_prose(source, line)), None)
    return Elsewhere(None, importer, doubt, len(hits) < _MOST_HITS and len(paths) <= _MOST_FILES)


def _is_prose(source: SourceFile, line: int) -> bool:
    facts = source.facts
    return facts is not None and 0 < line <= len(facts.line_classes) and facts.line_classes[line - 1] in _PROSE


def _doubt_at_home(scene: Scene, path: str, binding: Binding) -> Lines | None:
    """A read of the same word in the binding's own file that does not resolve to it, or a string that is the word."""
    source = scene.file(path)
    facts = source.facts if source else None
    if facts is None:
        return None
    own = own_lines(facts, binding)
    for read in facts.reads:
        if (
            read.name == binding.name
            and read.line not in binding.reads
            and not any(read.line in lines for lines in own)
        ):
            return at(path, read.line)
    for text in facts.texts:
        if text.value == binding.name and not text.is_docstring:
            return at(path, text.lines)
    return None


def own_lines(facts: Facts, binding: Binding) -> tuple[range, ...]:
    """The lines of the definitions that a function or class binding stands for: reads inside them are its own."""
    if binding.kind not in (BindingKind.FUNCTION, BindingKind.CLASS):
        return ()
    qualified = f"{binding.scope}.{binding.name}" if binding.scope else binding.name
    return tuple(range(d.lines.start, d.lines.end + 1) for d in facts.definitions if d.qualified == qualified)


def _resolved_read(scene: Scene, path: str, binding: Binding, other: str, facts: Facts) -> Lines | None:
    if binding.scope:
        return _member_read(scene, path, binding, other, facts)
    for wanted in _texts(scene, path, binding, other, facts):
        for read in facts.reads:
            if read.text == wanted or read.text.startswith((f"{wanted}.", f"{wanted}(", f"{wanted}[")):
                return at(other, read.line)
    return None


def _texts(scene: Scene, path: str, binding: Binding, other: str, facts: Facts) -> Iterator[str]:
    """How another file spells a module-level name of this one, by its imports."""
    stem = _stem(path)
    for found in facts.imports:
        if found.name == binding.name and _is_from(scene, other, found, (path, binding.name), facts):
            yield found.bound
        elif stem in (found.name, found.module.rpartition(".")[2]) and _is_from(scene, other, found, (path, ""), facts):
            is_dotted = not found.name and "." in found.module and found.bound == found.module.split(".")[0]
            yield f"{found.module if is_dotted else found.bound}.{binding.name}"


def _stem(path: str) -> str:
    """The last part of the name by which a file is imported."""
    parts = path.rpartition(".")[0].split("/")
    return parts[-2] if parts[-1] == "__init__" and len(parts) > 1 else parts[-1]


def _is_from(scene: Scene, other: str, found: Import, wanted: tuple[str, str], facts: Facts) -> bool:
    """Whether an import statement brings this very thing, and nothing else in its file takes the name."""
    return source_of(scene, other, found) == wanted and _is_sole(facts, found.bound)


def _is_sole(facts: Facts, bound: str) -> bool:
    """Whether nothing but imports binds a name in a file."""
    return all(b.kind is BindingKind.IMPORT for b in facts.bindings if b.name == bound)


def _importer(scene: Scene, path: str, binding: Binding, other: str, facts: Facts) -> Lines | None:
    if binding.scope:
        return None
    for found in facts.imports:
        if found.name == binding.name and source_of(scene, other, found) == (path, binding.name):
            return at(other, found.lines)
    return None


def _member_read(scene: Scene, path: str, binding: Binding, other: str, facts: Facts) -> Lines | None:
    """A read of an attribute or method through `self` in a base or subclass, or through the imported class."""
    reads = [read for read in facts.reads if read.name == binding.name]
    if not reads:
        return None
    for found in facts.imports:
        if found.name == binding.scope and _is_from(scene, other, found, (path, binding.scope), facts):
            line = next((read.line for read in reads if read.text == f"{found.bound}.{binding.name}"), None)
            if line is not None:
                return at(other, line)
    own = [read.line for read in reads if read.text in (f"self.{binding.name}", f"cls.{binding.name}")]
    home = find_class(scene, path, binding.scope) if own else None
    if home is None or home.path != path:
        return None
    for line in own:
        around = class_around(facts, line)
        if around is not None and _are_related(scene, home, ClassPlace(other, around)):
            return at(other, line)
    return None


def _are_related(scene: Scene, one: ClassPlace, two: ClassPlace) -> bool:
    return _is_under(scene, one, two) or _is_under(scene, two, one)


def _is_under(scene: Scene, lower: ClassPlace, upper: ClassPlace) -> bool:
    wanted = (upper.path, upper.definition.qualified)
    return any((place.path, place.definition.qualified) == wanted for place in lineage_of(scene, lower).places)
