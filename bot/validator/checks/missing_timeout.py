"""
missing-timeout: the finding says that a request has no timeout.

Why: the keyword is there or it is not.
Blind spot: a session or client may set one for all its calls; then nothing is confirmed.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.validator.check import Check, Seen, abstains, python, says, shows
from bot.validator.constructs import calls_here, calls_meant, keyword, shown
from bot.validator.scene import Scene

_WAITING = frozenset(
    [f"requests.{verb}" for verb in ("get", "post", "put", "patch", "delete", "head", "options", "request")]
    + [f"subprocess.{name}" for name in ("run", "call", "check_call", "check_output")]
)
"""What waits for ever unless it is told how long."""
_WAITS = frozenset({"wait", "join", "acquire", "result", "communicate", "recv", "get"})
"""Methods that wait for ever where they are given nothing."""


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the call of `requests` or `subprocess` without the keyword."""
    found = [
        call
        for call in calls_here(claim, scene, _requests)
        if keyword(call, "timeout") is None and keyword(call, "**") is None
    ]
    if not found:
        return _waiting(claim, scene)
    if any("**" in argument.text for argument in found[0].arguments):
        return None
    return shown(claim, found, f"`{found[0].callee}` is called without `timeout`")


def _waiting(claim: Claim, scene: Scene) -> Seen | None:
    """The call that the words write out, of a method that waits, and that is given nothing."""
    name = claim.subject.strip("` ").removesuffix("()")
    if not name.count(".") or name.rpartition(".")[2] not in _WAITS:
        return None
    found = calls_here(claim, scene, lambda call: call.callee == name)
    if not found or any(call.arguments for call in found):
        return None
    return shown(claim, found, f"`{name}()` is called without any argument")


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that each call that may be meant has the keyword."""
    name = claim.subject.removesuffix("()").rsplit(".", 1)[-1]
    found = calls_meant(claim, scene, lambda call: _requests(call) or bool(name and call.name == name))
    if not found or not all((keyword(call, "timeout") or "None") != "None" for call in found):
        return None
    return shown(claim, found, f"`{found[0].callee}` is called with a timeout")


def _requests(call: Call) -> bool:
    return call.callee in _WAITING


CHECK = Check(
    kind="missing-timeout",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "none",
            says("`requests.get` is called without a timeout."),
            python("requests.get(u)\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "a process",
            says("The `subprocess.run` call has no timeout."),
            python("subprocess.run(a)\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "one",
            says("`requests.get` is called without a timeout."),
            python("requests.get(u, timeout=3)\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        shows(
            "a lock",
            says("`self.ready.wait()` is called without a timeout."),
            python("class A:\n    def run(self):\n        self.ready.wait()\n"),
            Verdict.CONFIRMED,
            (3, 3),
        ),
        abstains("a client", says("`client.get` is called without a timeout."), python("client.get(u)\n")),
    ),
)
