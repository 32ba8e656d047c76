"""
caught-exception: the finding says that the code catches a certain exception.

Why: a name in a comment or a string is easily taken for a clause.
Blind spot: a decorator or a caller may catch; only this file's clauses are looked at.
"""

import builtins
import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, Facts
from bot.model.place import Extent
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.handling import catches, handlers, last
from bot.validator.scene import Scene

_EXPECTS = re.compile(r"\b(?:expects?|asserts?|verifies|checks?)\b")
"""Says what a test names, whatever class that is derived from."""
_EXPECTED_THEN = re.compile(r"\bexpects?\b.*\b(?:for|when|if|while|on|from|as|after|before|in case|instead|although)\b")
"""Says in which case it is expected, which need not be the case of a line that names it."""
_ONLY = re.compile(
    r"\b(?:only|just|merely|solely|nothing but) (?:\w+ ){0,2}?(?:catch|handl|«|\w+(?:error|exception)\b)|"
    r"\b(?:catch\w*|handl\w*|caught) (?:only|just|merely|solely)\b|«\d+» (?:only|alone)\b"
)
"""Says as much of what is not caught, which other clauses and types may contradict."""


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the clause, or the `suppress`, that names the exception."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None or not claim.subject or _EXPECTED_THEN.search(claim.words):
        return None
    universe = scene.universe(claim)
    if _ONLY.search(claim.words):
        return _alone(claim, facts, universe, path)
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
    if universe is not None and expected and not here:
        if _EXPECTS.search(claim.words) and all(last(kind) != name for kind, _ in expected):
            return proof(
                f"`{last(expected[0][0])}` is expected", *(at(source.path, extent) for _, extent in expected[:3])
            )
        return _another(name, expected[0], source.path) if len(expected) == 1 else None
    if any(catches(one, name) for one in handlers(facts)) or facts.suppressions:
        return None
    where = [number for number, line in enumerate(source.lines, 1) if name in line]
    what = "the file has no try statement" if not facts.tries else "no clause of this file catches it"
    in_words = all(any(number in comment.lines for comment in facts.comments) for number in where)
    tail = f"; `{name}` stands only in a comment" if where and in_words else ""
    return proof(what + tail, *(at(source.path, number) for number in where[:3] or [1]))


def _alone(claim: Claim, facts: Facts, universe: Definition | None, path: str) -> Seen | None:
    """The one clause of the function that is named catches that and nothing else."""
    if universe is None:
        return None
    found = [one for one in handlers(facts) if one.lines.overlaps(universe.lines)]
    if len(found) != 1 or any(extent.overlaps(universe.lines) for _, extent in facts.suppressions):
        return None
    if tuple(map(last, found[0].types)) != (last(claim.subject),):
        return None
    return proof(f"`{last(claim.subject)}` is all that `{universe.name}` catches", at(path, found[0].lines))


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
            "a class of a module",
            says("`load` catches `db.DuplicateEntry` and goes on."),
            python("def load():\n    try:\n        a()\n    except db.DuplicateEntry:\n        pass\n"),
            Verdict.CONFIRMED,
            (4, 5),
        ),
        shows(
            "only in a comment",
            says("The code catches some exceptions, such as `BusyError`."),
            python("# a() raises BusyError\na()\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        shows(
            "a test expects another",
            says("`test_load` expects a `LoadError` when the file is gone."),
            python("def test_load(self):\n    self.assertRaises(StoreError, load, None)\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        abstains(
            "expected in another case",
            says("`test_load` expects a `StoreError` for an empty name."),
            python("def test_load(self):\n    self.assertRaises(StoreError, load, None)\n"),
        ),
        abstains(
            "said to be all",
            says("The code only catches `OSError`, so other errors escape."),
            python("try:\n    a()\nexcept (OSError, ValueError):\n    pass\n"),
        ),
        shows(
            "the only one, as said",
            says("`load` only catches `OSError`."),
            python("def load():\n    try:\n        a()\n    except OSError:\n        pass\n"),
            Verdict.CONFIRMED,
            (4, 5),
        ),
        shows(
            "caught, and only logged",
            says("`load` catches `OSError` and only logs it."),
            python("def load():\n    try:\n        a()\n    except OSError as e:\n        log(e)\n"),
            Verdict.CONFIRMED,
            (4, 5),
        ),
        abstains(
            "a wider clause",
            says("The code catches `OSError` here."),
            python("try:\n    a()\nexcept Exception:\n    pass\n"),
        ),
    ),
)
