"""
eager-logging: the finding says that the message of a logging call is built before it is known to be needed.

Why: an f-string stands in the call, or arguments do.
Blind spot: loggers of other libraries take other arguments; only what the linter knows as logging counts.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.linted import confirmed_by
from bot.validator.scene import Scene

_METHODS = ("debug", "info", "warning", "warn", "error", "critical", "exception", "log")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show where it stands."""
    return confirmed_by(claim, scene, "G004", "an f-string is given to a logging call")


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the logging calls of a file that has no f-string in any of them."""
    facts, path, source = scene.facts(claim), claim.location.path, scene.source(claim)
    if facts is None or path is None or source is None or scene.lint(source, "G004") != ():
        return None
    calls = [call for call in facts.calls if call.name in _METHODS and call.arguments]
    written = [line for call in calls for line in range(call.lines.start, call.lines.end + 1)]
    if not calls or any(text.is_formatted and line in text.lines for text in facts.texts for line in written):
        return None
    place = claim.location.start_line or calls[0].lines.start
    near = sorted(calls, key=lambda call: abs(call.lines.start - place))[0]
    return proof("no logging call of this file is given an f-string", at(path, near.lines))


CHECK = Check(
    kind="eager-logging",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "an f-string",
            says("The logging call uses an f-string, so it is formatted even if the level is off."),
            python('import logging\n\nlogging.info(f"{len(rows)} rows")\n'),
            Verdict.CONFIRMED,
            (3, 3),
        ),
        shows(
            "arguments",
            says("This debug call uses an f-string."),
            python('import logging\n\nlogging.debug("%d rows", 3)\n'),
            Verdict.REFUTED,
            (3, 3),
        ),
        abstains("no logging", says("This debug call uses an f-string."), python("x = 1\n")),
    ),
)
