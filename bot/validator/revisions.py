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


def at_head(parsed: ParsedReview, head: str, since: Since, *, is_told: bool = True) -> ParsedReview:
    """The review with its places where they stand at head; `limits` says so where it speaks of another revision.

    Without `is_told`, only what could not be carried over is said.
    """
    if not head:
        return parsed
    revisions = revisions_of(parsed)
    moves = {revision: _moves(since.get(revision)) for revision in revisions if revision and revision != head}
    findings = tuple(
        _moved(finding, moves.get(revision) if revision else None)
        for finding, revision in zip(parsed.findings, revisions, strict=True)
    )
    said = tuple(
        _carried(parsed.review.name, revision, moved is not None)
        for revision, moved in moves.items()
        if is_told or moved is None
    )
    return replace(parsed, findings=findings, limits=(*parsed.limits, *said))


def revisions_of(parsed: ParsedReview) -> tuple[str | None, ...]:
    """For each finding of a review the revision that it speaks of, as far as it is known."""
    own = {comment.id: comment.revision for comment in parsed.review.comments if comment.revision}
    return tuple(own.get(finding.comment_id, parsed.review.revision) for finding in parsed.findings)


def _moves(changes: Sequence[ChangedFile] | None) -> dict[str, ChangedFile] | None:
    """What became of the files that there were, by their old paths; None where it is not known."""
    if changes is None:
        return None
    return {changed.old_path or changed.path: changed for changed in changes if changed.status != "added"}


def _carried(name: str, revision: str, is_known: bool) -> str:
    if not is_known:
        return f"{name}: revision {revision[:12]} is not in this repository; its lines are taken as they stand"
    return f"{name}: it speaks of revision {revision[:12]}, not of the one checked; its lines were carried over"


def _moved(finding: Finding, since: Mapping[str, ChangedFile] | None) -> Finding:
    if since is None:
        return finding
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
