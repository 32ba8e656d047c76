"""Anchors a finding and its claims in the code: the ladder of rungs from exact quote down to nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.code.quotes import TextIndex, squeeze
from bot.code.spots import Spots
from bot.model.claim import Claim, Role
from bot.model.finding import Finding
from bot.model.place import NOWHERE, Extent, Location, Rung, Side
from bot.validator.home import home, only
from bot.validator.lookup import Lookup
from bot.validator.scene import Scene
from bot.validator.words import Words, lines_of, words_of_claim, words_of_finding

_ORDER = {rung: number for number, rung in enumerate(Rung)}
_QUOTED = (Rung.EXACT_QUOTE, Rung.MOVED_QUOTE, Rung.NEAR_QUOTE)
_LONG = 20
"""So many characters of a quote make it worth a look into files that the claim does not name."""


@dataclass(frozen=True, slots=True)
class _File:
    """The file that a claim speaks of; `rung` is that of a place of which no more than this is known."""

    path: str | None
    side: Side
    rung: Rung


def anchor(finding: Finding, scene: Scene) -> Finding:
    """The finding with a location, and each of its claims with its own."""
    words = words_of_finding(finding)
    path, rung = home(finding, words, scene.lookup)
    file = _File(path, finding.claimed.side, rung)
    # A finding with lines stands there, or at what it quotes; names in its words place its claims, not the finding.
    own = replace(words, names=()) if words.lines else words
    place = _search(file, own, None, scene.lookup)
    claims = tuple(
        replace(claim, location=_of_claim(claim, finding, (file, place), scene.lookup)) for claim in finding.claims
    )
    return replace(finding, claims=claims, location=_of_core(claims, place))


def _of_claim(claim: Claim, finding: Finding, known: tuple[_File, Location], lookup: Lookup) -> Location:
    """The claim's own lines, else what its words quote and name, else the place of its finding."""
    file, place = known
    named = claim.claimed.path
    mine = _File(lookup.resolve(named, claim.claimed.side), claim.claimed.side, Rung.FILE) if named else file
    if named and mine.path is None and (file.rung is Rung.OTHER_FILE or file.path is None):
        mine = file
    if mine.path is None:
        return NOWHERE
    is_same = (mine.path, mine.side) == (file.path, file.side)
    words = words_of_claim(claim)
    found = _search(file if is_same else mine, words, place.extent if is_same else None, lookup)
    if is_same and found.rung is Rung.LINE and _is_off(found, place) and _is_inherited(claim, finding):
        return place
    return place if is_same and found.start_line is None and words.lines is None else found


def _is_off(found: Location, place: Location) -> bool:
    """Whether a quote stands elsewhere than at the line; a line inside of what is quoted says more than the quote."""
    if place.rung not in _QUOTED or place.extent is None or found.extent is None:
        return False
    return not place.extent.overlaps(found.extent)


def _is_inherited(claim: Claim, finding: Finding) -> bool:
    """Whether the lines of a claim are only those of its comment: a quote in the comment says more."""
    return lines_of(claim.claimed) == lines_of(finding.claimed)


def _search(file: _File, words: Words, around: Extent | None, lookup: Lookup) -> Location:
    spots = lookup.spots(file.path, file.side) if file.path else None
    if file.path is None or spots is None:
        return NOWHERE
    hint = words.lines or _narrowed(_universe(spots, words.scope), around)
    found = _by_quote(spots.text, words, hint) or _by_line(spots, words) or _by_name(spots, words, hint)
    if found is not None:
        lines, rung = found
        rung = Rung.OTHER_FILE if file.rung is Rung.OTHER_FILE else rung
        in_diff = lookup.in_diff(file.path, file.side, lines)
        return Location(file.path, lines.start, lines.end, file.side, rung, in_diff)
    elsewhere = _elsewhere(file.path, words, lookup) if file.side is Side.NEW else None
    known = Location(file.path, side=file.side, rung=file.rung, in_diff=lookup.in_diff(file.path, file.side, None))
    return elsewhere or known


def _universe(spots: Spots, scope: str) -> Extent | None:
    found = spots.definition(scope) if scope else None
    return found.lines if found else None


def _narrowed(universe: Extent | None, around: Extent | None) -> Extent | None:
    """Where to search first: the place of the finding, unless the words name a definition that it lies outside of."""
    return around if universe is None or (around is not None and around.overlaps(universe)) else universe


def _by_quote(text: TextIndex, words: Words, near: Extent | None) -> tuple[Extent, Rung] | None:
    hits = [hit for hit in (text.find(quote, near) for quote in words.quotes) if hit is not None]
    best = min(hits, key=lambda hit: _ORDER[hit.rung], default=None)
    return (best.extent, best.rung) if best else None


def _by_line(spots: Spots, words: Words) -> tuple[Extent, Rung] | None:
    """The claimed lines; where the named thing stands elsewhere and not at them, its place."""
    if words.lines is None:
        return None
    text, lines = spots.text, words.lines
    length = len(text.source.lines)
    is_live = any(text.is_live(line) for line in range(lines.start, min(lines.end, length, lines.start + 50) + 1))
    names = words.names or words.hints
    is_settled = (is_live and words.is_absence) or any(spots.is_at(name, lines) for name in (*names, *words.hints))
    if names and not is_settled:
        moved = spots.place(names[0], lines)
        if moved is not None:
            return moved, Rung.SYMBOL
    if lines.start > length:
        return None
    return Extent(lines.start, min(lines.end, length)), Rung.LINE


def _by_name(spots: Spots, words: Words, near: Extent | None) -> tuple[Extent, Rung] | None:
    """What is spoken of, else another name that stands in one place, else the definition that bounds the search."""
    if words.lines is not None:
        return None
    universe = _universe(spots, words.scope)
    places = [
        *(spots.place(name, near) for name in words.names),
        *(spots.sole(name, universe) for name in words.hints),
        *(spots.place(name) for name in (words.scope,) if words.scope and near == universe),
    ]
    found = next((place for place in places if place is not None), None)
    return (found, Rung.SYMBOL) if found else None


def _elsewhere(path: str, words: Words, lookup: Lookup) -> Location | None:
    """The place in the only other changed file that has a long quote of these words."""
    for quote in words.quotes:
        other = (
            only(found for found in lookup.quoting(quote) if found != path) if len(squeeze(quote)) >= _LONG else None
        )
        index = lookup.index(other) if other else None
        hit = index.find(quote) if index else None
        if other and hit:
            in_diff = lookup.in_diff(other, Side.NEW, hit.extent)
            return Location(other, hit.extent.start, hit.extent.end, Side.NEW, Rung.OTHER_FILE, in_diff)
    return None


def _of_core(claims: Sequence[Claim], place: Location) -> Location:
    """The place of the core claim that was found best; else of a premise, else what the finding's own words gave."""
    for role in (Role.PREDICATE, Role.PREMISE):
        located = [claim.location for claim in claims if claim.role is role and claim.location.start_line is not None]
        if located:
            return min(located, key=lambda location: _ORDER[location.rung])
    return place
