"""
syntax-error: the finding says that the file does not parse.

Why: of such claims by models most are wrong; the parser is to be trusted over the reviewer.
Blind spot: templates and notebooks that only look like Python; syntax newer than the parser at hand is left open.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, at, files, proof, python, says, shows, silent
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_NEAR = 3


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show where the parser stops, if that is near the claimed place."""
    source = scene.source(claim)
    if source is None or source.facts is None or source.facts.fault is None or source.facts.language != "python":
        return None
    fault, line = source.facts.fault, stated_line(claim) or claim.location.start_line
    if line is not None and abs(line - fault.line) > _NEAR:
        return None
    # A second parser, for newer Pythons, must agree: the fault may be our own version's or a limit of ours.
    if not scene.lint(source, "invalid-syntax"):
        return None
    return proof(f"Python does not parse this file: {fault.message}", at(source.path, fault.line))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that Python parses the file."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None or facts.language != "python":
        return None
    return proof("Python parses this file without an error", at(path, claim.location.extent or 1))


CHECK = Check(
    kind="syntax-error",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "broken",
            says("Line 1 has a syntax error."),
            python("def load()\n    return 1\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "fine", says("This won't compile.", line=1), python("def load():\n    return 1\n"), Verdict.REFUTED, (1, 1)
        ),
        abstains("another language", says("Syntax error here.", line=1, path="a.js"), files({"a.js": "let x = (1;\n"})),
        silent("denied", says("There is no syntax error on line 1."), python("x = 1\n")),
    ),
)
