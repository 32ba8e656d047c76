"""
comment-says: the finding says what a comment in the code says.

Why: findings lean on comments; that a comment says so can be read, and shows that the point is known.
Blind spot: a paraphrase in other words is not recognised, so only a verbatim quote that stands nowhere is refuted.
"""

import re
from collections.abc import Iterator

from bot.code.quotes import TextIndex
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.place import Extent, Side
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, strong
from bot.validator.scene import Scene
from bot.validator.stems import overlap, stems

_SAYS = re.compile(
    r"\b(?:says?|saying|states?|stating|suggests?|suggesting|indicates?|indicating|mentions?|mentioning|claims?|claiming|"
    r"notes?|noting|warns?|explains?|describes?|reads?)\b(?: that)?[:,]?"
)
_WISHED = re.compile(
    r"\b(?:add|adding|includ\w+|needs?|should|lacks?|missing|reword|write|without|no|consider)\b[^.]{0,30}\bcomments?\b"
)
_ENOUGH = 0.6
_FEWEST = 3
_FOREIGN = 60.0
_SHORTEST = 15


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Most of the content words that the comment is said to have stand in one comment; nearest to the place first."""
    index, path = _index(claim, scene), claim.location.path
    said = _said(claim)
    if index is None or path is None or len(said) < _FEWEST or _WISHED.search(claim.words):
        return None
    blocks = [(overlap(said, stems(text)), place) for place, text in blocks_of(index)]
    best = max(blocks, key=lambda block: (block[0], -block[1].start), default=None)
    if best is None or best[0] < _ENOUGH:
        return None
    return strong("a comment says so", at(path, best[1]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """A comment that is quoted word for word stands nowhere in the changed files, before or after."""
    index = _index(claim, scene)
    quote = claim.value.strip(" .…")
    if index is None or len(quote) < _SHORTEST or "..." in quote or "«" in quote or not is_settled(claim):
        return None
    if _WISHED.search(claim.words):
        return None
    files = [file for file in scene.changed() if not file.is_binary]
    sides = [(file.path, Side.NEW) for file in files] + [(file.old_path or file.path, Side.OLD) for file in files]
    if len(sides) > 40:
        return None
    known = [found for path, side in sides if (found := scene.lookup.index(path, side)) is not None]
    if any(found.holds(quote) or found.is_like(quote, _FOREIGN) for found in (index, *known)):
        return None
    return proof("no comment in the changed files says this")


def _index(claim: Claim, scene: Scene) -> TextIndex | None:
    path = claim.location.path
    return scene.lookup.index(path) if path and claim.location.side is Side.NEW else None


def _said(claim: Claim) -> frozenset[str]:
    """The stems of what the comment is said to say: the quoted text, else the words after the verb."""
    if claim.value:
        return stems(claim.value)
    found = _SAYS.search(claim.quote)
    return stems(claim.quote[found.end() :]) if found else frozenset()


def blocks_of(index: TextIndex) -> Iterator[tuple[Extent, str]]:
    """The comments of a file, each with its lines and text."""
    facts = index.source.facts
    for comment in facts.comments if facts else ():
        yield comment.lines, comment.text


_CODE = """def cut(rows):
    # Rows without a price are dropped here, because the
    # billing service rejects them.
    return [row for row in rows if row.price]
"""

CHECK = Check(
    kind="comment-says",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "in other order",
            says(
                "There is a comment that says rows without a price are rejected by the billing service, which is wrong."
            ),
            python(_CODE),
            Verdict.PLAUSIBLE,
            (2, 3),
        ),
        shows(
            "quoted, but not there",
            says('The comment says "retry three times with backoff" but nothing retries.'),
            python(_CODE),
            Verdict.REFUTED,
        ),
        abstains(
            "a paraphrase",
            says("The comment suggests that incomplete entries get filtered, which is not correct."),
            python(_CODE),
        ),
        abstains(
            "removed by the change",
            says('The comment says "retry three times with backoff" but nothing retries.'),
            python(_CODE, base="# retry three times with backoff\n"),
        ),
    ),
)
