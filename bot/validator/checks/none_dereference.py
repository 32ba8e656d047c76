"""
none-dereference: the finding says that a value may be None and is used without a check.

Why: it is the most frequent claim of all, and often made below the very guard that it asks for.
Blind spot: whether the value can be None at all is not known without types; without a guard the claim is plausible at most.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Guard, Parameter
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, weak
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_NULLABLE = frozenset(
    {"get", "match", "search", "fullmatch", "find", "first", "one_or_none", "scalar_one_or_none", "getenv"}
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """A value that comes from a call which may return None, used below without a guard, is weak support."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None or not claim.subject or _guards(claim, scene):
        return None
    made = [
        call
        for call in facts.calls
        if call.assigned_to == claim.subject and call.name in _NULLABLE and len(call.arguments) < 2
    ]
    if made:
        return weak(f"`{made[0].callee}` may return None", at(path, made[0].lines))
    around = scene.universe(claim) or scene.definition_at(claim)
    taken = [one for one in around.parameters if one.name == claim.subject and _is_optional(one)] if around else []
    return weak(f"the parameter `{claim.subject}` may be None", at(path, taken[0].line)) if taken else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the guard that covers the very line that is spoken of."""
    path, line = claim.location.path, stated_line(claim)
    if path is None or line is None:
        return None
    found = [guard for guard in _guards(claim, scene) if line in guard.covers and guard.line < line]
    return proof(f"`{found[0].text}` guards this line", at(path, found[0].line)) if found else None


def _is_optional(parameter: Parameter) -> bool:
    """Whether None is the default, or the annotation admits it."""
    said = parameter.annotation or ""
    return parameter.default == "None" or bool(re.search(r"\bOptional\[|\|\s*None\b|\bNone\s*\|", said))


def _guards(claim: Claim, scene: Scene) -> list[Guard]:
    facts, name = scene.facts(claim), claim.subject.removesuffix("()")
    if facts is None or not name.replace(".", "").replace("_", "").isalnum():
        return []
    return [guard for guard in facts.guards if name in guard.names]


CHECK = Check(
    kind="none-dereference",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "below a guard",
            says("`row` may be None here.", line=4),
            python("def f(row):\n    if row is None:\n        return 0\n    return row.size\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "from get",
            says("`row` may be None here.", line=3),
            python("def f(rows):\n    row = rows.get(1)\n    return row.size\n"),
            Verdict.PLAUSIBLE,
            (2, 2),
        ),
        shows(
            "by its default",
            says("`row` may be None here.", line=2),
            python("def f(row=None):\n    return row.size\n"),
            Verdict.PLAUSIBLE,
            (1, 1),
        ),
        abstains("no types", says("`row` may be None here.", line=2), python("def f(row):\n    return row.size\n")),
    ),
)
