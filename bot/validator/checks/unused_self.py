"""
unused-self: the finding says that a method does not use `self`, so that it could be a static method or a function.

Why: whether a line of the method reads `self` can be told.
Blind spot: a method that others override or call through the instance may need its place all the same.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, DefinitionKind, Facts
from bot.model.place import Extent
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene
from bot.validator.stated import stated_line


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """No line of the method reads its first parameter, and it does not ask for `super`."""
    path, facts, found = claim.location.path, scene.facts(claim), _meant(claim, scene)
    if path is None or facts is None or found is None or not _has_self(found) or found.is_stub or found.is_dynamic:
        return None
    reads = _reads(found, facts)
    if (
        reads is None
        or reads
        or any(call.callee == "super" and call.lines.start in found.lines for call in facts.calls)
    ):
        return None
    return proof(f"no line of `{found.name}` reads `{found.parameters[0].name}`", at(path, found.header))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """A line reads it, or the method is a static one already."""
    path, facts, found = claim.location.path, scene.facts(claim), _meant(claim, scene)
    if path is None or facts is None or found is None:
        return None
    if "staticmethod" in found.decorators:
        return proof(f"`{found.name}` is a static method already", at(path, found.header))
    reads = _reads(found, facts) if _has_self(found) else None
    return proof(f"`{found.name}` reads `{found.parameters[0].name}`", at(path, reads[0])) if reads else None


def _meant(claim: Claim, scene: Scene) -> Definition | None:
    """The method that is named, else the one whose header is on the stated line."""
    if claim.subject:
        found = scene.definition(claim)
    else:
        line, around = stated_line(claim), scene.definition_at(claim)
        found = around if around and line in Extent(around.lines.start, around.header.end) else None
    return found if found is not None and found.kind is DefinitionKind.METHOD else None


def _has_self(found: Definition) -> bool:
    return bool(found.parameters) and found.parameters[0].name == "self" and "staticmethod" not in found.decorators


def _reads(found: Definition, facts: Facts) -> tuple[int, ...] | None:
    mine = [b for b in facts.bindings if b.name == found.parameters[0].name and b.scope == found.qualified]
    return mine[0].reads if len(mine) == 1 else None


_CODE = (
    "class A:\n    def plain(self, x):\n        return x\n\n    def own(self):\n        return self.x\n\n"
    "    @staticmethod\n    def free(x):\n        return x\n"
)

CHECK = Check(
    kind="unused-self",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("no read", says("`plain` doesn't use `self`."), python(_CODE), Verdict.CONFIRMED, (2, 2)),
        shows("by its line", says("nit: could be a staticmethod", line=2), python(_CODE), Verdict.CONFIRMED, (2, 2)),
        shows("a read", says("`own` could be a static method."), python(_CODE), Verdict.REFUTED, (6, 6)),
        shows("static already", says("`free` never uses `self`; make it static."), python(_CODE), Verdict.REFUTED),
        abstains("not known", says("`other` does not use `self`."), python(_CODE)),
        silent("another sense", says("`plain` does not use self.x correctly."), python(_CODE)),
    ),
)
