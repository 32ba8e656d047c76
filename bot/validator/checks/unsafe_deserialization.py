"""
unsafe-deserialization: the finding says that untrusted data is turned into objects.

Why: it needs pickle, marshal, or yaml without a safe loader.
Blind spot: whether the data is untrusted is not followed.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.validator.check import Check, Seen, abstains, python, says, shows
from bot.validator.constructs import absent, calls_here, calls_meant, keyword, shown
from bot.validator.scene import Scene

_LOADERS = frozenset(
    [
        "pickle.load",
        "pickle.loads",
        "cPickle.loads",
        "dill.load",
        "dill.loads",
        "marshal.load",
        "marshal.loads",
        "shelve.open",
        "jsonpickle.decode",
        "joblib.load",
    ]
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the call."""
    found = calls_here(claim, scene, _is_unsafe)
    return shown(claim, found, f"`{found[0].callee}` can make any object") if found else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that yaml is loaded safely, or that the file loads nothing of the kind."""
    if calls_meant(claim, scene, _is_unsafe):
        return None
    safe = calls_meant(claim, scene, _is_safe)
    if safe:
        return shown(claim, safe, f"`{safe[0].callee}` makes plain values only")
    return absent(
        claim,
        scene,
        lambda call: call.name.startswith(("load", "decode", "open", "read", "deserial", "unpickle", "parse")),
        "nothing in this file loads objects",
    )


def _is_unsafe(call: Call) -> bool:
    if call.callee in ("yaml.load", "yaml.load_all"):
        return not _has_safe_loader(call)
    return call.callee in _LOADERS or call.callee in ("yaml.unsafe_load", "yaml.full_load")


def _is_safe(call: Call) -> bool:
    return call.callee in ("yaml.safe_load", "yaml.safe_load_all") or (
        call.callee in ("yaml.load", "yaml.load_all") and _has_safe_loader(call)
    )


def _has_safe_loader(call: Call) -> bool:
    loader = keyword(call, "Loader") or (call.arguments[1].text if len(call.arguments) > 1 else "")
    return "Safe" in loader


CHECK = Check(
    kind="unsafe-deserialization",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "yaml.load",
            says("Unsafe deserialization via `yaml.load` at line 2."),
            python("import yaml\nyaml.load(x)\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "safe_load",
            says("Unsafe deserialization at line 2."),
            python("import yaml\nyaml.safe_load(x)\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        abstains("a helper", says("Unsafe deserialization at line 1."), python("load_state(x)\n")),
    ),
)
