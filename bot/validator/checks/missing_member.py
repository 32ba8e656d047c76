"""
missing-member: the finding says that a list, set, tuple or dict lacks an element or a key.

Why: a collection that is written out shows what it holds.
Blind spot: what other files put into it is not seen; collections that are built or changed are left alone.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.collections import displays_meant, holds, is_changed, is_told, one_meant
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the collection, which is whole and does not have it."""
    found, path = one_meant(claim, scene), claim.location.path
    if found is None or path is None or not claim.value or is_changed(found, claim, scene):
        return None
    if holds(found, claim.value) or not is_told(found, claim.value):
        return None
    return proof(f"`{found.target or 'the collection'}` has no `{claim.value}`", at(path, found.lines))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the element where it stands."""
    found, path = displays_meant(claim, scene), claim.location.path
    having = [one for one in found if claim.value and holds(one, claim.value)]
    if path is None or not having or len(having) != len(found):
        return None
    return proof(f"`{having[0].target or 'the collection'}` has `{claim.value}`", at(path, having[0].lines))


_CODE = 'ALLOWED = {"png", "jpg"}\nNAMES = {"a": 1, **MORE}\n\n\ndef load(kind):\n    return kind in ALLOWED\n'

CHECK = Check(
    kind="missing-member",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("not there", says('`"gif"` is missing from `ALLOWED`.'), python(_CODE), Verdict.CONFIRMED, (1, 1)),
        shows("there", says("ALLOWED doesn't include 'png'."), python(_CODE), Verdict.REFUTED, (1, 1)),
        abstains("unpacked", says("`NAMES` has no key 'b'."), python(_CODE)),
        abstains("changed", says("'gif' is not in ALLOWED."), python(_CODE + '\n\nALLOWED.add("gif")\n')),
        silent("a wish", says("Could 'gif' be added?"), python(_CODE)),
    ),
)
