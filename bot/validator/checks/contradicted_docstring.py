"""
contradicted-docstring: the finding says that a docstring tells of one name, and that the code raises or calls another.

Why: both stand in the same function.
Blind spot: what a called function raises; a docstring that tells it in other words.
"""

import re
from collections.abc import Callable

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Definition, Facts
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene

_RAISES = re.compile(r"\b(?:raises|throws)\b")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the docstring that names the one, and the line that does the other."""
    meant = _meant(claim, scene)
    if meant is None or meant[0].docstring is None:
        return None
    found, facts, text = meant
    place = meant[0].docstring
    told, done = _word(claim.value), _word(claim.subject)
    line_of = _raised(found, facts) if _RAISES.search(claim.words) else _called(found, facts)
    line, path = line_of(done), claim.location.path
    if line is None or path is None or line_of(told) is not None or told == done:
        return None
    if not re.search(rf"\b{re.escape(told)}\b", text) or re.search(rf"\b{re.escape(done)}\b", text):
        return None
    detail = f"the docstring of `{found.name}` names `{told}`, and line {line} has `{done}` instead"
    return proof(detail, at(path, place), at(path, line))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show a docstring that does not name what it is said to."""
    meant, path = _meant(claim, scene), claim.location.path
    if meant is None or path is None or meant[0].docstring is None:
        return None
    found, _, text = meant
    place, told = meant[0].docstring, _word(claim.value)
    if not told or re.search(rf"\b{re.escape(told)}\b", text, re.IGNORECASE):
        return None
    return proof(f"the docstring of `{found.name}` does not name `{told}`", at(path, place))


def _meant(claim: Claim, scene: Scene) -> tuple[Definition, Facts, str] | None:
    """The function that is named, with the text of its docstring."""
    facts, source, found = scene.facts(claim), scene.source(claim), scene.universe(claim)
    if facts is None or source is None or found is None or found.docstring is None or not is_settled(claim):
        return None
    place = found.docstring
    return found, facts, "\n".join(source.lines[place.start - 1 : place.end])


def _word(code: str) -> str:
    """The last name in a stretch of code: of `:raises: a.Error` that is `Error`."""
    names = re.findall(r"[A-Za-z_]\w*", last_part(code) or code)
    return names[-1] if names else ""


def _raised(found: Definition, facts: Facts) -> Callable[[str], int | None]:
    own = [one for one in facts.outcomes.raised if one.scope == found.qualified]
    return lambda name: next((one.line for one in own if name in one.types), None)


def _called(found: Definition, facts: Facts) -> Callable[[str], int | None]:
    own = [one for one in facts.calls if one.lines.overlaps(found.body)]
    return lambda name: next((one.lines.start for one in own if one.name == name), None)


_CODE = 'def load(row):\n    """Load it.\n\n    :raises: KeyError\n    """\n    if not row:\n        raise ValueError(row)\n'

CHECK = Check(
    kind="contradicted-docstring",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "so it is",
            says("The docstring of `load` promises `KeyError`, but the code raises `ValueError`."),
            python(_CODE),
            Verdict.CONFIRMED,
            (7, 7),
        ),
        shows(
            "not named",
            says("`load`'s docstring says `OSError` but it raises `ValueError`."),
            python(_CODE),
            Verdict.REFUTED,
            (2, 5),
        ),
        abstains(
            "raised by a call",
            says("The docstring of `load` mentions `KeyError`, however the method raises `TypeError`."),
            python(_CODE),
        ),
    ),
)
