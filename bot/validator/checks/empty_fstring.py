"""
empty-fstring: the finding says that an f-string inserts nothing.

Why: the linter reads every f-string.
Blind spot: nothing known.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, python, says, shows
from bot.validator.linted import confirmed_by, refuted_by_silence
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show where it stands."""
    return confirmed_by(claim, scene, "F541", "an f-string here inserts nothing")


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that there is none."""
    return refuted_by_silence(claim, scene, "F541", "every f-string here inserts something")


CHECK = Check(
    kind="empty-fstring",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "there",
            says("f-string without any placeholders.", line=2),
            python("def f(x):\n    print(f'done')\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "not there",
            says("f-string without any placeholders."),
            python("def f(x):\n    print(f'{x}')\n"),
            Verdict.REFUTED,
        ),
        abstains("no code to read", says("f-string without any placeholders."), python("def f(:\n")),
    ),
)
