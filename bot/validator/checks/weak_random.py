"""
weak-random: the finding says that random numbers are predictable.

Why: the module `random` is not for secrets, `secrets` is.
Blind spot: whether the number protects anything is not judged, so a call of `random` is plausible, not proved.
"""

from bot.model.claim import Claim
from bot.model.evidence import Strength, Verdict
from bot.model.facts import Call
from bot.validator.check import Check, Seen, abstains, at, python, says, shows
from bot.validator.constructs import absent, calls_here, calls_meant, shown
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the call of `random`."""
    found, path = calls_here(claim, scene, _is_weak), claim.location.path
    return (
        Seen(Strength.STRONG, f"`{found[0].callee}` is called", (at(path, found[0].lines),)) if found and path else None
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that the numbers come from `secrets` or the system, or that the file draws none."""
    if calls_meant(claim, scene, _is_weak):
        return None
    strong = calls_meant(
        claim, scene, lambda call: call.callee.startswith("secrets.") or call.name in ("urandom", "SystemRandom")
    )
    if strong:
        return shown(claim, strong, f"`{strong[0].callee}` is cryptographically strong")
    return absent(
        claim,
        scene,
        lambda call: (
            "rand" in call.callee.lower() or call.name in ("choice", "choices", "sample", "shuffle", "uuid4", "uuid1")
        ),
        "nothing in this file draws random numbers",
    )


def _is_weak(call: Call) -> bool:
    return call.callee.startswith(("random.", "np.random.", "numpy.random.")) and call.name != "SystemRandom"


CHECK = Check(
    kind="weak-random",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "random",
            says("Insecure random number at line 2."),
            python("import random\nrandom.random()\n"),
            Verdict.PLAUSIBLE,
            (2, 2),
        ),
        shows(
            "secrets",
            says("Insecure random number at line 2."),
            python("import secrets\nsecrets.token_hex()\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        abstains("unknown", says("Insecure random number at line 1."), python("draw_random()\n")),
    ),
)
