"""
wrong-stdlib-fact: the finding says that something of Python's standard library does not exist or does not accept an argument.

Why: reviewers recall the library from memory; its names and parameters are facts.
Blind spot: functions that accept any keyword, names that only some versions or platforms have.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Facts
from bot.validator import stdlib_facts
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, strong
from bot.validator.lineage import library_name
from bot.validator.members import confirm_absent, refute_absent
from bot.validator.scene import Scene
from bot.validator.spoken import the_name
from bot.validator.stdlib_facts import Presence

_VERSIONED = re.compile(
    r"\b(?:python ?\d|py\d|3\.\d+|2\.\d|older|newer|versions?|deprecated|removed|windows|macos|"
    r"posix)\b"
)
_IS_PARAMETER = re.compile(r"«\d+» (?:\w+ )?(?:parameter|argument|keyword|kwarg|option|flag)\b")
"""What is no library function's is a function's own: no member of a class is meant."""
_KEYWORD = re.compile(r"--?|=.*$")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The library's signature has no such parameter, and a call of the file passes it."""
    asked = _asked(claim, scene)
    if asked is None:
        return None if _is_about_module(claim) or _IS_PARAMETER.search(claim.words) else confirm_absent(claim, scene)
    callee, keyword = asked
    if stdlib_facts.accepts(callee, keyword) is not Presence.ABSENT:
        return None
    detail = f"`{callee}` of Python {stdlib_facts.version()} has no parameter `{keyword}`"
    source, facts = scene.source(claim), scene.facts(claim)
    for call in facts.calls if facts and source else ():
        is_it = facts is not None and library_name(facts, call.callee) == callee
        if source and is_it and any(argument.keyword == keyword for argument in call.arguments):
            return proof(f"{detail}, which line {call.lines.start} passes", at(source.path, call.lines))
    return strong(detail)


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The library's signature has the parameter, or the library has the name."""
    asked = _asked(claim, scene)
    if asked is None:
        if _IS_PARAMETER.search(claim.words):
            return None
        return _known_module(claim, scene) if _is_about_module(claim) else refute_absent(claim, scene)
    callee, keyword = asked
    if stdlib_facts.accepts(callee, keyword) is not Presence.THERE:
        return None
    return proof(f"`{callee}` of Python {stdlib_facts.version()} has a parameter `{keyword}`")


def _is_about_module(claim: Claim) -> bool:
    return not claim.value and ("standard library" in claim.words or "stdlib" in claim.words)


def _known_module(claim: Claim, scene: Scene) -> Seen | None:
    """The module is one of the library's, and this version has it."""
    name = the_name(claim.subject)
    source = scene.source(claim)
    if name is None or source is None or _VERSIONED.search(claim.words) or not stdlib_facts.is_loadable(name.dotted):
        return None
    return proof(f"Python {stdlib_facts.version()} has a module `{name.dotted}`", at(source.path, 1))


def _asked(claim: Claim, scene: Scene) -> tuple[str, str] | None:
    """The full name of the library's function, and the keyword, where the claim is about a parameter."""
    facts, name = scene.facts(claim), the_name(claim.subject)
    keyword = _KEYWORD.sub("", claim.value.strip()).strip()
    if name is None or not keyword.isidentifier() or _VERSIONED.search(claim.words) or facts is None:
        return None
    callee = library_name(facts, name.dotted) or _only_callee(facts, name.dotted)
    return (callee, keyword) if callee and stdlib_facts.accepts(callee, keyword) is not Presence.UNKNOWN else None


def _only_callee(facts: Facts, name: str) -> str | None:
    """What a name means that the words leave unqualified: the one library function of this name that the file calls."""
    root = name.split(".")[0]
    if any(b.name == root for b in facts.bindings):
        return None
    found = {library_name(facts, call.callee) for call in facts.calls if call.callee.endswith(f".{name}")}
    found.discard(None)
    if len(found) == 1:
        return next(iter(found))
    return name if not found and stdlib_facts.is_module(root) else None


_CODE = (
    "import subprocess\n\n\ndef run(command):\n    subprocess.run(command, timeout=3, "
    "cheque=True)\n    return sorted(command, key=len)\n"
)

CHECK = Check(
    kind="wrong-stdlib-fact",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "no such parameter",
            says("`subprocess.run` does not accept a `cheque` argument."),
            python(_CODE),
            Verdict.CONFIRMED,
            (5, 5),
        ),
        shows(
            "it has", says("`subprocess.run` does not support the `timeout` parameter."), python(_CODE), Verdict.REFUTED
        ),
        shows("a builtin", says("`key` is not a valid argument of `sorted`."), python(_CODE), Verdict.REFUTED),
        abstains("own function", says("`run` does not accept a `shell` argument."), python(_CODE)),
    ),
)
