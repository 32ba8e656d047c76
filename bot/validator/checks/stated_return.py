"""
stated-return: the finding says what a function, or a well-known call, gives back, always or in some case.

Why: each `return` is written out, and whether control can run off the end can be told.
Blind spot: what a name or a call that is returned holds is known only where the same function makes it.
"""

import re
from collections.abc import Sequence

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.outcomes import Return
from bot.validator.cases import case_of
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent, strong
from bot.validator.effect_rules import effect_meant
from bot.validator.effects import confirm_return, refute_return
from bot.validator.outcomes import (
    Function,
    condition_of,
    function_meant,
    is_hedged,
    is_meant,
    is_possible,
    names_another,
)
from bot.validator.said_values import ARTICLE, Fits, differs, fits_of, is_told_apart
from bot.validator.scene import Scene

_NONE = frozenset({"none", "nothing", "null"})
_ALWAYS = re.compile(
    r"\b(?:always|unconditionally|in (?:all|every) cases?|regardless|every time|even (?:if|when|though))\b"
)
_OTHER = re.compile(
    r"^(?:(?:an? )?(?:coroutine|awaitable|future|task)|early|immediately|to|from|without|control|before|after|here|first|only|too|wrong|incorrect|invalid|correct|different|same|that|more)\b"
)

_LOOKED_UP = re.compile(r"^[\w.]+\.get\([^(),]+\)$")
"""A key is looked up without a default."""

_OF_ITEMS = re.compile(r"^(?!.*\breturns?\b).*\byields?\b", re.DOTALL)
"""What a generator gives one by one is not what a call of it returns."""


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a return of that value in the case that the words name, or that every return gives it."""
    if (effect := effect_meant(claim, scene)) is not None:
        return confirm_return(effect, claim)
    function = function_meant(claim, scene)
    if function is None or is_hedged(claim) or _OF_ITEMS.search(claim.words):
        return None
    if _is_none(claim):
        return _confirm_none(claim, function)
    fits = fits_of(claim.value, claim.quote)
    if fits is None:
        return None
    found = [one for one in function.returned if fits(one)]
    others = [one for one in function.returned if not fits(one)]
    if not found:
        return None
    name, lines = function.definition.name, [at(function.path, one.line) for one in found[:3]]
    detail = f"`{name}` returns {_shown(found[0])} at line {found[0].line}"
    if not others and not function.definition.falls_off_end:
        return proof(detail, *lines)
    if function.definition.is_generator and "yield" in (found[0].shape,):
        return proof(f"`{name}` is a generator", *lines)
    if _ALWAYS.search(claim.words):
        return None
    meant = (
        [one for one in found if is_meant(_condition(claim), "", one.under, at_end=not one.under)]
        if _condition(claim)
        else []
    )
    return proof(detail, *lines) if meant or _covers_ends(claim, found) else strong(detail, *lines)


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that no return can give that value."""
    if (effect := effect_meant(claim, scene)) is not None:
        return refute_return(effect, claim)
    function = function_meant(claim, scene)
    if function is None or is_hedged(claim) or _OTHER.match(claim.value.lower()):
        return None
    return _refute_of(claim, function) or _refute_by_case(claim, function)


def _refute_of(claim: Claim, function: Function) -> Seen | None:
    name, path = function.definition.name, function.path
    if _OF_ITEMS.search(claim.words):
        own = function.definition
        return None if own.is_generator else proof(f"`{name}` yields nothing", at(path, own.header))
    shown = [at(path, one.line) for one in function.returned[:3]] or [at(path, function.definition.header)]
    if _is_none(claim):
        if function.definition.is_generator:
            return None
        if _says_nothing(claim, function):
            return proof(f"`{name}` returns {_shown(function.returned[0])}", *shown)
        if function.may_give_none:
            return _refute_always(claim, function) if _ALWAYS.search(claim.words) else None
        return proof(f"`{name}` returns a value that is not None on every path", *shown)
    if not function.definition.returns_value and not function.definition.is_generator:
        fits = fits_of(claim.value, claim.quote)
        is_said = fits is not None or ARTICLE.match(claim.value) or claim.value.isidentifier()
        return proof(f"`{name}` has no return with a value", at(path, function.definition.header)) if is_said else None
    if other := names_another(claim.value, function):
        return proof(f"`{name}` returns `{other.text}` at line {other.line}", at(path, other.line))
    wanted = fits_of(claim.value, claim.quote)
    if wanted is None or not is_told_apart(claim.value, claim.quote):
        return None
    if any(wanted(one) or not (one.shape or differs(one, claim.value, claim.quote)) for one in function.returned):
        return None
    first = function.returned[0] if function.returned else None
    detail = f"`{name}` returns {_shown(first)} at line {first.line}" if first else f"`{name}` returns nothing like it"
    return proof(f"{detail}, and nowhere what is said", *shown)


def _refute_by_case(claim: Claim, function: Function) -> Seen | None:
    """In the very case that the words name, a test of the function leaves it in another way, and so does what stands before."""
    case, fits = case_of(claim.quote, function), fits_of(claim.value, claim.quote)
    is_none = _is_none(claim)
    if (
        case is None
        or function.definition.is_generator
        or not (is_none or (fits and is_told_apart(claim.value, claim.quote)))
    ):
        return None
    for one in (*case.before, case.done):
        if isinstance(one, Return) and (_may_be_none(one) if is_none else _may_be(one, claim.value, claim.quote, fits)):
            return None
    done = f"returns {_shown(case.done)}" if isinstance(case.done, Return) else f"raises `{case.done.text}`"
    detail = f"`{function.definition.name}` {done} at line {case.done.line} in that case"
    return proof(detail, at(function.path, case.done.line))


