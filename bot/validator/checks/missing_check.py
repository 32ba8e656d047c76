"""
missing-check: the finding says that something is not checked.

Why: the check is often there, under the name that the review itself uses.
Blind spot: a check in another function or layer is not seen; what is named only by a phrase is left open.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import BindingKind, Facts, Guard
from bot.validator import results
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_ASKED = re.compile(
    r"(?:the |its |this )?(?P<name>[A-Za-z_][\w.]*)(?: (?:parameter|argument|variable|value))? (?:is|are|was|were|being|has been) "
    r"(?:not |actually |really |ever )*(?P<what>none|null|empty|set|missing|given|provided|defined|configured|present)\b",
    re.IGNORECASE,
)
_IN_PART = re.compile(r"\b(?:properly|correctly|adequately|sufficiently|enough|only|again|also)\b")
_NULL = frozenset({"none", "null"})


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a result that nothing takes; what else is not checked here may be checked by who calls."""
    return results.dropped(claim, scene) if results.speaks_of_result(claim) else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the guard of the name on the very line that is spoken of, the test that is said to be absent, or what takes the result."""
    if results.speaks_of_result(claim):
        return results.taken(claim, scene)
    facts, path, line = scene.facts(claim), claim.location.path, stated_line(claim)
    name = claim.subject.removesuffix("()")
    if facts is None or path is None:
        return None
    if claim.value and (asked := _ASKED.match(claim.value.replace("`", ""))):
        return _refute_absence(claim, scene, asked["name"], asked["what"].lower())
    if line is None or not re.fullmatch(r"[\w.]+", name):
        return None
    found = [guard for guard in facts.guards if name in guard.names and line in guard.covers and guard.line < line]
    return (
        proof(f"`{found[0].text}` checks it", at(path, found[0].line))
        if found and not _is_partial(claim, found[0])
        else None
    )


def _refute_absence(claim: Claim, scene: Scene, name: str, what: str) -> Seen | None:
    """Show the test for just that in the function that is spoken of, no later than the lines that are."""
    facts, path = scene.facts(claim), claim.location.path
    scope = _scope(claim, scene, name)
    if facts is None or path is None or scope is None or not is_settled(claim) or _IN_PART.search(claim.words):
        return None
    end = claim.claimed.end_line or stated_line(claim)
    for guard in facts.guards:
        is_near = end is None or (
            guard.line <= end and (end in guard.covers or guard.line >= (stated_line(claim) or end))
        )
        if guard.scope == scope and name in guard.names and is_near and _tests(guard.text, name, what):
            return proof(f"`{guard.text}` checks it", at(path, guard.line))
    return None


def _scope(claim: Claim, scene: Scene, name: str) -> str | None:
    """The function that is named, stands at the stated line, or is the only one that has such a local name."""
    facts, line = scene.facts(claim), stated_line(claim)
    if facts is None:
        return None
    named = scene.definition(claim) if claim.subject and "function" in claim.words else None
    if (universe := scene.universe(claim) or named) is not None:
        return universe.qualified
    if line is not None and (found := scene.definition_at(claim)) is not None:
        return found.qualified
    return _only_scope(facts, name) if line is None and not claim.scope else None


def _only_scope(facts: Facts, name: str) -> str | None:
    scopes = {
        one.scope
        for one in facts.bindings
        if one.name == name and one.kind in (BindingKind.VARIABLE, BindingKind.PARAMETER)
    }
    return scopes.pop() if len(scopes) == 1 else None


def _tests(text: str, name: str, what: str) -> bool:
    """Whether a test asks for None or, where that is said, for emptiness: `x is None`, `not x`, `x`."""
    own = re.escape(name)
    if re.search(rf"(?<![\w.]){own} (?:is|is not|==|!=) None\b", text):
        return True
    if re.fullmatch(rf"(?:not )?{own}", text):
        return True
    return (
        what not in _NULL
        and re.search(rf"\blen\({own}\)|(?<![\w.]){own} [!=]= (?:''|\"\"|\[\]|\{{\}})", text) is not None
    )


def _is_partial(claim: Claim, guard: Guard) -> bool:
    """A test for None or truth says nothing about a range or a format that is asked for."""
    asks = re.search(
        r"\b(?:range|bounds?|negative|length|size|format|type|valid\w*|sanit\w+|permission|authori\w+)\b", claim.words
    )
    return bool(asks) and not re.search(r"[<>]|len\(|isinstance", guard.text)


CHECK = Check(
    kind="missing-check",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "checked above",
            says("`row` is not checked before use.", line=4),
            python("def f(row):\n    if not row:\n        return 0\n    return row.size\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "said to be absent",
            says("`f` does not check whether `row` is None before it reads the size."),
            python("def f(row):\n    if row is None:\n        return 0\n    return row.size\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "a result dropped",
            says("The return value of `os.access` is ignored."),
            python("import os\n\n\ndef f(name):\n    os.access(name, os.R_OK)\n"),
            Verdict.CONFIRMED,
            (5, 5),
        ),
        shows(
            "a result asked",
            says("The result of `parser.read(name)` is not verified."),
            python("def f(parser, name):\n    if not parser.read(name):\n        return 1\n"),
            Verdict.REFUTED,
        ),
        abstains("not here", says("`row` is never validated.", line=2), python("def f(row):\n    return row.size\n")),
        abstains(
            "of another function",
            says("`g` does not check whether `row` is None."),
            python("def f(row):\n    if row is None:\n        return 0\n\n\ndef g(row):\n    return row.size\n"),
        ),
        abstains(
            "another check",
            says("`row` is not checked for a negative length.", line=4),
            python("def f(row):\n    if not row:\n        return 0\n    return row.size\n"),
        ),
    ),
)
