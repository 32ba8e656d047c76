"""
zero-division: the finding says that a division by zero is possible.

Why: a guard or a constant divisor rules it out.
Blind spot: what values a divisor can take is not known; without a guard the claim is plausible at most.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, weak
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_DIVISOR = re.compile(r"(?://?|%)=?\s*(?P<divisor>len\(\w+\)|[\w.]+|\()")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """A division by a name at the place, without a guard, is weak support."""
    seen = _divisor(claim, scene)
    if seen is None or seen[1][0].isdigit() or _guard(claim, scene, *seen):
        return None
    return weak(f"it divides by `{seen[1]}`", at(claim.location.path or "", seen[0]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the guard of the divisor, or that it is a constant other than zero."""
    seen, path = _divisor(claim, scene), claim.location.path
    if seen is None or path is None:
        return None
    line, divisor = seen
    if re.fullmatch(r"\d+(?:\.\d+)?", divisor):
        return proof(f"the divisor is the constant {divisor}", at(path, line)) if float(divisor) else None
    guard = _guard(claim, scene, line, divisor)
    return proof("a guard stands above the division", at(path, guard)) if guard else None


def _divisor(claim: Claim, scene: Scene) -> tuple[int, str] | None:
    """The only division on the claimed line, as its line and divisor."""
    source, line = scene.source(claim), stated_line(claim)
    if source is None or scene.facts(claim) is None or line is None or line > len(source.lines):
        return None
    found = [m["divisor"] for m in _DIVISOR.finditer(re.sub(r"(['\"]).*?\1|#.*", "", source.lines[line - 1]))]
    return (line, found[0]) if len(found) == 1 and found[0] != "(" else None


def _guard(claim: Claim, scene: Scene, line: int, divisor: str) -> int | None:
    facts = scene.facts(claim)
    name = divisor.removeprefix("len(").removesuffix(")")
    return (
        next(
            (
                guard.line
                for guard in facts.guards
                if name in guard.names and line in guard.covers and guard.line < line
            ),
            None,
        )
        if facts
        else None
    )


CHECK = Check(
    kind="zero-division",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "guarded",
            says("Possible division by zero.", line=4),
            python("def f(a, n):\n    if not n:\n        return 0\n    return a / n\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "a constant",
            says("Possible division by zero.", line=2),
            python("def f(a):\n    return a / 2\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "no guard",
            says("Possible division by zero.", line=2),
            python("def f(a, n):\n    return a / n\n"),
            Verdict.PLAUSIBLE,
            (2, 2),
        ),
        abstains("no division", says("Possible division by zero.", line=2), python("def f(a, n):\n    return a * n\n")),
    ),
)
