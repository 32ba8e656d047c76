"""Problems that a linter sees only with the fix."""

from collections import Counter

from bot.model.evidence import Evidence, Outcome, Strength
from bot.model.facts import Diagnostic
from bot.validator.fixes.trial import Trial
from bot.validator.scene import Scene

_RULES = ("F", "E9", "B", "S", "PLE")
_ELSEWHERE = ("F821", "F823")
"""Undefined names are looked at on their own."""
_TASTE = ("S101", "F401", "F541")
_MOST = 10


def new_problems(trial: Trial, scene: Scene) -> list[Diagnostic]:
    """What the linter says of the fixed text and not, or not as often, of the old one."""
    if not trial.is_python or trial.facts() is None or not trial.applied.changes:
        return []
    before, after = scene.lint(trial.before, *_RULES), scene.lint(trial.after, *_RULES)
    if before is None or after is None:
        return []
    had = Counter((said.rule, said.message) for said in before)
    found: list[Diagnostic] = []
    for said in after:
        key = (said.rule, said.message)
        if had[key] > 0:
            had[key] -= 1
        elif said.rule not in (*_ELSEWHERE, *_TASTE):
            found.append(said)
    return found[:_MOST]


def lint_evidence(trial: Trial, found: list[Diagnostic]) -> Evidence | None:
    """The new problems in one row; those of correctness speak against the fix, others are context."""
    if not found:
        return None
    listed = "; ".join(in_words(said) for said in found[:3])
    is_wrong = any(said.rule.startswith(("F", "E9", "PLE")) and said.rule != "F841" for said in found)
    outcome = Outcome.DISPROVES if is_wrong else Outcome.NEUTRAL
    return trial.said("fix-has-new-problem", outcome, Strength.WEAK, f"the fix brings a new problem: {listed}")


def in_words(said: Diagnostic) -> str:
    """A diagnostic as the report lists it."""
    return f"{said.rule} {said.message}"
