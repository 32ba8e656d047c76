"""
wrong-order: the finding says that one call comes before or after another, or should.

Why: which of two calls in straight-line code comes first can be read; often the order asked for is there already.
Blind spot: loops, branches, callbacks and calls in different functions have no fixed order here.
"""

import re
from collections.abc import Sequence

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.model.place import Lines
from bot.validator.calls import calls_of, is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, strong
from bot.validator.scene import Scene

_ORDER = re.compile(r"\b(before|after)\b")
_WISH = re.compile(r"\b(?:should|must|needs to|need to|has to|have to|ought to)\b")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The calls stand in the order that the words complain of."""
    found = _pair(claim, scene)
    if found is None or not _is_as_said(claim, *found):
        return None
    return strong(_words(*found), *_lines(claim, *found))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The calls stand in the opposite order, or already as they should."""
    found = _pair(claim, scene)
    if found is None or _is_as_said(claim, *found):
        return None
    return proof(_words(*found), *_lines(claim, *found))


def _pair(claim: Claim, scene: Scene) -> tuple[Call, Call] | None:
    """The only live calls of both names, where they stand as statements of one function and outside loops."""
    if not claim.value or not _ORDER.search(claim.words) or not is_settled(claim):
        return None
    one, other = calls_of(claim, scene), calls_of(claim, scene, claim.value)
    if one is None or other is None:
        return None
    ours, theirs = (one.inside, other.inside) if claim.scope else (one.everywhere, other.everywhere)
    if len(ours) != 1 or len(theirs) != 1:
        return None
    first, second = ours[0], theirs[0]
    if first.scope != second.scope or first.in_loop or second.in_loop or first.statement.overlaps(second.statement):
        return None
    source = scene.source(claim)
    return (first, second) if source and _is_one_block(source.lines, first, second) else None


def _is_one_block(lines: Sequence[str], first: Call, second: Call) -> bool:
    """Whether the later statement can't run without the earlier one: nothing from there to it is indented less."""
    start, end = sorted((first.statement.start, second.statement.start))
    depth = _depth(lines[start - 1])
    between = (line for line in lines[start : end - 1] if line.strip())
    return _depth(lines[end - 1]) >= depth and all(_depth(line) >= depth for line in between)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_as_said(claim: Claim, first: Call, second: Call) -> bool:
    word = _ORDER.search(claim.words)
    comes_before = first.lines.start < second.lines.start
    said_before = word is not None and word.group(1) == "before"
    return (comes_before == said_before) != bool(_WISH.search(claim.words))


def _words(first: Call, second: Call) -> str:
    return f"`{first.callee}` is called at line {first.lines.start}, `{second.callee}` at line {second.lines.start}"


def _lines(claim: Claim, first: Call, second: Call) -> tuple[Lines, ...]:
    path = claim.location.path
    return (at(path, first.lines), at(path, second.lines)) if path else ()


_CODE = "def store(row):\n    check(row)\n    write(row)\n"

CHECK = Check(
    kind="wrong-order",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "as said",
            says("`write` is called after `check`, so the row may change in between."),
            python(_CODE),
            Verdict.PLAUSIBLE,
            (3, 3),
        ),
        shows("the other way", says("`write` is called before `check`."), python(_CODE), Verdict.REFUTED, (3, 3)),
        shows(
            "already as wished",
            says("`check` should be called before `write` to keep bad rows out."),
            python(_CODE),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "not as wished",
            says("`write` must be called before `check`."),
            python(_CODE),
            Verdict.PLAUSIBLE,
            (2, 2),
        ),
        abstains(
            "in a loop",
            says("`write` is called before `check`."),
            python("def store(rows):\n    for row in rows:\n        check(row)\n        write(row)\n"),
        ),
        abstains(
            "in branches",
            says("`write` is called before `check`."),
            python("def store(row):\n    if row:\n        check(row)\n    else:\n        write(row)\n"),
        ),
    ),
)
