"""
magic-number: the finding says that a value is written out in the code (hard-coded).

Why: a number, a text or a constant that is quoted either stands in live code or does not.
Blind spot: whether the value should have a name, or come from outside, is a judgement.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Facts, LineClass, SourceFile
from bot.validator.calls import is_certain
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
_QUOTES = "'\"`"


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the value in live code, or the name that it is given as it stands."""
    facts, source = scene.facts(claim), scene.source(claim)
    if facts is None or source is None:
        return None
    lines = _lines(claim, facts, source)
    if not lines:
        return None
    return proof(
        f"`{claim.subject.strip(_QUOTES)}` is written out at line {lines[0]}",
        *(at(source.path, line) for line in lines[:3]),
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The number stands nowhere in the file that alone can be meant."""
    facts, source = scene.facts(claim), scene.source(claim)
    if facts is None or source is None or not _NUMBER.fullmatch(claim.subject) or not is_certain(claim, scene):
        return None
    if any(claim.subject in line for line in source.lines):
        return None
    return proof(f"`{claim.subject}` stands nowhere in this file")


def _lines(claim: Claim, facts: Facts, source: SourceFile) -> list[int]:
    value = claim.subject.strip(_QUOTES)
    if f"'{value}'" in claim.quote or f'"{value}"' in claim.quote:
        return sorted(text.lines.start for text in facts.texts if value == text.value)
    if value.isidentifier():
        return [
            one.lines[0].start
            for one in facts.bindings
            if one.name == value and (one.value[:1] in _QUOTES or _NUMBER.fullmatch(one.value)) and one.value
        ]
    if _NUMBER.fullmatch(value):
        word = re.compile(rf"(?<![\w.]){re.escape(value)}(?![\w.]*\d)")
        found = {
            n
            for n, line in enumerate(source.lines, 1)
            if facts.line_classes[n - 1] is LineClass.CODE and word.search(line.partition("#")[0])
        }
        return sorted(found)
    if len(value) < 3 or (claim.subject[:1] not in _QUOTES and not re.search(r"[/:]", value)):
        return []
    return sorted(text.lines.start for text in facts.texts if value in text.value and not text.is_docstring)


CHECK = Check(
    kind="magic-number",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "a number",
            says("The port number 5432 is hardcoded."),
            python("connect(host, port=5432)\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "a text",
            says("Hard-coded '/var/tmp' is not portable."),
            python("root = '/var/tmp'\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows("nowhere", says("The port 8080 is hardcoded."), python("connect(host, port=5432)\n"), Verdict.REFUTED),
        abstains("a name from elsewhere", says("`port` is hardcoded."), python("connect(host, port=settings.port)\n")),
        silent("no value", says("The value is computed."), python("connect(host, port=5432)\n")),
    ),
)
