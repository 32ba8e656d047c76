"""
unidiomatic-code: the finding says that Python has a shorter or newer way to write something.

Why: linters know these patterns exactly, and where they stand.
Blind spot: whether the other way is better is taste; a linter's silence decides only where its rule has no exceptions.
"""

import re

from bot.code.queries import ends_in
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.linted import confirmed_by
from bot.validator.scene import Scene

_RULES: tuple[tuple[str, str, str], ...] = (
    (r"comprehension", "C416", "a comprehension that only copies"),
    (r"format|interpolation", "UP031", "formatting with `%`"),
    (r"\bgetattr", "B009", "`getattr` with a constant name"),
    (r"\bsetattr", "B010", "`setattr` with a constant name"),
    (r"yield from", "UP028", "a loop that only yields"),
    (r"same line|one line|single line", "E401", "several modules in one import"),
    (r"import|e402", "E402", "an import below other code"),
    (r"literal|display", "C408", "a call instead of a literal"),
    (r"lambda", "E731", "a lambda that is given a name"),
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show where the linter finds the pattern."""
    for words, rule, what in _RULES:
        if re.search(words, f"{claim.words} {claim.subject.lower()} {claim.value.lower()}"):
            return confirmed_by(claim, scene, rule, what)
    return None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that a module that is named is imported by a statement of its own."""
    facts, path = scene.facts(claim), claim.location.path
    if (
        facts is None
        or path is None
        or not claim.subject
        or not re.search(r"\b(?:same|one|single) line\b", claim.words)
    ):
        return None
    found = [one for one in facts.imports if ends_in(one.name or one.module, claim.subject)]
    if len(found) != 1 or any(one is not found[0] and one.lines.overlaps(found[0].lines) for one in facts.imports):
        return None
    return proof(f"`{claim.subject}` is imported alone", at(path, found[0].lines))


CHECK = Check(
    kind="unidiomatic-code",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "percent",
            says("Old-style % formatting is used in `show`."),
            python("def show(n):\n    print('%d rows' % n)\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "a copy",
            says("`[f for f in rows]` is an unnecessary list comprehension."),
            python("def show(rows):\n    return sorted([f for f in rows])\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "imported apart",
            says("`os` and `sys` are imported on the same line."),
            python("import os\nimport sys\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        silent(
            "of a logger", says("The call switches to % formatting with extra arguments."), python("log('%d', 1)\n")
        ),
        abstains("nothing of the sort", says("Legacy string formatting is used."), python("print(f'{1}')\n")),
    ),
)
