"""
stale-docstring: the finding says that a docstring leaves a parameter out.

Why: the parameter's name stands in the docstring or it does not.
Blind spot: a docstring may describe a parameter without naming it.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a docstring that does not name the parameter."""
    seen = _docstring(claim, scene)
    if seen is None or claim.location.path is None:
        return None
    found, text = seen
    if claim.subject in text or found.docstring is None or claim.subject not in [one.name for one in found.parameters]:
        return None
    return proof(
        f"the docstring of `{found.name}` does not name `{claim.subject}`", at(claim.location.path, found.docstring)
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show a docstring that names it."""
    seen = _docstring(claim, scene)
    if seen is None or claim.location.path is None:
        return None
    found, text = seen
    if claim.subject not in text.replace(":", " ").replace("`", " ").split() or found.docstring is None:
        return None
    return proof(f"the docstring of `{found.name}` names `{claim.subject}`", at(claim.location.path, found.docstring))


def _docstring(claim: Claim, scene: Scene) -> tuple[Definition, str] | None:
    source, facts = scene.source(claim), scene.facts(claim)
    found = scene.universe(claim) or scene.definition_at(claim)
    if source is None or facts is None or found is None or found.docstring is None or not claim.subject:
        return None
    return found, "\n".join(source.lines[found.docstring.start - 1 : found.docstring.end])


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
