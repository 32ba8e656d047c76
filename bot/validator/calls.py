"""What checks about calls share: the live calls of a name, the function that is spoken of, and where none is live."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.code.spots import last_part, without_arguments
from bot.model.claim import Claim, Role
from bot.model.facts import Call, Definition, DefinitionKind, Facts
from bot.model.place import Extent, Lines, Rung, Side
from bot.validator.check import at
from bot.validator.scene import Scene

_PROPOSES = re.compile(
    r"\b(?:add|adding|wrap|wrapping|introduc\w+|should|must|recommend\w*|suggest(?:ed|ion)?|consider|could|would|"
    r"instead of|need(?:s|ed)? to|needs|missing|rather than|replac\w+|move|moving|ensure|"
    r"if you|once you|new|you can|to fix)\b"
)
_PLACED = frozenset(
    {Rung.EXACT_QUOTE, Rung.MOVED_QUOTE, Rung.NEAR_QUOTE, Rung.FUZZY_QUOTE, Rung.COMMENTED_OUT, Rung.SYMBOL, Rung.LINE}
)
_MOST_SHOWN = 6


def proposes(claim: Claim) -> bool:
    """Whether the words speak of code that should be there, not of code that is."""
    return claim.role is Role.FIX or bool(_PROPOSES.search(claim.words))


def is_settled(claim: Claim) -> bool:
    """Whether the file that the claim speaks of is certain, and is the new one."""
    location = claim.location
    if location.path is None or location.side is not Side.NEW or location.rung is Rung.OTHER_FILE:
        return False
    return claim.claimed.path is not None or location.rung is Rung.SOLE_FILE or location.rung in _PLACED


def is_certain(claim: Claim, scene: Scene) -> bool:
    """Whether nothing but this file can be meant: the words name it, or the change has no other."""
    return is_settled(claim) and (claim.claimed.path is not None or len(scene.lookup.candidates) == 1)


@dataclass(frozen=True, slots=True)
class Calls:
    """The live calls of one name in one file, and those inside the function that is spoken of (all where none is)."""

    path: str
    everywhere: Sequence[Call]
    inside: Sequence[Call]
    universe: Definition | None

    def lines(self, calls: Sequence[Call] | None = None) -> tuple[Lines, ...]:
        """Where the calls stand, a few of them."""
        return tuple(at(self.path, call.lines) for call in (self.inside if calls is None else calls)[:_MOST_SHOWN])


def calls_of(claim: Claim, scene: Scene, name: str | None = None) -> Calls | None:
    """The live calls of the claim's subject; None where names of the file are not known, or the owner is in doubt."""
    facts, path = scene.facts(claim), claim.location.path
    last = last_part(claim.subject if name is None else name)
    if facts is None or path is None or not last:
        return None
    alike = [call for call in facts.calls if call.name == last]
    owner = _owner(claim.subject if name is None else name)
    found = [call for call in alike if not owner or _owner(call.callee) == owner]
    if owner and not found and alike:
        return None
    ordered = sorted(found, key=lambda call: (call.lines, call.text))
    universe = function_of(claim, scene)
    inside = [call for call in ordered if universe is None or call.lines.overlaps(universe.lines)]
    if not inside and not claim.scope:
        # The claim stands at a definition or another function; its words leave the whole file open.
        return Calls(path, ordered, ordered, None)
    return Calls(path, ordered, inside, universe)


def _owner(name: str) -> str:
    return without_arguments(name).rpartition(".")[0]


def function_of(claim: Claim, scene: Scene) -> Definition | None:
    """The definition that the words name as universe, else the innermost function around the claim's place."""
    named = scene.universe(claim)
    if named is not None:
        return named
    facts, place = scene.facts(claim), claim.location.extent
    if facts is None or place is None or claim.scope:
        return None
    return enclosing(facts, place)


def enclosing(facts: Facts, place: Extent) -> Definition | None:
    """The innermost function or method that covers the whole place."""
    around = [
        found
        for found in facts.definitions
        if found.kind is not DefinitionKind.CLASS and found.lines.start <= place.start and place.end <= found.lines.end
    ]
    return min(around, key=lambda found: (found.lines.end - found.lines.start, found.lines), default=None)


def shadow_of(claim: Claim, scene: Scene, name: str) -> tuple[Lines, ...]:
    """Commented-out code of the claim's file that calls a name."""
    last = last_part(name)
    source = scene.source(claim)
    if source is None or source.facts is None or not last:
        return ()
    return tuple(
        at(source.path, shadow.lines)
        for shadow in source.facts.shadow
        if any(call.name == last for call in shadow.calls)
    )[:_MOST_SHOWN]


def quiet_mentions(claim: Claim, scene: Scene, name: str) -> tuple[Lines, ...]:
    """Lines of comments and docstrings in the claim's file that hold a word."""
    last = last_part(name)
    path = claim.location.path
    index = scene.lookup.index(path, claim.location.side) if path and last else None
    if index is None or path is None:
        return ()
    word = re.compile(rf"(?<!\w){re.escape(last)}(?!\w)")
    found = [n for n, line in enumerate(index.source.lines, 1) if not index.is_live(n) and word.search(line)]
    return tuple(at(path, line) for line in found[:_MOST_SHOWN])


def is_live_anywhere(claim: Claim, scene: Scene, name: str) -> bool:
    """Whether a word stands in a live line of the claim's file, as it is or was, or of any changed file."""
    last, path = last_part(name), claim.location.path
    if path is None or scene.lookup.holders(last):
        return True
    change = scene.change_of(path)
    was = change.old_path if change and change.old_path else path
    indexes = (scene.lookup.index(path), scene.lookup.index(was, Side.OLD))
    return any(index is not None and last in index.words for index in indexes)


def is_nowhere(claim: Claim, scene: Scene, name: str) -> bool:
    """Whether only this file can be meant, all of it was read, and no line of it, not even a comment, has the word."""
    last, source, facts = last_part(name), scene.source(claim), scene.facts(claim)
    if source is None or facts is None or not last.isidentifier() or not is_certain(claim, scene) or proposes(claim):
        return False
    return not facts.has_star_import and not facts.dynamic and last not in source.text
