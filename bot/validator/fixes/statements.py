"""Claims for the single statements of a fix, so that each statement can have a verdict of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.code.blocks import DiffHunk, hunks, is_diff, is_elision
from bot.code.places import key_of
from bot.code.units import Unit, units_of
from bot.model.claim import Claim, Role, Span
from bot.model.evidence import Evidence
from bot.model.finding import Finding
from bot.validator.fixes.prose import block_source
from bot.validator.fixes.trial import Trial

MOST_STATEMENTS = 20
"""Statements of one finding's fixes that become claims."""
_MOST_QUOTED = 6
_HEADERS = ("def ", "class ", "async def ", "@", "import ", "from ")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a block that is new to the file, as a claim, with what is known against it."""

    claim: Claim
    evidence: tuple[Evidence, ...] = ()


def statements(
    trial: Trial, finding: Finding, problems: Mapping[int, Sequence[Evidence]], room: int
) -> tuple[Statement, ...]:
    """At most `room` statements that the fix adds or changes and that call something or have a problem.

    `problems`: evidence about lines of the block (1-based); it is retold of the statement in which the line stands.
    """
    block = trial.claim.code
    if block is None or room <= 0:
        return ()
    fresh = _fresh_lines(trial)
    places = _places(trial, finding)
    found: list[Statement] = []
    for unit in _units(trial):
        lines = range(unit.start + 1, unit.end + 2)
        mine = [row for line in lines for row in problems.get(line, ())]
        if not mine and not (any(line in fresh for line in lines) and _calls(trial, unit)):
            continue
        claim = _claim(trial, unit, len(found) + 1, places)
        found.append(Statement(claim, tuple(replace(row, claim=claim.id) for row in mine)))
        if len(found) >= room:
            break
    return tuple(found)


def _units(trial: Trial) -> list[Unit]:
    """The block's statements; those of a diff are its added lines."""
    lines = trial.block
    if is_diff(lines, trial.claim.code.info if trial.claim.code else ""):
        parts: Sequence[DiffHunk] = hunks(lines)
        plus = {line.block: line.text for part in parts for line in part.lines if line.op == "+"}
        lines = tuple(plus.get(at, "") for at in range(1, len(lines) + 1))
    return [unit for unit in units_of(lines) if not unit.is_comment and not is_elision(lines[unit.start])]


def _fresh_lines(trial: Trial) -> frozenset[int]:
    """The lines of the block that the file does not have."""
    if trial.works:
        return frozenset(row.block for row in trial.applied.added if row.block)
    have = {key_of(line) for line in trial.before.lines}
    return frozenset(at for at, line in enumerate(trial.block, 1) if key_of(line) not in have)


def _calls(trial: Trial, unit: Unit) -> bool:
    text = trial.block[unit.start].strip().lstrip("+").strip()
    if text.startswith(_HEADERS):
        return False
    return any(
        before.isalnum() or before in "_)]"
        for before, after in zip(unit.key, unit.key[1:], strict=False)
        if after == "("
    )


def _claim(trial: Trial, unit: Unit, number: int, places: Mapping[int, Span]) -> Claim:
    fix = trial.claim
    last = min(unit.end, unit.start + _MOST_QUOTED - 1)
    quote = "\n".join(trial.block[unit.start : last + 1])
    first, end = places.get(unit.start + 1), places.get(last + 1)
    span = (
        Span(first.start, end.end)
        if first is not None and end is not None
        else (fix.code.span if fix.code else fix.span)
    )
    return Claim(
        id=f"{fix.id}.{number}",
        kind="fix-statement",
        role=Role.FIX,
        quote=quote,
        span=span,
        subject=unit.key.split("(")[0] if unit.key.split("(")[0].replace(".", "").isidentifier() else "",
        location=fix.location,
    )


def _places(trial: Trial, finding: Finding) -> Mapping[int, Span]:
    """Where each line of the block stands in the review's source; empty where it can't be found there verbatim."""
    code = trial.claim.code
    source = block_source(finding, code.span) if code is not None else ""
    if code is None or not source:
        return {}
    found: dict[int, Span] = {}
    at = 0
    for number, line in enumerate(trial.block, 1):
        if not line.strip():
            continue
        start = source.find(line, at)
        if start < 0:
            return {}
        found[number] = Span(code.span.start + start, code.span.start + start + len(line))
        at = start + len(line)
    return found
