"""
uncalled-method: the finding says that an object is never stopped, deleted, released and so on.

Why: the call may stand far from where the object is made, or in the clean-up.
Blind spot: whoever else holds the object may do it, so that no such call is never proof.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstain, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_IRREGULAR = {"shut down": ("shutdown",), "rolled back": ("rollback",), "cleaned up": ("cleanup",), "reset": ("reset",)}
_CONDITION = re.compile(
    r"\b(?:if|when|unless|until|before|in case|on (?:error|failure)|again|both|all|always|correctly|properly|error|failure|exception|path|branch)\b"
)
"""Words that say of the step more than that it is missing."""


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the call, or its being handed to the clean-up, of the only object of that name."""
    path, facts = claim.location.path, scene.facts(claim)
    if facts is None or path is None or not is_settled(claim) or _CONDITION.search(claim.words):
        return None
    name = claim.subject.strip("`'\" ").removeprefix("self.")
    universe, owners = scene.universe(claim), {one.scope for one in facts.bindings if one.name == name}
    if claim.scope and universe is None:
        return None
    steps = _steps(claim.value.lower())
    found = [
        call
        for call in facts.calls
        if _is_step(call, name, steps) and (universe is None or call.lines.overlaps(universe.lines))
    ]
    if not found or (universe is None and len(owners) > 1):
        return None
    return proof(f"`{found[0].text}` is at line {found[0].lines.start}", *(at(path, one.lines) for one in found[:3]))


def _is_step(call: Call, name: str, steps: tuple[str, ...]) -> bool:
    return call.name in steps and call.callee.removeprefix("self.") == f"{name}.{call.name}"


def _steps(word: str) -> tuple[str, ...]:
    """The methods that a participle may mean: "stopped" is `stop`, "deleted" is `delete`."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    stem = word.removesuffix("ed")
    return (stem, f"{stem}e", stem[:-1]) if stem[-2:-1] == stem[-1:] else (stem, f"{stem}e")


_CODE = "def run():\n    pump = Pump()\n    pump.start()\n    pump.stop()\n    tank = Tank()\n    return tank\n"

CHECK = Check(
    kind="uncalled-method",
    confirm=abstain,
    refute=refute,
    examples=(
        shows("it is", says("`pump` is never stopped in `run`."), python(_CODE), Verdict.REFUTED, (4, 4)),
        abstains("by nobody here", says("`tank` is never deleted."), python(_CODE)),
        abstains("in some case", says("`pump` is not stopped if an error occurs."), python(_CODE)),
        silent("a wish", says("`pump` should be stopped."), python(_CODE)),
    ),
)
