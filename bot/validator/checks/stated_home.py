"""
stated-home: the finding says where a name is set: in a function, on the class, or at the top of the module.

Why: each assignment stands in one place; what is set on an object for each test is no state that all tests share.
Blind spot: what a base class or another file sets under the same name is not seen.
"""

import re

from bot.code import queries
from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import BindingKind, Definition, DefinitionKind, Facts
from bot.validator.calls import is_settled, proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent, strong
from bot.validator.reach import reached
from bot.validator.scene import Scene

_OWN = ("self.", "cls.")
_HEDGED = re.compile(r"\b(?:if|when|unless|also|might|may|could|should|must|instead of|rather than|not|never)\b")
_PLACES = (
    (re.compile(r"class|static"), "class"),
    (re.compile(r"instance"), "instance"),
    (re.compile(r"module|global|top|file"), "module"),
    (re.compile(r"local"), "local"),
)
_MAKER = "__init__"


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Every assignment of the name in this file stands there."""
    found, path = _homes(claim, scene), claim.location.path
    if found is None or path is None:
        return None
    there, all_ = found
    if not there:
        return None
    detail = f"`{last_part(claim.subject)}` is set at line {there[0]}"
    return (proof if len(there) == len(all_) else strong)(detail, *(at(path, line) for line in there[:3]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Every assignment of the name in this file stands elsewhere."""
    found, path, facts = _homes(claim, scene), claim.location.path, scene.facts(claim)
    if found is None or path is None or facts is None or found[0] or _HEDGED.search(claim.words):
        return None
    places = dict.fromkeys(_told(facts, line) for line in found[1])
    detail = f"`{last_part(claim.subject)}` is set {' and '.join(places)}"
    return proof(detail, *(at(path, line) for line in found[1][:3]))


def _homes(claim: Claim, scene: Scene) -> tuple[list[int], list[int]] | None:
    """The lines that set the name there, and all that do; None where either can't be told."""
    facts, name = scene.facts(claim), last_part(claim.subject)
    if facts is None or not name.isidentifier() or not is_settled(claim) or proposes(claim):
        return None
    if any(one.name == name for one in facts.definitions) or any(one.bound == name for one in facts.imports):
        return None
    kinds = (
        (BindingKind.ATTRIBUTE,) if claim.subject.startswith(_OWN) else (BindingKind.ATTRIBUTE, BindingKind.VARIABLE)
    )
    bound = [one for one in facts.bindings if one.name == name and one.kind in kinds]
    lines = sorted({lines.start for one in bound for lines in one.lines})
    taken = any(parameter.name == name for one in facts.definitions for parameter in one.parameters)
    if not lines or facts.dynamic or (taken and not claim.subject.startswith(_OWN)):
        return None
    said = claim.value.strip("`").lower()
    place = next((place for pattern, place in _PLACES if pattern.search(said)), "") if claim.value == said else ""
    if place:
        return [line for line in lines if _place(facts, line) == place], lines
    wanted = _MAKER if "constructor" in said else claim.value
    target = scene.definition(claim, wanted)
    if target is None or target.is_dynamic:
        return None
    there = [line for line in lines if line in target.lines]
    return (there, lines) if there or not _may_set(facts, target, lines) else None


def _may_set(facts: Facts, target: Definition, lines: list[int]) -> bool:
    """Whether a function of this file that it runs sets the name."""
    run = [one for one in reached(facts, target) if one.kind is not DefinitionKind.CLASS]
    return any(line in one.lines for one in run for line in lines)


def _place(facts: Facts, line: int) -> str:
    around = queries.enclosing(facts, line)
    if around is None:
        return "module"
    if around.kind is DefinitionKind.CLASS:
        return "class"
    is_own = any(
        line == lines.start for one in facts.bindings if one.kind is BindingKind.ATTRIBUTE for lines in one.lines
    )
    return "instance" if is_own else "local"


def _told(facts: Facts, line: int) -> str:
    around = queries.enclosing(facts, line)
    if around is None:
        return "at the top level of the module"
    is_class = around.kind is DefinitionKind.CLASS
    return f"in the body of `{around.name}`" if is_class else f"in `{around.name}`"


_CODE = (
    "SIZE = 3\n\n\nclass Store:\n    limit = 5\n\n    def setUp(self):\n        self.rows = []\n"
    "        first = SIZE\n        self.first = first\n\n    def load(self):\n        return self.rows\n"
)

CHECK = Check(
    kind="stated-home",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("in a method", says("`limit` is assigned inside `setUp`."), python(_CODE), Verdict.REFUTED, (5, 5)),
        shows(
            "beside a call of its base",
            says("`limit` is assigned inside `setUp`."),
            python("class Store(Base):\n    limit = 5\n\n    def setUp(self):\n        super(Store, self).setUp()\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows("on the class", says("`rows` is declared at class level."), python(_CODE), Verdict.REFUTED, (8, 8)),
        shows("a class attribute", says("`limit` is a class attribute."), python(_CODE), Verdict.CONFIRMED, (5, 5)),
        shows("of the object", says("`self.rows` is an instance variable."), python(_CODE), Verdict.CONFIRMED, (8, 8)),
        shows("a global", says("`rows` is a global variable."), python(_CODE), Verdict.REFUTED, (8, 8)),
        shows("in the right one", says("`rows` is created in `setUp`."), python(_CODE), Verdict.CONFIRMED, (8, 8)),
        abstains("two names", says("`size` is defined at module level."), python(_CODE)),
        abstains("another method", says("`rows` is set in `tearDown`."), python(_CODE)),
        silent("not so", says("`limit` is not set in `setUp`."), python(_CODE)),
        silent("asked for", says("`limit` should be set in `setUp`."), python(_CODE)),
    ),
)
