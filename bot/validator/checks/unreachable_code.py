"""
unreachable-code: the finding says that code can never run.

Why: what stands after a return, raise, break or continue in the same block is never reached, and that can be read.
Blind spot: conditions that can never be true are not solved; "after" a return in another block is no proof of anything.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Facts
from bot.model.place import Extent
from bot.validator.calls import function_of, is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene
from bot.validator.words import lines_of

_NEAR = 3
_AFTER = re.compile(r"\b(?:after|following|below|past)\b[^.]{0,40}?\b(?:line \d+|return|raise|throw|break|continue)\b")
_LEAVES = re.compile(r"^\s*(?:return|raise|break|continue)\b")
_EXITS = re.compile(r"\b(?:exit|_exit|abort|fail|skip|quit|panic|unreachable|assert_never|NoReturn)\b")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Statements that nothing reaches stand at the place, or in the function or file that is spoken of."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None or not is_settled(claim):
        return None
    found = _unreachable(claim, facts, scene)
    return proof(f"nothing reaches line {found[0].start}", *(at(path, place) for place in found[:3])) if found else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Said of what follows a line that leaves its block: nothing dead stands behind it."""
    facts, source, said = scene.facts(claim), scene.source(claim), lines_of(claim.claimed)
    if facts is None or source is None or said is None or not is_settled(claim) or not _AFTER.search(claim.words):
        return None
    if facts.unreachable or said.start != said.end or said.start > len(source.lines):
        return None
    line = source.lines[said.start - 1]
    if not line.strip() or _EXITS.search(source.text):
        return None
    if _LEAVES.match(line):
        return proof(f"what follows line {said.start} is in another block and can be reached", at(source.path, said))
    return None


def _unreachable(claim: Claim, facts: Facts, scene: Scene) -> list[Extent]:
    said = lines_of(claim.claimed)
    if said is not None:
        near = Extent(said.start - _NEAR, said.end + _NEAR)
        return [place for place in facts.unreachable if place.overlaps(near)]
    around = function_of(claim, scene)
    return [place for place in facts.unreachable if around is None or place.overlaps(around.lines)]


_DEAD = "def load(path):\n    if not path:\n        return None\n    return read(path)\n    log(path)\n"
_LIVE = "def load(path):\n    if not path:\n        return None\n    return read(path)\n"

CHECK = Check(
    kind="unreachable-code",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("dead", says("The code after line 4 is unreachable."), python(_DEAD), Verdict.CONFIRMED, (5, 5)),
        shows("in a function", says("`load` contains unreachable code."), python(_DEAD), Verdict.CONFIRMED, (5, 5)),
        shows("another block", says("The code after line 3 is unreachable."), python(_LIVE), Verdict.REFUTED, (3, 3)),
        abstains("a condition", says("The second branch is unreachable."), python(_LIVE)),
        silent("praise", says("There is no unreachable code."), python(_DEAD)),
    ),
)
