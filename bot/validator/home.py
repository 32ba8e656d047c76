"""Chooses the file that a finding speaks of: the one it names, the only changed one, or the one its words point to."""

from collections.abc import Iterable

from bot.code.spots import last_part
from bot.model.finding import Finding
from bot.model.place import Extent, Rung, Side
from bot.validator.lookup import Lookup
from bot.validator.words import Words


def home(finding: Finding, words: Words, lookup: Lookup) -> tuple[str | None, Rung]:
    """The file, and the rung of a place of which no more than that is known."""
    named = finding.claimed.path or only(claim.claimed.path for claim in finding.claims if claim.claimed.path)
    if named:
        path = lookup.resolve(named, finding.claimed.side)
        if path is not None:
            return path, Rung.FILE
        return only(path for quote in words.quotes for path in lookup.quoting(quote)), Rung.OTHER_FILE
    if len(lookup.candidates) == 1:
        return lookup.candidates[0], Rung.SOLE_FILE
    return _likeliest(words, lookup), Rung.FILE


def only(values: Iterable[str | None]) -> str | None:
    """The value that all of them are, or None."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _likeliest(words: Words, lookup: Lookup) -> str | None:
    """The one changed file that quotes, then definitions, then names, then lines point to; None for two equal ones."""
    quotes = _count(lookup.quoting(quote) for quote in words.quotes)
    names = tuple(dict.fromkeys(last_part(name) for name in words.names))
    defined = _count(lookup.defining(name) for name in names)
    held = _count(lookup.holders(name) for name in names)
    paths = sorted({*quotes, *defined, *held})
    if not paths:
        return _by_lines(words.lines, lookup) if words.lines else None
    ranked = sorted(((quotes.get(p, 0), defined.get(p, 0), held.get(p, 0), p) for p in paths), reverse=True)
    if len(ranked) > 1 and ranked[0][:3] == ranked[1][:3]:
        return None
    return ranked[0][3]


def _count(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for group in groups:
        for path in group:
            found[path] = found.get(path, 0) + 1
    return found


def _by_lines(lines: Extent, lookup: Lookup) -> str | None:
    return only(
        path for path in lookup.candidates if lookup.in_diff(path, Side.NEW, lines) and _has(path, lines, lookup)
    )


def _has(path: str, lines: Extent, lookup: Lookup) -> bool:
    index = lookup.index(path)
    return index is not None and lines.start <= len(index.source.lines)
