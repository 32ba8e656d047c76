"""
line-too-long: the finding says that a line exceeds a number of characters.

Why: the stated number makes it a measurement.
Blind spot: without a number the limit is the project's, which is not read.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import SourceFile
from bot.validator.calls import is_certain
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_SOME = re.compile(
    r"\b(?:some|several|many|multiple|various|a few|certain|most|all|number of) (?:of the )?(?:\w+ )?lines\b"
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a line longer than the stated number; the claimed one where one is named."""
    source, extent = scene.source(claim), claim.location.extent
    if source is None or claim.number is None:
        return None
    found = [
        n for n, line in enumerate(source.lines, 1) if len(line) > claim.number and (extent is None or n in extent)
    ]
    return (
        proof(f"the line has {len(source.lines[found[0] - 1])} characters", *(at(source.path, n) for n in found[:3]))
        if found
        else None
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that neither the claimed line nor one beside it is that long."""
    source, extent = scene.source(claim), claim.location.extent
    if source is not None and claim.number is not None and _SOME.search(claim.words) and is_certain(claim, scene):
        return _all_short(source, claim.number)
    if source is None or claim.number is None or extent is None or stated_line(claim) is None:
        return None
    near = source.lines[max(0, extent.start - 4) : extent.end + 3]
    if not near or max(map(len, near)) > claim.number:
        return None
    longest = max(map(len, source.lines[extent.start - 1 : extent.end]))
    return proof(f"the line has {longest} characters", at(source.path, extent))


def _all_short(source: SourceFile, limit: int) -> Seen | None:
    """Proof that no line of the file that alone can be meant is so long."""
    longest = max(range(len(source.lines)), key=lambda n: len(source.lines[n]), default=0)
    length = len(source.lines[longest]) if source.lines else 0
    detail = f"the longest line of this file has {length} characters"
    return proof(detail, at(source.path, longest + 1)) if 0 < length <= limit else None


CHECK = Check(
    kind="line-too-long",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "several of none",
            says("Several lines run past 100 characters."),
            python("x = 1\ny = 22\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "too long", says("Line 1 exceeds 79 characters."), python(f"x = '{'a' * 80}'\n"), Verdict.CONFIRMED, (1, 1)
        ),
        shows("short", says("Line 1 exceeds 79 characters."), python("x = 1\n"), Verdict.REFUTED, (1, 1)),
        shows(
            "as tools print it", says("app.py:1:80: E501 Line too long (97 > 79)"), python("x = 1\n"), Verdict.REFUTED
        ),
        abstains("no number", says("Line 1 is too long."), python("x = 1\n")),
    ),
)
