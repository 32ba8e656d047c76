"""
missing-docstring: the finding says that a function, class or module has no docstring.

Why: reviewers say it from a cut of the file, and often about a definition that has one.
Blind spot: a comment above the definition may serve as one; a definition in another file is not looked up.
"""

import re

from bot.code import queries
from bot.model.claim import Claim, Quantifier
from bot.model.evidence import Verdict
from bot.model.facts import Definition, DefinitionKind, Facts
from bot.model.place import Rung
from bot.validator.calls import is_certain
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_THE_CLASS = re.compile(r"\b(?:the|this) (?:\w+ )?class (?!method)")
_THE_TEST = re.compile(r"\b(?:the|this) (?:\w+ )?test(?: (?:method|function))?(?! (?:class|case|file|suite|module))\b")
_KINDS = {
    "function": (DefinitionKind.FUNCTION, DefinitionKind.METHOD),
    "method": (DefinitionKind.METHOD,),
    "class": (DefinitionKind.CLASS,),
}

_OF_TESTS = re.compile(
    r"\btest (?:methods?|functions?)\b|\b(?:all|none|any|some|most|of|the) (?:of )?(?:the |these )?tests\b"
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a definition that begins with a statement instead of a docstring."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None:
        return None
    if claim.quantifier is not Quantifier.ONE:
        return _confirm_class(claim, facts, path)
    if _speaks_of_module(claim):
        has_one = any(text.is_docstring and not text.scope for text in facts.texts)
        return None if has_one else proof("the file does not begin with a docstring", at(path, 1))
    found = _meant(claim, scene)
    if found is None:
        return _confirm_namesakes(claim, facts, path)
    if found.docstring is not None or found.is_stub:
        return None
    return proof(f"`{found.name}` begins with a statement, not with a docstring", at(path, found.header))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the docstring that is there."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None:
        return None
    if claim.quantifier is not Quantifier.ONE:
        members = _members(claim, facts)
        if not members or any(one.docstring is None for one in members):
            return None
        return proof(
            "every definition it speaks of has a docstring",
            *(at(path, one.docstring) for one in members[:5] if one.docstring),
        )
    if _speaks_of_module(claim):
        first = next((text.lines for text in facts.texts if text.is_docstring and not text.scope), None)
        return proof("the module has a docstring", at(path, first)) if first else None
    found = _meant(claim, scene)
    if found is None or found.docstring is None:
        return None
    return proof(f"`{found.name}` has a docstring", at(path, found.docstring))


def note(claim: Claim, scene: Scene) -> Seen | None:
    """Say that a named definition is not in this file."""
    facts = scene.facts(claim)
    if (
        not claim.subject
        or claim.subject not in claim.quote
        or facts is None
        or queries.definitions_named(facts, claim.subject)
    ):
        return None
    return proof(f"`{claim.subject}` is not defined in this file")


def _meant(claim: Claim, scene: Scene) -> Definition | None:
    """The named definition, else the one at the place: "the class" is the class around it, never its method."""
    if claim.subject and claim.subject in claim.quote:
        return scene.definition(claim)
    found = scene.definition(claim) if claim.subject else scene.definition_at(claim)
    if _THE_CLASS.search(claim.words) and (only := _only_class(claim, scene)):
        return only
    if not claim.subject and _THE_TEST.search(claim.words) and (only := _only_test(claim, scene)):
        return only
    if found is None or _THE_CLASS.search(claim.words) is None or found.kind is DefinitionKind.CLASS:
        return found
    is_sure = bool(claim.subject) or claim.location.rung is Rung.LINE
    return scene.definition(claim, found.scope) if found.scope and is_sure else None


def _only_class(claim: Claim, scene: Scene) -> Definition | None:
    """The class of a file that has one, where no other file can be meant."""
    facts = scene.facts(claim)
    found = [one for one in facts.definitions if one.kind is DefinitionKind.CLASS] if facts else []
    return found[0] if len(found) == 1 and is_certain(claim, scene) else None


def _only_test(claim: Claim, scene: Scene) -> Definition | None:
    """The test of a file that has one, where no other file can be meant."""
    facts = scene.facts(claim)
    tests = [one for one in facts.definitions if one.name.startswith("test")] if facts else []
    found = [one for one in tests if one.kind is not DefinitionKind.CLASS]
    return found[0] if len(found) == 1 and is_certain(claim, scene) else None


def _confirm_namesakes(claim: Claim, facts: Facts, path: str) -> Seen | None:
    """Several definitions of the name, none of which has a docstring: whichever is meant lacks it."""
    found = queries.definitions_named(facts, claim.subject) if claim.subject else ()
    if len(found) < 2 or any(one.docstring is not None or one.is_stub for one in found):
        return None
    return proof(
        f"none of the {len(found)} definitions of `{found[0].name}` has a docstring",
        *(at(path, one.header) for one in found[:5]),
    )


def _speaks_of_module(claim: Claim) -> bool:
    return (not claim.subject and "module" in claim.words) or claim.subject.endswith(".py")


def _members(claim: Claim, facts: Facts) -> list[Definition]:
    kinds = [kind for word, wanted in _KINDS.items() if word in claim.words for kind in wanted]
    found = [one for one in facts.definitions if (not kinds or one.kind in kinds) and not one.is_stub]
    if _OF_TESTS.search(claim.words) and DefinitionKind.CLASS not in kinds:
        return [one for one in found if one.name.startswith("test")] or found
    return found


def _confirm_class(claim: Claim, facts: Facts, path: str) -> Seen | None:
    """Some: one member without a docstring is enough; all: each must lack it."""
    members = _members(claim, facts)
    bare = [one for one in members if one.docstring is None and not one.name.startswith("__")]
    if not bare or (claim.quantifier is Quantifier.ALL and len(bare) != len(members)):
        return None
    names = ", ".join(f"`{one.name}`" for one in bare[:5]) + (f" and {len(bare) - 5} more" if len(bare) > 5 else "")
    return proof(f"no docstring: {names}", *(at(path, one.header) for one in bare[:5]))


CHECK = Check(
    kind="missing-docstring",
    confirm=confirm,
    refute=refute,
    note=note,
    examples=(
        shows(
            "the only test",
            says("The test method lacks a docstring."),
            python('"""Tests."""\n\n\ndef help_it():\n    """Help."""\n\n\ndef test_it():\n    help_it()\n'),
            Verdict.CONFIRMED,
            (8, 8),
        ),
        shows(
            "of the tests",
            says("None of the test methods has a docstring."),
            python('class T:\n    def setUp(self):\n        """Begin."""\n\n    def test_a(self):\n        pass\n'),
            Verdict.CONFIRMED,
            (5, 5),
        ),
        shows(
            "none", says("`load` has no docstring."), python("def load():\n    return 1\n"), Verdict.CONFIRMED, (1, 1)
        ),
        shows(
            "one", says("Add a docstring to `load`."), python('def load():\n    """Rows."""\n'), Verdict.REFUTED, (2, 2)
        ),
        shows(
            "some",
            says("Some functions do not have docstrings."),
            python('def a():\n    """A."""\n\n\ndef b():\n    pass\n'),
            Verdict.CONFIRMED,
            (5, 5),
        ),
        shows(
            "every one has",
            says("Some functions lack docstrings."),
            python('def a():\n    """A."""\n'),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows("a module", says("The module lacks a docstring."), python("import os\n"), Verdict.CONFIRMED, (1, 1)),
        shows(
            "at a line",
            says("Missing docstring.", line=1),
            python("def load():\n    return 1\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "namesakes",
            says("`run` and `stop` have no docstrings."),
            python(
                "def a():\n    def run():\n        pass\n\n\ndef b():\n    def run():\n        pass\n\n\ndef stop():\n    pass\n"
            ),
            Verdict.CONFIRMED,
        ),
        shows(
            "the class of a method",
            says("`Row.key` may fail. The class has no docstring."),
            python('class Row:\n    """One."""\n\n    def key(self):\n        return 1\n'),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "the only class",
            says("The class has no docstring."),
            python('import os\n\n\nclass Row:\n    """One."""\n\n    def key(self):\n        return os.sep\n'),
            Verdict.REFUTED,
            (5, 5),
        ),
        abstains("defined elsewhere", says("`load` has no docstring."), python("from store import load\n\nload()\n")),
        silent("praise", says("`load` has a good docstring."), python("def load():\n    return 1\n")),
    ),
)
