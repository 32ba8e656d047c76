"""
missing-annotation: the finding says that a function or parameter has no type annotation.

Why: it is a fact of the definition's header.
Blind spot: stubs and type comments elsewhere may annotate it.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, DefinitionKind, Parameter
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene

_OF_ALL = re.compile(
    r"\b(?:any of the|all (?:of )?(?:the )?|every|none of the|no) (?:functions?|methods?)\b|\b(?:whole|entire) (?:file|module|class)\b|"
    r"^\W*(?:no|missing|lack of|there are no) (?:type )?(?:hints|annotations|type hints|type annotations)(?: (?:are used|anywhere|at all|in the code|in this file))?\W*$|"
    r"\b(?:the|this) (?:code|file|module|test file|test class|script) (?:has no|does not (?:use|have)|lacks|contains no|uses no) (?:any )?type"
)
_OF_PARAMETER = re.compile(r"\b(?:parameter|argument|param|arg)\b")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a header without the annotation."""
    found, path, one = scene.definition(claim), claim.location.path, _parameter(claim, scene)
    if not claim.subject and path is not None and (bare := _all_functions(claim, scene)):
        is_bare = not any(_annotated(function) for function in bare)
        return (
            proof("no function of this file is annotated", *(at(path, f.header) for f in bare[:5])) if is_bare else None
        )
    if one is not None and path is not None:
        return None if one.annotation else proof(f"the parameter `{one.name}` is not annotated", at(path, one.line))
    if found is None or path is None or _has(found, claim) is not False:
        return None
    return proof(f"`{found.name}` is not annotated", at(path, found.header))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show a header in which every parameter and the result are annotated."""
    found, path, one = scene.definition(claim), claim.location.path, _parameter(claim, scene)
    if one is not None and path is not None:
        return (
            proof(f"`{one.name}` is annotated with `{one.annotation}`", at(path, one.line)) if one.annotation else None
        )
    if found is None or path is None or _has(found, claim) is not True:
        return None
    return proof(f"`{found.name}` is annotated", at(path, found.header))


def _all_functions(claim: Claim, scene: Scene) -> list[Definition]:
    """Every function with something to annotate, where the words speak of all functions of the file."""
    facts = scene.facts(claim)
    if facts is None or claim.scope or not _OF_ALL.search(claim.words):
        return []
    return [one for one in facts.definitions if one.kind is not DefinitionKind.CLASS and not one.is_stub]


def _annotated(function: Definition) -> bool:
    return function.returns is not None or any(p.annotation is not None for p in function.parameters)


def _parameter(claim: Claim, scene: Scene) -> Parameter | None:
    """The parameter that is meant, where the words name it and its function."""
    universe, facts = scene.universe(claim), scene.facts(claim)
    if universe is not None:
        return next((one for one in universe.parameters if one.name == claim.subject), None)
    if facts is None or not _OF_PARAMETER.search(claim.words):
        return None
    owners = {code for code in re.findall(r"`(\w+)\(", claim.quote)}
    named = [(one, p) for one in facts.definitions for p in one.parameters if p.name == claim.subject]
    meant = [p for one, p in named if one.name in owners] or [p for _, p in named]
    return meant[0] if len(meant) == 1 else None


def _has(found: Definition, claim: Claim) -> bool | None:
    """True when all is annotated, False when what is meant is bare, None in between."""
    parameters = [one.annotation is not None for one in found.parameters if one.name not in ("self", "cls")]
    if "return" in claim.words:
        return found.returns is not None
    all_of = [*parameters, found.returns is not None]
    if all(all_of):
        return True
    return False if not any(all_of) else None


CHECK = Check(
    kind="missing-annotation",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "all of them",
            says("There are no type hints on any of the functions."),
            python("def load(path):\n    return path\n\n\ndef save(path):\n    return path\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "in a word",
            says("- no type hints\n- `load` has no docstring"),
            python("def load(path):\n    return path\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        abstains(
            "some of them",
            says("There are no type hints on any of the functions."),
            python("def load(path: str):\n    return path\n\n\ndef save(path):\n    return path\n"),
        ),
        shows(
            "bare",
            says("`load` has no type hints."),
            python("def load(path):\n    return path\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "annotated",
            says("`load` lacks type annotations."),
            python("def load(path: str) -> str:\n    return path\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        shows(
            "a parameter",
            says("The parameter `path` of `load` isn't annotated."),
            python("def load(path: str):\n    return path\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        abstains("half", says("`load` lacks type annotations."), python("def load(path: str):\n    return path\n")),
    ),
)
