"""
stated-count: the finding says how many tests, methods, functions, classes, imports or assertions there are.

Why: they are counted in the code; reviewers count what is commented out, or what such files usually have.
Blind spot: what a base class adds, and what is generated, is not counted; where two ways to count differ, neither decides alone.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call, Definition, DefinitionKind, Facts
from bot.model.place import Extent
from bot.validator.calls import is_certain, proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_WHOLE = re.compile(r"\b(?:file|module|script)\b")
_CLASS = re.compile(r"\b(?:class|test case|test suite)\b(?!es)")
_ONE = re.compile(r"\b(?:single|lone|sole)\b")
_SHOWN = 4


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """However it is counted, there are as many."""
    return _decided(claim, scene, is_so=True)


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """However it is counted, there are more, or fewer."""
    return _decided(claim, scene, is_so=False)


def _decided(claim: Claim, scene: Scene, *, is_so: bool) -> Seen | None:
    facts, path, number = scene.facts(claim), claim.location.path, _number(claim)
    if facts is None or path is None or number is None or proposes(claim) or not is_certain(claim, scene):
        return None
    within = _within(claim, scene, facts)
    if within is None:
        return None
    place, name = within
    ways = [sorted(way) for way in _ways(claim.value.lower(), facts, place)]
    counts = {len(way) for way in ways}
    if not ways or facts.dynamic or facts.has_star_import:
        return None
    if counts != {number} if is_so else min(counts) <= number <= max(counts):
        return None
    told = " or ".join(str(count) for count in sorted(counts))
    lines = ways[0][:_SHOWN]
    detail = f"{name} has {told} {_plural(claim.value.lower(), max(counts))}"
    return proof(detail, *(at(path, line) for line in lines)) if lines else proof(detail, at(path, place.start))


def _number(claim: Claim) -> int | None:
    return 1 if claim.number is None and _ONE.search(claim.words) else claim.number


def _within(claim: Claim, scene: Scene, facts: Facts) -> tuple[Extent, str] | None:
    """The lines that are spoken of, and what to call them; None where that is open."""
    named = scene.universe(claim)
    if named is not None:
        return named.lines, f"`{named.name}`"
    if claim.scope:
        return None
    source = scene.source(claim)
    everything = Extent(1, len(source.lines) if source else 1)
    if _WHOLE.search(claim.words) or "import" in claim.value or "class" in claim.value:
        return everything, "this file"
    classes = [one for one in facts.definitions if one.kind is DefinitionKind.CLASS]
    if _CLASS.search(claim.words) and len(classes) == 1:
        return classes[0].lines, f"`{classes[0].name}`"
    is_test = claim.value.lower().startswith(("test", "unit", "functional"))
    return (everything, "this file") if is_test and "there " in claim.words else None


def _ways(said: str, facts: Facts, place: Extent) -> list[list[int]]:
    """The lines of what is counted, once for each way to count it."""
    inside = [one for one in facts.definitions if one.header.start in place and one.lines != place]
    if "import" in said:
        found = [one for one in facts.imports if one.lines.start in place]
        lines = sorted({one.lines.start for one in found})
        return [lines] if "statement" in said else [lines, [one.lines.start for one in found]]
    if said.startswith("return"):
        returned = [one for one in facts.outcomes.returned if one.line in place and one.shape != "yield"]
        own = sorted({one.line for one in returned if not any(one.line in inner.lines for inner in inside)})
        return [own, sorted({one.line for one in returned})]
    if said.startswith("assert"):
        calls = [call for call in facts.calls if call.lines.start in place]
        certain = [call.lines.start for call in calls if call.name.startswith("assert")]
        return [certain, [call.lines.start for call in calls if _may_assert(call)]]
    if "class" in said or said.endswith(("test case", "test cases")):
        classes = [one for one in inside if one.kind is DefinitionKind.CLASS]
        if "class" in said:
            return [_starts(classes), _starts([one for one in classes if not one.scope])]
        return [_starts(classes), _starts(_tests(inside))]
    if "test" in said:
        return [_starts(_tests(inside))]
    functions = [one for one in inside if one.kind is not DefinitionKind.CLASS]
    outer = [one for one in functions if "." not in one.scope]
    methods = [one for one in functions if one.kind is DefinitionKind.METHOD]
    return [_starts(one) for one in ((methods,) if "method" in said else (functions, outer, methods))]


def _tests(definitions: list[Definition]) -> list[Definition]:
    return [one for one in definitions if one.kind is not DefinitionKind.CLASS and one.name.startswith("test")]


def _starts(definitions: list[Definition]) -> list[int]:
    return [one.header.start for one in definitions]


def _may_assert(call: Call) -> bool:
    """Whether a call may assert something, by its name."""
    return bool(re.search(r"assert|check|verify|expect|raises|fail", call.name, re.IGNORECASE))


def _plural(said: str, count: int) -> str:
    word = re.sub(r"(?<!cla)s$", "", said.replace("classes", "class"))
    if count == 1:
        return word
    return f"{word}es" if word.endswith("ss") else f"{word}s"


_CODE = (
    "import os\n\n\nclass TestLoad:\n    def setUp(self):\n        self.path = os.getcwd()\n\n"
    "    def test_one(self):\n        self.assertTrue(self.path)\n        # self.assertIn('a', self.path)\n"
)

CHECK = Check(
    kind="stated-count",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("one test", says("The class has only a single test."), python(_CODE), Verdict.CONFIRMED, (8, 8)),
        shows("not three", says("There are three test methods in the class."), python(_CODE), Verdict.REFUTED, (8, 8)),
        shows("commented out", says("`test_one` performs two assertions."), python(_CODE), Verdict.REFUTED, (9, 9)),
        shows(
            "methods", says("The class consists of two methods: a set-up and a test."), python(_CODE), Verdict.CONFIRMED
        ),
        shows("imports", says("Exactly one import is present."), python(_CODE), Verdict.CONFIRMED, (1, 1)),
        abstains(
            "two ways to count",
            says("`test_one` has two assertions."),
            python(_CODE.replace("self.path)\n        #", "check(self.path))\n        #")),
        ),
        shows("none", says("`TestLoad` has no methods."), python(_CODE), Verdict.REFUTED, (5, 5)),
        shows(
            "returns",
            says("`load` has two return statements."),
            python("def load(x):\n    if x:\n        return 1\n    return 2\n"),
            Verdict.CONFIRMED,
            (3, 3),
        ),
        silent("some of them", says("The class has two tests that read the same file."), python(_CODE)),
        silent("at least", says("The class has at least two tests."), python(_CODE)),
    ),
)
