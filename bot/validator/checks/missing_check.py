"""
missing-check: the finding says that something is not checked.

Why: the check is often there, under the name that the review itself uses.
Blind spot: a check in another function or layer is not seen; what is named only by a phrase is left open.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Guard
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene
from bot.validator.stated import stated_line


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Never by itself: what is not checked here may be checked by who calls."""
    del claim, scene
    return None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the guard of the name on the very line that is spoken of."""
    facts, path, line = scene.facts(claim), claim.location.path, stated_line(claim)
    name = claim.subject.removesuffix("()")
    if facts is None or path is None or line is None or not re.fullmatch(r"[\w.]+", name):
        return None
    found = [guard for guard in facts.guards if name in guard.names and line in guard.covers and guard.line < line]
    return (
        proof(f"`{found[0].text}` checks it", at(path, found[0].line))
        if found and not _is_partial(claim, found[0])
        else None
    )


def _is_partial(claim: Claim, guard: Guard) -> bool:
    """A test for None or truth says nothing about a range or a format that is asked for."""
    asks = re.search(
        r"\b(?:range|bounds?|negative|length|size|format|type|valid\w*|sanit\w+|permission|authori\w+)\b", claim.words
    )
    return bool(asks) and not re.search(r"[<>]|len\(|isinstance", guard.text)


CHECK = Check(
    kind="missing-check",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "checked above",
            says("`row` is not checked before use.", line=4),
            python("def f(row):\n    if not row:\n        return 0\n    return row.size\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        abstains("not here", says("`row` is never validated.", line=2), python("def f(row):\n    return row.size\n")),
        abstains(
            "another check",
            says("`row` is not checked for a negative length.", line=4),
            python("def f(row):\n    if not row:\n        return 0\n    return row.size\n"),
        ),
    ),
)
