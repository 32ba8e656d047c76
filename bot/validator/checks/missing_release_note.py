"""
missing-release-note: the finding says that the change has no release note or entry in the change log.

Why: whether the change touches such a file can be told from its paths.
Blind spot: whether the change needs one is the project's rule, and some write it elsewhere.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, at, files, proof, says, shows, silent
from bot.validator.scene import Scene

_NOTE = re.compile(
    r"(?:^|/)(?:release-?notes?|changelog\.d|changes|news(?:fragments)?|\.changeset)/.+|(?:^|/)(?:change-?log|changes|news|history|release-?notes?)(?:\.\w{1,8})?$",
    re.IGNORECASE,
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The change touches no such file."""
    del claim
    changed = scene.changed()
    if not changed or _notes(scene):
        return None
    return proof("no file of the change is a release note or a change log")


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The change adds or extends one."""
    del claim
    found = _notes(scene)
    return proof(f"the change touches {found[0]}", at(found[0], 1)) if found else None


def _notes(scene: Scene) -> list[str]:
    return [one.path for one in scene.changed() if one.status != "deleted" and _NOTE.search(one.path)]


CHECK = Check(
    kind="missing-release-note",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("none", says("Missing release note."), files({"app.py": "x = 1\n"}), Verdict.CONFIRMED),
        shows(
            "one",
            says("Needs a reno."),
            files({"app.py": "x = 1\n", "releasenotes/notes/a-1.yaml": "---\nfixes: [a]\n"}),
            Verdict.REFUTED,
        ),
        silent("praise", says("The release note is clear."), files({"app.py": "x = 1\n"})),
    ),
)
