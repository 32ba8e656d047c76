"""
bad-name: the finding says that a name does not follow a named convention.

Why: snake case and camel case can be told from the letters.
Blind spot: a name that an interface prescribes (`setUp`) is reported all the same.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene

_STYLES = (
    ("snake", re.compile(r"_*[a-z0-9]+(?:_[a-z0-9]+)*_*")),
    ("camel", re.compile(r"_*[a-z]+(?:[A-Z][a-z0-9]*)*")),
    ("pascal", re.compile(r"_*(?:[A-Z][a-z0-9]*)+")),
    ("capwords", re.compile(r"_*(?:[A-Z][a-z0-9]*)+")),
    ("upper", re.compile(r"_*[A-Z0-9]+(?:_[A-Z0-9]+)*")),
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the name, where it is in the file and breaks the convention."""
    line, fits = _line(claim, scene), _fits(claim)
    if line is None or fits is not False or claim.location.path is None:
        return None
    return proof(f"`{claim.subject}` is not in {claim.value}", at(claim.location.path, line))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the name, where it follows the convention."""
    line, fits = _line(claim, scene), _fits(claim)
    if line is None or fits is not True or claim.location.path is None:
        return None
    return proof(f"`{claim.subject}` is in {claim.value}", at(claim.location.path, line))


def _fits(claim: Claim) -> bool | None:
    name = claim.subject.rsplit(".", 1)[-1]
    for word, pattern in _STYLES:
        if word in claim.value.lower():
            return pattern.fullmatch(name) is not None
    return None


def _line(claim: Claim, scene: Scene) -> int | None:
    source = scene.source(claim)
    if source is None or not claim.subject:
        return None
    name = re.escape(claim.subject.rsplit(".", 1)[-1])
    return next((n for n, line in enumerate(source.lines, 1) if re.search(rf"(?<!\w){name}(?!\w)", line)), None)


CHECK = Check(
    kind="bad-name",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "breaks it",
            says("`loadRows` should be in snake_case."),
            python("def loadRows():\n    pass\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "follows it",
            says("`load_rows` is not in snake_case."),
            python("def load_rows():\n    pass\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        abstains("not in the file", says("`loadRows` should be in snake_case."), python("x = 1\n")),
        abstains(
            "no convention told",
            says("`load_rows` violates PEP8 naming conventions."),
            python("def load_rows():\n    pass\n"),
        ),
    ),
)
