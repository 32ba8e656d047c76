"""
local-import: the finding says that something is imported inside a function.

Why: the place of an import can be read.
Blind spot: whether the place has a reason (a cycle, a slow module) is a judgement.
"""

from collections.abc import Sequence

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import DefinitionKind, Facts, Import
from bot.validator.calls import proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show an import of that name in a function, or any at the place that is spoken of."""
    facts, path = scene.facts(claim), claim.location.path
    found = [one for one in _meant(claim, facts) if _is_local(one, facts)] if facts else []
    if not found or path is None:
        return None
    return proof(
        f"`{found[0].bound}` is imported inside `{found[0].scope}`", *(at(path, one.lines) for one in found[:3])
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that each import of that name stands at the top of the file."""
    facts, path = scene.facts(claim), claim.location.path
    found = _meant(claim, facts) if facts and claim.subject else ()
    if facts is None or path is None or not found or proposes(claim) or any(one.scope for one in found):
        return None
    return proof(f"`{found[0].bound}` is imported at the top of the file", *(at(path, one.lines) for one in found[:3]))


def _meant(claim: Claim, facts: Facts) -> Sequence[Import]:
    if claim.subject:
        names = {part.strip(",()") for part in claim.subject.replace(".", " ").split()} - {"import", "from", "as"}
        wanted = last_part(claim.subject) if " " not in claim.subject else ""
        return [one for one in facts.imports if one.bound in (names if not wanted else {wanted})]
    line = claim.claimed.start_line
    return [one for one in facts.imports if line is not None and line in one.lines]


def _is_local(one: Import, facts: Facts) -> bool:
    owner = next((found for found in facts.definitions if found.qualified == one.scope), None)
    return owner is not None and owner.kind is not DefinitionKind.CLASS


_CODE = "import os\n\n\ndef load():\n    import json\n    return json.load(os.stdin)\n"

CHECK = Check(
    kind="local-import",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("inside", says("`json` is imported inside the function."), python(_CODE), Verdict.CONFIRMED, (5, 5)),
        shows(
            "a statement", says("`import json` is a function-level import."), python(_CODE), Verdict.CONFIRMED, (5, 5)
        ),
        shows(
            "at the top", says("`os` is imported inside the function `load`."), python(_CODE), Verdict.REFUTED, (1, 1)
        ),
        abstains("not here", says("`sys` is imported inside the function."), python(_CODE)),
        silent("another matter", says("`json` is imported inside a try block."), python(_CODE)),
    ),
)
