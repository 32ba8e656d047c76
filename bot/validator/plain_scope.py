"""The universe of a claim that names a function in plain words: "fetch disables TLS verification", "unused in charge"."""

import re
from dataclasses import replace

from bot.model.claim import Claim, Role
from bot.model.facts import DefinitionKind
from bot.model.finding import Finding
from bot.validator.scene import Scene
from bot.validator.the_only import KINDS, only_one

_NAME = r"(?P<name>[A-Za-z_]\w{2,60})(?:\(\))?(?!\w|\.\w|[`(])"
_ACTOR = re.compile(
    rf"\W*(?:the )?{_NAME} (?:function |method )?(?:\w+ly )?(?:calls?|invokes?|uses?|catch(?:es)?|passes|opens?|"
    r"reads?|swallows?|ignores?|does|makes?|contains?|"
    r"never|silently|disables?|leaks?|leaves|runs?|takes|has|lacks|lets|creates?|logs?|defines?|loses)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"\b(?:in|inside|within|of|by) (?:the )?{_NAME}", re.IGNORECASE)
_EVERYDAY_WORDS = """
the this that these those its our your order place use case cases test tests fact general line lines code file files
module class function method loop body set list dict memory production python practice addition turn favor both all any one
"""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())
"""Words that mean what they mean even where a function has them as its name."""


def scoped(finding: Finding, scene: Scene) -> Finding:
    """The finding, whose claims without a scope have the one that their words name, where the file defines it."""
    return replace(finding, claims=tuple(_scoped(claim, finding, scene) for claim in finding.claims))


def _scoped(claim: Claim, finding: Finding, scene: Scene) -> Claim:
    if claim.scope or claim.role is Role.FIX or claim.kind == "other" or claim.location.path is None:
        return claim
    facts = scene.facts(claim)
    if facts is None:
        return claim
    functions = [one for one in facts.definitions if one.kind is not DefinitionKind.CLASS]
    said = [found["name"] for found in (_ACTOR.match(claim.quote), *_PLACE.finditer(claim.quote)) if found]
    for name in said:
        meant = [one for one in functions if one.name == name]
        if len(meant) == 1 and name.lower() not in _EVERYDAY and name != claim.subject.removesuffix("()"):
            return replace(claim, scope=name)
    spoken = only_one(claim, finding, facts) if claim.kind in KINDS else ""
    return replace(claim, scope=spoken) if spoken else claim
