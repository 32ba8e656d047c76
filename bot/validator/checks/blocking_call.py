"""
blocking-call: the finding says that a call blocks the event loop.

Why: whether the function around the call is a coroutine can be read, and some calls are known to wait.
Blind spot: only well-known calls are; what runs in a thread of its own is not followed.
"""

from bot.code import queries
from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.constructs import calls_here
from bot.validator.scene import Scene

_BLOCKS = frozenset(
    [
        "time.sleep",
        "requests.get",
        "requests.post",
        "requests.put",
        "requests.delete",
        "requests.patch",
        "requests.head",
        "requests.request",
        "subprocess.run",
        "subprocess.call",
        "subprocess.check_call",
        "subprocess.check_output",
        "os.system",
        "urllib.request.urlopen",
        "urlopen",
        "input",
    ]
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show such a call in a coroutine function."""
    path = claim.location.path
    found = [call for call in _meant(claim, scene) if _is_in_coroutine(call, claim, scene)]
    if not found or path is None:
        return None
    return proof(
        f"`{found[0].callee}` is called in a coroutine function", *(at(path, call.lines) for call in found[:3])
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that all such calls stand in plain functions of a file without coroutine functions."""
    facts, path, found = scene.facts(claim), claim.location.path, _meant(claim, scene)
    if facts is None or path is None or not found or any(one.is_async for one in facts.definitions):
        return None
    return proof("no function of this file is a coroutine function", *(at(path, call.lines) for call in found[:3]))


def _meant(claim: Claim, scene: Scene) -> tuple[Call, ...]:
    name = last_part(claim.subject)
    return tuple(
        call for call in calls_here(claim, scene, lambda one: one.callee in _BLOCKS) if not name or call.name == name
    )


def _is_in_coroutine(call: Call, claim: Claim, scene: Scene) -> bool:
    facts = scene.facts(claim)
    around = queries.enclosing(facts, call.lines.start) if facts else None
    return around is not None and around.is_async and call.scope == around.qualified


CHECK = Check(
    kind="blocking-call",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "in a coroutine",
            says("`time.sleep` blocks the event loop."),
            python("async def f():\n    time.sleep(1)\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "in a function",
            says("`time.sleep` blocks the event loop."),
            python("def f():\n    time.sleep(1)\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        abstains("unknown", says("`work` blocks the event loop."), python("async def f():\n    work()\n")),
        silent("denied", says("Nothing here does blocking calls."), python("async def f():\n    pass\n")),
    ),
)
