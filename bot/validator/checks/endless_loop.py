"""
endless-loop: the finding says that a loop has no way out.

Why: a `while True` is taken for endless although a `break` or `return` stands in it.
Blind spot: whether the way out is ever taken, and what a called function does.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Facts, LineClass, SourceFile
from bot.model.place import Extent
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene

_ENDLESS = re.compile(r"(?P<indent>\s*)while (?:True|1)\s*:")
_LEAVES = re.compile(r"\s*(?:break|return)\b")
_LOOP = re.compile(r"\s*(?:async )?(?:for|while|def|class)\b")
_AT_TIMES = re.compile(r"\b(?:if|when|unless|in case|guaranteed|proper|reliable|clear|max\w*|upper|limit)\b")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Never: what is called in the loop may end it."""
    del claim, scene
    return None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show what leaves the only `while True` that can be meant, where it is said that nothing does."""
    facts, source = scene.facts(claim), scene.source(claim)
    if facts is None or source is None or not claim.value or not is_settled(claim) or _AT_TIMES.search(_told(claim)):
        return None
    universe = scene.universe(claim)
    if claim.scope and universe is None:
        return None
    within = universe.lines if universe else Extent(1, len(source.lines))
    heads = [
        n for n in range(within.start, within.end + 1) if _ENDLESS.match(source.lines[n - 1]) and _is_code(n, facts)
    ]
    line = _way_out(heads[0], facts, source) if len(heads) == 1 else None
    if line is None:
        return None
    what = source.lines[line - 1].split()[0]
    return proof(f"`{what}` leaves the loop at line {line}", at(source.path, heads[0]), at(source.path, line))


def _told(claim: Claim) -> str:
    """The words without what is said to come of it."""
    return re.split(r"[,;] | (?:and|so|but|which|thus) ", claim.words, maxsplit=1)[0]


def _way_out(head: int, facts: Facts, source: SourceFile) -> int | None:
    """The first line of the loop that leaves it; a `break` or `return` of an inner loop or function is none."""
    own = _indent(source.lines[head - 1])
    inner: list[int] = []
    for number in range(head + 1, len(source.lines) + 1):
        text = source.lines[number - 1]
        if not text.strip() or not _is_code(number, facts):
            continue
        depth = _indent(text)
        if depth <= own:
            return None
        inner = [one for one in inner if one < depth]
        if _LEAVES.match(text) and not inner:
            return number
        if _LOOP.match(text):
            inner.append(depth)
    return None


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _is_code(number: int, facts: Facts) -> bool:
    return facts.line_classes[number - 1] is LineClass.CODE


CHECK = Check(
    kind="endless-loop",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "left by a break",
            says("The `while True` loop in `read` has no exit condition."),
            python("def read(q):\n    while True:\n        if not q:\n            break\n        q.pop()\n"),
            Verdict.REFUTED,
            (4, 4),
        ),
        abstains(
            "a break of another loop",
            says("The `while True` loop in `read` has no exit condition."),
            python("def read(q):\n    while True:\n        for one in q:\n            break\n"),
        ),
        abstains(
            "only feared",
            says("The `read` function runs an infinite loop."),
            python("def read():\n    while True:\n        break\n"),
        ),
    ),
)
