"""
star-import: the finding says that a file imports everything of a module by a star.

Why: a file either has such a statement or not.
Blind spot: none within the file; whether it does harm is a judgement.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import LineClass
from bot.validator.calls import is_certain
from bot.validator.check import Check, Seen, abstains, at, files, proof, python, says, shows, silent
from bot.validator.scene import Scene

_STAR = re.compile(r"\s*from\s+(?P<module>[\w.]+)\s+import\s*\(?\s*\*")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the statement with the star."""
    path, lines = claim.location.path, _stars(claim, scene)
    if path is None or not lines:
        return None
    return proof(f"line {lines[0]} imports `*`", *(at(path, line) for line in lines[:3]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The file, which alone can be meant, has no import with a star."""
    facts, lines = scene.facts(claim), _stars(claim, scene)
    if facts is None or lines is None or lines or facts.has_star_import or not is_certain(claim, scene):
        return None
    imports = [one.lines for one in facts.imports][:3]
    return proof(
        "every import of the file names what it imports", *(at(claim.location.path or "", one) for one in imports)
    )


def _stars(claim: Claim, scene: Scene) -> list[int] | None:
    facts, source = scene.facts(claim), scene.source(claim)
    if facts is None or source is None:
        return None
    return [
        number
        for number, (line, kind) in enumerate(zip(source.lines, facts.line_classes, strict=False), 1)
        if kind is LineClass.CODE and _STAR.match(line)
    ]


CHECK = Check(
    kind="star-import",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "one",
            says("Wildcard imports pollute the namespace."),
            python("from os import *\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows("none", says("The star import of `os` hides names."), python("import os\n"), Verdict.REFUTED, (1, 1)),
        abstains(
            "two files", says("There is a wildcard import."), files({"a.py": "import os\n", "b.py": "import re\n"})
        ),
        silent("denied", says("There are no wildcard imports."), python("import os\n")),
    ),
)
