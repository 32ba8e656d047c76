"""
stated-raise: the finding says that a function, or a well-known call, raises an exception.

Why: each `raise` is written out.
Blind spot: what is called may raise anything, so that nothing is raised is told only of functions that call nothing.
"""

import builtins
import re
from collections.abc import Sequence

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.outcomes import Raise
from bot.validator.cases import cannot_raise, case_of, is_harmless
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent, strong
from bot.validator.effect_rules import effect_meant
from bot.validator.effects import confirm_raise, refute_raise
from bot.validator.handling import handlers_meant
from bot.validator.outcomes import Function, condition_of, function_meant, is_hedged, is_inert, is_meant
from bot.validator.scene import Scene

_LAST = re.compile(r"\w+$")
_ALWAYS = re.compile(
    r"\b(?:for|on|in|at|upon|with) (?:every|any|all|each)\b|\b(?:regardless|no matter|always|unconditionally|whatever)\b"
)
_NOT_FOUND = re.compile(
    r"\b(?:not found|cannot be found|(?:is|are)(?: not|n't) (?:there|in|present|found|known)|no (?:\w+ )?(?:match\w*|results?|messages?|such)|has no|have no|does(?: not|n't) exist|"
    r"missing|unknown|nothing (?:matches|is found)|no \w+ matches)\b"
)
_SEEKING = frozenset({"remove", "index", "pop", "next", "get", "one", "first"})
_FOR_ABSENCE = frozenset({"KeyError", "LookupError", "ValueError", "IndexError"})
_AGAIN = re.compile(r"\b(?:re-?rais|re-?throw|raised again|propagat)\w*")
_AFTERWARDS = re.compile(
    r"^(?:after|once|when|as) (?:it |having |it is |it was )?(?:been )?(?:logg|clean|clos|roll|record|report|count|notif)\w*.*"
)
"""What is done before it is raised again is no condition."""
_ALIASES = {"IOError": "OSError", "EnvironmentError": "OSError"}


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the `raise` of that exception in the function."""
    if (effect := effect_meant(claim, scene)) is not None:
        return confirm_raise(effect, claim)
    function = function_meant(claim, scene, stubs=True)
    if function is None or is_hedged(claim):
        return _again(claim, scene, does=True) if function is None else None
    found = _found(claim, function.raised)
    if not found:
        return None
    if _ALWAYS.search(claim.words):
        return None  # that it raises nothing else, or in every case, is not shown by one `raise`
    condition = _AFTERWARDS.sub("", condition_of(claim.quote.lower()))
    if _AGAIN.search(claim.words) and not condition:
        found = [one for one in found if one.is_again] or found
    meant = [one for one in found if is_meant(condition, "", (*one.under, one.text), at_end=not one.under)]
    found = meant or found
    what = "re-raises what it caught" if found[0].is_again else f"raises `{', '.join(found[0].types)}`"
    detail = f"`{function.definition.name}` {what} at line {found[0].line}"
    lines = [at(function.path, one.line) for one in found[:3]]
    return proof(detail, *lines) if meant else strong(detail, *lines)


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that the function cannot raise, or that what it does in that case is something else."""
    if (effect := effect_meant(claim, scene)) is not None:
        return refute_raise(effect, claim)
    function = function_meant(claim, scene)
    if function is None:
        return _again(claim, scene, does=False)
    if is_hedged(claim) or _found(claim, function.raised):
        return None
    name, path = function.definition.name, function.path
    if is_inert(function):
        return proof(f"nothing in `{name}` raises", at(path, function.definition.lines))
    condition = condition_of(claim.quote.lower())
    catching = [
        handler
        for one in function.facts.tries
        if one.scope == function.definition.qualified
        for handler in one.handlers
    ]
    if claim.value and _AGAIN.search(claim.words):
        caught = [one for one in catching if _name(claim.value) in map(_name, one.types)]
        kept = bool(caught) and not any(one.raises for one in caught)
        detail = f"the clause that catches `{_name(claim.value)}` does not raise"
        return proof(detail, *(at(path, one.lines) for one in caught[:3])) if kept else None
    if not claim.value:
        nowhere = catching and not any(one.line in function.definition.lines for one in function.facts.outcomes.raised)
        return proof(f"`{name}` has no `raise`", *(at(path, one.lines) for one in catching[:3])) if nowhere else None
    case = case_of(claim.quote, function)
    if case is not None and is_harmless(case):
        return proof(f"`{name}` returns at line {case.done.line} in that case", at(path, case.done.line))
    wanted = _name(claim.value)
    if cannot_raise(wanted, function, scene.source(claim)):
        return proof(f"nothing in `{name}` raises `{wanted}`", at(path, function.definition.lines))
    raised = [
        one
        for one in function.raised
        if condition and one.types and one.under and is_meant(condition, "", (*one.under, one.text))
    ]
    others = [one for one in raised if not any(_may_be(wanted, given) for given in one.types)]
    if others and len(others) == len(raised) and not _is_builtin_relative(wanted, others):
        given = ", ".join(others[0].types)
        return proof(f"`{name}` raises `{given}` at line {others[0].line}", at(path, others[0].line))
    return _refute_by_end(wanted, condition, function) or _refute_by_handler(wanted, function)


