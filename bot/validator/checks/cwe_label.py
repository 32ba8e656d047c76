"""
cwe-label: the finding says that its defect is a certain CWE.

Why: models mix up numbers and names, and reach for pillars that MITRE says not to use.
Blind spot: whether the weakness fits the defect is not judged; a wrong label never refutes the finding under it.
"""

from bot.model.claim import Claim
from bot.model.evidence import Strength, Verdict
from bot.validator import cwe
from bot.validator.check import Check, Seen, abstains, proof, python, says, shows, weak
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """An id that exists under the name given, and that MITRE allows, is weak support for the label."""
    del scene
    found = cwe.weakness(claim.number) if claim.number else None
    if found is None or not found.usage.startswith("Allowed") or (claim.value and not found.is_called(claim.value)):
        return None
    return weak(f"CWE-{found.number} is {found.name}")


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that the id has another name, or does not exist."""
    del scene
    if not claim.number:
        return None
    found = cwe.weakness(claim.number)
    if found is None:
        return None if cwe.is_beyond(claim.number) else proof(f"there is no CWE-{claim.number} in CWE {cwe.version()}")
    if not claim.value or len(claim.value.split()) < 2 or found.is_called(claim.value):
        return None
    return proof(f"CWE-{found.number} is {found.name}, not {claim.value}")


def note(claim: Claim, scene: Scene) -> Seen | None:
    """Say that MITRE discourages mapping to it."""
    del scene
    found = cwe.weakness(claim.number) if claim.number else None
    if found is None:
        return None
    return Seen(
        Strength.WEAK,
        f"CWE-{found.number} is a {found.abstraction.lower()} that MITRE marks as {found.usage.lower()} for mapping",
    )


CHECK = Check(
    kind="cwe-label",
    confirm=confirm,
    refute=refute,
    note=note,
    examples=(
        shows(
            "right",
            says("`run` allows command injection (CWE-78: OS Command Injection)."),
            python("run(x)\n"),
            Verdict.PLAUSIBLE,
        ),
        shows(
            "another name",
            says("`run` is broken, see CWE-79: SQL Injection in a query."),
            python("run(x)\n"),
            Verdict.REFUTED,
        ),
        abstains(
            "a pillar",
            says("`run` is wrong, see CWE-703: Improper Check or Handling of Exceptional Conditions."),
            python("run(x)\n"),
        ),
    ),
)
