"""Where a name, attribute or expression stands in the live code of a definition: what checks of uses share."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.code.queries import OWN_OBJECT, definitions_named
from bot.code.quotes import squeeze
from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.facts import BindingKind, Definition, DefinitionKind, Facts, LineClass
from bot.model.place import Extent
from bot.validator import stdlib_facts
from bot.validator.calls import is_settled, proposes
from bot.validator.reach import leaves_the_file, reached
from bot.validator.scene import Scene

_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:\(\))?")
_DYNAMIC = ("getattr", "setattr", "vars", "globals", "locals", "eval", "exec", "__dict__", "attrgetter")
_ADDING = ("append", "extend", "insert", "add", "appendleft")
_MOST = 4


@dataclass(frozen=True, slots=True)
class Uses:
    """Where what is named stands: in the definition that the words name (`home`, None for the file), and elsewhere."""

    path: str
    home: Definition | None
    inside: tuple[int, ...]
    outside: tuple[int, ...]
    bound: tuple[int, ...]
    """Lines that set, import or define it in the definition."""


def uses_of(claim: Claim, scene: Scene) -> Uses | None:
    """The uses of the claim's subject; None where the file or the definition is in doubt."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None or not claim.subject or not is_settled(claim) or proposes(claim):
        return None
    home = scene.universe(claim)
    if claim.scope and (home is None or _is_one_of_several(claim.scope, facts)):
        return None
    lines = _lines(claim.subject, scene, claim, facts)
    if lines is None:
        return None
    reads, bound = lines
    inside = tuple(line for line in reads if home is None or line in home.lines)
    outside = tuple(line for line in reads if home is not None and line not in home.lines)
    return Uses(path, home, inside, outside, tuple(line for line in bound if home is None or line in home.lines))


def _is_one_of_several(said: str, facts: Facts) -> bool:
    return len({one.lines for one in definitions_named(facts, said)}) > 1


def _lines(subject: str, scene: Scene, claim: Claim, facts: Facts) -> tuple[list[int], list[int]] | None:
    """The lines that read or call what is named, and those that bind it."""
    plain = subject.strip("`@ ")
    if _DOTTED.fullmatch(plain):
        name = plain.removesuffix("()")
        found = {read.line for read in facts.reads if _holds(read.text, name)}
        found |= {call.lines.start for call in facts.calls if call.name == name or _holds(call.callee, name)}
        last = name.rpartition(".")[2]
        own = not name.startswith(("self.", "cls."))
        bound = {
            extent.start
            for one in facts.bindings
            if one.name == last and (own or one.kind is BindingKind.ATTRIBUTE)
            for extent in one.lines
        }
        return sorted(found), sorted(bound)
    return _quoted(plain, scene, claim, facts)


def _quoted(text: str, scene: Scene, claim: Claim, facts: Facts) -> tuple[list[int], list[int]] | None:
    """The lines in which an expression stands word for word."""
    source, wanted = scene.source(claim), _alike(text)
    if source is None or len(wanted) < 3 or not re.search(r"\w", wanted):
        return None
    whole = re.compile(rf"(?<![\w.]){re.escape(wanted)}(?!\w)")
    found = [
        number
        for number, line in enumerate(source.lines, 1)
        if facts.line_classes[number - 1] is LineClass.CODE and "#" not in line and whole.search(_alike(line))
    ]
    return found, []


def _holds(text: str, name: str) -> bool:
    """Whether a dotted text has a dotted name in it, by whole parts, or begins with a bare one; `self.` need not be said."""
    if "." in name:
        return f".{text}.".find(f".{name}.") >= 0
    first, _, rest = text.partition(".")
    return name in (first, rest.partition(".")[0] if first in OWN_OBJECT else first)


def is_nowhere(claim: Claim, scene: Scene) -> bool:
    """Whether the last part of what is named stands in no live line of the file, nor in one that could find it by name."""
    facts, path = scene.facts(claim), claim.location.path
    index = scene.lookup.index(path) if path else None
    last = last_part(claim.subject.strip("`@ "))
    if facts is None or index is None or not last or facts.has_star_import or facts.dynamic:
        return False
    root, dot, _ = claim.subject.strip("`@ ").partition(".")
    is_of_module = bool(dot) and stdlib_facts.is_module(root) and root not in index.words
    return last not in index.words or is_of_module


def is_out_of_reach(claim: Claim, scene: Scene, home: Definition) -> bool:
    """Whether nothing that a function may run of this file has a name which this file alone gives a meaning."""
    facts, name = scene.facts(claim), claim.subject.strip("`@ ").removesuffix("()")
    if facts is None or not _DOTTED.fullmatch(name) or home.kind is DefinitionKind.CLASS:
        return False
    last = name.rpartition(".")[2]
    kinds = {one.kind for one in facts.bindings if one.name == last}
    is_own_object = BindingKind.ATTRIBUTE in kinds or BindingKind.FUNCTION in kinds
    if not kinds or BindingKind.IMPORT in kinds or (is_own_object and leaves_the_file(facts, home)):
        return False
    return not _mentions(facts, [one.lines for one in reached(facts, home)], last, scene, claim)


def is_absent(claim: Claim, scene: Scene, home: Definition) -> bool:
    """Whether no live line of a definition, or of those of this file that it may run, has the name, or finds names by their text."""
    facts = scene.facts(claim)
    last = last_part(claim.subject.strip("`@ "))
    if facts is None or not last or home.is_dynamic or home.is_stub:
        return False
    over = [home.lines] if home.kind is DefinitionKind.CLASS else [home.body]
    over += [one.lines for one in reached(facts, home) if one.lines != home.lines]
    return not _mentions(facts, over, last, scene, claim)


def _mentions(facts: Facts, extents: Iterable[Extent], last: str, scene: Scene, claim: Claim) -> bool:
    source = scene.source(claim)
    if source is None:
        return True
    word = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, (last, *_DYNAMIC)))})(?!\w)")
    return any(
        facts.line_classes[line - 1] is LineClass.CODE and word.search(source.lines[line - 1].partition(" #")[0])
        for extent in extents
        for line in range(extent.start, min(extent.end, len(source.lines)) + 1)
    )


def added(claim: Claim, scene: Scene, found: Uses) -> list[int]:
    """The lines of a definition that add something to the collection that is named: what is said, where it is code."""
    facts, name, said = scene.facts(claim), claim.subject.strip("` "), _alike(claim.value)
    calls = [call for call in facts.calls if call.name in _ADDING] if facts else []
    return [
        call.lines.start
        for call in calls
        if _holds(call.callee.rpartition(".")[0], name)
        and (found.home is None or call.lines.start in found.home.lines)
        and (not said or any(_alike(one.text) == said for one in call.arguments))
    ]


def kept(claim: Claim, scene: Scene, found: Uses) -> list[int]:
    """The lines of a definition that give what is named exactly the value that is said."""
    facts, last, said = scene.facts(claim), last_part(claim.subject), _alike(claim.value)
    return [
        lines.start
        for one in (facts.bindings if facts else ())
        if one.name == last and _alike(one.value) == said
        for lines in one.lines
        if lines.start in found.bound
    ]


def shown(lines: Iterable[int]) -> list[int]:
    """A few of the lines."""
    return sorted(set(lines))[:_MOST]


def _alike(code: str) -> str:
    """Code without what a formatter changes: white space, and the sort of quotes."""
    return squeeze(code).replace('"', "'")
