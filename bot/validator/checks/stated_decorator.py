"""
stated-decorator: the finding says that a function, method or class is decorated with something, and builds on it.

Why: the decorator of a neighbour is easily taken for its own.
Blind spot: what is applied by a metaclass, by a registry or in another file is not seen.
"""

import re

from bot.model.claim import Claim, Role
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.decorated import decorated
from bot.validator.scene import Scene

_WISH = re.compile(
    r"\b(?:if|once|when|after|before|unless|until|ensure|ensures|sure|so that|assum\w+)\b[^.;]{0,60}\b(?:decorated|marked|annotated|wrapped)\b"
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Each of the definitions that may be meant has it."""
    found = decorated(claim, scene)
    if found is None or not found.has_all:
        return None
    one, text = found.found[0]
    return proof(f"`{one.name}` is decorated with `@{text}`", at(found.path, one.lines.start))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """None of them has it."""
    found = decorated(claim, scene)
    if found is None or not found.has_none or claim.role is Role.FIX or _WISH.search(claim.words):
        return None
    one = found.found[0][0]
    return proof(f"`{one.name}` is not decorated with `@{found.name}`", at(found.path, one.header))


_CODE = "@log\ndef load():\n    return 2\n\n\ndef save():\n    return 3\n"

CHECK = Check(
    kind="stated-decorator",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "it has", says("`load` is decorated with `@log`, so each row is written."), python(_CODE), Verdict.CONFIRMED
        ),
        shows("it has not", says("`save` is decorated with `log`."), python(_CODE), Verdict.REFUTED, (6, 6)),
        abstains("defined elsewhere", says("`drop` is decorated with `log`."), python(_CODE)),
        shows(
            "with what follows",
            says("`save` is marked as `@log`, so callers must expect output."),
            python(_CODE),
            Verdict.REFUTED,
            (6, 6),
        ),
        silent("a wish", says("`save` should be decorated with `log`."), python(_CODE)),
    ),
)
