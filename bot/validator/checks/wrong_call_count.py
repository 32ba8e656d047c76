"""
wrong-call-count: the finding says that something is called a number of times.

Why: commented-out code and mentions in prose are taken for calls, and the finding builds on them.
Blind spot: calls are counted as written; loops, aliases and callbacks are left alone.
"""

import re
from dataclasses import replace

from bot.code.quotes import squeeze
from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.calls import Calls, calls_of, is_certain, is_nowhere, is_settled, shadow_of
from bot.validator.check import Check, Seen, abstains, proof, python, says, shows, silent, strong
from bot.validator.scene import Scene

_ARGUMENTS = re.compile(r"\((?=[^)\s.…])[^.…]*\)$|\((?=[^)\s…])[^…]*[^.…]\)$")
_IN_FILE = re.compile(r"\b(?:in|within|throughout|across|of) (?:this|the|the whole|the entire) (?:file|module)\b")
_CALLED = {0: "is not called", 1: "is called once", 2: "is called twice"}


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The live calls in the function that is spoken of are as many as said; "several" is two or more."""
    calls = _counted(claim, scene, of_any=claim.number is not None)
    if calls is None:
        return None
    count = len(calls.inside)
    if (claim.number is None and count < 2) or (claim.number is not None and claim.number != count):
        return None
    return proof(f"`{claim.subject}` {_called(count)}{_where(calls)}", *calls.lines())


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Said to be called twice or more, and one call or none is live; or said to be called once and there are more."""
    calls = _counted(claim, scene)
    if calls is None:
        return None
    count, said = len(calls.inside), claim.number if claim.number is not None else 2
    if count == said or (claim.number is None and count >= 2) or _is_open(claim, scene, calls):
        return None
    shadow = shadow_of(claim, scene, claim.subject)
    dead = f"; {'another call is' if count else 'a call is'} commented out" if shadow else ""
    detail = f"`{claim.subject}` {_called(count)}{_where(calls)}{dead}"
    if count == 0 and not shadow and is_nowhere(claim, scene, claim.subject):
        return proof(f"no line of this file has `{last_part(claim.subject)}`")
    if (min(count, said) >= 2 and not _is_run_once(claim, scene, calls)) or (count == 0 and not shadow):
        return strong(detail, *calls.lines())
    return proof(detail, *calls.lines(), *shadow)


def _counted(claim: Claim, scene: Scene, *, of_any: bool = False) -> Calls | None:
    """The calls, where the words name a universe or the claim stands in a function; with `of_any`, on whatever object."""
    calls = calls_of(claim, scene) if is_settled(claim) else None
    if calls is None or claim.number == 0:
        return None
    if not claim.scope and (_IN_FILE.search(claim.words) or len(calls.everywhere) == claim.number):
        calls = replace(calls, inside=calls.everywhere, universe=None)
    if given := _ARGUMENTS.search(claim.subject):
        # Said with its arguments: calls with others don't count.
        wanted = squeeze(given[0]).replace('"', "'")
        kept = [
            [call for call in group if squeeze(call.text).replace('"', "'").endswith(wanted)]
            for group in (calls.everywhere, calls.inside)
        ]
        calls = replace(calls, everywhere=kept[0], inside=kept[1]) if kept[1] else None
    if calls is None:
        return None
    # A scope that this file does not define is some other universe; a bare name may be called on several owners.
    is_elsewhere = bool(claim.scope) and calls.universe is None
    owners = {call.callee.removeprefix("self.") for call in calls.everywhere}
    return None if is_elsewhere or (len(owners) > 1 and not of_any) else calls


def _is_open(claim: Claim, scene: Scene, calls: Calls) -> bool:
    """Whether the name may be called in a way that is not counted: in a loop, from elsewhere, or as a value."""
    facts = scene.facts(claim)
    last = last_part(claim.subject)
    if facts is None or any(call.in_loop for call in calls.inside) or len(calls.everywhere) != len(calls.inside):
        return True
    starts = {line for call in facts.calls if call.name == last for line in range(call.lines.start, call.lines.end + 1)}
    return any(read.name == last and read.line not in starts for read in facts.reads)


def _is_run_once(claim: Claim, scene: Scene, calls: Calls) -> bool:
    """Whether all calls stand in one function that nothing in this file runs or names: then as many are made as are written."""
    facts, scopes = scene.facts(claim), {call.scope for call in calls.everywhere}
    if facts is None or len(scopes) != 1 or not is_certain(claim, scene):
        return False
    name = scopes.pop().rpartition(".")[2]
    return bool(name) and not any(read.name == name for read in facts.reads)


def _called(count: int) -> str:
    return _CALLED.get(count, f"is called {count} times")


def _where(calls: Calls) -> str:
    return f" in `{calls.universe.name}`" if calls.universe else " in this file"


_ONCE = "def run(job):\n    # job.save(force=True)\n    job.load()\n    job.save()\n"

CHECK = Check(
    kind="wrong-call-count",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "one is commented out",
            says("In the `run` function, `job.save` is called twice, which writes the same row again."),
            python(_ONCE),
            Verdict.REFUTED,
            (4, 4),
        ),
        shows(
            "twice",
            says("`job.save` is called twice in `run`."),
            python("def run(job):\n    job.save()\n    job.load()\n    job.save()\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "several",
            says("`run` makes several calls to `load`, which is slow."),
            python("def run(job):\n    load(1)\n    load(2)\n    load(3)\n"),
            Verdict.CONFIRMED,
        ),
        shows(
            "on two objects",
            says("`save` is called three times in `run`."),
            python("def run(a, b):\n    a.save()\n    b.save()\n    a.save()\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        abstains(
            "in a loop",
            says("`save` is called multiple times in `run`."),
            python("def run(jobs):\n    for job in jobs:\n        job.save()\n"),
        ),
        abstains(
            "elsewhere in the file",
            says("`save` is called twice in `run`."),
            python("def run(job):\n    save(job)\n    rest(job)\n\n\ndef rest(job):\n    save(job)\n"),
        ),
        shows(
            "in the whole file",
            says("`save` is called twice in this file.", line=2),
            python("def run(job):\n    save(job)\n\n\ndef rest(job):\n    save(job)\n"),
            Verdict.CONFIRMED,
            (6, 6),
        ),
        shows(
            "fewer than said",
            says("`job.save` is called three times in `run`."),
            python("def run(job):\n    job.save()\n    job.load()\n    job.save()\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        abstains(
            "in a function that runs twice",
            says("`job.save` is called four times."),
            python("def run(job):\n    job.save()\n    job.save()\n\n\nrun(a)\nrun(b)\n"),
        ),
        shows(
            "of what is nowhere",
            says("The code contains many calls of `disk.flush`."),
            python("def run(job):\n    job.save()\n"),
            Verdict.REFUTED,
        ),
        silent(
            "for each of them",
            says("`save` is called once for each of the two jobs."),
            python("def run(a, b):\n    save(a)\n    save(b)\n"),
        ),
        silent("wish", says("`save` should only be called once."), python(_ONCE)),
    ),
)
