"""
missing-semicolon: the finding says that a statement lacks its semicolon.

Why: models carry the rule over from other languages; Python ends a statement with its line.
Blind spot: other languages are left to their compilers.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstain, abstains, at, files, proof, python, says, shows
from bot.validator.scene import Scene


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show a Python file that parses: no statement in it lacks anything."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None or facts.language != "python":
        return None
    return proof("the file parses, and Python needs no semicolon", at(path, claim.location.extent or 1))


CHECK = Check(
    kind="missing-semicolon",
    confirm=abstain,
    refute=refute,
    examples=(
        shows("Python", says("Missing semicolon.", line=1), python("x = 1\n"), Verdict.REFUTED, (1, 1)),
        abstains("does not parse", says("Missing semicolon on line 1."), python("x = (1\n")),
        abstains("another language", says("Missing semicolon.", line=1, path="a.js"), files({"a.js": "let x = 1\n"})),
    ),
)
