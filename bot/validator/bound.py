"""Which bindings of a file a claim speaks of, chosen by the scope, the place and the sort of name it states."""

from collections.abc import Sequence

from bot.model.claim import Claim
from bot.model.facts import Binding, BindingKind, Definition, Facts, SourceFile
from bot.model.place import Rung
from bot.validator.scene import Scene
from bot.validator.spoken import Spoken, is_meant, spoken
from bot.validator.stated import stated_line

_STANDING = (BindingKind.IMPORT, BindingKind.FUNCTION, BindingKind.CLASS)
"""What a line that binds it is about, whatever else it binds."""
_PLACED = (Rung.EXACT_QUOTE, Rung.MOVED_QUOTE, Rung.NEAR_QUOTE, Rung.FUZZY_QUOTE, Rung.SYMBOL, Rung.LINE)


def chosen(claim: Claim, scene: Scene, kinds: Sequence[BindingKind]) -> tuple[Binding, ...]:
    """The bindings that the claim may mean, those of `kinds` where there are any; empty without facts."""
    facts = scene.facts(claim)
    if facts is None:
        return ()
    if not claim.subject:
        return _on_line(facts, stated_line(claim), kinds)
    found = [binding for name in spoken(claim.subject) for binding in _named(facts, name)]
    found = _in_scope(found, scene.universe(claim))
    return tuple(_near([binding for binding in found if binding.kind in kinds] or found, facts, claim))


def _on_line(facts: Facts, line: int | None, kinds: Sequence[BindingKind]) -> tuple[Binding, ...]:
    """What a line binds, for words that name nothing ("this is never called"), where it is one thing only."""
    if line is None:
        return ()
    wanted = kinds or _STANDING
    found = [b for b in facts.bindings if b.kind in wanted and any(line in lines for lines in b.lines)]
    return tuple(found) if len(found) == 1 and found[0].name not in ("self", "cls") else ()


def may_be_near(binding: Binding, source: SourceFile, scene: Scene) -> bool:
    """Whether words that name nothing may mean something unused near the line that they stand on."""
    is_definition = binding.kind in (BindingKind.FUNCTION, BindingKind.CLASS)
    return not is_definition and scene.lint(source, "F401", "F841") != ()


def definition_of(facts: Facts, qualified: str, near: int | None = None) -> Definition | None:
    """The definition of exactly this dotted name; of several the one around or at a line, or None."""
    found = [d for d in facts.definitions if d.qualified == qualified]
    if len(found) > 1 and near is not None:
        found = [d for d in found if near in d.lines]
    return found[0] if len(found) == 1 else None


def _named(facts: Facts, name: Spoken) -> list[Binding]:
    imported = {found.bound for found in facts.imports if is_meant(found, name)}
    if imported:
        exact = [b for b in facts.bindings if b.kind is BindingKind.IMPORT and b.name in imported]
        if name.owner:
            return exact
        return exact + [b for b in facts.bindings if b.name == name.name and b not in exact]
    found = [b for b in facts.bindings if b.name == name.name]
    if not name.owner:
        return found
    if name.owner in ("self", "cls", "this"):
        return [b for b in found if b.kind is BindingKind.ATTRIBUTE or _is_method(facts, b)]
    return [b for b in found if b.scope == name.owner or b.scope.endswith(f".{name.owner}")]


def _is_method(facts: Facts, binding: Binding) -> bool:
    qualified = f"{binding.scope}.{binding.name}"
    return binding.kind is BindingKind.FUNCTION and any(
        d.qualified == qualified and d.kind == "method" for d in facts.definitions
    )


def _in_scope(found: list[Binding], universe: Definition | None) -> list[Binding]:
    if universe is None:
        return found
    inside = universe.qualified
    return [
        b
        for b in found
        if b.scope == inside
        or b.scope.startswith(f"{inside}.")
        or _is_itself(b, universe)
        or (
            b.kind is BindingKind.ATTRIBUTE
            and b.scope == universe.scope
            and any(n.overlaps(universe.lines) for n in b.lines)
        )
    ]


def _is_itself(binding: Binding, universe: Definition) -> bool:
    return binding.name == universe.name and binding.scope == universe.scope


def _near(found: list[Binding], facts: Facts, claim: Claim) -> list[Binding]:
    """Those bound on the claim's lines; else those of the innermost scope around them; else all."""
    place = claim.location.extent
    if place is None or claim.location.rung not in _PLACED or len(found) < 2:
        return found
    there = [b for b in found if any(lines.overlaps(place) for lines in b.lines)]
    if there:
        return there
    around = {d.qualified: d.lines.end - d.lines.start for d in facts.definitions if place.start in d.lines}
    visible = [b for b in found if b.scope in around]
    if not visible:
        return [b for b in found if not b.scope] or found
    innermost = min(around[b.scope] for b in visible)
    return [b for b in visible if around[b.scope] == innermost]
