"""What checks of dangerous constructs share: the calls at a claim's place, and whether their arguments are constant."""

import re
from collections.abc import Callable, Sequence

from bot.model.claim import Claim
from bot.model.facts import Call, Facts
from bot.model.place import Extent
from bot.validator.check import Seen, at, proof
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_NEAR = 2
_WHITE = re.compile(r"\s+")
_DOTTED = re.compile(r"[a-z_]\w*\.[\w.]+(?:\(\))?")
"""The name of a function of a module: a call of another one is not what is meant."""
Test = Callable[[Call], bool]


def keyword(call: Call, name: str) -> str | None:
    """The source text of a keyword argument, None where the call has none of that name."""
    return next((argument.text for argument in call.arguments if argument.keyword == name), None)


def calls_here(claim: Claim, scene: Scene, test: Test) -> tuple[Call, ...]:
    """The live calls that pass a test and are spoken of: at the stated line, in the named scope, or by their name.

    Only where the words give neither line nor scope nor name, all calls of the file are.
    """
    found = _calls(claim, scene, test)
    narrow = _narrow(claim, scene, found)
    named = tuple(call for call in found if _is_named(call, claim))
    if _DOTTED.fullmatch(claim.subject) and not named:
        return ()
    if narrow is not None:
        return narrow if claim.scope and scene.universe(claim) is not None else narrow or named
    return named if claim.subject or claim.scope else found


def calls_meant(claim: Claim, scene: Scene, test: Test) -> tuple[Call, ...]:
    """As `calls_here`, but where there is none, all of the file: what a reviewer with a wrong line may have meant."""
    found = _calls(claim, scene, test)
    narrow = _narrow(claim, scene, found)
    return narrow or (() if narrow is not None and claim.scope and scene.universe(claim) is not None else found)


def _calls(claim: Claim, scene: Scene, test: Test) -> tuple[Call, ...]:
    facts = scene.facts(claim)
    return tuple(call for call in facts.calls if test(call)) if facts else ()


def _narrow(claim: Claim, scene: Scene, found: Sequence[Call]) -> tuple[Call, ...] | None:
    """The calls near the stated line, else in the scope that is spoken of; None where there is neither."""
    line, scope = stated_line(claim), scene.universe(claim) or scene.definition(claim)
    if line is not None:
        return tuple(call for call in found if line in Extent(call.statement.start - _NEAR, call.statement.end + _NEAR))
    return None if scope is None else tuple(call for call in found if call.lines.start in scope.lines)


def _is_named(call: Call, claim: Claim) -> bool:
    """Whether the words name the function that is called, or an argument that it is given."""
    text = _WHITE.sub("", call.text).lower()
    names = [_WHITE.sub("", name).removesuffix("()").lower() for name in (claim.subject, claim.value)]
    return any(name and name in text for name in names)


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
    universe = scene.universe(claim)
    if facts is None or path is None or _may_hide(facts):
        return None
    if universe is not None and not any(test(call) for call in facts.calls if call.lines.start in universe.lines):
        return (
            proof(f"{detail}; `{universe.name}` has no such call", at(path, universe.header))
            if any(map(test, facts.calls))
            else proof(detail, at(path, universe.header))
        )
    if facts.dynamic or any(map(test, facts.calls)):
        return None
    return proof(detail, at(path, claim.location.extent or 1))


def _may_hide(facts: Facts) -> bool:
    """A star import, or a file without any call, tells nothing of what its names do."""
    return facts.has_star_import or not facts.calls
