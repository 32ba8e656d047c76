"""
stated-member: the finding says that a list, set, tuple or dict holds an element or a key, or how many.

Why: a collection that is written out shows what it holds.
Blind spot: what other files put into it is not seen; collections that are built or changed are left alone.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.collections import displays_meant, holds, is_changed, is_told, member, one_meant
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the element, or the collection of that many."""
    path = claim.location.path
    if path is None:
        return None
    if claim.number is not None and not claim.value:
        one = one_meant(claim, scene)
        is_so = (
            one is not None and one.is_whole and not is_changed(one, claim, scene) and len(one.items) == claim.number
        )
        return proof(f"`{one.target}` has {claim.number} elements", at(path, one.lines)) if one and is_so else None
    having = [one for one in displays_meant(claim, scene) if claim.value and holds(one, claim.value)]
    return proof(f"`{having[0].target}` has `{claim.value}`", at(path, having[0].lines)) if having else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the collection, which is whole and does not have it, or has another number of elements."""
    found, path = one_meant(claim, scene), claim.location.path
    if found is None or path is None or is_changed(found, claim, scene) or not found.is_whole:
        return None
    if claim.number is not None and not claim.value:
        count = len({member(item) for item in found.items}) if found.kind in ("set", "dict") else len(found.items)
        if claim.number in (count, len(found.items)):
            return None
        return proof(f"`{found.target}` has {count} elements", at(path, found.lines))
    if not claim.value or holds(found, claim.value) or not is_told(found, claim.value):
        return None
    return proof(f"`{found.target or 'the collection'}` has no `{claim.value}`", at(path, found.lines))


_CODE = 'DAYS = ["mon", "tue", "wed"]\n\n\ndef name(day):\n    return DAYS[day]\n'

CHECK = Check(
    kind="stated-member",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("there", says("DAYS already contains 'mon'."), python(_CODE), Verdict.CONFIRMED, (1, 1)),
        shows("not there", says("`DAYS` includes 'sun'."), python(_CODE), Verdict.REFUTED, (1, 1)),
        shows("so many", says("`DAYS` only has three entries."), python(_CODE), Verdict.CONFIRMED, (1, 1)),
        shows("not so many", says("`DAYS` has 7 entries."), python(_CODE), Verdict.REFUTED, (1, 1)),
        abstains("no collection", says("`NAMES` contains 'mon'."), python(_CODE)),
        silent("a wish", says("`DAYS` should contain 'sun'."), python(_CODE)),
    ),
)