def _may_be_none(one: Return) -> bool:
    return one.shape == "None" or not one.is_something


def _may_be(one: Return, value: str, quote: str, fits: Fits | None) -> bool:
    return fits is None or fits(one) or not (one.shape or differs(one, value, quote))


def _confirm_none(claim: Claim, function: Function) -> Seen | None:
    lines = function.gives_none or tuple(one.line for one in function.returned if _LOOKED_UP.search(one.text))
    if not lines or function.definition.is_generator:
        return None
    name, path = function.definition.name, function.path
    if not function.gives_values and function.gives_none:
        return proof(f"`{name}` returns no value on any path", at(path, function.definition.header))
    if _ALWAYS.search(claim.words):
        return None
    if is_possible(claim) and function.gives_none:
        return proof(f"`{name}` can return None", *(at(path, line) for line in lines[:3]))
    explicit = [one for one in function.returned if one.shape == "None"]
    condition = _condition(claim)
    meant = [one.line for one in explicit if is_meant(condition, "", one.under, at_end=not one.under)]
    looked_up = [
        one for one in function.returned if _LOOKED_UP.search(one.text) and is_meant(condition, "", (), at_end=True)
    ]
    under = [test for one in function.returned for test in one.under]
    if function.definition.falls_off_end and is_meant(condition, "", under, at_end=True):
        return proof(f"`{name}` can run off its end, which returns None", at(path, lines[-1]))
    if looked_up and condition:
        return proof(
            f"`{name}` returns `{looked_up[0].text}`, which is None for a key that is not there",
            at(path, looked_up[0].line),
        )
    if meant:
        return proof(f"`{name}` returns None at line {meant[0]}", *(at(path, line) for line in meant[:3]))
    return strong(f"`{name}` can return None", *(at(path, line) for line in lines[:3]))


def _refute_always(claim: Claim, function: Function) -> Seen | None:
    """ "Always returns None" is false where some return gives something."""
    given = [one for one in function.gives_values if one.is_something]
    if not given:
        return None
    return proof(
        f"`{function.definition.name}` returns {_shown(given[0])} at line {given[0].line}",
        at(function.path, given[0].line),
    )


def _says_nothing(claim: Claim, function: Function) -> bool:
    """Whether it is said that nothing is returned, but something is on every path, whatever it is."""
    is_plain = claim.value.strip("`'\" ").lower() == "nothing"
    return is_plain and bool(function.returned) and not function.gives_none


def _condition(claim: Claim) -> str:
    return condition_of(claim.quote.lower())


def _covers_ends(claim: Claim, found: Sequence[Return]) -> bool:
    """Whether a value is said without a condition and is what stands at the end of the function, under no test."""
    return not _condition(claim) and any(not one.under for one in found)


def _is_none(claim: Claim) -> bool:
    """Whether None is meant; in lower case and quotation marks it is a word like any other."""
    said = claim.value.strip("`'\" ")
    return said.lower() in _NONE and not (said.islower() and re.search(rf"['\"]{said}['\"]", claim.quote))


def _shown(one: Return) -> str:
    return f"`{one.text}`" if one.text else "a value" if one.shape == "yield" else "None"


_FIRST = "def first(rows):\n    for row in rows:\n        if row:\n            return row\n    return None\n"
_COUNT = "def count(rows):\n    found = {}\n    for row in rows:\n        found[row] = 1\n    return found\n"

CHECK = Check(
    kind="stated-return",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("None", says("`first` returns None when nothing is found."), python(_FIRST), Verdict.CONFIRMED, (5, 5)),
        shows(
            "never None",
            says("`size` returns None for empty input."),
            python("def size(rows):\n    if not rows:\n        return 0\n    return len(rows)\n"),
            Verdict.REFUTED,
        ),
        shows("a type", says("`count` returns a dict."), python(_COUNT), Verdict.CONFIRMED, (5, 5)),
        shows("another type", says("count returns a list of names"), python(_COUNT), Verdict.REFUTED, (5, 5)),
        shows(
            "nothing at all",
            says("`save` returns the path."),
            python("def save(path):\n    write(path)\n"),
            Verdict.REFUTED,
        ),
        shows(
            "a generator",
            says("`pairs` returns a list."),
            python("def pairs(rows):\n    for row in rows:\n        yield row, 1\n"),
            Verdict.REFUTED,
        ),
        shows(
            "in another case",
            says("`first` returns None if the database is down."),
            python("def first(rows):\n    if rows.empty:\n        return None\n    return rows[0]\n"),
            Verdict.PLAUSIBLE,
        ),
        shows(
            "the default of a lookup",
            says("`options.get('size', 3)` returns None if the key is missing."),
            python("def load(options):\n    return options.get('size', 3)\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "what is not there",
            says("`os.getenv('SIZE')` returns None when the variable is not set."),
            python("import os\n\n\ndef load():\n    return os.getenv('SIZE')\n"),
            Verdict.CONFIRMED,
            (5, 5),
        ),
        shows(
            "another value in that case",
            says("`mode` returns 'b' when `kind` is 'a'."),
            python("def mode(kind):\n    if kind == 'a':\n        return 'a'\n    return 'b'\n"),
            Verdict.REFUTED,
            (3, 3),
        ),
        shows(
            "any other value",
            says("`mode` returns 'b' for any kind other than 'a'."),
            python("def mode(kind):\n    return 'a' if kind == 'a' else 'b'\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        abstains(
            "one by one",
            says("`pairs` yields a list."),
            python("def pairs(rows):\n    yield rows, 1\n"),
        ),
        abstains("unknown", says("`load` returns a list."), python("def load(path):\n    return read(path)\n")),
        silent("a wish", says("`load` should return a list."), python("def load(path):\n    return {}\n")),
    ),
)
