"""
caught-exception: the finding says that the code catches a certain exception.

Why: a name in a comment or a string is easily taken for a clause.
Blind spot: a decorator or a caller may catch; only this file's clauses are looked at.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.handling import catches, handlers, last
from bot.validator.scene import Scene

_ONLY = re.compile(r"\b(?:only|just|merely|solely)\b")
"""Says as much of what is not caught, which other clauses and types may contradict."""


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the clause, or the `suppress`, that names the exception."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None or not claim.subject or _ONLY.search(claim.words):
        return None
    found = [one.lines for one in handlers(facts) if one.types and last(claim.subject) in map(last, one.types)]
    found += [extent for name, extent in facts.suppressions if last(claim.subject) in re.findall(r"\w+", name)]
    return proof(f"`{last(claim.subject)}` is caught", *(at(path, extent) for extent in found[:3])) if found else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show a file with no clause that could catch it; where the name occurs instead is shown."""
    source, facts = scene.source(claim), scene.facts(claim)
    name = last(claim.subject)
    if source is None or facts is None or not re.fullmatch(r"[A-Z]\w+", name):
        return None
    if any(catches(one, name) for one in handlers(facts)) or facts.suppressions:
        return None
    where = [number for number, line in enumerate(source.lines, 1) if name in line]
    what = "the file has no try statement" if not facts.tries else "no clause of this file catches it"
    in_words = all(any(number in comment.lines for comment in facts.comments) for number in where)
    tail = f"; `{name}` stands only in a comment" if where and in_words else ""
    return proof(what + tail, *(at(source.path, number) for number in where[:3] or [1]))


CHECK = Check(
    kind="caught-exception",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "caught",
            says("The code catches `OSError` here."),
            python("try:\n    a()\nexcept OSError:\n    pass\n"),
            Verdict.CONFIRMED,
            (3, 4),
        ),
        shows(
            "only in a comment",
            says("The code catches some exceptions, such as `BusyError`."),
            python("# a() raises BusyError\na()\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        abstains(
            "said to be all",
            says("The code only catches `OSError`, so other errors escape."),
            python("try:\n    a()\nexcept (OSError, ValueError):\n    pass\n"),
        ),
        abstains(
            "a wider clause",
            says("The code catches `OSError` here."),
            python("try:\n    a()\nexcept Exception:\n    pass\n"),
        ),
    ),
)
