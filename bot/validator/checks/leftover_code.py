"""
leftover-code: the finding says that debug output, a TODO or commented-out code was left behind.

Why: the token is there or it is not.
Blind spot: output that a command line tool prints on purpose.
"""

import re

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Facts, SourceFile
from bot.model.place import Extent
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene
from bot.validator.stated import stated_line


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show what was left."""
    source = scene.source(claim)
    if source is None or source.facts is None:
        return None
    found = _found(claim, source)
    near = _near(claim, found or [])
    return proof(_here(claim), *(at(source.path, extent) for extent in near[:3])) if near else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show a file that has nothing of the kind."""
    source, facts = scene.source(claim), scene.facts(claim)
    if source is None or facts is None:
        return None
    found = _found(claim, source)
    if found is None or found:
        return None
    return proof(f"there is no {_word(claim)} in this file", at(source.path, claim.location.extent or 1))


def _here(claim: Claim) -> str:
    """What stands there, in words."""
    word = _word(claim)
    if word in ("todo", "fixme"):
        return f"a comment says {word.upper()}"
    return f"`{word}` is called" if word != "commented-out code" else "commented-out code stands here"


def _near(claim: Claim, found: list[Extent]) -> list[Extent]:
    line = stated_line(claim)
    return found if line is None else [extent for extent in found if line in Extent(extent.start - 3, extent.end + 3)]


def _word(claim: Claim) -> str:
    value = claim.value.lower()
    if "comment" in value and "out" in value:
        return "commented-out code"
    return next((word for word in ("print", "todo", "fixme", "breakpoint") if word in value), "")


def _shadows(claim: Claim, facts: Facts) -> list[Extent] | None:
    """Where code is commented out; of a name, where that stands in it. A name that is in none may stand in a part of one."""
    name = last_part(claim.subject) if claim.subject in claim.quote else ""
    found = [shadow.lines for shadow in facts.shadow if not name or name in shadow.text]
    return found or (None if name else [])


def _found(claim: Claim, source: SourceFile) -> list[Extent] | None:
    """Where the file has what the claim names; None when that is not known well enough."""
    facts, word = source.facts, _word(claim)
    if facts is None or not word:
        return None
    if word == "commented-out code":
        return _shadows(claim, facts)
    if word in ("todo", "fixme"):
        return [one.lines for one in facts.comments if re.search(rf"\b{word}\b", one.text, re.IGNORECASE)]
    return [call.lines for call in facts.calls if call.callee == word]


CHECK = Check(
    kind="leftover-code",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "a call that is named",
            says("The `stop` call on line 3 is commented out."),
            python("def run(job):\n    job.start()\n    # job.stop()\n"),
            Verdict.CONFIRMED,
            (3, 3),
        ),
        abstains(
            "another call",
            says("The `start` call is commented out."),
            python("def run(job):\n    job.start()\n    # job.stop()\n"),
        ),
        shows(
            "print",
            says("Remove the leftover print statement.", line=2),
            python("x = 1\nprint(x)\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows("no print", says("Remove the leftover print statement.", line=1), python("x = 1\n"), Verdict.REFUTED),
        shows(
            "commented-out",
            says("The commented-out code should go.", line=2),
            python("x = 1\n# y = send(x)\nz = 2\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        abstains("some other debug code", says("Remove the leftover debug code.", line=1), python("x = 1\n")),
    ),
)
