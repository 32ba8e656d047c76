"""
assignment-count: the finding says how many times a variable is assigned.

Why: every assignment of a local name can be counted.
Blind spot: an assignment in a loop counts once, and names that other scopes can bind are left alone.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Binding, BindingKind
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_MOST_SHOWN = 6


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show as many assignments as said."""
    found, path = _binding(claim, scene), claim.location.path
    if found is None or path is None or len(found.lines) != claim.number:
        return None
    return proof(_told(found), *(at(path, one) for one in found.lines[:_MOST_SHOWN]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Said to be assigned once, and there are more; or said to be assigned more often, and there is one."""
    found, path = _binding(claim, scene), claim.location.path
    if found is None or path is None or claim.number is None or (len(found.lines) > 1) == (claim.number > 1):
        return None
    return proof(_told(found), *(at(path, one) for one in found.lines[:_MOST_SHOWN]))


def _told(found: Binding) -> str:
    count = len(found.lines)
    times = {1: "once", 2: "twice"}.get(count, f"{count} times")
    return f"`{found.name}` is assigned {times} in `{found.scope.rpartition('.')[2]}`"


def _binding(claim: Claim, scene: Scene) -> Binding | None:
    """The local variable that is meant; None where it may be one of several."""
    facts, universe = scene.facts(claim), scene.universe(claim)
    if facts is None or claim.number is None or not is_settled(claim) or (claim.scope and universe is None):
        return None
    found = [
        one
        for one in facts.bindings
        if one.name == claim.subject
        and one.kind is BindingKind.VARIABLE
        and one.is_closed
        and (universe is None or one.scope == universe.qualified)
    ]
    return found[0] if len(found) == 1 and found[0].scope else None


_CODE = "def run(job):\n    size = 1\n    step(size)\n    size = 2\n    name = job.name\n    return size, name\n"

CHECK = Check(
    kind="assignment-count",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("twice", says("`size` is assigned twice in `run`."), python(_CODE), Verdict.CONFIRMED, (4, 4)),
        shows("once", says("`name` is assigned twice in `run`."), python(_CODE), Verdict.REFUTED, (5, 5)),
        abstains("another number", says("`size` is assigned three times in `run`."), python(_CODE)),
        silent("no number", says("`size` is assigned in `run`."), python(_CODE)),
    ),
)
