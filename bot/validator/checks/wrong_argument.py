"""
wrong-argument: the finding says that a call is given a certain argument, or that arguments are swapped.

Why: the named call may be commented out, and the argument may belong to another call; both can be read.
Blind spot: whether a value is the right one is a judgement; values behind `*args` or other names are unknown.
"""

import re
from collections.abc import Sequence

from bot.code.quotes import squeeze
from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Argument, Call, DefinitionKind, Facts
from bot.validator.calls import Calls, calls_of, is_settled, proposes, shadow_of
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, strong
from bot.validator.scene import Scene

_SWAPPED = re.compile(r"\b(?:swapped|reversed|transposed|wrong order|out of order|mixed up|inverted)\b")
_BEFORE = re.compile(r"» before ")
_PLAIN = re.compile(r"[\w.]{1,60}|(['\"])[\w .,:/-]{1,40}\1|\w{1,40}=[\w.]{1,40}")
"""Values that are written in one way only, so that their absence can be seen: names, numbers, short texts, keywords."""


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """A live call is given the named argument; the call that the words count, where it exists."""
    if _SWAPPED.search(claim.words) or not is_settled(claim) or not claim.value:
        return None
    if _BEFORE.search(claim.words):
        return _in_order(claim, scene, claim.subject, claim.value)
    if not claim.subject:
        return _given_to_any(claim, scene)
    calls = calls_of(claim, scene)
    if calls is None:
        return None
    given = [call for call in calls.inside if _takes(call, claim.value)]
    counted = _counted(calls.inside, claim.ordinal)
    found = [counted] if counted in given else given
    if not found:
        return None
    line = found[0].lines.start
    return strong(
        f"the call of `{claim.subject}` at line {line} is given `{claim.value}`", at(calls.path, found[0].lines)
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """No live call of that name is given the named argument, and it could not be given under another name."""
    if not is_settled(claim) or proposes(claim):
        return None
    if _SWAPPED.search(claim.words):
        return _in_place(claim, scene)
    if _BEFORE.search(claim.words):
        return _in_order(claim, scene, claim.value, claim.subject)
    facts = scene.facts(claim)
    calls = calls_of(claim, scene) if claim.value and claim.subject else None
    if facts is None or calls is None or not _is_distinct(claim, facts):
        return None
    shadow = shadow_of(claim, scene, claim.subject)
    if not calls.everywhere:
        return proof(f"`{claim.subject}` is called only in commented-out code", *shadow) if shadow else None
    if any(_is_spread(call) or _mentions(call, claim.value) for call in calls.everywhere):
        return None
    dead = "; a call that is commented out may be meant" if shadow else ""
    detail = f"no live call of `{claim.subject}` is given `{claim.value}`{dead}"
    return proof(detail, *calls.lines(calls.everywhere), *shadow)


def _counted(calls: Sequence[Call], ordinal: int | None) -> Call | None:
    if not ordinal or ordinal > len(calls):
        return None
    return calls[ordinal - 1] if ordinal > 0 else calls[-1]


def _given_to_any(claim: Claim, scene: Scene) -> Seen | None:
    facts, path, place = scene.facts(claim), claim.location.path, claim.location.extent
    given = [call for call in facts.calls if _takes(call, claim.value)] if facts else []
    found = next(
        (call for call in given if place is not None and call.lines.overlaps(place)), given[0] if given else None
    )
    if found is None or path is None:
        return None
    return strong(
        f"the call of `{found.callee}` at line {found.lines.start} is given `{claim.value}`", at(path, found.lines)
    )


def _takes(call: Call, value: str) -> bool:
    wanted = _key(value)
    return any(wanted in (_key(a.text), f"{a.keyword}={_key(a.text)}", a.keyword) for a in call.arguments)


def _key(text: str) -> str:
    return squeeze(text).replace('"', "'")


def _mentions(call: Call, value: str) -> bool:
    """Whether the value stands anywhere in the arguments, be it as a part."""
    keyword, is_keyed, _ = _key(value).partition("=")
    given = next((a for a in call.arguments if is_keyed and a.keyword == keyword), None)
    if given is not None and given.is_constant:
        return _takes(call, value)
    wanted = _key(value).split("=")[-1].strip("()'")
    return any(wanted in _key(argument.text) or wanted == argument.keyword for argument in call.arguments)


def _is_spread(call: Call) -> bool:
    return any(argument.text.startswith("*") for argument in call.arguments)


def _is_distinct(claim: Claim, facts: Facts) -> bool:
    """Whether the value is no parameter's name and no plain word: an expression, or a name that this file binds."""
    value = claim.value.strip()
    if not value.isidentifier():
        return bool(_PLAIN.fullmatch(value))
    if any(parameter.name == value for found in facts.definitions for parameter in found.parameters):
        return False
    return any(binding.name == value for binding in facts.bindings)


def _in_order(claim: Claim, scene: Scene, first: str, second: str) -> Seen | None:
    """The one call near the place that is given both values, where `first` stands before `second`."""
    facts, path, place = scene.facts(claim), claim.location.path, claim.location.extent
    if facts is None or path is None:
        return None
    both = [call for call in facts.calls if _index(call.arguments, first) >= 0 and _index(call.arguments, second) >= 0]
    if claim.scope:
        callee, universe = last_part(claim.scope), scene.universe(claim)
        both = [c for c in both if c.name == callee or (universe is not None and c.lines.overlaps(universe.lines))]
    near = [call for call in both if place is not None and call.statement.overlaps(place)] or both
    if not near or any(_index(c.arguments, first) > _index(c.arguments, second) for c in near):
        return None
    call = near[0]
    return proof(
        f"`{call.callee}` is given `{first}` before `{second}` at line {call.lines.start}", at(path, call.lines)
    )


def _index(arguments: Sequence[Argument], text: str) -> int:
    wanted = _key(text)
    found = (n for n, a in enumerate(arguments) if not a.keyword and _key(a.text) == wanted)
    return next(found, -1)


def _in_place(claim: Claim, scene: Scene) -> Seen | None:
    """The call has fewer than two arguments, or each is named like the parameter that takes it."""
    facts = scene.facts(claim)
    calls = _swapped_calls(claim, scene)
    if facts is None or calls is None or not calls.inside or any(_is_spread(call) for call in calls.inside):
        return None
    if all(len(call.arguments) < 2 for call in calls.inside):
        return proof("the call has fewer than two arguments", *calls.lines())
    names = _parameters(facts, calls.inside[0].name)
    given = [[argument.text for argument in call.arguments if argument.keyword is None] for call in calls.inside]
    if names and all(len(texts) > 1 and texts == names[: len(texts)] for texts in given):
        return proof("each argument is named like the parameter that takes it", *calls.lines())
    return None


def _swapped_calls(claim: Claim, scene: Scene) -> Calls | None:
    if claim.subject:
        return calls_of(claim, scene)
    facts, path, place = scene.facts(claim), claim.location.path, claim.location.extent
    if facts is None or path is None or place is None or claim.claimed.start_line is None:
        return None
    there = [call for call in facts.calls if call.statement.overlaps(place) and len(call.arguments) > 1]
    return Calls(path, there, there, None) if len(there) == 1 else None


def _parameters(facts: Facts, name: str) -> list[str]:
    """The positional parameters of the only function of that name, without `self`."""
    found = [d for d in facts.definitions if d.name == name and d.kind is not DefinitionKind.CLASS]
    if len(found) != 1:
        return []
    names = [parameter.name for parameter in found[0].parameters if parameter.kind == "positional"]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


_MOVE = (
    "def move(source, target):\n    pass\n\n\ndef run(job):\n    # move(job.old, job.new)\n    move(job.new, job.old)\n"
)

CHECK = Check(
    kind="wrong-argument",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "given",
            says("`run` passes `job.new` to `move`, which then deletes it."),
            python(_MOVE),
            Verdict.PLAUSIBLE,
            (7, 7),
        ),
        shows(
            "given to nobody",
            says("The first call to `move` is using the stale path (`job.path`)."),
            python(_MOVE),
            Verdict.REFUTED,
            (7, 7),
        ),
        shows(
            "in that order",
            says("Line 7 passes `job.new` before `job.old`."),
            python(_MOVE),
            Verdict.CONFIRMED,
            (7, 7),
        ),
        shows(
            "in the other order",
            says("Line 7 passes `job.old` before `job.new`."),
            python(_MOVE),
            Verdict.REFUTED,
            (7, 7),
        ),
        shows(
            "not swapped",
            says("The arguments are swapped in the call to `move`."),
            python("def move(source, target):\n    pass\n\n\ndef run(source, target):\n    move(source, target)\n"),
            Verdict.REFUTED,
            (6, 6),
        ),
        abstains(
            "of another call",
            says("The call to `send` passes `job.new` before `job.old`."),
            python("def run(job):\n    move(job.old, job.new)\n    send(job)\n"),
        ),
        abstains("a judgement", says("The second call is using the wrong path."), python(_MOVE)),
        abstains(
            "by a parameter's name",
            says("`run` passes `strict` to `parse`, which rejects old files."),
            python("def run(text):\n    return parse(text, True)\n"),
        ),
    ),
)
