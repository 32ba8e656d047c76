"""Comments in the code that already say what a finding says."""

import re

from bot.model.claim import Claim, Role
from bot.model.facts import Comment
from bot.model.finding import Finding
from bot.model.kinds import KINDS
from bot.model.place import Extent, Lines, Side
from bot.validator.scene import Scene
from bot.validator.stems import overlap, stems

_MARKER = re.compile(
    r"\b(?:TODO|FIXME|XXX|HACK|BUG|NOTE|WORKAROUND)\b|(?i:\bknown (?:issue|bug|limitation)|\blp ?#\d|\bbug #?\d{4,}|"
    r"\b(?:closes|related)-bug\b|\bissue #?\d+|(?<!\w)#\d{2,})"
)
_NEAR = 12
_FEWEST = 5
_ENOUGH = 0.33
_QUOTED = 0.6
_MOST_CLAIMS = 12


def restated_comments(finding: Finding, scene: Scene) -> tuple[Lines, ...]:
    """The comment lines near the finding's place that it repeats; empty when there are none.

    A comment counts when it has a marker (TODO, FIXME, a bug's number) or stands within twelve lines of the place.
    """
    path, place = finding.location.path, finding.location.extent
    index = scene.lookup.index(path) if path and finding.location.side is Side.NEW else None
    facts = index.source.facts if index else None
    said = [(claim, stems(claim.quote)) for claim in finding.claims[:_MOST_CLAIMS] if _counts(claim)]
    if path is None or facts is None or not said:
        return ()
    comments = [comment for comment in facts.comments if not comment.is_code and _is_candidate(comment, place)]
    known = [(comment, stems(comment.text)) for comment in comments]
    found = [c for c, there in known if any(_is_same(claim, words, there) for claim, words in said)]
    return tuple(Lines(path, comment.lines.start, comment.lines.end) for comment in found)


def _counts(claim: Claim) -> bool:
    """Whether the words of a claim are what its finding says: not its fix or impact, quoted code, or taste."""
    kind = KINDS.get(claim.kind)
    is_taste = kind is not None and (kind.is_nit or kind.is_opinion)
    return claim.role in (Role.PREDICATE, Role.PREMISE, Role.LABEL) and claim.code is None and not is_taste


def _is_candidate(comment: Comment, place: Extent | None) -> bool:
    if _MARKER.search(comment.text):
        return True
    return place is not None and comment.lines.overlaps(Extent(place.start - _NEAR, place.end + _NEAR))


def _is_same(claim: Claim, said: frozenset[str], there: frozenset[str]) -> bool:
    """Whether a claim and a comment share five content words and a third of the shorter one."""
    shared = len(said & there)
    if claim.kind == "comment-says":
        return shared >= _FEWEST - 1 and overlap(said, there) >= _QUOTED
    return shared >= _FEWEST and shared >= _ENOUGH * min(len(said), len(there))
