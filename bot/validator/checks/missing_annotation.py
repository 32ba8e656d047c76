"""
missing-annotation: the finding says that a function or parameter has no type annotation.

Why: it is a fact of the definition's header.
Blind spot: stubs and type comments elsewhere may annotate it.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a header without the annotation."""
    found, path = scene.definition(claim), claim.location.path
    if found is None or path is None or _has(found, claim) is not False:
        return None
    return proof(f"`{found.name}` is not annotated", at(path, found.header))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show a header in which every parameter and the result are annotated."""
    found, path = scene.definition(claim), claim.location.path
    if found is None or path is None or _has(found, claim) is not True:
        return None
    return proof(f"`{found.name}` is annotated", at(path, found.header))


def _has(found: Definition, claim: Claim) -> bool | None:
    """True when all is annotated, False when what is meant is bare, None in between."""
    parameters = [one.annotation is not None for one in found.parameters if one.name not in ("self", "cls")]
    if "return" in claim.words:
        return found.returns is not None
    all_of = [*parameters, found.returns is not None]
    if all(all_of):
        return True
    return False if not any(all_of) else None


CHECK = Check(
    kind="missing-annotation",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("bare", says("`load` has no type hints."), python("def load(path):\n    return path\n"), Verdict.CONFIRMED, (1, 1)),
        shows("annotated", says("`load` lacks type annotations."), python("def load(path: str) -> str:\n    return path\n"), Verdict.REFUTED, (1, 1)),
        abstains("half", says("`load` lacks type annotations."), python("def load(path: str):\n    return path\n")),
    ),
)
