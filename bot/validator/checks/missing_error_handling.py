"""
missing-error-handling: the finding says that what may go wrong in a call is not handled.

Why: a call that stands inside a try with a clause for the error is handled right there.
Blind spot: callers and frameworks may handle it, so a missing try is no proof; whether the handling is right is not judged.
"""

import re

from bot.code.quotes import squeeze
from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call, Facts, Handler
from bot.model.place import Extent
from bot.validator.calls import is_certain, is_live_anywhere, is_settled, quiet_mentions, shadow_of
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, weak
from bot.validator.handling import calls_meant, catches, guards_of, is_suppressed, last
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_NO_TRY = re.compile(
    r"\b(?:no|not (?:have |contain )?any|n't (?:have |contain )?any|without any|lacks any) try[-/ ]?(?:except|catch)?(?:es)?(?: blocks?| statements?| clauses?)?\b(?! (?:around|in «|for|on|when))|"
    r"\b(?:no|without any|lacks(?: any)?) exception[- ]handling(?: at all| whatsoever)?(?: in (?:the|this) (?:\w+ )?(?:file|module|code|test|class|script))?\W*$"
)

_OF_CALL = re.compile(r"\b(?:calls?|called|calling|around|wrap(?:ped|ping)?)\b")
"""Words that speak of a call in this file, not of a case or an event that happens elsewhere."""
_SPECIAL = re.compile(
    r"\b(?:when|if|while|during|around|from|raised|thrown|case|unless|properly|correctly|gracefully|twice|second|first|by|for|at|on line)\b"
)
"""Words after which one case is meant, not the function as a whole."""
_SHORTEST = 3


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """A call outside any try is weak support: the caller may handle what it raises."""
    facts, path = scene.facts(claim), claim.location.path
    found = calls_meant(claim, scene) if claim.subject else ()
    if (
        facts is not None
        and path is not None
        and _NO_TRY.search(claim.words)
        and not facts.tries
        and is_certain(claim, scene)
    ):
        return proof("this file has no try statement", at(path, claim.location.extent or 1))
    if facts is None or path is None or not found or any(call.guarded or is_suppressed(call, facts) for call in found):
        return None
    return weak(f"`{found[0].callee}` is called outside any try", *(at(path, call.lines) for call in found[:3]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that every call that may be meant stands in a try with a clause that catches what is named."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is not None and path is not None and claim.value and not claim.subject and claim.scope:
        return _clause_of_scope(claim, scene, facts, path) or _handled_function(claim, scene, path)
    found = calls_meant(claim, scene)
    if not found and claim.subject and (seen := _only_spoken_of(claim, scene)):
        return seen
    if facts is None or path is None:
        return None
    if not found:
        return _handled_line(claim, facts, path) or _handled_function(claim, scene, path)
    shown = [_handled(call, claim, facts) for call in found]
    if any(extent is None for extent in shown):
        return None
    extents = [extent for extent in shown if extent is not None]
    return proof(
        f"`{found[0].callee}` is called inside a try that handles it",
        *(at(path, extent) for extent in dict.fromkeys(extents[:3])),
    )


def _clause_of_scope(claim: Claim, scene: Scene, facts: Facts, path: str) -> Seen | None:
    """Proof that the function that is named has a clause for the exception, which does not merely let it pass."""
    universe, exception = scene.universe(claim), last(claim.value)
    if universe is None or not exception[:1].isupper() or _SPECIAL.search(claim.words):
        return None
    for handler in (one for block in facts.tries if block.lines.overlaps(universe.lines) for one in block.handlers):
        is_own = exception in map(last, handler.types) and handler.lines.start in universe.lines
        if is_own and not _passes_on(handler, facts):
            return proof(f"`{universe.name}` has a clause for `{exception}`", at(path, handler.lines))
    return None


def _passes_on(handler: Handler, facts: Facts) -> bool:
    """Whether a clause raises again what it caught."""
    return any(name in ("", handler.name) and line in handler.lines for name, line, _ in facts.raises)


def _handled_line(claim: Claim, facts: Facts, path: str) -> Seen | None:
    """Proof that the very line stands in a try with a clause for the exception that is named."""
    line, exception = stated_line(claim), last(claim.value)
    if line is None or not exception[:1].isupper():
        return None
    for block in facts.tries:
        handler = next((one for one in block.handlers if line in block.body and catches(one, exception)), None)
        if handler is not None:
            return proof(f"the line stands in a try that catches `{exception}`", at(path, handler.lines))
    return None


def _handled_function(claim: Claim, scene: Scene, path: str) -> Seen | None:
    """Proof that the function that is named has a clause for the exception, and that what is quoted stands in a try."""
    facts, universe, exception = scene.facts(claim), scene.universe(claim), last(claim.value)
    if facts is None or universe is None or claim.subject or not exception[:1].isupper():
        return None
    tries = [block for block in facts.tries if block.lines.overlaps(universe.lines)]
    named = [h for block in tries for h in block.handlers if exception in map(last, h.types) and not h.is_silent]
    named = [handler for handler in named if not _passes_on(handler, facts)]
    calls = [
        call
        for call in facts.calls
        if call.lines.overlaps(universe.lines) and squeeze(call.text) in squeeze(claim.quote)
    ]
    if not named or any(not call.guarded for call in calls):
        return None
    return proof(f"`{universe.name}` catches `{exception}` at line {named[0].lines.start}", at(path, named[0].lines))


def _only_spoken_of(claim: Claim, scene: Scene) -> Seen | None:
    """Proof that no line calls what is to be guarded: its name stands only in commented-out code, or in prose."""
    name = last_part(claim.subject)
    if (
        len(name) < _SHORTEST
        or not _OF_CALL.search(claim.words)
        or not is_settled(claim)
        or is_live_anywhere(claim, scene, name)
    ):
        return None
    if shadow := shadow_of(claim, scene, name):
        return proof(f"`{name}` is called only in commented-out code", *shadow)
    mentions = quiet_mentions(claim, scene, name)
    return (
        proof(f"nothing calls `{name}` here; the word stands only in comments and docstrings", *mentions)
        if mentions
        else None
    )


def _handled(call: Call, claim: Claim, facts: Facts) -> Extent | None:
    exception = last(claim.value)
    named = exception[:1].isupper()
    for block in guards_of(call, facts):
        for handler in block.handlers:
            if (named and catches(handler, exception)) or (not named and not handler.is_silent):
                return handler.lines
    return None if named else is_suppressed(call, facts)


CHECK = Check(
    kind="missing-error-handling",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "none at all",
            says("The file has no exception handling."),
            python("def load(path):\n    return open(path).read()\n"),
            Verdict.CONFIRMED,
        ),
        shows(
            "outside any try",
            says("There is no error handling around `fetch`."),
            python("def f():\n    fetch()\n"),
            Verdict.PLAUSIBLE,
            (2, 2),
        ),
        shows(
            "inside a try",
            says("There is no error handling around `fetch`."),
            python("try:\n    fetch()\nexcept OSError:\n    stop()\n"),
            Verdict.REFUTED,
            (3, 4),
        ),
        shows(
            "the named exception",
            says("`OSError` is not handled when calling `fetch`."),
            python("try:\n    fetch()\nexcept OSError:\n    stop()\n"),
            Verdict.REFUTED,
            (3, 4),
        ),
        shows(
            "a clause of the function",
            says("`f` doesn't handle `KeyError`, so a missing key ends it."),
            python("def f():\n    try:\n        fetch()\n    except KeyError:\n        raise ValueError\n"),
            Verdict.REFUTED,
            (4, 5),
        ),
        abstains(
            "a clause that lets it pass",
            says("`f` doesn't handle `KeyError`."),
            python("def f():\n    try:\n        fetch()\n    except KeyError:\n        raise\n"),
        ),
        abstains(
            "another exception",
            says("`KeyError` is not handled when calling `fetch`."),
            python("try:\n    fetch()\nexcept OSError:\n    stop()\n"),
        ),
        shows(
            "no try at all",
            says("There is no try/except block in any of the functions."),
            python("def f():\n    fetch()\n"),
            Verdict.CONFIRMED,
        ),
        shows(
            "only spoken of",
            says("There is no error handling around `fetch`."),
            python("# fetch runs elsewhere\nx = 1\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        shows(
            "the function catches it",
            says("`load` does not catch the `KeyError` when the header is absent."),
            python("def load(env):\n    try:\n        return env['a']\n    except KeyError:\n        stop()\n"),
            Verdict.REFUTED,
            (4, 5),
        ),
        abstains("no call", says("There is no error handling around `fetch`."), python("x = 1\n")),
    ),
)
