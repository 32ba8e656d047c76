"""What checks about error handling share: the handlers and calls that a claim speaks of."""

from collections.abc import Sequence

from bot.code import queries
from bot.model.claim import Claim
from bot.model.facts import Call, Facts, Handler, TryBlock
from bot.model.place import Extent
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_NEAR = 3
_CATCH_ALL = frozenset({"Exception", "BaseException"})


def handlers(facts: Facts) -> tuple[Handler, ...]:
    """Every except clause of a file, in order."""
    return tuple(handler for block in facts.tries for handler in block.handlers)


def last(name: str) -> str:
    """The last part of a dotted name, without call brackets."""
    return name.strip("` ").removesuffix("()").rsplit(".", 1)[-1]


def catches(handler: Handler, exception: str) -> bool:
    """Whether a clause names an exception by its last part, or catches everything."""
    names = {last(one) for one in handler.types}
    return not handler.types or last(exception) in names or bool(names & _CATCH_ALL)


def handlers_meant(claim: Claim, scene: Scene) -> tuple[Handler, ...] | None:
    """The clauses that a claim may mean: at its line, else in its scope, else all; None where the file is not known."""
    facts = scene.facts(claim)
    if facts is None:
        return None
    found = handlers(facts)
    line = stated_line(claim)
    if line is not None:
        here = tuple(one for one in found if line == one.lines.start) or tuple(
            one for one in found if line in one.lines
        )
        if here:
            return here
        near = tuple(one for one in found if line in Extent(one.lines.start - _NEAR, one.lines.end + 1))
        tried = tuple(h for block in facts.tries if line in block.lines for h in block.handlers)
        return near or tried or found
    scope = scene.universe(claim)
    if scope is not None:
        return tuple(one for one in found if one.lines.start in scope.lines)
    return found


def guards_of(call: Call, facts: Facts) -> tuple[TryBlock, ...]:
    """The try statements in whose bodies a call stands, innermost first."""
    return tuple(facts.tries[index] for index in call.guarded)


def calls_meant(claim: Claim, scene: Scene) -> tuple[Call, ...]:
    """The live calls of the claim's subject, or those on its line where no subject is named."""
    facts, line = scene.facts(claim), claim.location.start_line
    if facts is None:
        return ()
    if claim.subject:
        found = scene.calls(claim)
        return _nearest(found, stated_line(claim))
    return tuple(call for call in facts.calls if line is not None and line in call.statement)


def _nearest(found: Sequence[Call], line: int | None) -> tuple[Call, ...]:
    if line is None:
        return tuple(found)
    near = tuple(call for call in found if line in Extent(call.statement.start - _NEAR, call.statement.end + _NEAR))
    return near or tuple(found)


def is_suppressed(call: Call, facts: Facts) -> Extent | None:
    """The `with suppress(...)` around a call, if it stands in one."""
    return next((extent for _, extent in facts.suppressions if call.lines.start in extent), None)


def statement_line(claim: Claim, facts: Facts) -> int | None:
    """The first line of the statement at the claim's place."""
    line = claim.location.start_line
    extent = queries.statement_at(facts, line) if line is not None else None
    return extent.start if extent else line
