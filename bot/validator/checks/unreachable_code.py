"""
unreachable-code: the finding says that code can never run.

Why: what stands after a return, raise, break or continue in the same block is never reached, and that can be read.
Blind spot: conditions that can never be true are not solved; "after" a return in another block is no proof of anything.
"""

import re

from bot.code import queries
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, Facts, SourceFile
from bot.model.place import Extent
from bot.validator.calls import function_of, is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene
from bot.validator.words import lines_of

_NEAR = 3
_AFTER = re.compile(r"\b(?:after|following|below|past)\b[^.]{0,40}?\b(?:line \d+|return|raise|throw|break|continue)\b")
_LEAVES = re.compile(r"^\s*(?:return|raise|break|continue)\b")
_PLAIN_IF = re.compile(r"^\s*if\b(?!\s+(?:True|False|None|not False|TYPE_CHECKING|\d+)\s*:).*:\s*(?:#.*)?$")
_GOES_ON = re.compile(r"^\s*(?:else|elif|except|finally|case)\b")
_EXITS = re.compile(r"\b(?:exit|_exit|abort|fail|skip|quit|panic|unreachable|assert_never|NoReturn)\b")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Statements that nothing reaches stand at the place, or in the function or file that is spoken of."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None or not is_settled(claim):
        return None
    found = _unreachable(claim, facts, scene)
    return proof(f"nothing reaches line {found[0].start}", *(at(path, place) for place in found[:3])) if found else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Said of what follows a line that leaves an `if`: code of the block around stands behind it."""
    facts, source, said = scene.facts(claim), scene.source(claim), lines_of(claim.claimed)
    if facts is None or source is None or said is None or not is_settled(claim) or not _AFTER.search(claim.words):
        return None
    if facts.unreachable or said.start != said.end or said.start > len(source.lines):
        return None
    if not _LEAVES.match(source.lines[said.start - 1]):
        return None
    following = _following(source, said.start, queries.enclosing(facts, said.start))
    if following is None:
        return None
    detail = f"line {following} is in the block around, and is reached where the condition does not hold"
    return proof(detail, at(source.path, following))


def _following(source: SourceFile, line: int, around: Definition | None) -> int | None:
    """The first line of code behind a plain `if` that ends at a line and leaves, in the same function and block."""
    if around is None or any(_EXITS.search(text) for text in source.lines[around.lines.start - 1 : around.lines.end]):
        return None
    margin = _margin(source.lines[line - 1])
    header = next((text for text in reversed(source.lines[: line - 1]) if text.strip() and _margin(text) < margin), "")
    below = range(line + 1, min(around.lines.end, len(source.lines)) + 1)
    behind = next((one for one in below if _is_code(source.lines[one - 1])), None)
    if behind is None or not _PLAIN_IF.match(header):
        return None
    text = source.lines[behind - 1]
    return behind if _margin(text) == _margin(header) and not _GOES_ON.match(text) else None


def _is_code(text: str) -> bool:
    return bool(text.strip()) and not text.lstrip().startswith("#")


def _margin(text: str) -> int:
    return len(text) - len(text.lstrip())


def _unreachable(claim: Claim, facts: Facts, scene: Scene) -> list[Extent]:
    said = lines_of(claim.claimed)
    if said is not None:
        near = Extent(said.start - _NEAR, said.end + _NEAR)
        return [place for place in facts.unreachable if place.overlaps(near)]
    around = function_of(claim, scene)
    return [place for place in facts.unreachable if around is None or place.overlaps(around.lines)]


_DEAD = "def load(path):\n    if not path:\n        return None\n    return read(path)\n    log(path)\n"
_BOTH = "def load(path):\n    if path:\n        return read(path)\n    else:\n        return None\n"
_LIVE = "def load(path):\n    if not path:\n        return None\n    return read(path)\n"

CHECK = Check(
    kind="unreachable-code",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("dead", says("The code after line 4 is unreachable."), python(_DEAD), Verdict.CONFIRMED, (5, 5)),
        shows("in a function", says("`load` contains unreachable code."), python(_DEAD), Verdict.CONFIRMED, (5, 5)),
        shows("another block", says("The code after line 3 is unreachable."), python(_LIVE), Verdict.REFUTED, (4, 4)),
        abstains("a branch of two", says("The code after line 3 is unreachable."), python(_BOTH)),
        abstains("a condition", says("The second branch is unreachable."), python(_LIVE)),
        silent("praise", says("There is no unreachable code."), python(_DEAD)),
    ),
)
