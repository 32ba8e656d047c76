"""
old-style: the finding says that the code is written as Python 2 asked for: `super` with arguments, a base `object`, a prefix `u`.

Why: each of the three can be read in the code, and means nothing in Python 3.
Blind spot: code that must still run on Python 2.
"""

import re
from collections.abc import Sequence

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, DefinitionKind, Facts, LineClass, SourceFile
from bot.validator.calls import is_certain
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_PREFIX = re.compile(r"""(?<![\w'"])[uU](?=['"])""")
_MOST_SHOWN = 3


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show where it is written so."""
    source, found = scene.source(claim), _found(claim, scene)
    if source is None or not found:
        return None
    what = _thing(claim)
    return proof(f"{what} stands at line {found[0]}", *(at(source.path, line) for line in found[:_MOST_SHOWN]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The file, which alone can be meant, has nothing of the sort."""
    source, found = scene.source(claim), _found(claim, scene)
    if source is None or found is None or found or claim.scope or not is_certain(claim, scene):
        return None
    return proof(f"{_thing(claim)} stands nowhere in this file", at(source.path, 1))


def _thing(claim: Claim) -> str:
    if claim.value.startswith("super"):
        return "`super` with arguments"
    return "the base `object`" if claim.value == "object" else "a string with the prefix `u`"


def _found(claim: Claim, scene: Scene) -> Sequence[int] | None:
    """The lines that have it, in the definition that the words name; None where the file can't be read."""
    facts, source, universe = scene.facts(claim), scene.source(claim), scene.universe(claim)
    if facts is None or source is None or (claim.scope and universe is None):
        return None
    if claim.value.startswith("super"):
        lines = [call.lines.start for call in facts.calls if call.callee == "super" and call.arguments]
    elif claim.value == "object":
        lines = [
            one.header.start for one in facts.definitions if one.kind is DefinitionKind.CLASS and "object" in one.bases
        ]
    else:
        lines = _prefixed(facts, source)
    return sorted({line for line in lines if _is_in(line, universe)})


def _is_in(line: int, universe: Definition | None) -> bool:
    return universe is None or line in universe.lines


def _prefixed(facts: Facts, source: SourceFile) -> list[int]:
    """Lines of code on which a literal begins with `u`."""
    begun = {text.lines.start for text in facts.texts}
    return [
        number
        for number, line in enumerate(source.lines, 1)
        if number in begun
        and facts.line_classes[number - 1] is LineClass.CODE
        and _PREFIX.search(line.partition("#")[0])
    ]


_CODE = "class Box(object):\n    def __init__(self, x):\n        super(Box, self).__init__()\n        self.x = u'a'\n"

CHECK = Check(
    kind="old-style",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "super",
            says("`super(Box, self)` is used instead of `super()`."),
            python(_CODE),
            Verdict.CONFIRMED,
            (3, 3),
        ),
        shows(
            "object",
            says("The class inherits from `object`, which is not needed in Python 3."),
            python(_CODE),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows("a prefix", says("The `u` prefix is redundant in Python 3."), python(_CODE), Verdict.CONFIRMED, (4, 4)),
        shows("none", says("The `u` prefix is redundant in Python 3."), python("x = 'a'\n"), Verdict.REFUTED),
        abstains(
            "elsewhere",
            says("In `load` the `u` prefix of the strings is redundant."),
            python("def run():\n    return 'a'\n"),
        ),
        silent("a base", says("`Box` inherits from `Base`."), python(_CODE)),
    ),
)
