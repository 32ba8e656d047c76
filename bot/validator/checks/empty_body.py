"""
empty-body: the finding says that a function or class is empty.

Why: whether anything but `pass` stands in it can be read.
Blind spot: an empty body is often meant, as where a subclass switches a step off.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, LineClass
from bot.validator.calls import proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_IDLE = re.compile(r"(?:pass|\.\.\.|return(?: None)?)\s*(?:#.*)?")
_EMPTY = re.compile(r"\b(?:empty|no-?op|unimplemented|not implemented|pass)\b")
"""Says it of the body; what "does nothing" may still do something."""
_MOST_SHOWN = 3


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Nothing stands in the body but `pass`, comments and a docstring."""
    found, lines = _body(claim, scene)
    if found is None or lines is None or lines:
        return None
    return proof(f"`{found.name}` has no statement but `pass` or its like", at(claim.location.path or "", found.lines))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show what stands in it."""
    found, lines = _body(claim, scene)
    if found is None or not lines or found.is_stub or proposes(claim) or not _EMPTY.search(claim.words):
        return None
    path = claim.location.path or ""
    return proof(f"`{found.name}` has statements, from line {lines[0]} on", *(at(path, n) for n in lines[:_MOST_SHOWN]))


def _body(claim: Claim, scene: Scene) -> tuple[Definition | None, list[int] | None]:
    """The definition that is named, and the lines of code in it that do something."""
    found, facts, source = scene.definition(claim), scene.facts(claim), scene.source(claim)
    if found is None or facts is None or source is None or found.body.start <= found.header.end:
        return None, None
    numbers = range(max(found.body.start, found.header.end + 1), min(found.body.end, len(source.lines)) + 1)
    lines = [
        n
        for n in numbers
        if facts.line_classes[n - 1] is LineClass.CODE and not _IDLE.fullmatch(source.lines[n - 1].strip())
    ]
    return found, lines


_CODE = "class Box:\n    def close(self):\n        # Nothing to do.\n        pass\n\n    def open(self):\n        self.x = 1\n"

CHECK = Check(
    kind="empty-body",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("pass", says("The `Box.close` method is empty."), python(_CODE), Verdict.CONFIRMED, (2, 4)),
        shows(
            "only pass", says("`close` overrides the base and only contains `pass`."), python(_CODE), Verdict.CONFIRMED
        ),
        shows("a statement", says("The `open` method has an empty body."), python(_CODE), Verdict.REFUTED, (7, 7)),
        silent("a value", says("`x` is empty."), python(_CODE)),
        abstains("what it does", says("The `open` method does nothing."), python(_CODE)),
        silent("a condition", says("If `open` is empty, nothing happens."), python(_CODE)),
    ),
)
