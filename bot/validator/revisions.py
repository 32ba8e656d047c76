"""Reviews that speak of other code than the one at hand: of another revision, or of another repository."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.code.moved import move_place
from bot.code.quotes import squeeze
from bot.model.change import ChangedFile
from bot.model.finding import Finding, ParsedReview
from bot.model.place import Claimed, Side
from bot.validator.lookup import Lookup
from bot.validator.words import words_of_finding

Since = Mapping[str, Sequence[ChangedFile] | None]
"""From each other revision that a review names, what changed up to head; None where the repository lacks it."""

_ABSENT = frozenset({"missing-file", "missing-test"})
"""Kinds of claims that name files which they say are not there."""
_PROSE_FILES = 2
"""Prose may name a file wrongly once; several that do not exist are another repository."""
_LONG = 20
"""Characters of a quote that no two repositories share by chance."""


def at_head(parsed: ParsedReview, head: str, since: Since) -> ParsedReview:
    """The review with its places where they stand at head; `limits` says so where it speaks of another revision."""
    revision = parsed.review.revision
    if revision is None or not head or revision == head:
        return parsed
    name, changes = parsed.review.name, since.get(revision)
    if changes is None:
        said = f"{name}: revision {revision[:12]} is not in this repository; its lines are taken as they stand"
        return replace(parsed, limits=(*parsed.limits, said))
    moved = {changed.old_path or changed.path: changed for changed in changes if changed.status != "added"}
    said = f"{name}: it speaks of revision {revision[:12]}, not of the one checked; its lines were carried over"
    findings = tuple(_moved(finding, moved) for finding in parsed.findings)
    return replace(parsed, findings=findings, limits=(*parsed.limits, said))


def _moved(finding: Finding, since: Mapping[str, ChangedFile]) -> Finding:
    claims = tuple(replace(claim, claimed=move_place(claim.claimed, since)) for claim in finding.claims)
    return replace(finding, claimed=move_place(finding.claimed, since), claims=claims)


def strange_files(parsed: ParsedReview, lookup: Lookup) -> int:
    """How many files a review names if none of them is here; 0 where it names none, or one that is."""
    named: dict[tuple[str, Side], None] = {}
    for finding in parsed.findings:
        for place in _places(finding):
            if place.path is not None:
                named[place.path, place.side] = None
    return 0 if any(lookup.resolve(path, side) is not None for path, side in named) else len(named)


def is_foreign(parsed: ParsedReview, strange: int, lookup: Lookup) -> bool:
    """Whether a review is about another repository: its format placed it in files that are not here, or its words did so
    several times, and no code that it quotes stands in the change."""
    is_placed = bool(parsed.review.path or parsed.review.comments)
    if strange < (1 if is_placed else _PROSE_FILES):
        return False
    quotes = (quote for finding in parsed.findings for quote in words_of_finding(finding).quotes)
    return not any(lookup.quoting(quote) for quote in quotes if len(squeeze(quote)) >= _LONG)


def _places(finding: Finding) -> list[Claimed]:
    if any(claim.kind in _ABSENT for claim in finding.claims):
        return []
    return [finding.claimed, *(claim.claimed for claim in finding.claims)]
