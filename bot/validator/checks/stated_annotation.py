"""
stated-annotation: the finding says which type an annotation names, and builds on it.

Why: the annotation is written out, and reviewers often remember another one.
Blind spot: two annotations may mean the same type; only those that share no word are told apart.
"""

import re

from bot.code.spots import last_part
from bot.model.claim import Claim, Role
from bot.model.evidence import Verdict
from bot.model.facts import DefinitionKind
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_WORD = re.compile(r"[A-Za-z_]\w*")
_ANY = frozenset({"any", "object", "self", "typevar", "t"})
_HEDGED = re.compile(r"\b(?:should|could|may|might|would|must|instead|rather)\b")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The annotation is written like that."""
    found, path = _annotation(claim, scene), claim.location.path
    if found is None or path is None or _plain(found[0]) != _plain(claim.value):
        return None
    return proof(f"`{last_part(claim.subject)}` is annotated with `{found[0]}`", at(path, found[1]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The annotation is another one, which has no word of the one that is said."""
    found, path = _annotation(claim, scene), claim.location.path
    if found is None or path is None or claim.role is Role.FIX or _HEDGED.search(claim.words):
        return None
    said, written = _words(claim.value), _words(found[0])
    if not said or not written or said & written or (said | written) & _ANY:
        return None
    return proof(
        f"`{last_part(claim.subject)}` is annotated with `{found[0]}`, not with `{claim.value}`", at(path, found[1])
    )


def _annotation(claim: Claim, scene: Scene) -> tuple[str, int] | None:
    """The annotation that is spoken of, with its line: what a function returns, or that of a parameter."""
    if scene.facts(claim) is None or not is_settled(claim):
        return None
    found = scene.definition(claim)
    if found is not None and found.kind is not DefinitionKind.CLASS:
        return (found.returns, found.header.end) if found.returns else None
    owner = scene.universe(claim) or scene.definition_at(claim)
    taken = [one for one in owner.parameters if one.name == last_part(claim.subject)] if owner else []
    return (taken[0].annotation, taken[0].line) if len(taken) == 1 and taken[0].annotation else None


def _plain(text: str) -> str:
    return re.sub(r"[\s'\"`]+", "", text)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text)) - {"typing", "none", "optional", "union"}


_CODE = "def load(name: str) -> bytes | None:\n    return name.encode()\n"

CHECK = Check(
    kind="stated-annotation",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "another", says("The return annotation of `load` is `str`, which is wrong."), python(_CODE), Verdict.REFUTED
        ),
        shows(
            "this one",
            says("`load` is annotated to return `bytes | None`, but never returns None."),
            python(_CODE),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "of a parameter",
            says("The type hint of the `name` parameter in `load` is `int`."),
            python(_CODE),
            Verdict.REFUTED,
            (1, 1),
        ),
        abstains("in part", says("`load` is annotated to return `bytes`."), python(_CODE)),
        silent("a wish", says("`load` should be annotated."), python(_CODE)),
    ),
)
