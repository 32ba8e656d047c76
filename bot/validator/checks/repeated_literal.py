"""
repeated-literal: the finding says how many times a string literal is written out in the file.

Why: literals can be counted; mentions in comments and docstrings are none.
Blind spot: whether a constant would be better is a matter of taste.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.calls import is_certain
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_MOST_SHOWN = 6


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the literals, which are as many as said."""
    found, path = _lines(claim, scene), claim.location.path
    if found is None or path is None or len(found) != claim.number:
        return None
    return proof(_told(claim, found), *(at(path, line) for line in found[:_MOST_SHOWN]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show a single literal, or none, in the file that alone can be meant."""
    found, path = _lines(claim, scene), claim.location.path
    if found is None or path is None or len(found) > 1 or not is_certain(claim, scene):
        return None
    return proof(_told(claim, found), *(at(path, line) for line in found or [1]))


def _told(claim: Claim, found: list[int]) -> str:
    times = {0: "nowhere", 1: "once", 2: "twice"}.get(len(found), f"{len(found)} times")
    return f"'{_value(claim)}' stands {times} in this file"


def _value(claim: Claim) -> str:
    return claim.subject or claim.value.strip("`")[1:-1]


def _lines(claim: Claim, scene: Scene) -> list[int] | None:
    """The lines of the literals with exactly this value, in the definition that the words name."""
    facts, universe = scene.facts(claim), scene.universe(claim)
    if facts is None or claim.number is None or claim.number < 2 or (claim.scope and universe is None):
        return None
    value = _value(claim)
    return [
        one.lines.start
        for one in facts.texts
        if one.value == value and not one.is_docstring and (universe is None or one.lines.start in universe.lines)
    ]


_CODE = "a = 'eu-west'\nb = f('eu-west')\nc = ('eu-west', 'us-east')\n"

CHECK = Check(
    kind="repeated-literal",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("three", says("The string 'eu-west' is used three times."), python(_CODE), Verdict.CONFIRMED, (2, 2)),
        shows("once", says("The string 'us-east' is repeated four times."), python(_CODE), Verdict.REFUTED, (3, 3)),
        abstains("counted otherwise", says("The string 'eu-west' is used five times."), python(_CODE)),
        silent("no number", says("The string 'eu-west' is hard to read."), python(_CODE)),
    ),
)
