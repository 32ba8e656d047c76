"""
duplicate-code: the finding says that two pieces of code are the same.

Why: where both are named, their bodies can be laid side by side.
Blind spot: renamed variables and reordered lines are not seen through, and unnamed copies are not searched for.
"""

import re

from bot.code.quotes import squeeze, without_leader
from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, LineClass, SourceFile
from bot.model.place import Lines
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene

_FEWEST_LINES = 2
_MOST_LINES = 12
"""Of longer bodies a part may be meant."""
_IDENTICAL = re.compile(
    r"\bidentical\b|\bexact(?:ly)? (?:the same|duplicates?|cop(?:y|ies))\b|\bexact (?:duplicate|copy)\b"
)
_HEDGED = re.compile(
    r"\b(?:near|nearly|almost|virtually|practically|basically|essentially|mostly|largely|structur\w*|logic\w*|similar\w*|except|apart|differ\w*|aside|parts?|lines?|blocks?|code in|same (?:pattern|shape))\b"
)
_IDENTIFIER = re.compile(r"[A-Za-z_]\w*$")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Both named definitions stand in the file, and their bodies are equal but for comments and white space."""
    source, one, other = scene.source(claim), scene.definition(claim), scene.definition(claim, claim.value)
    if source is None or one is None or other is None or one.lines == other.lines:
        return None
    first, second = _body(one, source), _body(other, source)
    if first != second or len(first) < _FEWEST_LINES:
        return None
    lines: tuple[Lines, ...] = (at(source.path, one.body), at(source.path, other.body))
    return proof(f"`{one.name}` and `{other.name}` have the same body", *lines)


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The other copy is named and exists nowhere in the tree, or both bodies are short and differ though said to be identical."""
    if _IDENTICAL.search(claim.words) and not _HEDGED.search(claim.words):
        return _unequal(claim, scene)
    name = last_part(claim.value)
    if not name or not _IDENTIFIER.match(claim.value.rstrip("()")) or scene.definition(claim) is None:
        return None
    if scene.words(name) or len(name) < 4:
        return None
    return proof(f"nothing in the tree is called `{name}`")


def _unequal(claim: Claim, scene: Scene) -> Seen | None:
    source, one, other = scene.source(claim), scene.definition(claim), scene.definition(claim, claim.value)
    if source is None or one is None or other is None or one.lines == other.lines:
        return None
    first, second = _body(one, source), _body(other, source)
    if first == second or max(len(first), len(second)) > _MOST_LINES:
        return None
    return proof(
        f"the bodies of `{one.name}` and `{other.name}` differ", at(source.path, one.body), at(source.path, other.body)
    )


def _body(found: Definition, source: SourceFile) -> tuple[str, ...]:
    """The lines of a body that are code, squeezed."""
    facts = source.facts
    classes = facts.line_classes if facts else ()
    quiet = (LineClass.COMMENT, LineClass.DOCSTRING, LineClass.BLANK)
    numbers = range(found.body.start, min(found.body.end, len(classes)) + 1)
    return tuple(squeeze(without_leader(source.lines[n - 1])) for n in numbers if classes[n - 1] not in quiet)


_MEAN = "def mean(rows):\n    count = len(rows)\n    return sum(rows) / count\n"
_SAME = _MEAN + "\n\n" + _MEAN.replace("mean", "average")

CHECK = Check(
    kind="duplicate-code",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("the same", says("`mean` and `average` are identical."), python(_SAME), Verdict.CONFIRMED, (2, 3)),
        shows("no such copy", says("`mean` duplicates `arithmetic_mean`."), python(_SAME), Verdict.REFUTED),
        shows(
            "said to be identical",
            says("`mean` and `total` are identical."),
            python(_MEAN + "\n\ndef total(rows):\n    return sum(rows)\n"),
            Verdict.REFUTED,
            (2, 3),
        ),
        abstains(
            "alike",
            says("`mean` and `total` are nearly identical."),
            python(_MEAN + "\n\ndef total(rows):\n    return sum(rows)\n"),
        ),
        abstains("unnamed", says("There is duplicated code in this function."), python(_SAME)),
    ),
)
