"""
out-of-diff: the finding says that the code it speaks of is not part of the change.

Why: which lines a change touches is known; findings about older lines may be left for another change.
Blind spot: lines that only moved count as touched; a wrong place makes a wrong answer, so only named places are judged.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.place import Rung, Side
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene

_SURE = (Rung.EXACT_QUOTE, Rung.NEAR_QUOTE, Rung.LINE, Rung.SYMBOL)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The lines are known, and no hunk of the change touches them."""
    place, path = claim.location.extent, claim.location.path
    if place is None or path is None or claim.location.in_diff or not _is_sure(claim):
        return None
    return proof("the change does not touch these lines", at(path, place)) if scene.has_path(path) else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """All of the lines were added by the change."""
    place, path = claim.location.extent, claim.location.path
    file = scene.change_of(path) if path else None
    if place is None or path is None or file is None or not _is_sure(claim):
        return None
    lines = set(range(place.start, place.end + 1))
    for hunk in file.hunks:
        lines -= set(range(hunk.new_start, hunk.new_start + hunk.new_count))
    return None if lines else proof("the change adds these lines", at(path, place))


def _is_sure(claim: Claim) -> bool:
    return claim.location.side is Side.NEW and claim.location.rung in _SURE


_BASE = "def total(rows):\n    return sum(rows)\n"
_HEAD = _BASE + "\n\ndef mean(rows):\n    return sum(rows) / len(rows)\n"

CHECK = Check(
    kind="out-of-diff",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "older",
            says("`total` fails for text, but this is pre-existing.", line=2),
            python(_HEAD, base=_BASE),
            Verdict.CONFIRMED,
        ),
        shows(
            "new",
            says("This fails for an empty list, a pre-existing problem.", line=6),
            python(_HEAD, base=_BASE),
            Verdict.REFUTED,
            (6, 6),
        ),
        abstains("no place", says("This is a pre-existing problem with the build."), python(_HEAD, base=_BASE)),
    ),
)
