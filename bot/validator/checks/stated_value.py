"""
stated-value: the finding says which value a name, keyword or default has, and builds on it.

Why: the value is written in the code, and reviewers often remember another one.
Blind spot: values that are computed, or that depend on the way that control takes, are left alone.
"""

import ast
import re

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Facts
from bot.validator.calls import is_certain, proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent, strong
from bot.validator.scene import Scene

_WORDS = {"true": "True", "false": "False", "none": "None"}
_UNCERTAIN = re.compile(r"\b(?:should|could|may|might|would|if|when|unless|instead|not|never|n't|can|must)\b|n't")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The name has that value at one place at least: the premise holds, which alone is no defect."""
    facts, path = scene.facts(claim), claim.location.path
    wanted = _literal(claim.value)
    if facts is None or path is None or wanted is None:
        return None
    line = next((line for text, line in _values(claim, facts) if _literal(text) == wanted), None)
    return strong(f"`{claim.subject}` is `{wanted[1]}` at line {line}", at(path, line)) if line else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Each value that the file gives to the name is written out, and is another one."""
    facts, path = scene.facts(claim), claim.location.path
    wanted = _literal(claim.value)
    if (
        facts is None
        or path is None
        or wanted is None
        or _UNCERTAIN.search(claim.words)
        or proposes(claim)
        or not is_certain(claim, scene)
    ):
        return None
    values = _values(claim, facts)
    read = [_literal(text) for text, _ in values]
    if not values or None in read or wanted in read:
        return None
    detail = " and ".join(dict.fromkeys(f"`{text}`" for text, _ in values[:3]))
    return proof(
        f"`{last_part(claim.subject)}` is {detail} here, not `{claim.value}`",
        *(at(path, line) for _, line in values[:3]),
    )


def _values(claim: Claim, facts: Facts) -> list[tuple[str, int]]:
    """What the file gives to the name, as source text and line: assignments, keywords of calls, defaults of parameters."""
    name = last_part(claim.subject)
    if not name.isidentifier():
        return []
    bound = [
        (one.value, lines.start) for one in facts.bindings if one.name == name and one.value for lines in one.lines
    ]
    many = any(
        one.name == name and (not one.value or len(one.lines) > 1) and one.kind.value in ("variable", "attribute")
        for one in facts.bindings
    )
    given = [(a.text, call.lines.start) for call in facts.calls for a in call.arguments if a.keyword == name]
    defaults = [
        (p.default, p.line)
        for one in facts.definitions
        for p in one.parameters
        if p.name == name and p.default is not None
    ]
    taken = any(p.name == name and p.default is None for one in facts.definitions for p in one.parameters)
    return [] if many or taken else [*bound, *given, *defaults]


def _literal(text: str) -> tuple[str, str] | None:
    """The type and the value of a literal; None for anything else."""
    plain = _WORDS.get(text.strip("`").lower(), text.strip("`"))
    try:
        value = ast.literal_eval(plain)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return type(value).__name__, repr(value)
    return ("number", repr(float(value))) if isinstance(value, int | float) else None


_CODE = "LIMIT = 3\n\n\ndef load(rows, retries=5):\n    return fetch(rows, timeout=10, size=LIMIT)\n"

CHECK = Check(
    kind="stated-value",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("a keyword", says("`timeout` is set to 0, which disables it."), python(_CODE), Verdict.REFUTED, (5, 5)),
        shows("a default", says("`retries` defaults to 3."), python(_CODE), Verdict.REFUTED, (4, 4)),
        shows("so it is", says("`LIMIT` is set to 3, which is too low."), python(_CODE), Verdict.PLAUSIBLE, (1, 1)),
        abstains("computed", says("`size` is set to 4."), python(_CODE)),
        silent("conditional", says("If `timeout` is set to 0, it blocks."), python(_CODE)),
    ),
)
