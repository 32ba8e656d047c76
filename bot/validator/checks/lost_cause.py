"""
lost-cause: the finding says that a raise in an except clause loses the exception it comes from.

Why: `from` stands there or not.
Blind spot: a raise outside of a clause, in a function that it calls.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, python, says, shows
from bot.validator.linted import confirmed_by, refuted_by_silence
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show where it stands."""
    return confirmed_by(claim, scene, "B904", "it raises in an except clause without from")


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that there is none."""
    return refuted_by_silence(
        claim, scene, "B904", "every raise in an except clause here says where it comes from, or raises again"
    )


CHECK = Check(
    kind="lost-cause",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "there",
            says("Missing exception chaining.", line=2),
            python("try: f()\nexcept ValueError as e: raise KeyError('x')\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "not there",
            says("Missing exception chaining."),
            python("try:\n    f()\nexcept ValueError as e:\n    raise KeyError('x') from e\n"),
            Verdict.REFUTED,
        ),
        shows(
            "told of what is raised, at another line",
            says("Line 1: `KeyError` is raised inside the except block without `from e`."),
            python("try:\n    f()\n    g()\nexcept ValueError as e:\n    raise KeyError('x')\n"),
            Verdict.CONFIRMED,
            (5, 5),
        ),
        abstains("no code to read", says("Missing exception chaining."), python("def f(:\n")),
    ),
)
