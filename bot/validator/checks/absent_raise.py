"""
absent-raise: the finding says that a function, or a well-known call, never raises, or not a certain exception.

Why: one `raise` that no clause of the function can catch shows the opposite.
Blind spot: what is called may raise, so that nothing is raised is told only of functions that do nothing.
"""

from bot.model.claim import Claim
from bot.model.evidence import Strength, Verdict
from bot.validator.cases import case_of, is_harmless
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.effect_rules import effect_meant
from bot.validator.effects import confirm_raise, refute_raise
from bot.validator.outcomes import condition_of, function_meant, is_hedged, is_inert, is_meant
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a function that does nothing which could raise."""
    if (effect := effect_meant(claim, scene)) is not None:
        return refute_raise(effect, claim)
    function = function_meant(claim, scene)
    if function is None or is_hedged(claim):
        return None
    case = case_of(claim.quote, function)
    if case is not None and is_harmless(case):
        return proof(
            f"`{function.definition.name}` returns at line {case.done.line} in that case",
            at(function.path, case.done.line),
        )
    if not is_inert(function):
        return None
    return proof(f"nothing in `{function.definition.name}` raises", at(function.path, function.definition.lines))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the `raise`."""
    if (effect := effect_meant(claim, scene)) is not None:
        seen = confirm_raise(effect, claim)
        return seen if seen is not None and seen.strength is Strength.PROOF else None
    function = function_meant(claim, scene)
    if function is None or is_hedged(claim):
        return None
    wanted = claim.value.strip("`() ").split("(")[0].rpartition(".")[2]
    condition = condition_of(claim.quote.lower())
    found = [
        one
        for one in function.raised
        if one.is_free
        and one.types
        and (not wanted or wanted in one.types)
        and is_meant(condition, "", (*one.under, one.text))
    ]
    if not found:
        return None
    detail = f"`{function.definition.name}` raises `{found[0].types[0]}` at line {found[0].line}"
    return proof(detail, *(at(function.path, one.line) for one in found[:3]))


_CODE = "def add(rows, row):\n    if row in rows:\n        raise ValueError('twice')\n    rows.append(row)\n"

CHECK = Check(
    kind="absent-raise",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("it does", says("`add` never raises."), python(_CODE), Verdict.REFUTED, (3, 3)),
        shows("that one", says("`add` does not raise a ValueError."), python(_CODE), Verdict.REFUTED, (3, 3)),
        shows("empty", says("`close` never raises."), python("def close():\n    pass\n"), Verdict.CONFIRMED),
        shows(
            "a lookup with a default",
            says("`getattr(row, 'size', None)` never raises an AttributeError."),
            python("def load(row):\n    return getattr(row, 'size', None)\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        abstains("another one", says("`add` does not raise KeyError."), python(_CODE)),
        silent("a wish", says("`add` should not raise."), python(_CODE)),
    ),
)
