"""
trailing-whitespace: the finding says that a line ends in white space.

Why: it is a test of bytes that a reader cannot see.
Blind spot: white space that a language needs (two spaces in Markdown) is reported all the same.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.place import Extent
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene
from bot.validator.stated import stated_line


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a line, the claimed one where one is named, that ends in white space."""
    source = scene.source(claim)
    found = _lines(claim, scene)
    return (
        proof("the line ends in white space", *(at(source.path, one) for one in found[:3]))
        if source and found
        else None
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that no line of the file, or not the claimed one nor a neighbour, ends in white space."""
    source = scene.source(claim)
    if source is None or source.skipped or _lines(claim, scene):
        return None
    line = stated_line(claim)
    if line is None or line > len(source.lines):
        return proof("no line of the file ends in white space", at(source.path, 1)) if not _all(source.lines) else None
    if any(abs(one - line) <= 3 for one in _all(source.lines)):
        return None
    return proof("the line does not end in white space", at(source.path, line))


def _all(lines: tuple[str, ...]) -> list[int]:
    return [number for number, line in enumerate(lines, 1) if line != line.rstrip(" \t")]


def _lines(claim: Claim, scene: Scene) -> list[int]:
    source = scene.source(claim)
    if source is None:
        return []
    found, line = _all(source.lines), stated_line(claim)
    if line is None:
        return found
    extent = Extent(line, max(line, claim.claimed.end_line or line))
    return [one for one in found if one in extent]


CHECK = Check(
    kind="trailing-whitespace",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("there", says("Trailing whitespace on line 2."), python("x = 1\ny = 2  \n"), Verdict.CONFIRMED, (2, 2)),
        shows("not there", says("Trailing whitespace on line 1."), python("x = 1\ny = 2\n"), Verdict.REFUTED, (1, 1)),
        shows(
            "somewhere in the file",
            says("There is trailing whitespace near `y`."),
            python("y = 1\nx = 2  \n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        abstains("near by", says("Trailing whitespace on line 1."), python("x = 1\ny = 2  \n")),
    ),
)
