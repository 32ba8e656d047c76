"""
missing-await: the finding says that a coroutine is called without `await`.

Why: whether each call stands under `await`, and whether the callee is a coroutine function here, can be read.
Blind spot: coroutines that are kept, gathered or handed on are fine and left alone; callees of other files are unknown.
"""

from dataclasses import replace

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition
from bot.validator.calls import calls_of, is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, strong
from bot.validator.scene import Scene
from bot.validator.stated import stated_line


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """A call of a coroutine function of this file is a statement by itself and not awaited."""
    if not claim.subject:
        return _at_line(claim, scene)
    calls = calls_of(claim, scene) if is_settled(claim) else None
    found = [call for call in calls.inside if call.is_statement and not call.awaited] if calls else []
    callee = _callee(claim, scene)
    if calls is None or not found:
        return None
    lines = calls.lines(found)
    if callee is not None and callee.is_async and not callee.is_generator and not callee.decorators:
        return proof(f"`{callee.name}` is a coroutine function, and its call is not awaited", *lines)
    return strong(f"the call of `{claim.subject}` is not awaited", *lines) if callee is None else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Every call of that name is awaited, or the callee is a plain function of this file that returns nothing."""
    calls = calls_of(claim, scene) if is_settled(claim) else None
    if calls is None or not calls.everywhere:
        return None
    if all(call.awaited for call in calls.everywhere):
        return proof(f"every call of `{claim.subject}` is awaited", *calls.lines(calls.everywhere))
    callee = _callee(claim, scene)
    if callee is None or callee.is_async or callee.returns_value or callee.decorators or callee.is_stub:
        return None
    return proof(
        f"`{callee.name}` is no coroutine function and returns nothing to await", at(calls.path, callee.header)
    )


def _at_line(claim: Claim, scene: Scene) -> Seen | None:
    """The call at the stated line is one of a coroutine function, and is not awaited."""
    facts, line, path = scene.facts(claim), stated_line(claim), claim.location.path
    here = (
        [call for call in facts.calls if call.is_statement and not call.awaited and line in call.lines]
        if facts and line
        else []
    )
    for call in here:
        callee = _callee(replace(claim, subject=call.callee), scene)
        if path and callee is not None and callee.is_async and not callee.is_generator and not callee.decorators:
            return proof(f"`{callee.name}` is a coroutine function, and its call is not awaited", at(path, call.lines))
    return None


def _callee(claim: Claim, scene: Scene) -> Definition | None:
    """The only definition of that name in the file, whatever it is called on."""
    facts = scene.facts(claim)
    found = [d for d in facts.definitions if d.name == last_part(claim.subject)] if facts else []
    return found[0] if len(found) == 1 else None


_ASYNC = "async def send(message):\n    pass\n\n\nasync def run(message):\n    {}send(message)\n"

CHECK = Check(
    kind="missing-await",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("not awaited", says("`send` is not awaited."), python(_ASYNC.format("")), Verdict.CONFIRMED, (6, 6)),
        shows("awaited", says("`send` is not awaited."), python(_ASYNC.format("await ")), Verdict.REFUTED, (6, 6)),
        shows(
            "no coroutine",
            says("`run` calls `send` without awaiting it."),
            python("def send(message):\n    print(message)\n\n\nasync def run(message):\n    send(message)\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        abstains(
            "kept",
            says("`send` is not awaited."),
            python(_ASYNC.format("task = ") + "    await task\n"),
        ),
    ),
)
