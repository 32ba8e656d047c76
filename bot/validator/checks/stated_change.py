"""
stated-change: the finding says that the change turned one value into another.

Why: what a change took out and what it put in its place stand side by side in its hunks.
Blind spot: values that are computed, and code that was moved to another file.
"""

import re

from bot.model.change import ChangedFile
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import SourceFile
from bot.validator.calls import is_settled
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.difference import live_lines, old_side
from bot.validator.scene import Scene

_VALUE = re.compile(r"-?\d+(?:\.\d+)?|'[^']+'|\"[^\"]+\"|[A-Z_]{3,}|\w+[._(]\S+")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a hunk that takes out the one and puts in the other."""
    change, new, old = _sides(claim, scene)
    if change is None or new is None or old is None:
        return None
    before, after = _word(claim.subject), _word(claim.value)
    for hunk in change.hunks:
        gone = [text for _, text in live_lines(old, hunk.old_start, hunk.old_count) if before.search(text)]
        come = [n for n, text in live_lines(new, hunk.new_start, hunk.new_count) if after.search(text)]
        if gone and come:
            return proof(f"`{_plain(claim.subject)}` gives way to `{_plain(claim.value)}` here", at(new.path, come[0]))
    return None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that no line which the change takes out has the one, or that none which it adds has the other."""
    change, new, old = _sides(claim, scene)
    if change is None or new is None or old is None or len(scene.changed()) > 1:
        return None
    if not _VALUE.fullmatch(claim.subject.strip("`")) or not _VALUE.fullmatch(claim.value.strip("`")):
        return None
    before = _word(claim.subject)
    lines = [text for hunk in change.hunks for _, text in live_lines(old, hunk.old_start, hunk.old_count)]
    if any(before.search(text) for text in lines):
        return None
    return proof(
        f"no line that the change takes out has `{_plain(claim.subject)}`", at(new.path, claim.location.extent or 1)
    )


def _sides(claim: Claim, scene: Scene) -> tuple[ChangedFile | None, SourceFile | None, SourceFile | None]:
    path = claim.location.path
    change = scene.change_of(path) if path and is_settled(claim) else None
    if path is None or change is None or not claim.subject or not claim.value or scene.facts(claim) is None:
        return None, None, None
    return change, scene.file(path), old_side(scene, change)


def _plain(text: str) -> str:
    return text.strip("`'\" ")


def _word(text: str) -> re.Pattern[str]:
    """The value as a whole word."""
    return re.compile(rf"(?<![\w.]){re.escape(_plain(text))}(?![\w.])")


_OLD = "LIMIT = 5\n\n\ndef load(kind='sha256'):\n    return kind\n"
_NEW = "LIMIT = 10\n\n\ndef load(kind='sha1'):\n    return kind\n"

CHECK = Check(
    kind="stated-change",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "a default",
            says("this changes the default from sha256 to sha1", line=4),
            python(_NEW, base=_OLD),
            Verdict.CONFIRMED,
            (4, 4),
        ),
        shows("a number", says("`LIMIT` was raised from 5 to 10."), python(_NEW, base=_OLD), Verdict.CONFIRMED, (1, 1)),
        shows("never stood there", says("`LIMIT` was raised from 7 to 10."), python(_NEW, base=_OLD), Verdict.REFUTED),
        abstains("a new file", says("`LIMIT` was raised from 5 to 10."), python(_NEW)),
    ),
)
