"""
missing-construct: the finding says that the code has a loop, a try block or the like, and builds on it.

Why: reviewers describe the code that such functions usually have; in a file without loops, "the loop" is invented.
Blind spot: only Python is read, only the whole file is searched, and code that a finding proposes may well have one.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.calls import is_certain, proposes
from bot.validator.check import Check, Seen, abstains, at, files, proof, python, says, shows, silent, strong
from bot.validator.scene import Scene

_WORDS = (
    (re.compile(r"while"), "while statement", ("while",)),
    (re.compile(r"for[- ]loop"), "for loop", ("for",)),
    (re.compile(r"loop"), "loop", ("for", "while")),
    (re.compile(r"comprehension"), "comprehension", ("for",)),
    (re.compile(r"try"), "try statement", ("try",)),
    (re.compile(r"except"), "except clause", ("except",)),
    (re.compile(r"finally"), "finally clause", ("finally",)),
    (re.compile(r"with"), "with statement", ("with",)),
    (re.compile(r"lambda"), "lambda", ("lambda",)),
    (re.compile(r"global"), "global statement", ("global",)),
    (re.compile(r"assert"), "assert statement", ("assert",)),
)
"""How a construct is written, what it is called, and the keywords of which it needs one."""
_CASE = re.compile(r"\b(?:if|unless|whether|in case|when|not|never|once)\b|n't\b")
"""Words that speak of a case, or deny it: no statement that it is there."""


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The keyword stands in a live line: the premise holds, which alone is no defect."""
    found = _keywords(claim, scene)
    if found is None or not found[1]:
        return None
    path = claim.location.path
    return strong(f"a {found[0]} stands at line {found[1][0]}", at(path, found[1][0])) if path else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The whole file has no such keyword in any live line."""
    found = _keywords(claim, scene)
    if found is None or found[1] or proposes(claim) or _CASE.search(_before(claim)):
        return None
    return proof(f"`{claim.location.path}` has no {found[0]}")


def _before(claim: Claim) -> str:
    """The words up to the construct."""
    said = claim.value.lower()
    return claim.words.partition(said)[0] if said in claim.words else claim.words.partition("»")[0]


def _keywords(claim: Claim, scene: Scene) -> tuple[str, list[int]] | None:
    """What the construct is called and the lines of its keywords; None where that cannot be told."""
    path = claim.location.path
    if scene.facts(claim) is None or path is None or not is_certain(claim, scene):
        return None
    index = scene.lookup.index(path)
    said = next(((name, words) for pattern, name, words in _WORDS if pattern.search(claim.value.lower())), None)
    if index is None or said is None:
        return None
    return said[0], sorted(line for word in said[1] for line in index.words.get(word, ()))


_PLAIN = "def total(rows):\n    # for each row the price\n    return sum(map(price, rows))\n"

CHECK = Check(
    kind="missing-construct",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "no loop",
            says("The loop in `total` never terminates for an empty list."),
            python(_PLAIN),
            Verdict.REFUTED,
        ),
        shows(
            "no try",
            says("The except block hides the error from the caller."),
            python(_PLAIN),
            Verdict.REFUTED,
        ),
        shows(
            "a loop",
            says("The loop never terminates for an empty list."),
            python("def drain(rows):\n    while rows:\n        rows.pop()\n"),
            Verdict.PLAUSIBLE,
            (2, 2),
        ),
        abstains(
            "another language",
            says("The loop never terminates for an empty list."),
            files({"app.js": "export const total = (rows) => sum(rows);\n"}),
        ),
        shows(
            "wrapped in nothing",
            says("The call of `sum` is wrapped in a `try` block without `finally`."),
            python(_PLAIN),
            Verdict.REFUTED,
        ),
        shows(
            "no while",
            says("`total` runs inside a `while True` loop, so it may never end."),
            python(_PLAIN),
            Verdict.REFUTED,
        ),
        abstains("a case", says("If the call of `sum` is in a loop, it is slow."), python(_PLAIN)),
        silent("not there", says("`sum` is not wrapped in a `try` block."), python(_PLAIN)),
        silent(
            "proposed",
            says("The call should be retried and the except block should log the failure."),
            python(_PLAIN),
        ),
    ),
)
