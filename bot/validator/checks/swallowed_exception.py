"""
swallowed-exception: the finding says that an exception is caught and ignored.

Why: a clause that raises, logs or returns does not ignore.
Blind spot: whether ignoring is right here; a clause may do something that only looks like handling.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Handler
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.handling import catches, handlers_meant, last
from bot.validator.scene import Scene

_CLAUSE = re.compile(r"\bexcept\b", re.IGNORECASE)
"""Names the clause itself, not only what becomes of an exception."""
_NOT_RAISED = re.compile(
    r"\b(?:not|never|n't|without|instead of|fails? to)\b[^.;]{0,30}\b(?:re-?rais\w+|re-?throw\w*|propagat\w+)|\b(?:not|never|n't) rais\w+ (?:it )?again"
)
"""Says that nothing is raised again, which a line in the log doesn't disprove."""
_KEPT_BACK = re.compile(r"\b(?:swallow|suppress)")
"""May mean only that nothing is raised again, so that a line in the log doesn't disprove it."""
_QUIETLY = re.compile(r"\b(?:silent|quiet|ignor|without|nothing|unlogged|no log|pass\b|lost|trace)")
_SILENT = re.compile(r"\b(?:swallow|silent|ignor|suppress|discard|drop|hid)")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the clause that does nothing."""
    path, meant = claim.location.path, _meant(claim, scene) or ()
    if _NOT_RAISED.search(claim.words) and not _SILENT.search(claim.words):
        is_so = bool(meant) and not any(one.raises for one in meant)
        return (
            proof("the clause does not raise", *(at(path, one.lines) for one in meant[:3])) if is_so and path else None
        )
    found = [one for one in meant if one.is_silent]
    return proof("the clause does nothing", *(at(path, one.lines) for one in found[:3])) if found and path else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that each clause that may be meant raises or logs."""
    found, path, facts = _meant(claim, scene), claim.location.path, scene.facts(claim)
    if (
        facts is not None
        and path is not None
        and not facts.tries
        and not facts.suppressions
        and _CLAUSE.search(claim.quote)
    ):
        return proof("there is no except clause in this file", at(path, claim.location.extent or 1))
    if not found or path is None or facts is None or "finally" in claim.words:
        return None
    if _NOT_RAISED.search(claim.words):
        again = [one.line for one in facts.outcomes.raised if one.is_again]
        is_so = all(any(line in one.lines for line in again) for one in found)
        return proof("the clause raises it again", *(at(path, one.lines) for one in found[:3])) if is_so else None
    if not all(one.raises or one.logs for one in found):
        return None
    if _KEPT_BACK.search(claim.words) and not _QUIETLY.search(claim.words) and not all(one.raises for one in found):
        return None
    what = "raises" if found[0].raises else "logs it"
    return proof(f"the clause {what}", *(at(path, one.lines) for one in found[:3]))


def _meant(claim: Claim, scene: Scene) -> tuple[Handler, ...] | None:
    found = handlers_meant(claim, scene)
    exception = last(claim.value)
    if not found or not exception[:1].isupper():
        return found
    return tuple(one for one in found if catches(one, exception))


CHECK = Check(
    kind="swallowed-exception",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "passes",
            says("The exception is silently swallowed at line 3."),
            python("try:\n    a()\nexcept OSError:\n    pass\n"),
            Verdict.CONFIRMED,
            (3, 4),
        ),
        shows(
            "raises",
            says("The exception is silently swallowed at line 3."),
            python("try:\n    a()\nexcept OSError:\n    raise\n"),
            Verdict.REFUTED,
            (3, 4),
        ),
        shows(
            "logs",
            says("`OSError` is silently ignored."),
            python("try:\n    a()\nexcept OSError:\n    log.warning('no')\n"),
            Verdict.REFUTED,
            (3, 4),
        ),
        shows(
            "two clauses",
            says("The exception is swallowed at line 5."),
            python("try:\n    a()\nexcept KeyError:\n    pass\nexcept OSError:\n    raise\n"),
            Verdict.REFUTED,
            (5, 6),
        ),
        abstains(
            "does something",
            says("The exception is swallowed at line 3."),
            python("try:\n    a()\nexcept OSError:\n    b = 1\n"),
        ),
        shows(
            "a clause that is not there",
            says("`load` swallows errors with a silent except block."),
            python("def load():\n    a()\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        shows(
            "not raised again",
            says("The exception is not re-raised after it was logged.", line=3),
            python("try:\n    a()\nexcept OSError:\n    log.warning('no')\n"),
            Verdict.CONFIRMED,
            (3, 4),
        ),
        shows(
            "raised again",
            says("The error is never re-raised.", line=4),
            python("def f():\n    try:\n        a()\n    except OSError:\n        log.warning('no')\n        raise\n"),
            Verdict.REFUTED,
            (4, 6),
        ),
        abstains(
            "raised as another",
            says("The original exception is not re-raised.", line=3),
            python("try:\n    a()\nexcept OSError as e:\n    raise KeyError from e\n"),
        ),
        abstains(
            "logged, and said not to be raised again",
            says("The exception is swallowed without being re-raised.", line=3),
            python("try:\n    a()\nexcept OSError:\n    log.warning('no')\n"),
        ),
        abstains("no clause", says("The exception is swallowed."), python("a()\n")),
    ),
)
