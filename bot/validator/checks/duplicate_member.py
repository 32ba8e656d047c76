"""
duplicate-member: the finding says that a key or an element stands twice in a collection.

Why: a collection that is written out shows what it holds.
Blind spot: keys that are computed are not compared.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.outcomes import Display
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.collections import displays_meant, holds, is_told
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the collection that has it twice."""
    found, path = _meant(claim, scene), claim.location.path
    twice = [one for one in found if claim.value and holds(one, claim.value) > 1]
    if path is None or not twice:
        return None
    return proof(f"`{claim.value}` stands {holds(twice[0], claim.value)} times in it", at(path, twice[0].lines))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that no collection that may be meant has it twice."""
    found, path = _meant(claim, scene), claim.location.path
    if path is None or not found or not claim.value or any(holds(one, claim.value) > 1 for one in found):
        return None
    if not all(is_told(one, claim.value) for one in found) or not any(holds(one, claim.value) for one in found):
        return None
    shown = next(one for one in found if holds(one, claim.value))
    return proof(f"`{claim.value}` stands once in it", at(path, shown.lines))


def _meant(claim: Claim, scene: Scene) -> tuple[Display, ...]:
    """What is named; where nothing is, every collection of the file."""
    found = displays_meant(claim, scene)
    facts = scene.facts(claim)
    return found or (facts.outcomes.displays if facts and not claim.subject and not claim.scope else ())


_CODE = 'COLORS = {"ok": 1, "warn": 2, "warn": 3}\n'

CHECK = Check(
    kind="duplicate-member",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("twice", says('Duplicate key `"warn"` in `COLORS`.'), python(_CODE), Verdict.CONFIRMED, (1, 1)),
        shows("once", says("COLORS contains the key 'ok' twice."), python(_CODE), Verdict.REFUTED, (1, 1)),
        abstains("no collection", says("Duplicate key 'ok' in `NAMES`."), python(_CODE)),
        silent("denied", says("There are no duplicate keys such as 'ok'."), python(_CODE)),
    ),
)
