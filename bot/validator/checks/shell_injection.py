"""
shell-injection: the finding says that input reaches a shell.

Why: it needs a call that starts a shell with something other than a constant.
Blind spot: whether the value comes from somebody untrusted is not followed.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.validator.check import Check, Seen, abstains, python, says, shows
from bot.validator.constructs import absent, calls_here, calls_meant, is_constant, keyword, shown
from bot.validator.scene import Scene

_SHELLS = frozenset(
    {
        "os.system",
        "os.popen",
        "subprocess.getoutput",
        "subprocess.getstatusoutput",
        "commands.getoutput",
        "popen",
        "system",
        "getoutput",
        "create_subprocess_shell",
    }
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the call that starts a shell with a command that is put together at run time."""
    found = [call for call in calls_here(claim, scene, _starts_shell) if not is_constant(call)]
    return (
        shown(claim, found, f"`{found[0].callee}` runs a shell with a command that is no constant") if found else None
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that the only shells get constants, or that no call of the file starts a process through a shell."""
    found = calls_meant(claim, scene, _starts_shell)
    if found:
        return (
            shown(claim, found, f"the command of `{found[0].callee}` is a constant")
            if all(map(is_constant, found))
            else None
        )
    started = calls_meant(claim, scene, _starts_process)
    if started:
        return (
            shown(claim, started, f"`{started[0].callee}` is called without a shell") if _all_lists(started) else None
        )
    return absent(claim, scene, _may_start, "no call in this file starts a process")


def _starts_shell(call: Call) -> bool:
    return call.callee in _SHELLS or call.name == "create_subprocess_shell" or keyword(call, "shell") == "True"


def _starts_process(call: Call) -> bool:
    return call.callee.startswith("subprocess.") and keyword(call, "shell") in (None, "False")


def _all_lists(calls: tuple[Call, ...]) -> bool:
    return all(call.arguments and call.arguments[0].text.startswith("[") for call in calls)


def _may_start(call: Call) -> bool:
    names = (
        "system",
        "popen",
        "run",
        "call",
        "check_call",
        "check_output",
        "Popen",
        "execute",
        "spawn",
        "exec_command",
        "getoutput",
        "getstatusoutput",
    )
    return (
        call.name in names
        or call.name.startswith(("exec", "spawn", "create_subprocess"))
        or keyword(call, "shell") is not None
    )


CHECK = Check(
    kind="shell-injection",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "shell=True",
            says("Command injection via `shell=True` at line 2."),
            python("import subprocess\nsubprocess.run('ls ' + x, shell=True)\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "a list",
            says("Command injection at line 2."),
            python("import subprocess\nsubprocess.run(['ls', x])\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "a constant",
            says("Command injection at line 2."),
            python("import os\nos.system('ls')\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        abstains("a helper", says("Command injection at line 1."), python("run(x)\n")),
    ),
)
