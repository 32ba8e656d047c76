"""
code-injection: the finding says that input is run as code.

Why: it needs a call of eval, exec or the like with something other than a constant.
Blind spot: templates and other engines that run code are not known here.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.validator.check import Check, Seen, abstains, python, says, shows
from bot.validator.constructs import absent, calls_here, calls_meant, is_constant, shown
from bot.validator.scene import Scene

_RUNS = frozenset({"eval", "exec", "compile", "builtins.eval", "builtins.exec"})


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the call with an argument that is no constant."""
    found = [call for call in calls_here(claim, scene, _runs_code) if not is_constant(call)]
    return shown(claim, found, f"`{found[0].callee}` is given something that is no constant") if found else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that only constants are run, or, where the claim names eval or exec, that the file calls neither."""
    found = calls_meant(claim, scene, _runs_code)
    if found:
        return shown(claim, found, f"`{found[0].callee}` is given a constant") if all(map(is_constant, found)) else None
    if claim.subject.removesuffix("()") not in ("eval", "exec"):
        return None
    return absent(
        claim, scene, lambda call: call.name in ("eval", "exec"), f"nothing in this file calls `{claim.subject}`"
    )


def _runs_code(call: Call) -> bool:
    return call.callee in _RUNS


CHECK = Check(
    kind="code-injection",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("eval", says("Line 1 uses `eval` on user input."), python("eval(x)\n"), Verdict.CONFIRMED, (1, 1)),
        shows(
            "no eval",
            says("Line 1 uses `eval` on user input."),
            python("from ast import literal_eval\nliteral_eval(x)\n"),
            Verdict.REFUTED,
        ),
        abstains(
            "eval elsewhere",
            says("`render` allows arbitrary code execution.", line=1),
            python("render(x)\n\n\n\n\n\neval(y)\n"),
        ),
        abstains("not named", says("Arbitrary code execution is possible here."), python("render(x)\n")),
    ),
)
