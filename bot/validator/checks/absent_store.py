"""
absent-store: the finding says that a function never sets a variable or an attribute.

Why: an assignment stands in the function or it does not.
Blind spot: what a called function sets is not seen, nor is whether the value is the right one.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, Facts, LineClass, SourceFile
from bot.validator.calls import is_settled, proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene

_DEPENDS = re.compile(r"\b(?:if|when|unless|until|once|properly|correctly|again|case)\b")
_SET_BY_NAME = re.compile(r"\b(?:setattr|exec|locals|globals|vars|__dict__|update)\b")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a function in which the name does not stand, and which hands its object to nobody."""
    facts, source, home = scene.facts(claim), scene.source(claim), _home(claim, scene)
    if facts is None or source is None or home is None:
        return None
    last = claim.subject.rpartition(".")[2].partition("[")[0]
    owner = claim.subject.rpartition(".")[0].partition(".")[0]
    lines = _code(home, facts, source)
    if any(re.search(rf"\b{re.escape(last)}\b", text) or _SET_BY_NAME.search(text) for _, text in lines):
        return None
    given = [call for call in facts.calls if call.lines.overlaps(home.body)]
    if owner and any(
        call.callee.partition(".")[0] in (owner, "super") or any(a.text == owner for a in call.arguments)
        for call in given
    ):
        return None
    return proof(f"no line of `{home.name}` speaks of `{last}`", at(source.path, home.header))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the assignment in that function."""
    facts, source, home = scene.facts(claim), scene.source(claim), _home(claim, scene)
    if facts is None or source is None or home is None or _DEPENDS.search(claim.words):
        return None
    name = re.escape(claim.subject)
    stores = re.compile(
        rf"(?:^|[,(;]|\bfor|\bas)\s*{name}\s*(?:,[^=()]*)?(?::[^=]+)?(?:[-+*/%&|^@]|//|\*\*|>>|<<)?=(?!=)"
    )
    line = next((number for number, text in _code(home, facts, source) if stores.search(text)), None)
    return proof(f"`{home.name}` sets `{claim.subject}` at line {line}", at(source.path, line)) if line else None


def _home(claim: Claim, scene: Scene) -> Definition | None:
    if not claim.subject or not is_settled(claim) or proposes(claim):
        return None
    found = scene.universe(claim)
    return None if found is None or found.is_stub else found


def _code(home: Definition, facts: Facts, source: SourceFile) -> list[tuple[int, str]]:
    """The lines of a body that are code, with their numbers."""
    return [
        (number, source.lines[number - 1])
        for number in range(home.body.start, min(home.body.end, len(source.lines)) + 1)
        if facts.line_classes[number - 1] is LineClass.CODE
    ]


_CODE = "class Job:\n    def wait(self):\n        self.done = True\n\n    def stop(self):\n        return 1\n"

CHECK = Check(
    kind="absent-store",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("set", says("`wait()` never sets `self.done`."), python(_CODE), Verdict.REFUTED, (3, 3)),
        shows("not set", says("`stop` does not reset `self.done`, so it leaks."), python(_CODE), Verdict.CONFIRMED),
        abstains(
            "by a helper",
            says("`stop` never resets `self.done`."),
            python("class Job:\n    def stop(self):\n        self.clear()\n"),
        ),
        abstains("only at times", says("`wait` never sets `self.done`, if it fails."), python(_CODE)),
    ),
)
