"""
private-access: the finding says that a private member of another object is used.

Why: the access can be read; a name that begins with an underscore says that outsiders should not use it.
Blind spot: friends of one package may use each other's private names on purpose.
"""

from collections.abc import Sequence

from bot.code.queries import OWN_OBJECT
from bot.code.spots import last_part, without_arguments
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene
from bot.validator.usage import is_private


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show where the private name is used on something that is not the object itself."""
    path, name = claim.location.path, _private_part(claim.subject)
    lines = _uses(claim, scene, name) if name else ()
    if path is None or not lines:
        return None
    return proof(f"`{name}` is used at line {lines[0]}", *(at(path, line) for line in lines[:3]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The name is used, and does not begin with an underscore, so nothing says that it is private."""
    path, name = claim.location.path, last_part(claim.subject)
    lines = _uses(claim, scene, name)
    if (
        path is None
        or not name
        or name.startswith("_")
        or any(part.startswith("_") for part in claim.subject.split("."))
        or not lines
    ):
        return None
    if not any(word in claim.words for word in ("private", "underscore")):
        return None
    return proof(f"`{name}` does not begin with an underscore", *(at(path, line) for line in lines[:3]))


def _private_part(subject: str) -> str:
    """The last part of a dotted name that is private (`_pool` of `server._pool.close`); empty where none is."""
    parts = without_arguments(subject).strip("` ").removesuffix("()").split(".")
    return next((part for part in reversed(parts) if part.isidentifier() and is_private(part)), "")


def _uses(claim: Claim, scene: Scene, name: str) -> Sequence[int]:
    """The lines on which the name is read or called on an object other than `self`."""
    facts = scene.facts(claim)
    if facts is None or not name:
        return ()
    texts = [(one.text, one.line) for one in facts.reads if one.name == name]
    texts += [(one.callee, one.lines.start) for one in facts.calls if one.name == name]
    return sorted({line for text, line in texts if "." in text and text.rpartition(".")[0] not in OWN_OBJECT})


_CODE = "def stop(pool):\n    pool._drain()\n    pool.close()\n    return pool._left\n"

CHECK = Check(
    kind="private-access",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("a call", says("`stop` calls the private method `_drain()`."), python(_CODE), Verdict.CONFIRMED, (2, 2)),
        shows(
            "a read",
            says("The function accesses the protected member `_left`."),
            python(_CODE),
            Verdict.CONFIRMED,
            (4, 4),
        ),
        shows(
            "a public name",
            says("`stop` calls the private method `pool.close`."),
            python(_CODE),
            Verdict.REFUTED,
            (3, 3),
        ),
        abstains("not here", says("`stop` uses the private attribute `_size`."), python(_CODE)),
        silent("a key", says("The private key is not rotated."), python(_CODE)),
    ),
)