def _again(claim: Claim, scene: Scene, *, does: bool) -> Seen | None:
    """What the clauses that catch an exception by name do with it, where no function is named."""
    path, name = claim.location.path, _name(claim.value)
    if path is None or not name or claim.subject or is_hedged(claim) or not _AGAIN.search(claim.words):
        return None
    found = [one for one in handlers_meant(claim, scene) or () if name in map(_name, one.types)]
    if not found or condition_of(claim.words) or any(one.raises is not does for one in found):
        return None
    what = "raises" if does else "does not raise"
    return proof(f"the clause that catches `{name}` {what}", *(at(path, one.lines) for one in found[:3]))


def _refute_by_handler(wanted: str, function: Function) -> Seen | None:
    """Everything that the function calls is called where that exception is caught for good."""
    own, facts = function.definition, function.facts
    tries = [one for one in facts.tries if one.scope == own.qualified]
    catching = [
        (one, handler)
        for one in tries
        for handler in one.handlers
        if wanted in map(_name, handler.types) and not handler.raises
    ]
    if len(catching) != 1:
        return None
    block, handler = catching[0]
    calls = [call for call in facts.calls if call.scope == own.qualified]
    safe = [call for call in calls if call.lines.start in block.body or call.lines.start in handler.lines]
    if len(safe) != len(calls) or not calls or function.raised:
        return None
    return proof(f"`{own.name}` catches `{wanted}` at line {handler.lines.start}", at(function.path, handler.lines))


def _refute_by_end(wanted: str, condition: str, function: Function) -> Seen | None:
    """What is not found leads to the end of the function, which returns None."""
    own = function.definition
    ends = [one.line for one in function.returned if one.shape == "None" and not one.under]
    if own.falls_off_end and own.returns_value:
        ends.append(own.lines.end)
    seeks = any(call.name in _SEEKING and call.scope == own.qualified for call in function.facts.calls)
    if not ends or seeks or not _NOT_FOUND.search(condition) or wanted not in _FOR_ABSENCE:
        return None
    return proof(f"`{own.name}` then runs to its end and returns None", at(function.path, ends[-1]))


def _found(claim: Claim, raised: Sequence[Raise]) -> list[Raise]:
    if not claim.value:
        # "Re-raises the last exception": what a handler caught, under whatever name it was kept.
        return [one for one in raised if one.is_again or not one.types]
    wanted = _name(claim.value)
    return [one for one in raised if any(_may_be(wanted, name) for name in one.types)]


def _name(text: str) -> str:
    found = _LAST.search(text.strip("`() ").split("(")[0])
    name = found[0] if found else ""
    return _ALIASES.get(name, name)


def _may_be(wanted: str, given: str) -> bool:
    return wanted == _ALIASES.get(given, given)


def _is_builtin_relative(wanted: str, others: list[Raise]) -> bool:
    """Whether one of two exceptions is a kind of the other, so that both are right; of our own ones that can't be told."""
    known = {name: getattr(builtins, name, None) for name in (wanted, *(t for one in others for t in one.types))}
    mine = known[wanted]
    if not isinstance(mine, type):
        return True
    return any(
        not isinstance(other, type) or issubclass(other, mine) or issubclass(mine, other)
        for name, other in known.items()
        if name != wanted
    )


_CODE = (
    "def add(rows, row):\n    if row in rows:\n        raise ValueError('duplicate')\n    rows.append(row)\n\n\n"
    "def close(self):\n    pass\n"
)

CHECK = Check(
    kind="stated-raise",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("raised", says("`add` raises a `ValueError` for duplicates."), python(_CODE), Verdict.CONFIRMED, (3, 3)),
        shows("another", says("`add` raises KeyError if the row is there."), python(_CODE), Verdict.REFUTED, (3, 3)),
        shows("nothing", says("`close` raises NotImplementedError."), python(_CODE), Verdict.REFUTED, (7, 8)),
        shows(
            "a lookup with a default",
            says("`options.get('size', 3)` raises a KeyError if the key is missing."),
            python("def load(options):\n    return options.get('size', 3)\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "a lookup without one",
            says("`options.pop('size')` raises a KeyError if it is not passed."),
            python("def load(**options):\n    return options.pop('size')\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "of an unknown receiver",
            says("`options.pop('size')` raises a KeyError if it is not passed."),
            python("def load(options):\n    return options.pop('size')\n"),
            Verdict.PLAUSIBLE,
        ),
        shows(
            "not in that case",
            says("`first` raises an IndexError if `rows` is empty."),
            python("def first(rows):\n    if not rows:\n        return None\n    return rows[0]\n"),
            Verdict.REFUTED,
            (3, 3),
        ),
        abstains(
            "a method of its own",
            says("`box.get('a')` raises a KeyError if `a` is missing."),
            python(
                "class Box:\n    def get(self, key):\n        return self.rows[key]\n\n\ndef load(box):\n    return box.get('a')\n"
            ),
        ),
        abstains("in every case", says("`add` raises a `ValueError` for every row that it gets."), python(_CODE)),
        abstains("by a call", says("`add` raises TypeError."), python(_CODE)),
        silent("a wish", says("`add` should raise an error."), python(_CODE)),
    ),
)
