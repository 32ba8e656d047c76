"""
identity-literal: the finding says that something is compared with a literal by `is`.

Why: the linter knows every such comparison.
Blind spot: nothing known.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, python, says, shows
from bot.validator.linted import confirmed_by, refuted_by_silence
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show where it stands."""
    return confirmed_by(claim, scene, "F632", "a literal is compared by identity")


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that there is none."""
    return refuted_by_silence(claim, scene, "F632", "nothing here compares a literal by identity")


CHECK = Check(
    kind="identity-literal",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "there",
            says("Identity comparison with a literal.", line=2),
            python("def f(x):\n    return x is 1\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "not there",
            says("Identity comparison with a literal."),
            python("def f(x):\n    return x == 1\n"),
            Verdict.REFUTED,
        ),
        abstains("no code to read", says("Identity comparison with a literal."), python("def f(:\n")),
    ),
)
