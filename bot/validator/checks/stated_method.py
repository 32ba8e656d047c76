"""
stated-method: the finding says that a class defines a method such as `__init__` or `tearDown`, or that it does not.

Why: the methods of a class stand in its body.
Blind spot: what a base class brings counts only where every base is known.
"""

import re

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Binding, BindingKind, Definition, DefinitionKind, Facts
from bot.validator.calls import is_settled, proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.lineage import ClassPlace, attribute, lineage_of
from bot.validator.scene import Scene

_ITSELF = re.compile(r"\b(?:defin|overrid|implement|declar)\w+|\b(?:its|their) own\b|\bown «")

_HERE = re.compile(r"\b(?:defined|implemented|declared|overridden) (?:in|inside|within|anywhere in) (?:this|the|that) ")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """It stands in the body of the class; or said to be missing, it does not."""
    return _decided(claim, scene, is_so=True)


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """It stands there though said to be missing; or it does not, and no base can bring it."""
    return _decided(claim, scene, is_so=False)


def _decided(claim: Claim, scene: Scene, *, is_so: bool) -> Seen | None:
    facts, path, name = scene.facts(claim), claim.location.path, last_part(claim.subject)
    if facts is None or path is None or not name or not is_settled(claim) or proposes(claim):
        return None
    if _HERE.search(claim.words):
        return _in_file(claim, facts, path, is_so=is_so)
    one = _class(claim, scene, facts)
    if one is None or one.is_dynamic:
        return None
    own = [d for d in facts.definitions if d.scope == one.qualified and d.name == name]
    if (bool(own) is (claim.number is None)) is not is_so:
        return None
    if own:
        return proof(f"`{one.name}` defines `{name}` at line {own[0].header.start}", at(path, own[0].header))
    if _may_have(claim, one, facts, scene):
        return None
    return proof(f"`{one.name}` defines no `{name}`", at(path, one.header))


def _in_file(claim: Claim, facts: Facts, path: str, *, is_so: bool) -> Seen | None:
    """Whether the file defines it; what it imports, or gives a value to, is neither defined nor missing."""
    name = last_part(claim.subject)
    own = [one for one in facts.definitions if one.name == name]
    bound = [one for one in facts.bindings if one.name == name]
    classes = {one.scope for one in own}
    if (bound and not own) or facts.has_star_import or facts.dynamic or ("class" in claim.words and len(classes) > 1):
        return (
            None if not _is_only_imported(bound) or claim.number is not None else _imported(claim, bound, path, is_so)
        )
    if (bool(own) is (claim.number is None)) is not is_so:
        return None
    if own:
        return proof(f"`{name}` is defined at line {own[0].header.start}", at(path, own[0].header))
    return proof(f"this file does not define `{name}`", at(path, claim.location.extent or 1))


def _is_only_imported(bound: list[Binding]) -> bool:
    return bool(bound) and all(one.kind is BindingKind.IMPORT for one in bound)


def _imported(claim: Claim, bound: list[Binding], path: str, is_so: bool) -> Seen | None:
    """Said to be defined here, it is imported."""
    return None if is_so else proof(f"`{last_part(claim.subject)}` is imported", at(path, bound[0].lines[0]))


def _class(claim: Claim, scene: Scene, facts: Facts) -> Definition | None:
    """The class that the words name, else the only one of the file where they name none."""
    named = scene.universe(claim)
    if named is not None:
        return named if named.kind is DefinitionKind.CLASS else None
    classes = [one for one in facts.definitions if one.kind is DefinitionKind.CLASS]
    is_open = not claim.scope and re.search(r"\b(?:file|module|code|test)\b", claim.words)
    return classes[0] if len(classes) == 1 and is_open else None


def _may_have(claim: Claim, one: Definition, facts: Facts, scene: Scene) -> bool:
    """Whether the class may have what does not stand in its body, in the sense of the words."""
    name, path = last_part(claim.subject), claim.location.path or ""
    if any(bound.name == name and bound.scope == one.qualified for bound in facts.bindings):
        return True
    if _ITSELF.search(claim.words):
        return False
    lineage = lineage_of(scene, ClassPlace(path, one))
    if attribute(scene, lineage, name) is not None:
        return True
    return claim.number is None and (bool(set(lineage.library) - {"object"}) or not lineage.is_whole)


_CODE = "class Job(Base):\n    def setUp(self):\n        self.rows = []\n\n\nclass Plain:\n    size = 1\n"

CHECK = Check(
    kind="stated-method",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("none of its own", says("`Plain` has no `__init__` method."), python(_CODE), Verdict.CONFIRMED, (6, 6)),
        shows("it has", says("`Job` does not define `setUp`."), python(_CODE), Verdict.REFUTED, (2, 2)),
        shows("overridden", says("`Job` overrides `setUp`."), python(_CODE), Verdict.CONFIRMED, (2, 2)),
        shows("not there", says("`Job` defines a `tearDown` method."), python(_CODE), Verdict.REFUTED, (1, 1)),
        abstains("from a base", says("`Job` has a `tearDown` method."), python(_CODE)),
        shows("not here", says("`_run` is not defined in this file."), python(_CODE), Verdict.CONFIRMED),
        shows("here", says("`self.setUp` is not defined in the class."), python(_CODE), Verdict.REFUTED, (2, 2)),
        shows(
            "imported",
            says("`Base` is defined in this very file."),
            python("from base import Base\n\n\n" + _CODE),
            Verdict.REFUTED,
            (1, 1),
        ),
        silent("a wish", says("`Job` should define a `tearDown` method."), python(_CODE)),
    ),
)
