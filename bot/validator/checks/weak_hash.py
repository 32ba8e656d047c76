"""
weak-hash: the finding says that a weak hash is used.

Why: md5 and sha1 are called by name.
Blind spot: whether the hash protects anything is not judged; `usedforsecurity=False` says that it does not.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.validator.check import Check, Seen, abstains, python, says, shows
from bot.validator.constructs import absent, calls_here, calls_meant, keyword, shown
from bot.validator.scene import Scene

_WEAK = frozenset({"md5", "sha1", "md4", "sha"})


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the call of the hash."""
    found = [call for call in calls_here(claim, scene, _is_weak) if _fits(claim, call)]
    return shown(claim, found, f"`{found[0].callee}` is called") if found else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that the hash is marked as not for security, or that the file calls none."""
    marked = calls_meant(claim, scene, lambda call: call.name in _WEAK and keyword(call, "usedforsecurity") == "False")
    if marked and not calls_meant(claim, scene, _is_weak):
        return shown(claim, marked, "the hash is marked `usedforsecurity=False`")
    named = claim.subject.lower().replace("-", "").replace("hashlib.", "").removesuffix("()")
    if named in ("md5", "sha1"):
        others = calls_meant(claim, scene, _is_weak)
        if others and not any(named in call.text.lower() for call in (*others, *calls_meant(claim, scene, _mentions))):
            return shown(claim, others, f"`{others[0].callee}` is called, not {named}")
    return absent(claim, scene, lambda call: _mentions(call), "nothing in this file calls md5 or sha1")


def _is_weak(call: Call) -> bool:
    if keyword(call, "usedforsecurity") == "False":
        return False
    return call.name in _WEAK or (
        call.callee == "hashlib.new" and bool(call.arguments) and call.arguments[0].text.strip("'\"").lower() in _WEAK
    )


def _fits(claim: Claim, call: Call) -> bool:
    named = claim.subject.lower().replace("-", "").replace("hashlib.", "").removesuffix("()")
    return named not in ("md5", "sha1") or named in call.text.lower()


def _mentions(call: Call) -> bool:
    text = call.text.lower()
    return "md5" in text or "sha" in text or "hash" in text or "digest" in text


CHECK = Check(
    kind="weak-hash",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "md5",
            says("Line 2 uses MD5, a weak hash."),
            python("import hashlib\nhashlib.md5(x)\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "none", says("A weak hash is used here: weak hash function `md5`."), python("print(x)\n"), Verdict.REFUTED
        ),
        abstains("another hash", says("Line 2 uses MD5."), python("import hashlib\nhashlib.new(name, x)\n")),
    ),
)
