"""
disabled-tls-check: the finding says that certificates are not checked.

Why: it takes an explicit switch (`verify=False`) in Python's usual clients.
Blind spot: a session or context that was switched off elsewhere is not followed.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.validator.check import Check, Seen, abstains, python, says, shows
from bot.validator.constructs import calls_here, calls_meant, keyword, shown
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the call that switches the check off."""
    found = calls_here(claim, scene, _is_off)
    return shown(claim, found, f"`{found[0].callee}` is called with the check switched off") if found else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the call at the place that switches the check on."""
    found = calls_meant(claim, scene, lambda call: keyword(call, "verify") == "True")
    if not found or calls_meant(claim, scene, _is_off):
        return None
    return shown(claim, found, f"`{found[0].callee}` is called with `verify=True`")


def _is_off(call: Call) -> bool:
    return (
        keyword(call, "verify") == "False"
        or keyword(call, "verify_ssl") == "False"
        or keyword(call, "ssl") == "False"
        or call.name == "_create_unverified_context"
    )


CHECK = Check(
    kind="disabled-tls-check",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "off",
            says("TLS verification is disabled at line 1."),
            python("requests.get(u, verify=False)\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "on",
            says("TLS verification is disabled at line 1."),
            python("requests.get(u, verify=True)\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        abstains("not said", says("TLS verification is disabled at line 1."), python("requests.get(u)\n")),
    ),
)
