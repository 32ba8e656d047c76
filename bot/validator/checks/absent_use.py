"""
absent-use: the finding says that a function does not use a name, an attribute or a constant.

Why: one line of the function that reads it is disproof; and what no line of it has, it does not use.
Blind spot: what the functions that it calls use on its behalf is not what is spoken of.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.calls import is_certain, quiet_mentions
from bot.validator.check import Check, Seen, at, proof, python, says, shows, silent
from bot.validator.scene import Scene
from bot.validator.uses import Uses, is_absent, is_nowhere, shown, uses_of

_HEDGED = re.compile(
    r"\b(?:if|when|unless|until|after|again|properly|correctly|always|really|actually|yet|elsewhere|both|enough|effectively|meaningfully|result)\b"
)

_IN_FILE = re.compile(
    r"\b(?:in|inside|within|throughout|across) (?:this|the) (?:\w+ )?(?:file|module|class|script|code|suite)\b"
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """No live line of the function has the name."""
    found = uses_of(claim, scene)
    if found is not None and found.home is None and _IN_FILE.search(claim.words):
        return _nowhere(claim, scene, found)
    if found is None or found.home is None or found.inside or not is_certain(claim, scene):
        return None
    if not is_absent(claim, scene, found.home):
        return None
    return proof(f"no live line of `{found.home.name}` uses `{claim.subject}`", at(found.path, found.home.header))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """A live line of the function reads it."""
    found = uses_of(claim, scene)
    if (
        found is None
        or not (found.home or _IN_FILE.search(claim.words))
        or not found.inside
        or _HEDGED.search(claim.words)
    ):
        return None
    lines = shown(found.inside)
    name = f"`{found.home.name}`" if found.home else "this file"
    return proof(f"{name} has `{claim.subject}` at line {lines[0]}", *(at(found.path, line) for line in lines))


def _nowhere(claim: Claim, scene: Scene, found: Uses) -> Seen | None:
    """That the file has it in no live line; a comment that names it leaves "does not appear" open."""
    if found.inside or found.bound or not is_certain(claim, scene) or not is_nowhere(claim, scene):
        return None
    root = claim.subject.partition(".")[0]
    if quiet_mentions(claim, scene, claim.subject if root in ("self", "cls") else root):
        return None
    return proof(f"`{claim.subject}` stands in no line of this file", at(found.path, 1))


_CODE = (
    "LIMIT = 3\n\n\nclass Job:\n    def load(self):\n        self.rows = []\n        return LIMIT\n\n"
    "    def stop(self):\n        # LIMIT is for load\n        self.done = True\n"
)

CHECK = Check(
    kind="absent-use",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("it does", says("`load` does not use `LIMIT`."), python(_CODE), Verdict.REFUTED, (7, 7)),
        shows("only a comment", says("`stop` never references `LIMIT`."), python(_CODE), Verdict.CONFIRMED, (9, 9)),
        shows("an attribute", says("`self.rows` is not read in `stop`."), python(_CODE), Verdict.CONFIRMED, (9, 9)),
        shows("nowhere", says("`assertRaises` does not appear in the file."), python(_CODE), Verdict.CONFIRMED),
        shows(
            "two of them",
            says("Neither `os.walk` nor `shutil.move` is used in this file."),
            python(_CODE),
            Verdict.CONFIRMED,
        ),
        silent("at times", says("`load` does not use `LIMIT` when it fails."), python(_CODE)),
        silent("a wish", says("`load` should not use `LIMIT`."), python(_CODE)),
    ),
)
