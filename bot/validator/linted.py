"""What checks of one linter rule share: the places where it fires that a claim can mean, and its silence."""

import re

from bot.model.claim import Claim
from bot.model.facts import Diagnostic
from bot.validator.check import Seen, at, proof
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_NEAR = 1
_WHITE = re.compile(r"[\s'\"`]+")


def fired(claim: Claim, scene: Scene, rule: str) -> tuple[Diagnostic, ...] | None:
    """Where the rule fires: at the stated line, in the scope, at the code that is shown, else anywhere; None where not linted."""
    source, universe, line = scene.source(claim), scene.universe(claim), stated_line(claim)
    if source is None or scene.facts(claim) is None:
        return None
    found = scene.lint(source, rule, within=universe.lines if universe else None)
    if found is None:
        return None
    shown = _WHITE.sub("", claim.subject)
    named = [one for one in found if shown and shown in _WHITE.sub("", source.lines[one.line - 1])]
    if line is not None:
        return tuple(one for one in found if abs(one.line - line) <= _NEAR) or tuple(named)
    return tuple(named) if shown and any(shown in _WHITE.sub("", text) for text in source.lines) else found


def confirmed_by(claim: Claim, scene: Scene, rule: str, detail: str) -> Seen | None:
    """Proof where the rule fires."""
    found, path = fired(claim, scene, rule), claim.location.path
    return proof(detail, *(at(path, one.line) for one in found[:3])) if found and path else None


def refuted_by_silence(claim: Claim, scene: Scene, rule: str, detail: str) -> Seen | None:
    """Proof where the rule fires neither at what is meant nor, where nothing is, in the file."""
    found, path, universe = fired(claim, scene, rule), claim.location.path, scene.universe(claim)
    source = scene.source(claim)
    if found is None or found or path is None or source is None:
        return None
    is_loose = not claim.subject or stated_line(claim) is not None
    if universe is None and is_loose and scene.lint(source, rule) != ():
        return None  # a wrong line refutes nothing
    return proof(detail, at(path, universe.header if universe else claim.location.extent or 1))
