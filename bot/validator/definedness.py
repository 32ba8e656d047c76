"""Whether a name that code reads is defined there: surely, surely not, or not to be told."""

import re

from bot.model.claim import Claim
from bot.model.facts import Binding, BindingKind, Facts, Read, SourceFile
from bot.model.place import Extent, Rung
from bot.validator import stdlib_facts
from bot.validator.bound import definition_of
from bot.validator.check import Seen, at, proof, strong
from bot.validator.scene import Scene
from bot.validator.spoken import Spoken, is_meant, spoken

_HEDGED = re.compile(
    r"\b(?:if|when|unless|may|might|could|can|possibl[ey]|potential(?:ly)?|path|paths|branch|"
    "branches|case|cases|except|fails?|otherwise|until|"
    r"some|removed|deleted|dropped|version|python [23]|runtime|conditional(?:ly)?)\b"
)
_INJECTED = ("_", "__class__", "unicode", "WindowsError", "reveal_type", "display", "get_ipython", "exit", "quit")
_LINES = (Rung.EXACT_QUOTE, Rung.MOVED_QUOTE, Rung.NEAR_QUOTE, Rung.LINE)
_STRAIGHT = re.compile(r"(?:[A-Za-z_]\w*\s*[:,=]|\(|import\b|from\b|(?:async\s+)?(?:def|class|with)\b|@)")
_MARKED = "F821", "F822", "F823"


def linted_undefined(claim: Claim, scene: Scene, name: str) -> tuple[Extent, ...] | None:
    """Lines on which the linter calls a name undefined in the claim's file; None where it could not tell."""
    source, facts = scene.source(claim), scene.facts(claim)
    if source is None or facts is None or facts.has_star_import or name in _INJECTED:
        return None
    found = scene.lint(source, *_MARKED)
    if found is None:
        return None
    quoted = f"`{name}`"
    return tuple(Extent(d.line, d.end_line) for d in found if quoted in d.message)


def confirm_undefined(claim: Claim, scene: Scene) -> Seen | None:
    """Proof that nothing defines a name where it is read."""
    source = scene.source(claim)
    universe = scene.universe(claim)
    if source is None:
        return None
    for name in spoken(claim.subject):
        found = linted_undefined(claim, scene, name.root)
        if found and universe is not None:
            found = tuple(place for place in found if place.start in universe.lines)
        if found:
            return proof(
                f"`{name.root}` is read at line {found[0].start} and defined nowhere", at(source.path, found[0])
            )
    return None


def refute_undefined(claim: Claim, scene: Scene) -> Seen | None:
    """Proof that every read of the name that the claim may mean is surely bound."""
    source, facts = scene.source(claim), scene.facts(claim)
    names = spoken(claim.subject)
    if source is None or facts is None or len(names) != 1 or names[0].owner:
        return None
    name = names[0]
    if linted_undefined(claim, scene, name.root) != ():
        return None
    reads = reads_meant(claim, scene, facts, name)
    if not reads:
        return None
    seen = [_bound_at(read, name, claim, source, facts) for read in reads]
    return seen[0] if all(one is not None for one in seen) else None


def refute_missing_import(claim: Claim, scene: Scene) -> Seen | None:
    """Proof that the name is imported, defined or built in wherever the claim's file reads it."""
    source, facts = scene.source(claim), scene.facts(claim)
    names = spoken(claim.subject)
    if source is None or facts is None or not names:
        return None
    seen = [_imported(name, claim, scene, source, facts) for name in names]
    return seen[0] if all(one is not None for one in seen) else None


def refute_unassigned(claim: Claim, scene: Scene) -> Seen | None:
    """Proof that a parameter, or an assignment which all paths take, comes before every read that may be meant."""
    if _HEDGED.search(claim.words):
        return None
    return refute_undefined(claim, scene)


def confirm_unassigned(claim: Claim, scene: Scene) -> Seen | None:
    """Proof that a straight line of a function reads a local above all lines that bind it."""
    source, facts = scene.source(claim), scene.facts(claim)
    names = spoken(claim.subject)
    if source is None or facts is None or len(names) != 1 or names[0].owner:
        return None
    for read in reads_meant(claim, scene, facts, names[0]):
        found = [
            b for b in facts.bindings if b.name == names[0].name and b.scope == read.scope and read.line in b.reads
        ]
        owner = definition_of(facts, read.scope) if read.scope else None
        if len(found) != 1 or owner is None or not found[0].is_closed or found[0].lines[0].start <= read.line:
            continue
        text = source.lines[read.line - 1]
        is_straight = _margin(text) == _margin(source.lines[owner.body.start - 1])
        if is_straight and "lambda" not in text and not text.lstrip().startswith(("def ", "async ", "class ", "@")):
            first = found[0].lines[0]
            detail = f"`{names[0].name}` is read at line {read.line} and first bound at line {first.start}"
            return proof(detail, at(source.path, read.line), at(source.path, first))
    return None


