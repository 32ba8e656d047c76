"""
argument-count: the finding says how many arguments a call is given, or how many parameters a function has.

Why: both are counted in the code.
Blind spot: arguments behind `*` or `**` are not counted, nor is a function that other files define.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, DefinitionKind
from bot.validator.calls import calls_of, is_certain, proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent, strong
from bot.validator.scene import Scene

_OWN = ("self", "cls")
_WITH_SELF = re.compile(
    r"\b(?:(?P<with>including)|besides|beside|apart from|in addition to|not counting|excluding|other than|without|plus) (?:the )?(?:«\d+»|self|cls)(?!\w)"
)
_BOUNDS = re.compile(
    r"\b(?:at least|at most|more than|less than|fewer than|up to|over|or more|additional|extra|other|optional|required|positional|keyword|too (?:many|few))\b"
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The number is as said; proof where it can be counted in one way only."""
    found = _counted(claim, scene)
    if found is None or claim.number not in found[0]:
        return None
    is_all = not re.search(r",| and | with | but ", claim.words)  # of what else is said nothing is shown
    is_sure = is_all and len(found[0]) == 1 and not proposes(claim) and is_certain(claim, scene)
    return (proof if is_sure else strong)(
        f"`{claim.subject}` {found[1]} {claim.number}", at(claim.location.path or "", found[2])
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Every call, or the function itself, has another number."""
    found = _counted(claim, scene)
    if found is None or claim.number in found[0] or proposes(claim) or not is_certain(claim, scene):
        return None
    numbers = " or ".join(str(number) for number in sorted(found[0])[:4])
    return proof(f"`{claim.subject}` {found[1]} {numbers}, not {claim.number}", at(claim.location.path or "", found[2]))


def _counted(claim: Claim, scene: Scene) -> tuple[set[int], str, int] | None:
    """The numbers that may be meant, what they count, and a line; None where they can't be told."""
    if claim.number is None or claim.location.path is None or _BOUNDS.search(claim.words):
        return None
    if not re.search(r"\bcall|\binvoked\b", claim.words):
        own = scene.definition(claim)
        return None if own is None else _parameters(own, claim.words)
    calls = calls_of(claim, scene)
    if calls is None or not calls.inside:
        return None
    if any(
        argument.text.startswith("*") or argument.keyword == "**"
        for call in calls.inside
        for argument in call.arguments
    ):
        return None
    return {len(call.arguments) for call in calls.inside}, "is given so many arguments:", calls.inside[0].lines.start


def _parameters(own: Definition, words: str) -> tuple[set[int], str, int] | None:
    if own.kind is DefinitionKind.CLASS or own.is_stub:
        return None
    names = [parameter.name for parameter in own.parameters]
    if names and names[0] in _OWN and (told := _WITH_SELF.search(words)):
        return {len(names) if told["with"] else len(names) - 1}, f"has so many parameters {told[0]}:", own.lines.start
    numbers = {len(names), len(names) - 1} if names and names[0] in _OWN else {len(names)}
    return numbers, "has so many parameters:", own.lines.start


_CODE = "def load(path, mode, *, size=1):\n    return read(path, mode)\n\n\nclass Box:\n    def put(self, item):\n        read(*item)\n"

CHECK = Check(
    kind="argument-count",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "a call", says("In `load`, `read` is called with three arguments."), python(_CODE), Verdict.REFUTED, (2, 2)
        ),
        shows("a function", says("`load` has only two parameters."), python(_CODE), Verdict.REFUTED, (1, 1)),
        shows("with and without self", says("`put` takes two parameters."), python(_CODE), Verdict.PLAUSIBLE, (6, 6)),
        shows(
            "self aside",
            says("Apart from that, `put` accepts two parameters, not counting self."),
            python(_CODE),
            Verdict.REFUTED,
            (6, 6),
        ),
        shows("one way", says("`load` takes three parameters."), python(_CODE), Verdict.CONFIRMED, (1, 1)),
        abstains("spread", says("In `put`, `read` is called with three arguments."), python(_CODE)),
        silent("no number", says("`load` has too many parameters."), python(_CODE)),
    ),
)
