"""
caught-exception: the finding says that the code catches a certain exception.

Why: a name in a comment or a string is easily taken for a clause.
Blind spot: a decorator or a caller may catch; only this file's clauses are looked at.
"""

import builtins
import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.place import Extent
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
    universe = scene.universe(claim)
    found = [
        one.lines
        for one in handlers(facts)
        if (universe is None or one.lines.overlaps(universe.lines))
        and one.types
        and last(claim.subject) in map(last, one.types)
    ]
    found += [
        extent
        for name, extent in facts.suppressions
        if (universe is None or extent.overlaps(universe.lines)) and last(claim.subject) in re.findall(r"\w+", name)
    ]
    return proof(f"`{last(claim.subject)}` is caught", *(at(path, extent) for extent in found[:3])) if found else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show a file with no clause that could catch it; where the name occurs instead is shown."""
    source, facts = scene.source(claim), scene.facts(claim)
    name = last(claim.subject)
    if source is None or facts is None or not re.fullmatch(r"[A-Z]\w+", name):
        return None
    universe = scene.universe(claim)
    here = [one for one in handlers(facts) if universe is None or one.lines.overlaps(universe.lines)]
    expected = [
        (kind, extent) for kind, extent in facts.suppressions if universe is None or extent.overlaps(universe.lines)
    ]
    if universe is not None and expected and not here and len(expected) == 1:
        return _another(name, expected[0], source.path)
    if any(catches(one, name) for one in handlers(facts)) or facts.suppressions:
        return None
    where = [number for number, line in enumerate(source.lines, 1) if name in line]
    what = "the file has no try statement" if not facts.tries else "no clause of this file catches it"
    in_words = all(any(number in comment.lines for comment in facts.comments) for number in where)
    tail = f"; `{name}` stands only in a comment" if where and in_words else ""
    return proof(what + tail, *(at(source.path, number) for number in where[:3] or [1]))


def _another(name: str, expected: tuple[str, Extent], path: str) -> Seen | None:
    """The only exception that a function expects is another one, neither a kind of the other."""
    said, found = getattr(builtins, name, None), getattr(builtins, last(expected[0]), None)
    if not isinstance(said, type) or not isinstance(found, type) or issubclass(said, found) or issubclass(found, said):
        return None
    return proof(f"`{last(expected[0])}` is expected", at(path, expected[1]))


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
