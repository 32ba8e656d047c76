"""
bare-except: the finding says that an except clause is bare or catches everything.

Why: the clause names its types or it does not.
Blind spot: a broad clause at the border of a program may be right; only that it is broad is decided.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Handler
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.handling import handlers_meant
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the clause without a type, or with Exception or BaseException where a broad one is meant."""
    found, path = handlers_meant(claim, scene), claim.location.path
    wide = [one for one in found or () if _is_wide(one, claim)]
    return proof("the clause " + _says(wide[0]), *(at(path, one.lines) for one in wide[:3])) if wide and path else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that every clause that may be meant names its exceptions."""
    found, path, facts = handlers_meant(claim, scene), claim.location.path, scene.facts(claim)
    if found is None or path is None or facts is None or any(_is_wide(one, claim) or not one.types for one in found):
        return None
    if not found:
        return (
            proof("there is no except clause in this file", at(path, claim.location.extent or 1))
            if not facts.tries
            else None
        )
    return proof("the clause " + _says(found[0]), *(at(path, one.lines) for one in found[:3]))


def _is_wide(handler: Handler, claim: Claim) -> bool:
    if not handler.types:
        return True
    return "bare" not in claim.words and any(
        one.rsplit(".", 1)[-1] in ("Exception", "BaseException") for one in handler.types
    )


def _says(handler: Handler) -> str:
    return f"catches {', '.join(f'`{one}`' for one in handler.types)}" if handler.types else "names no exception"


CHECK = Check(
    kind="bare-except",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "bare",
            says("Bare except at line 3."),
            python("try:\n    a()\nexcept:\n    b()\n"),
            Verdict.CONFIRMED,
            (3, 4),
        ),
        shows(
            "broad",
            says("The except clause is too broad.", line=3),
            python("try:\n    a()\nexcept Exception:\n    b()\n"),
            Verdict.CONFIRMED,
            (3, 4),
        ),
        shows(
            "narrow",
            says("Bare except at line 3."),
            python("try:\n    a()\nexcept OSError:\n    b()\n"),
            Verdict.REFUTED,
            (3, 4),
        ),
        abstains(
            "broad, not bare",
            says("The except clause is too broad."),
            python("try:\n    a()\nexcept OSError:\n    b()\nexcept:\n    c(\n"),
        ),
    ),
)
