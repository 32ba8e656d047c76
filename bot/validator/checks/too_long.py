"""
too-long: the finding says that a function or class is too long or too complex.

Why: only a stated limit can be checked; without one the measure is shown and the judgement left to the reader.
Blind spot: limits that a project configures are not read.
"""

from bot.model.claim import Claim
from bot.model.evidence import Strength, Verdict
from bot.model.facts import Definition
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a definition with more lines than the stated number."""
    found, path = _meant(claim, scene), claim.location.path
    if found is None or path is None or claim.number is None or _length(found) < claim.number:
        return None
    return proof(_measure(found), at(path, found.lines))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show a definition that is far from the stated number of lines."""
    found, path = _meant(claim, scene), claim.location.path
    if found is None or path is None or claim.number is None or _length(found) * 10 >= claim.number * 9:
        return None
    return proof(_measure(found), at(path, found.lines))


def note(claim: Claim, scene: Scene) -> Seen | None:
    """Say how long it is."""
    found, path = _meant(claim, scene), claim.location.path
    if found is None or path is None:
        return None
    return Seen(Strength.WEAK, f"opinion; {_measure(found)}", (at(path, found.header),))


def _meant(claim: Claim, scene: Scene) -> Definition | None:
    return scene.definition(claim) if claim.subject else None


def _length(found: Definition) -> int:
    return found.lines.end - found.header.start + 1


def _measure(found: Definition) -> str:
    return f"`{found.name}` has {_length(found)} lines, {found.statements} statements and a complexity of {found.complexity}"


_LONG = "def load():\n" + "    step()\n" * 60

CHECK = Check(
    kind="too-long",
    confirm=confirm,
    refute=refute,
    note=note,
    examples=(
        shows(
            "over a stated limit",
            says("`load` is too long: more than 50 lines."),
            python(_LONG),
            Verdict.CONFIRMED,
            (1, 61),
        ),
        shows(
            "far below it",
            says("`load` is too long: more than 50 lines."),
            python("def load():\n    return 1\n"),
            Verdict.REFUTED,
            (1, 2),
        ),
        abstains("no limit", says("`load` is quite long."), python(_LONG)),
    ),
)
