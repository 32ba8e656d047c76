"""What becomes of the result of a call: dropped, kept, or asked."""

import re

from bot.code.queries import bindings_of, definitions_named
from bot.model.claim import Claim
from bot.model.facts import Call, Facts, SourceFile
from bot.validator.calls import Calls, calls_of, is_settled
from bot.validator.check import Seen, at, proof
from bot.validator.scene import Scene

_OF_RESULT = re.compile(r"\b(?:return(?:ed)? (?:values?|codes?|status)|results?|exit (?:codes?|status)|error return)\b")
_ASKS = re.compile(r"\b(?:checked|verified|validated|inspected|examined|tested|evaluated|unchecked)\b")
_TESTS = re.compile(r"\s*(?:if|elif|while|assert)\b")


def speaks_of_result(claim: Claim) -> bool:
    """Whether the words are about what a call gives back."""
    return bool(claim.subject) and _OF_RESULT.search(claim.words) is not None


def dropped(claim: Claim, scene: Scene) -> Seen | None:
    """Proof that every call that may be meant is a statement of its own, so that nothing keeps what it gives back."""
    calls, facts = _calls(claim, scene), scene.facts(claim)
    if calls is None or facts is None or not all(call.is_statement for call in calls.inside):
        return None
    if any(not one.returns_value for one in definitions_named(facts, calls.inside[0].callee)):
        return None
    return proof(f"`{calls.inside[0].callee}` is called, and nothing takes what it gives back", *calls.lines())


def taken(claim: Claim, scene: Scene) -> Seen | None:
    """Proof that every call that may be meant is asked for its result, or, where that is all that is denied, used."""
    calls, facts, source = _calls(claim, scene), scene.facts(claim), scene.source(claim)
    if calls is None or facts is None or source is None:
        return None
    is_taken = _is_tested if _ASKS.search(claim.words) else _is_used
    if not all(is_taken(call, facts, source) for call in calls.inside):
        return None
    first = calls.inside[0]
    what = "is tested" if is_taken is _is_tested else "is used"
    return proof(f"what `{first.callee}` gives back {what}", at(source.path, first.statement))


def _calls(claim: Claim, scene: Scene) -> Calls | None:
    calls = calls_of(claim, scene) if is_settled(claim) else None
    if calls is None or not calls.inside or (claim.scope and calls.universe is None):
        return None
    return calls


def _is_tested(call: Call, facts: Facts, source: SourceFile) -> bool:
    """In the head of a test, or kept under a name that a later test asks."""
    if not call.is_statement and _TESTS.match(source.lines[call.statement.start - 1]):
        return True
    name = call.assigned_to
    return bool(name) and any(
        name in guard.names and guard.line >= call.lines.end and guard.scope == call.scope for guard in facts.guards
    )


def _is_used(call: Call, facts: Facts, source: SourceFile) -> bool:
    """Part of something larger, or kept under a name that is read later."""
    del source
    if call.is_statement or call.awaited:
        return False
    if not call.assigned_to:
        return True
    kept = bindings_of(facts, call.assigned_to, call.lines.start)
    return len(kept) == 1 and any(line > call.lines.end for line in kept[0].reads)
