"""
missing-newline: the finding says that the file does not end in a newline.

Why: it is a test of one byte that a reader cannot see.
Blind spot: none that is known; an empty file needs no newline.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, at, files, proof, python, says, shows
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the last line, which has no line end."""
    source = scene.source(claim)
    if source is None or not source.text or source.text.endswith(("\n", "\r")):
        return None
    return proof("the last line has no line end", at(source.path, len(source.lines)))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the last line, which has one."""
    source = scene.source(claim)
    if source is None or not source.text.endswith(("\n", "\r")):
        return None
    return proof("the file ends in a newline", at(source.path, len(source.lines)))


CHECK = Check(
    kind="missing-newline",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("missing", says("No newline at end of file."), python("x = 1"), Verdict.CONFIRMED, (1, 1)),
        shows("there", says("No newline at end of file."), python("x = 1\n"), Verdict.REFUTED, (1, 1)),
        abstains("which file", says("No newline at end of file."), files({"a.py": "x = 1\n", "b.py": "y = 1\n"})),
    ),
)
