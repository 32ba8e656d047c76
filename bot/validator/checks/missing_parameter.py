"""
missing-parameter: the finding says that the definition of a function lacks a parameter.

Why: the signature is written out; it may go on in the next line, or the function is a static one.
Blind spot: what `**kwargs` takes, and a function that another file defines.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, DefinitionKind
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_UNPACKED = ("varargs", "kwargs")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the header, where none of its parameters has that name and none takes any."""
    own, path, name = _meant(claim, scene), claim.location.path, _name(claim)
    if own is None or path is None or any(one.name == name or one.kind in _UNPACKED for one in own.parameters):
        return None
    return proof(f"`{own.name}` has no parameter `{name}`", at(path, own.header))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the parameter."""
    own, path, name = _meant(claim, scene), claim.location.path, _name(claim)
    found = next((one for one in own.parameters if one.name == name), None) if own else None
    if own is None or path is None or found is None:
        return None
    return proof(f"`{own.name}` has a parameter `{name}`", at(path, found.line))


def _name(claim: Claim) -> str:
    return claim.value.strip("`'\"* ").partition("=")[0].strip()


def _meant(claim: Claim, scene: Scene) -> Definition | None:
    """The function whose signature is spoken of; None where it is a class, a stub, or not of this file."""
    name = claim.subject or claim.scope
    found = scene.definition(claim, name) if name else scene.definition_at(claim)
    if found is None or found.kind is DefinitionKind.CLASS or found.is_stub or not is_settled(claim):
        return None
    return found if _name(claim).isidentifier() else None


_CODE = "class Box:\n    def put(\n            item,\n            mode):\n        return item\n\n    def get(self, **more):\n        return more\n"

CHECK = Check(
    kind="missing-parameter",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("none", says("`put` doesn't have a `self` parameter."), python(_CODE), Verdict.CONFIRMED, (2, 4)),
        shows("there", says("`get` is defined without `self`."), python(_CODE), Verdict.REFUTED, (7, 7)),
        shows(
            "in the next line",
            says("In `put` the argument `mode` is missing from the signature."),
            python(_CODE),
            Verdict.REFUTED,
            (4, 4),
        ),
        shows(
            "its signature",
            says("`get` is called with a mode, but its signature does not have the `more` parameter."),
            python(_CODE),
            Verdict.REFUTED,
            (7, 7),
        ),
        abstains("taken all the same", says("`mode` is missing from the signature of `get`."), python(_CODE)),
        silent("of a call", says("`put` is called without `mode`."), python(_CODE)),
    ),
)
