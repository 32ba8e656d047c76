"""
missing-return: the finding says that a function returns no value, or not on every path.

Why: whether a function has a return with a value, and whether control can run off its end, can be read.
Blind spot: what a function should return is not judged; generators, stubs and endless loops are left alone.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, DefinitionKind
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_PARTLY = re.compile(
    r"\b(?:all|some|every|certain|other|paths?|implicitly|branch|branches|unless|when|if|case|cases)\b"
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The function returns a value somewhere and can run off its end, or it returns none at all."""
    found, path = _function(claim, scene), claim.location.path
    if found is None or path is None or not found.falls_off_end:
        return None
    if found.returns_value:
        return proof(f"`{found.name}` returns a value, and can also run off its end", at(path, found.lines))
    if _PARTLY.search(claim.words):
        return None
    return proof(f"`{found.name}` has no return with a value", at(path, found.lines))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The function returns a value and cannot run off its end."""
    found, path = _function(claim, scene), claim.location.path
    if found is None or path is None or not found.returns_value or found.falls_off_end:
        return None
    facts = scene.facts(claim)
    is_bare = facts is None or any(
        _is_bare_return(line, scene, path) for line in range(found.body.start, found.body.end + 1)
    )
    return None if is_bare else proof(f"`{found.name}` returns a value on every path", at(path, found.header))


def _function(claim: Claim, scene: Scene) -> Definition | None:
    name = claim.subject or claim.scope
    found = scene.definition(claim, name) if name and is_settled(claim) else None
    if found is None or found.kind is DefinitionKind.CLASS or found.is_generator or found.is_stub:
        return None
    return found


def _is_bare_return(line: int, scene: Scene, path: str) -> bool:
    source = scene.file(path)
    text = source.lines[line - 1].split("#")[0].strip() if source and line <= len(source.lines) else ""
    return text in ("return", "return None") or text.endswith((": return", ": return None"))


CHECK = Check(
    kind="missing-return",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "on one path",
            says("`sign` does not return a value when `number` is zero."),
            python("def sign(number):\n    if number > 0:\n        return 1\n    if number < 0:\n        return -1\n"),
            Verdict.CONFIRMED,
            (1, 5),
        ),
        shows(
            "on every path",
            says("`sign` does not return a value when `number` is zero."),
            python("def sign(number):\n    if number > 0:\n        return 1\n    return -1\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        abstains("defined elsewhere", says("`sign` does not return a value."), python("sign(1)\n")),
        abstains(
            "a generator",
            says("`rows` does not return anything."),
            python("def rows():\n    yield 1\n"),
        ),
        silent("a wish", says("`sign` returns the wrong value."), python("def sign(number):\n    return 1\n")),
    ),
)
