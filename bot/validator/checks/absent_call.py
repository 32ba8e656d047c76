"""
absent-call: the finding says that a function does not call another one.

Why: reviewers overlook calls that are there; a live call in the named function is a plain witness.
Blind spot: that a call is absent is no defect by itself, and it may be made under another name.
"""

import re

from bot.code.spots import last_part, without_arguments
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, strong
from bot.validator.scene import Scene

_CONDITION = re.compile(
    r"\b(?:when|if|unless|until|before|after|in case|on (?:error|failure|exit|every)|every|each|again|twice|both|all|always|"
    r"with|without|correctly|properly|directly|explicitly|first|anymore|no longer|except|other than|only|while|path|branch)\b"
)
"""Words that say of the call more than that it is missing."""


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The named function has no live call of that name."""
    calls = _calls(claim, scene)
    universe = scene.universe(claim)
    if calls is None or calls or universe is None or claim.location.path is None:
        return None
    return strong(f"`{universe.name}` has no call of `{claim.subject}`", at(claim.location.path, universe.header))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The named function calls it, on a live line."""
    calls, path = _calls(claim, scene), claim.location.path
    if not calls or path is None or _CONDITION.search(claim.words):
        return None
    return proof(
        f"`{calls[0].callee}` is called at line {calls[0].lines.start}", *(at(path, call.lines) for call in calls[:3])
    )


def _calls(claim: Claim, scene: Scene) -> list[Call] | None:
    """The live calls of the subject inside the function that the words name; None where there is no such function."""
    facts, universe = scene.facts(claim), scene.universe(claim)
    name = last_part(claim.subject)
    if facts is None or universe is None or not name or not is_settled(claim):
        return None
    owner = _owner(claim.subject)
    alike = [call for call in facts.calls if call.name == name and call.lines.overlaps(universe.lines)]
    return [call for call in alike if not owner or _owner(call.callee) == owner] if owner else alike


def _owner(name: str) -> str:
    return without_arguments(name).rpartition(".")[0].replace("()", "").removeprefix("self.")


_CODE = "def save(row):\n    check(row)\n    row.write()\n\n\ndef load(row):\n    return row.read()\n"

CHECK = Check(
    kind="absent-call",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "there",
            says("`save` never calls `check`, so broken rows are written."),
            python(_CODE),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "not there",
            says("`load` never calls `check`, so broken rows are read."),
            python(_CODE),
            Verdict.PLAUSIBLE,
            (6, 6),
        ),
        abstains("under a condition", says("`save` does not call `check` when the row is new."), python(_CODE)),
    ),
)
