"""
assert-used: the finding says that an assert statement serves as a check at run time.

Why: the statement is there or it is not.
Blind spot: an assert that only tells a type checker something, or one in a test, is right where it is.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import LineClass, SourceFile
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_ASSERT = re.compile(r"(?:^|[:;])\s*assert\b(?!\s*[=.,)])")
_NEAR = 3
_WORD = re.compile(r"\bassert\b")
_STATEMENT = re.compile(
    r"(?:\bassert|«\d+») (?:statements?|keyword)\b|\b(?:bare|plain|python's|built-in) (?:«\d+»|asserts?\b)"
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the statement at the stated line, in the scope that is spoken of, or anywhere where neither is named."""
    source, universe = scene.source(claim), scene.universe(claim) or scene.definition(claim)
    if source is None or scene.facts(claim) is None:
        return None
    found, line = _asserts(source), stated_line(claim)
    if line is not None:
        found = [number for number in found if abs(number - line) <= _NEAR]
    elif universe is not None:
        found = [number for number in found if number in universe.lines]
    return proof(f"line {found[0]} is an `assert`", *(at(source.path, n) for n in found[:3])) if found else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show a file that has no assert statement."""
    source = scene.source(claim)
    if source is None or scene.facts(claim) is None:
        return None
    if any(("assert" in line if _is_loose(claim) else _WORD.search(line)) for line in source.lines):
        return None
    return proof("there is no `assert` in this file", at(source.path, claim.location.extent or 1))


def _is_loose(claim: Claim) -> bool:
    """Whether the words may mean a method whose name only begins so."""
    return not _STATEMENT.search(claim.words)


def _asserts(source: SourceFile) -> list[int]:
    classes = source.facts.line_classes if source.facts else ()
    pairs = enumerate(zip(source.lines, classes, strict=False), 1)
    return [number for number, (line, kind) in pairs if kind is LineClass.CODE and _ASSERT.search(line)]


CHECK = Check(
    kind="assert-used",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "there",
            says("`load` relies on `assert` to validate its input."),
            python("def load(x):\n    assert x\n    return x\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "nowhere",
            says("`load` relies on `assert` to validate its input."),
            python("def load(x):\n    return x\n"),
            Verdict.REFUTED,
        ),
        shows(
            "a statement",
            says("The module uses Python's `assert` statement, which is stripped under `-O`."),
            python("def load(x):\n    x.assertTrue()\n"),
            Verdict.REFUTED,
        ),
        abstains(
            "a name",
            says("`load` relies on `assert` to validate its input."),
            python("def load(x):\n    x.assertTrue()\n"),
        ),
    ),
)
