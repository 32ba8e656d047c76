"""
missing-decorator: the finding says that a function, method or class is not decorated with something.

Why: decorators stand above the definition, often outside of the lines that a reviewer was shown.
Blind spot: what is applied by a metaclass, by a registry or in another file is not seen.
"""

from bot.model.claim import Claim, Role
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.decorated import decorated
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """None of the definitions that may be meant has it."""
    found = decorated(claim, scene)
    if found is None or not found.has_none:
        return None
    one = found.found[0][0]
    listed = ", ".join(f"`@{text}`" for text in one.decorators[:4])
    has = f"has only {listed}" if listed else "has no decorator"
    return proof(f"`{one.name}` {has}", at(found.path, one.header))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Each of them has it."""
    found = decorated(claim, scene)
    if found is None or not found.has_all or claim.role is Role.FIX:
        return None
    one, text = found.found[0]
    return proof(f"`{one.name}` is decorated with `@{text}`", at(found.path, one.lines.start))


_CODE = (
    "class Store:\n    @property\n    def size(self):\n        return 1\n\n    @retry(times=3)\n    @log\n"
    "    def load(self):\n        return 2\n\n    def save(self):\n        return 3\n"
)
_WRAPPER = "def logged(fn):\n    def inner(*args):\n        return fn(*args)\n\n    return inner\n"

CHECK = Check(
    kind="missing-decorator",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("it has", says("`size` is missing the `@property` decorator."), python(_CODE), Verdict.REFUTED, (2, 2)),
        shows("none", says("`save` isn't decorated with `retry`."), python(_CODE), Verdict.CONFIRMED, (11, 11)),
        shows("others", says("`load` lacks the `@cached` decorator."), python(_CODE), Verdict.CONFIRMED, (8, 8)),
        shows("with arguments", says("`load` is not decorated with `retry`."), python(_CODE), Verdict.REFUTED, (6, 6)),
        shows("inside", says("`logged` does not use `functools.wraps`."), python(_WRAPPER), Verdict.CONFIRMED, (2, 2)),
        abstains("of another module", says("`load` lacks the `@web.retry(3)` decorator."), python(_CODE)),
        abstains("defined elsewhere", says("`drop` lacks the `@retry` decorator."), python(_CODE)),
    ),
)
