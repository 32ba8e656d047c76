"""
stated-base: the finding says what a class inherits from, or that it does not.

Why: the bases stand in the header of the class, and reviewers take the usual ones for granted.
Blind spot: what a base of another project inherits from is not known.
"""

import re

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, DefinitionKind, Facts
from bot.validator.calls import is_settled, proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.lineage import ClassPlace, lineage_of
from bot.validator.scene import Scene

_BARE = re.compile(r"\W*(?:it|the (?:test )?(?:class|case|suite)) ")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The class has that base in its header; or no base can be it."""
    one, path = _class(claim, scene), claim.location.path
    if one is None or path is None:
        return None
    has = _has(claim, one, scene, path)
    return _told(one, path) if has is (claim.number is None) else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """No class that it inherits from is that one; or said to be none, it stands in the header."""
    one, path = _class(claim, scene), claim.location.path
    if one is None or path is None:
        return None
    has = _has(claim, one, scene, path)
    return _told(one, path) if has is (claim.number is not None) else None


def _told(one: Definition, path: str) -> Seen:
    bases = ", ".join(f"`{base}`" for base in one.bases)
    return proof(f"`{one.name}` inherits from {bases or 'no class'}", at(path, one.header))


def _class(claim: Claim, scene: Scene) -> Definition | None:
    """The class that is spoken of."""
    if not is_settled(claim) or proposes(claim):
        return None
    facts = scene.facts(claim)
    found = (scene.definition(claim) if claim.subject else None) or scene.universe(claim)
    classes = [one for one in facts.definitions if one.kind is DefinitionKind.CLASS] if facts else []
    if found is None and not claim.subject and not claim.scope and len(classes) == 1 and _BARE.match(claim.words):
        found = classes[0]
    return found if found is not None and found.kind is DefinitionKind.CLASS and not found.is_dynamic else None


def _has(claim: Claim, one: Definition, scene: Scene, path: str) -> bool | None:
    """Whether the class inherits from what is named; None where that is open."""
    facts = scene.facts(claim)
    bases = [base for base in one.bases if base != "object"]
    if facts is None:
        return None
    if not claim.value:
        return bool(bases)
    wanted = last_part(claim.value)
    if not wanted:
        return None
    alike = [base for base in one.bases if wanted in _names(base, facts)]
    if alike:
        owners = {owner for owner in (_owner(claim.value), *map(_owner, alike)) if owner}
        return True if len(owners) < 2 else None
    if not bases:
        return False
    lineage = lineage_of(scene, ClassPlace(path, one))
    known = {last_part(name) for name in lineage.library} | {place.definition.name for place in lineage.places[1:]}
    if wanted in known:
        return True if claim.number is None else None
    is_sure = "directly" in claim.words or (lineage.is_whole and not lineage.library)
    return False if is_sure else None


def _names(base: str, facts: Facts) -> set[str]:
    """What a base may be called: its last part, and what that was imported as."""
    last = last_part(base.partition("[")[0])
    return {last} | {one.name for one in facts.imports if one.bound == last and one.name}


def _owner(name: str) -> str:
    return name.partition("[")[0].rpartition(".")[0]


_CODE = (
    "import base\n\n\nclass Load(base.Job):\n    pass\n\n\nclass Plain:\n    pass\n\n\nclass Big(Plain):\n    pass\n"
)

CHECK = Check(
    kind="stated-base",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("in the header", says("`Load` inherits from `base.Job`."), python(_CODE), Verdict.CONFIRMED, (4, 4)),
        shows("no base", says("`Plain` extends `Job`."), python(_CODE), Verdict.REFUTED, (8, 8)),
        shows("another base", says("`Big` is a subclass of `Job`."), python(_CODE), Verdict.REFUTED, (12, 12)),
        shows("said to have none", says("`Load` has no base class."), python(_CODE), Verdict.REFUTED, (4, 4)),
        shows(
            "it has none",
            says("The class does not inherit from any class."),
            python("class Plain:\n    pass\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows("not that one", says("`Big` does not subclass `Plain`."), python(_CODE), Verdict.REFUTED, (12, 12)),
        abstains("beyond the tree", says("`Load` inherits from `TestCase`."), python(_CODE)),
        abstains("one of three", says("The class inherits from `Plain`."), python(_CODE)),
        silent("a wish", says("`Plain` should inherit from `Job`."), python(_CODE)),
    ),
)
