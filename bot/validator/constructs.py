"""What checks of dangerous constructs share: the calls at a claim's place, and whether their arguments are constant."""

from collections.abc import Callable, Sequence

from bot.model.claim import Claim
from bot.model.facts import Call, Facts
from bot.model.place import Extent
from bot.validator.check import Seen, at, proof
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_NEAR = 2
Test = Callable[[Call], bool]


def keyword(call: Call, name: str) -> str | None:
    """The source text of a keyword argument, None where the call has none of that name."""
    return next((argument.text for argument in call.arguments if argument.keyword == name), None)


def calls_here(claim: Claim, scene: Scene, test: Test) -> tuple[Call, ...]:
    """The live calls that pass a test: at the stated line, else in the named scope, else in the whole file."""
    facts = scene.facts(claim)
    if facts is None:
        return ()
    found = tuple(call for call in facts.calls if test(call))
    line, scope = stated_line(claim), scene.universe(claim) or scene.definition(claim)
    if line is not None:
        near = tuple(call for call in found if line in Extent(call.statement.start - _NEAR, call.statement.end + _NEAR))
        return near or found
    if scope is not None:
        inside = tuple(call for call in found if call.lines.start in scope.lines)
        return inside or found
    return found


def is_constant(call: Call) -> bool:
    """Whether the first positional argument is a literal."""
    first = next((argument for argument in call.arguments if argument.keyword is None), None)
    return first is not None and first.is_constant


def shown(claim: Claim, calls: Sequence[Call], detail: str) -> Seen | None:
    """Proof by the first few of the calls; None where there are none."""
    path = claim.location.path
    return proof(detail, *(at(path, call.lines) for call in calls[:3])) if calls and path else None


def absent(claim: Claim, scene: Scene, test: Test, detail: str) -> Seen | None:
    """Proof that a file read whole has no call that passes a test, and nothing that could hide one."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None or facts.dynamic or any(map(test, facts.calls)) or _may_hide(facts):
        return None
    return proof(detail, at(path, claim.location.extent or 1))


def _may_hide(facts: Facts) -> bool:
    """A star import, or a file without any call, tells nothing of what its names do."""
    return facts.has_star_import or not facts.calls