def reads_meant(claim: Claim, scene: Scene, facts: Facts, name: Spoken) -> tuple[Read, ...]:
    """The reads of a name on the claim's lines; else in the scope that it names, else in the file."""
    found = [read for read in facts.reads if read.text.split(".")[0].split("(")[0].split("[")[0] == name.root]
    found = [read for read in found if "." not in read.text.split("(")[0] or read.text.startswith(f"{name.root}.")]
    place = claim.location.extent
    if place is not None and claim.location.rung in _LINES:
        there = [read for read in found if read.line in place]
        if there:
            return tuple(there)
    universe = scene.universe(claim)
    return tuple(read for read in found if universe is None or read.line in universe.lines)


def is_surely_bound(binding: Binding, line: int, source: SourceFile, facts: Facts) -> bool:
    """Whether a binding has surely run when `line` of a scope that sees it runs."""
    if binding.kind is BindingKind.PARAMETER:
        return True
    owner = definition_of(facts, binding.scope) if binding.scope else None
    if binding.scope and owner is None:
        return False
    if any(re.match(rf"\s*del\b.*\b{re.escape(binding.name)}\b", text) for text in source.lines):
        return False
    margin = _margin(source.lines[owner.body.start - 1]) if owner else 0
    is_inner = not any(
        read.line == line and read.scope == binding.scope for read in facts.reads if read.name == binding.name
    )
    return any(
        (extent.start < line or is_inner) and _is_straight(source, extent, margin)
        for extent in _statements(binding, facts)
    )


def _statements(binding: Binding, facts: Facts) -> tuple[Extent, ...]:
    """The statements that bind: where one name of a long import binds, its first line counts."""
    return tuple(next((s for s in facts.statements if lines.start in s), lines) for lines in binding.lines)


def _is_straight(source: SourceFile, extent: Extent, margin: int) -> bool:
    text = source.lines[extent.start - 1]
    return _margin(text) == margin and _STRAIGHT.match(text.strip()) is not None


def _margin(text: str) -> int:
    return len(text) - len(text.lstrip())


def _bound_at(read: Read, name: Spoken, claim: Claim, source: SourceFile, facts: Facts) -> Seen | None:
    bindings = [b for b in facts.bindings if b.name == name.root and read.line in b.reads]
    if not bindings:
        is_free = stdlib_facts.is_builtin(name.root) and not any(b.name == name.root for b in facts.bindings)
        return proof(f"`{name.root}` is built into Python", at(source.path, read.line)) if is_free else None
    for binding in bindings:
        if binding.kind is BindingKind.IMPORT and not _is_import_sure(binding, facts):
            return None
        is_fixed = binding.kind in (BindingKind.PARAMETER, BindingKind.IMPORT, BindingKind.FUNCTION, BindingKind.CLASS)
        if not is_fixed and _HEDGED.search(claim.words):
            continue
        if is_surely_bound(binding, read.line, source, facts):
            word = _verb(binding.kind)
            return proof(f"`{name.root}` is {word} at line {binding.lines[0].start}", at(source.path, binding.lines[0]))
    return None


def _verb(kind: BindingKind) -> str:
    if kind is BindingKind.IMPORT:
        return "imported"
    return "a parameter" if kind is BindingKind.PARAMETER else "defined"


def _is_import_sure(binding: Binding, facts: Facts) -> bool:
    statements = [i for i in facts.imports if i.bound == binding.name and i.scope == binding.scope]
    return any(not i.in_try and not i.in_type_checking for i in statements)


def _imported(name: Spoken, claim: Claim, scene: Scene, source: SourceFile, facts: Facts) -> Seen | None:
    if linted_undefined(claim, scene, name.root) != ():
        return None
    reads = reads_meant(claim, scene, facts, name)
    bound = {line for b in facts.bindings if b.name == name.root for line in b.reads}
    if not stdlib_facts.is_builtin(name.root) and any(read.line not in bound for read in reads):
        return None  # the linter is silent below a clause for NameError
    statements = [i for i in facts.imports if not i.scope and (is_meant(i, name) or i.bound == name.root)]
    sure = [i for i in statements if not i.in_try and not i.in_type_checking]
    if sure and _margin(source.lines[sure[0].lines.start - 1]) == 0:
        exact = next((i for i in sure if is_meant(i, name)), None)
        if exact is None and name.owner and not _is_attribute_of(sure[0].module, name):
            return strong(f"`{name.root}` is imported at line {sure[0].lines.start}", at(source.path, sure[0].lines))
        found = exact or sure[0]
        return proof(
            f"`{name.dotted if exact else name.root}` is imported at line {found.lines.start}",
            at(source.path, found.lines),
        )
    if not reads:
        return None
    seen = [_bound_at(read, name, claim, source, facts) for read in reads]
    return seen[0] if all(one is not None for one in seen) else None


def _is_attribute_of(module: str, name: Spoken) -> bool:
    """Whether importing a module alone lets code read the whole dotted name."""
    return stdlib_facts.has_name(module, name.dotted.split(".")[1]) is stdlib_facts.Presence.THERE
