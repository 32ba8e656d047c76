"""
absent-call: the finding says that a function does not call another one.

Why: reviewers overlook calls that are there; a live call in the named function is a plain witness.
Blind spot: that a call is absent is no defect by itself, and it may be made under another name.
"""

import re

from bot.code.spots import last_part, without_arguments
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call, Definition, DefinitionKind
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, strong
from bot.validator.reach import leaves_the_file, may_mention
from bot.validator.scene import Scene

_CONDITION = re.compile(
    r"\b(?:when|if|unless|until|before|after|in case|on (?:error|failure|exit|every)|every|each|again|twice|both|all|always|"
    r"with|without|correctly|properly|directly|explicitly|first|anymore|no longer|except|other than|only|while|path|branch)\b"
)
"""Words that say of the call more than that it is missing."""
_AT_THE_END = frozenset(
    {
        "close",
        "aclose",
        "release",
        "acquire",
        "cleanup",
        "shutdown",
        "disconnect",
        "commit",
        "rollback",
        "unlock",
        "stop",
    }
)
"""What a `with` does by itself."""
_OF_PARENT = re.compile(r"\b(?:parent|super|base)\b")
"""What is said to be called then is a method's own namesake."""
_IN_FILE = re.compile(r"\b(?:nothing|nobody|no code|no method|no line)\b[^.«]{0,20}\b(?:this|the) (?:file|module)\b")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The named function has no live call of that name."""
    calls = _calls(claim, scene)
    universe, facts, path = _universe(claim, scene), scene.facts(claim), claim.location.path
    if calls is None or calls or facts is None or path is None:
        return None
    if universe is None:
        name = last_part(claim.subject)
        is_read = facts.has_star_import or facts.dynamic or any(read.name == name for read in facts.reads)
        return None if is_read else proof(f"no line of this file calls `{name}`", at(path, claim.location.extent or 1))
    detail, place = f"`{universe.name}` has no call of `{claim.subject}`", at(path, universe.header)
    is_open = may_mention(facts, universe, last_part(claim.subject)) or leaves_the_file(facts, universe)
    if last_part(claim.subject) in _AT_THE_END and any(
        c.managed and c.lines.overlaps(universe.lines) for c in facts.calls
    ):
        return strong(detail, place)
    is_class = universe.kind is DefinitionKind.CLASS or universe.is_stub
    return strong(detail, place) if is_open or is_class or _CONDITION.search(claim.words) else proof(detail, place)


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The named function calls it, on a live line."""
    calls, path = _calls(claim, scene), claim.location.path
    if not calls or path is None or _CONDITION.search(claim.words):
        return None
    return proof(
        f"`{calls[0].callee}` is called at line {calls[0].lines.start}", *(at(path, call.lines) for call in calls[:3])
    )


def _calls(claim: Claim, scene: Scene) -> list[Call] | None:
    """The live calls of the subject inside the function that the words name; None where there is no such function."""
    facts, universe = scene.facts(claim), _universe(claim, scene)
    name = last_part(claim.subject)
    if facts is None or not name or not is_settled(claim) or (universe is None and not _IN_FILE.search(claim.words)):
        return None
    owner = _owner(claim.subject)
    alike = [
        call for call in facts.calls if call.name == name and (not universe or call.lines.overlaps(universe.lines))
    ]
    return [call for call in alike if not owner or _owner(call.callee) == owner] if owner else alike


def _universe(claim: Claim, scene: Scene) -> Definition | None:
    """The definition that the words name as universe; of a parent's method, the one that overrides it."""
    named = scene.universe(claim)
    if named is not None or claim.scope or not _OF_PARENT.search(claim.words):
        return named
    return scene.definition(claim, last_part(claim.subject))


def _owner(name: str) -> str:
    return without_arguments(name).rpartition(".")[0].replace("()", "").removeprefix("self.")


_CODE = "def save(row):\n    check(row)\n    row.write()\n\n\ndef load(row):\n    return row.read()\n"

CHECK = Check(
    kind="absent-call",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "there",
            says("`save` never calls `check`, so broken rows are written."),
            python(_CODE),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "not there",
            says("`load` never calls `check`, so broken rows are read."),
            python(_CODE),
            Verdict.CONFIRMED,
            (6, 6),
        ),
        shows(
            "perhaps by way of a base class",
            says("`Row.load` never calls `check`."),
            python("class Row(Base):\n    def load(self):\n        return self.read()\n"),
            Verdict.PLAUSIBLE,
            (2, 2),
        ),
        shows(
            "nowhere in the file",
            says("Rows are written, but nothing in this file ever calls `flush`."),
            python(_CODE),
            Verdict.CONFIRMED,
        ),
        shows(
            "what `with` does",
            says("`dump` never calls `close`."),
            python("def dump(row):\n    with open('rows') as out:\n        out.write(row)\n"),
            Verdict.PLAUSIBLE,
            (1, 1),
        ),
        shows(
            "of the parent",
            says("The parent's `setUp` is never called."),
            python("class T(Base):\n    def setUp(self):\n        super().setUp()\n"),
            Verdict.REFUTED,
            (3, 3),
        ),
        abstains("under a condition", says("`save` does not call `check` when the row is new."), python(_CODE)),
    ),
)
