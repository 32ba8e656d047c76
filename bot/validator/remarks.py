"""What comments in the code say about a claim: the same, which makes it plausible, or the opposite, which speaks against it."""

import re
from collections.abc import Iterator, Sequence

from bot.model.claim import Claim, Role
from bot.model.evidence import Evidence, Outcome, Strength
from bot.model.facts import Comment
from bot.model.finding import Finding
from bot.model.kinds import KINDS
from bot.model.place import Lines
from bot.validator.scene import Scene
from bot.validator.stems import stems

_MARKER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK|BUG)\b")
_DENIES = re.compile(r"\b(?:not|no|never|none|nothing|without|cannot|neither|nor)\b|n't\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[.;:,]\s+|\b(?:but|and|so|because|while|whereas|although|even though|which|when)\b", re.IGNORECASE
)
_NAMES = re.compile(r"`[^`]*`|\w*_\w+|\w+\.\w+|\w+\(")
_SHARED = 3
_PLAIN = 2
"""So many of the shared words must be words of prose: a name has the words of what it names in it."""
_ENOUGH = 0.5
_FEWEST = 3
_MOST = 40


def remarks(
    finding: Finding, restated: Sequence[Lines], scene: Scene, *, has_false_premise: bool
) -> tuple[Evidence, ...]:
    """Weak evidence from comments: a TODO that says what the core says, and comments that deny what a claim asserts.

    A comment lends nothing to a finding that rests on a premise which is false already.
    """
    path = finding.location.path
    source = scene.file(path) if path else None
    if path is None or source is None or source.facts is None:
        return ()
    same = () if has_false_premise else _same(finding, restated, source.facts.comments)
    return (*same, *_opposite(finding, path, source.facts.comments))


def _same(finding: Finding, restated: Sequence[Lines], comments: Sequence[Comment]) -> Iterator[Evidence]:
    marked = {comment.lines.start for comment in comments if _MARKER.search(comment.text)}
    core = next((claim for claim in finding.claims if claim.role is Role.PREDICATE), None)
    lines = tuple(one for one in restated if one.start_line in marked)
    if core is None or not lines or KINDS[core.kind].is_opinion:
        return
    yield Evidence(
        "comment-says-so", core.id, Outcome.SUPPORTS, Strength.WEAK, "a comment in the code says so itself", lines
    )


def _opposite(finding: Finding, path: str, comments: Sequence[Comment]) -> Iterator[Evidence]:
    said = [
        (stems(clause), bool(_DENIES.search(clause)), comment)
        for comment in comments[:_MOST]
        if not comment.is_code
        for clause in _clauses(comment.text)
    ]
    for claim in finding.claims:
        if claim.kind != "other" or claim.role is Role.FIX:
            continue
        against = next((comment for words, denies, comment in said if _denies(claim, words, denies)), None)
        if against is not None:
            place = Lines(path, against.lines.start, against.lines.end)
            yield Evidence(
                "comment-says-otherwise",
                claim.id,
                Outcome.DISPROVES,
                Strength.WEAK,
                "a comment in the code says the opposite",
                (place,),
            )


def _denies(claim: Claim, there: frozenset[str], denies: bool) -> bool:
    """Whether one clause of a claim and one of a comment speak of the same things, and only one of them denies."""
    for clause in _clauses(claim.quote):
        here = stems(clause)
        shared = len(here & there)
        if len(stems(_NAMES.sub(" ", clause)) & there) < _PLAIN:
            continue
        if (
            shared >= _SHARED
            and shared >= _ENOUGH * min(len(here), len(there))
            and bool(_DENIES.search(clause)) != denies
        ):
            return True
    return False


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(" ".join(text.split())[:2000]) if len(clause.split()) >= _FEWEST]
