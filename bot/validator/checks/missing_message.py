"""
missing-message: the finding says that an exception is raised without a message.

Why: what is given to the exception stands in the `raise`.
Blind spot: an exception class may make its own message; then a bare raise is right, but still bare.
"""

from bot.code.spots import last_part
from bot.model.claim import Claim, Role
from bot.model.evidence import Verdict
from bot.model.outcomes import Raise
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_NEAR = 3


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a raise of it that is given nothing."""
    found, path = _raised(claim, scene), claim.location.path
    bare = [one for one in found if _is_bare(one)]
    if path is None or not bare or (len(bare) < len(found) and stated_line(claim) is None):
        return None
    return proof(f"`raise {bare[0].text}` is given nothing", *(at(path, one.line) for one in bare[:3]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that every raise of it is given something."""
    found, path = _all(claim, scene), claim.location.path
    if path is None or not found or claim.role is Role.FIX or any(_may_be_bare(one) for one in found):
        return None
    return proof(f"`{last_part(claim.subject)}` is given an argument", *(at(path, one.line) for one in found[:3]))


def _is_bare(one: Raise) -> bool:
    return not one.is_again and (one.text.endswith("()") or one.text.replace(".", "").isidentifier())


def _may_be_bare(one: Raise) -> bool:
    """Whether it is given nothing, or only an empty text."""
    return "(" not in one.text or one.text.endswith(("()", '("")', "('')"))


def _all(claim: Claim, scene: Scene) -> list[Raise]:
    """The raises of the class that is named, in the function that is named."""
    facts, name = scene.facts(claim), last_part(claim.subject)
    if facts is None or not name or not is_settled(claim):
        return []
    universe = scene.universe(claim)
    return [
        one
        for one in facts.outcomes.raised
        if last_part(one.text) == name and (universe is None or one.line in universe.lines)
    ]


def _raised(claim: Claim, scene: Scene) -> list[Raise]:
    """Of these the ones near the line that is stated, where there are any."""
    found, line = _all(claim, scene), stated_line(claim)
    near = [one for one in found if line is not None and abs(one.line - line) <= _NEAR]
    return near or found


_CODE = 'def load(name):\n    if not name:\n        raise ValueError\n    if name == "x":\n        raise KeyError("no x")\n    return name\n'

CHECK = Check(
    kind="missing-message",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("bare", says("`ValueError` is raised without a message."), python(_CODE), Verdict.CONFIRMED, (3, 3)),
        shows("given one", says("`KeyError` is raised without any message."), python(_CODE), Verdict.REFUTED, (5, 5)),
        abstains("not here", says("`TypeError` is raised without a message."), python(_CODE)),
        silent("with one", says("`KeyError` is raised with a message."), python(_CODE)),
    ),
)
