"""
wrong-comparison: the finding says that something is compared in the wrong way, with None by `==` for example.

Why: which operator stands beside None, True or False can be read.
Blind spot: other comparisons are judgements; they are left alone.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Diagnostic
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_CONSTANT = re.compile(r"\b(?:none|true|false|e71[12])\b")
_RULES = {"none": "E711", "true": "E712", "false": "E712", "e711": "E711", "e712": "E712"}
_NEAR = 3


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the comparison with the constant by an operator of equality."""
    source, found = scene.source(claim), _meant(claim, scene)
    if source is None or not found:
        return None
    what = "`None`" if found[0].rule == "E711" else "a truth value"
    return proof(f"{what} is compared by equality", *(at(source.path, one.line) for one in found[:3]))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that nothing in the file is compared with None by an operator of equality."""
    source = scene.source(claim)
    if source is None or scene.facts(claim) is None or _rule(claim) != "E711":
        return None
    if scene.lint(source, "E711") != () or re.search(r"[!=]= ?None|None ?[!=]=", source.text):
        return None
    return proof(
        "nothing in this file is compared with `None` by `==` or `!=`", at(source.path, claim.location.extent or 1)
    )


def _meant(claim: Claim, scene: Scene) -> tuple[Diagnostic, ...]:
    source, universe, line, rule = scene.source(claim), scene.universe(claim), stated_line(claim), _rule(claim)
    if source is None or scene.facts(claim) is None or rule is None:
        return ()
    found = scene.lint(source, rule, within=universe.lines if universe else None) or ()
    return found if line is None else tuple(one for one in found if abs(one.line - line) <= _NEAR)


def _rule(claim: Claim) -> str | None:
    """The rule of the constant that the words name."""
    found = _CONSTANT.search(f"{claim.value} {claim.subject} {claim.words}".lower())
    return _RULES[found[0]] if found else None


CHECK = Check(
    kind="wrong-comparison",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "by equality",
            says("Comparison to None should use `is not`."),
            python("def f(x):\n    return x != None\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "by identity",
            says("Comparison to None should use `is not`."),
            python("def f(x):\n    return x is not None\n"),
            Verdict.REFUTED,
        ),
        shows(
            "a truth value",
            says("`x == True` should be `x is True`."),
            python("def f(x):\n    return x == True\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        abstains("another", says("Loose equality is used here."), python("def f(x):\n    return x == 1\n")),
    ),
)
