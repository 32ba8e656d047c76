"""
call-mismatch: the finding says that a call gives too many arguments, too few, or one that the function does not take.

Why: both the call and the signature are written out.
Blind spot: functions of other files, decorated ones, and arguments that are unpacked are left alone.
"""

import re

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene
from bot.validator.signature import Misfit, misfit_of, target_of
from bot.validator.stated import stated_line

_WHITE = re.compile(r"[\s'\"]+")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a call that does not fit, for the reason that the words give."""
    path = claim.location.path
    wrong = [(call, misfit) for call, misfit in _meant(claim, scene) or () if misfit is not None]
    if path is None or not wrong:
        return None
    fitting = [(call, misfit) for call, misfit in wrong if not claim.value or _names(claim, misfit)]
    if not fitting:
        return None
    call, misfit = fitting[0]
    return proof(f"in the call of `{call.callee}`, {misfit.detail}", at(path, call.lines))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that each call which may be meant fits the signature."""
    path, found = claim.location.path, _meant(claim, scene)
    if path is None or not found or any(misfit is not None for _, misfit in found):
        return None
    call = found[0][0]
    return proof(f"the call of `{call.callee}` fits its signature", *(at(path, one.lines) for one, _ in found[:3]))


def _names(claim: Claim, misfit: Misfit) -> bool:
    said = claim.value.strip("`'\" ").split("=")[0].strip()
    return said == misfit.name or (not misfit.name and not said.isidentifier())


def _meant(claim: Claim, scene: Scene) -> list[tuple[Call, Misfit | None]] | None:
    """The calls that may be meant, each with what is wrong with it; None where one of them can't be told."""
    facts, line, universe = scene.facts(claim), stated_line(claim), scene.universe(claim)
    if facts is None or not is_settled(claim):
        return None
    name = last_part(claim.subject)
    text = _WHITE.sub("", claim.subject).removesuffix("...)").removesuffix(",")
    calls = [call for call in facts.calls if call.name == name] if name else list(facts.calls)
    if "(" in text and not text.endswith("()"):
        calls = [call for call in calls if _WHITE.sub("", call.text).startswith(text.rstrip(")"))]
    if line is not None and (here := [call for call in calls if line in call.lines]):
        calls = here
    elif not name:
        return None
    if universe is not None and (inside := [call for call in calls if call.lines.start in universe.lines]):
        calls = inside
    found: list[tuple[Call, Misfit | None]] = []
    for call in calls:
        target = target_of(call, facts)
        if target is None:
            if name:
                return None
            continue  # in a line of several calls, one that is not known is not the one that is meant
        if name or misfit_of(call, target[1]) is not None:
            found.append((call, misfit_of(call, target[1])))
    return found


_CODE = "def send(text, to, *, copy=False):\n    return text, to, copy\n\n\nsend('a', 'b', True)\nsend('a', 'b')\nsend('a', to='b', cc=1)\n"

CHECK = Check(
    kind="call-mismatch",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "too many",
            says("Too many positional arguments for `send`.", line=5),
            python(_CODE),
            Verdict.CONFIRMED,
            (5, 5),
        ),
        shows("unknown", says("Unexpected keyword argument `cc`.", line=7), python(_CODE), Verdict.CONFIRMED, (7, 7)),
        shows(
            "fits", says("Too many positional arguments for `send`.", line=6), python(_CODE), Verdict.REFUTED, (6, 6)
        ),
        abstains("elsewhere", says("Too many arguments for `post`.", line=5), python(_CODE)),
        silent("a wish", says("Add an argument to `send`."), python(_CODE)),
    ),
)
