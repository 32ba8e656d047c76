"""
trailing-comma: the finding says that a trailing comma is missing, or is there.

Why: models repeat the rule where it has no place, such as at the end of an assignment, where a comma makes a tuple.
Blind spot: only the statement that the claim is anchored in is looked at; whether the style wants the comma is opinion.
"""

from bot.code import queries
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import SourceFile
from bot.model.place import Extent
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_CLOSERS = tuple(")]}")
_OPENERS = {")": "(", "]": "[", "}": "{"}


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a collection or call over several lines that ends with, or without, the comma as claimed."""
    seen = _statement(claim, scene)
    if seen is None:
        return None
    source, extent = seen
    has = _has_comma(source, extent, stated_line(claim))
    if has is None or has == bool(claim.value):
        return None
    return proof(
        "it ends with a trailing comma" if has else "it ends without a trailing comma", at(source.path, extent)
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that the comma is there, or that the statement ends without one."""
    seen = _statement(claim, scene)
    if seen is None:
        return None
    source, extent = seen
    has = _has_comma(source, extent, stated_line(claim))
    last = source.lines[extent.end - 1].split("#")[0].rstrip()
    if claim.value:
        return proof("it has a trailing comma", at(source.path, extent)) if has else None
    if has is False or (has is None and not last.endswith(",")):
        return proof("it ends without a comma", at(source.path, extent))
    return None


def _statement(claim: Claim, scene: Scene) -> tuple[SourceFile, Extent] | None:
    source, line = scene.source(claim), claim.location.start_line
    if source is None or source.facts is None or not source.facts.is_complete or line is None:
        return None
    extent = queries.statement_at(source.facts, line)
    return (source, extent) if extent else None


def _has_comma(source: SourceFile, extent: Extent, line: int | None) -> bool | None:
    """Whether the collection or call that closes below the line ends in a comma; without such a line, the last one.

    None where the statement has none that closes on a line of its own.
    """
    inner = [one for one in range(extent.start, extent.end) if source.lines[one].lstrip()[:1] in _CLOSERS]
    if line in inner:
        return source.lines[line - 1].split("#")[0].rstrip().endswith(",")
    if len(inner) > 1:
        return None
    text = "\n".join(line.split("#")[0].rstrip() for line in source.lines[extent.start - 1 : extent.end]).rstrip()
    if extent.start == extent.end or text[-1:] not in _OPENERS:
        return None
    inside = text[:-1].rstrip()
    if text[-2:-1] != "\n" and "\n" + text[-1] not in text.replace(" ", ""):
        return None
    return inside.endswith(",")


CHECK = Check(
    kind="trailing-comma",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "missing",
            says("Line 3: missing trailing comma."),
            python("x = [\n    1,\n    2\n]\n"),
            Verdict.CONFIRMED,
            (1, 4),
        ),
        shows(
            "there",
            says("Line 3: missing trailing comma."),
            python("x = [\n    1,\n    2,\n]\n"),
            Verdict.REFUTED,
            (1, 4),
        ),
        shows(
            "an inner one",
            says("Line 3: missing trailing comma."),
            python("x = f(\n    [\n        1\n    ],\n)\n"),
            Verdict.CONFIRMED,
            (1, 5),
        ),
        shows(
            "said to be there",
            says("`total` is assigned with a trailing comma on line 1."),
            python("total = 1\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        abstains(
            "an assignment wants none",
            says("`total` is assigned without a trailing comma on line 1."),
            python("total = 1\n"),
        ),
    ),
)
