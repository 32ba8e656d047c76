"""
stale-docstring: the finding says that a docstring leaves a parameter out.

Why: the parameter's name stands in the docstring or it does not.
Blind spot: a docstring may describe a parameter without naming it.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, SourceFile
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a docstring that does not name the parameter, or that names something which is none."""
    seen, path = _docstring(claim, scene), claim.location.path
    if seen is None or path is None or seen[0].docstring is None:
        return None
    (found, text), place = seen, at(path, seen[0].docstring)
    if claim.value:
        named = _plain(claim.value)
        is_stale = named not in _parameters(found) and _documents(text, named)
        return (
            proof(f"`{found.name}` has no parameter `{named}`, which its docstring names", place) if is_stale else None
        )
    if claim.subject in text or claim.subject not in _parameters(found):
        return None
    return proof(f"the docstring of `{found.name}` does not name `{claim.subject}`", place)


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show a docstring that names it, or one that does not name what it is said to."""
    seen, path = _docstring(claim, scene), claim.location.path
    if seen is None or path is None or seen[0].docstring is None:
        return None
    (found, text), place = seen, at(path, seen[0].docstring)
    if claim.value:
        named = _plain(claim.value)
        if re.search(rf"\b{re.escape(named)}\b", text):
            return proof(f"`{named}` is a parameter of `{found.name}`", place) if named in _parameters(found) else None
        return proof(f"the docstring of `{found.name}` does not name `{named}`", place)
    if claim.subject not in re.sub(r"[:`(),*]", " ", text).split():
        return None
    return proof(f"the docstring of `{found.name}` names `{claim.subject}`", place)


def _parameters(found: Definition) -> list[str]:
    return [one.name for one in found.parameters]


def _documents(text: str, name: str) -> bool:
    """Whether a docstring lists a name the way that parameters are listed."""
    word = re.escape(name)
    return (
        re.search(rf"(?m)^\s*(?::param(?: \w+)? {word}:|@param {word}\b|{word}(?: \([^)]*\))?\s*:)", text) is not None
    )


def _plain(text: str) -> str:
    found = re.search(r"(?::param(?: \w+)? )?(?P<name>[A-Za-z_]\w*):?$", text.strip("`:* "))
    return found["name"] if found else text.strip("`:* ")


def _docstring(claim: Claim, scene: Scene) -> tuple[Definition, str] | None:
    source, facts = scene.source(claim), scene.facts(claim)
    found = scene.universe(claim) or scene.definition_at(claim)
    if found is None and facts is not None and source is not None:
        named = claim.subject or _plain(claim.value)
        able = [one for one in facts.definitions if one.docstring and one.parameters]
        holding = [one for one in able if named in _parameters(one) or _documents(_text(one, source), named)]
        found = holding[0] if len(holding) == 1 else able[0] if len(able) == 1 else None
    if (
        source is None
        or facts is None
        or found is None
        or found.docstring is None
        or not (claim.subject or claim.value)
    ):
        return None
    return found, _text(found, source)


def _text(found: Definition, source: SourceFile) -> str:
    """The lines of a docstring."""
    place = found.docstring
    return "\n".join(source.lines[place.start - 1 : place.end]) if place else ""


_LOAD = 'def load(path, mode):\n    """Read `path`."""\n    return path, mode\n'

CHECK = Check(
    kind="stale-docstring",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "left out",
            says("The docstring of `load` does not mention `mode`."),
            python(_LOAD),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "named", says("The docstring of `load` does not mention `path`."), python(_LOAD), Verdict.REFUTED, (2, 2)
        ),
        abstains("no parameter of it", says("The docstring of `load` does not mention `size`."), python(_LOAD)),
    ),
)
