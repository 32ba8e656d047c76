"""
late-binding: the finding says that a function made in a loop sees only the last value of the loop's variable.

Why: the linter knows functions that read a loop's variable when they run.
Blind spot: a function that is called before the loop goes on is not told apart, so nothing is refuted.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstain, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_NEAR = 2


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the function."""
    source, universe, line = scene.source(claim), scene.universe(claim), stated_line(claim)
    if source is None or scene.facts(claim) is None:
        return None
    found = scene.lint(source, "B023", within=universe.lines if universe else None) or ()
    found = tuple(one for one in found if line is None or abs(one.line - line) <= _NEAR)
    if not found:
        return None
    return proof(
        "a function made in a loop reads the loop's variable", *(at(source.path, one.line) for one in found[:3])
    )


CHECK = Check(
    kind="late-binding",
    confirm=confirm,
    refute=abstain,
    examples=(
        shows(
            "a lambda",
            says("Late binding: the lambda captures the loop variable."),
            python("def f(keys):\n    return [lambda: key for key in keys]\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        abstains(
            "none", says("Late binding of the loop variable."), python("def f(keys):\n    return [k for k in keys]\n")
        ),
    ),
)
