"""
early-default: the finding says that a default is the result of a call, made once when the function is defined.

Why: the default is written out.
Blind spot: whether it matters that it is made once is not judged.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, Parameter
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene
from bot.validator.spoken import the_name
from bot.validator.stated import stated_line

_CALL = re.compile(r"[A-Za-z_][\w.]*\(")
_LITERAL = re.compile(r"-?\d[\d.]*|None|True|False|'[^']*'|\"[^\"]*\"|\(\)")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the parameter whose default is a call."""
    path = claim.location.path
    found = [(one, p) for one, p in _meant(claim, scene) if p.default and _CALL.match(p.default)]
    if not found or path is None:
        return None
    definition, parameter = found[0]
    detail = f"`{parameter.name}` of `{definition.name}` has the default `{parameter.default}`"
    return proof(detail, at(path, parameter.line))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that the default of every parameter that may be meant is a literal, or that there is none."""
    path, found = claim.location.path, _meant(claim, scene)
    if path is None or not found or not claim.subject:
        return None
    if any(p.default is not None and not _LITERAL.fullmatch(p.default) for _, p in found):
        return None
    definition, parameter = found[0]
    what = f"the default `{parameter.default}`" if parameter.default else "no default"
    return proof(f"`{parameter.name}` of `{definition.name}` has {what}", at(path, parameter.line))


def _meant(claim: Claim, scene: Scene) -> list[tuple[Definition, Parameter]]:
    """The parameters of the name, or with the default, that the words show; without either, those at the stated line."""
    facts, name = scene.facts(claim), the_name(claim.subject)
    universe = scene.universe(claim)
    if facts is None:
        return []
    every = [
        (one, p)
        for one in facts.definitions
        for p in one.parameters
        if universe is None or one.lines.start in universe.lines
    ]
    if claim.subject:
        shown = claim.subject.strip("` ")
        return [(one, p) for one, p in every if (name and p.name == name.dotted) or p.default == shown]
    line = stated_line(claim)
    return [(one, p) for one, p in every if line is not None and line in one.header]


_CODE = "def age(born, today=now(), size=3):\n    return today - born\n"

CHECK = Check(
    kind="early-default",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "a call",
            says("Default `today=now()` is evaluated at import time."),
            python(_CODE),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows("a number", says("Function call in default argument `size`."), python(_CODE), Verdict.REFUTED, (1, 1)),
        abstains("no such parameter", says("Function call in default argument `when`."), python(_CODE)),
    ),
)
