"""Changes that a fix makes and the review never mentions: what it uncomments, deletes, or alters elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.code.blocks import indent_of
from bot.code.rows import Shape
from bot.code.units import units_of
from bot.model.evidence import Evidence, Strength
from bot.model.facts import LineClass
from bot.model.finding import Finding
from bot.model.place import Extent, Lines
from bot.validator.fixes.prose import mentions, prose_of
from bot.validator.fixes.trial import Trial, in_words, runs, shown

_UNCOMMENTS = re.compile(r"\bun-?comment|\bre-?(?:enabl|activat|stor)|\benabl|\bactivat|\bcommented", re.IGNORECASE)
_LINES = re.compile(r"\blines?\s{1,3}(\d{1,7})(?:\s{0,2}(?:-|–|to|and)\s{0,2}(\d{1,7}))?", re.IGNORECASE)
_LEADER = re.compile(r"^(?:#+|//+|--)")
_LITERAL = re.compile(r"\"[^\"\\\n]{0,400}\"|'[^'\\\n]{0,400}'|(?<![\w.])\d[\w.]{0,30}")
_AROUND = 3
_CONSTANTS = frozenset({"None", "True", "False", "self", "cls"})
"""They stand everywhere: to name one is not to speak of a line."""
_MOST_RUNS = 5


@dataclass(frozen=True, slots=True)
class SilentChange:
    """Old lines that the fix changes without a word; `blocks` are the lines of the block that do it."""

    what: str
    lines: Extent
    blocks: tuple[int, ...] = ()


def silent_changes(trial: Trial, finding: Finding) -> list[SilentChange]:
    """The changes that the finding's words and places do not cover, in order of line."""
    if not trial.works or not trial.applied.changes:
        return []
    prose = prose_of(finding)
    uncommented = [] if _UNCOMMENTS.search(prose) else _uncommented(trial)
    taken = {line for change in uncommented for line in range(change.lines.start, change.lines.end + 1)}
    spoken = _spoken_of(trial, finding, prose)
    rest: list[SilentChange] = []
    for run in runs(tuple(line for line in trial.applied.removed if line not in taken)):
        rest += _unspoken(trial, finding, run, spoken)
    found = [*uncommented, *rest]
    return sorted(found, key=lambda change: (change.lines, change.what))


def silent_evidence(trial: Trial, changes: Sequence[SilentChange]) -> list[Evidence]:
    """One row a kind of change; code that wakes up speaks against the fix, other changes are context."""
    rows: list[Evidence] = []
    for what in dict.fromkeys(change.what for change in changes):
        lines = [change.lines for change in changes if change.what == what]
        places = ", ".join(in_words(extent) for extent in lines[:_MOST_RUNS])
        detail = f"the fix silently {what} {places}"
        seen = [shown(trial.path, extent.start, extent.end) for extent in lines[:_MOST_RUNS]]
        strength = Strength.STRONG if what == "uncomments" else Strength.WEAK
        rows.append(trial.against("fix-silent-change", strength, detail, *seen))
    return rows


def as_lines(trial: Trial, changes: Sequence[SilentChange]) -> tuple[Lines, ...]:
    """The places of the changes, for the report."""
    return tuple(shown(trial.path, change.lines.start, change.lines.end) for change in changes)


def _uncommented(trial: Trial) -> list[SilentChange]:
    """Comment lines that the fix removes and whose text is then a live statement that the file did not have."""
    facts = trial.before.facts
    if facts is None:
        return []
    lines = trial.before.lines
    quiet = [line for line in trial.applied.removed if _is_comment(facts.line_classes, line)]
    woken = _new_statements(trial)
    found: list[SilentChange] = []
    for run in runs(tuple(quiet)):
        bare = [_LEADER.sub("", lines[line - 1].strip()) for line in range(run.start, run.end + 1)]
        for unit in units_of(bare):
            if unit.key in woken:
                extent = Extent(run.start + unit.start, run.start + unit.end)
                found.append(SilentChange("uncomments", extent, woken[unit.key]))
    return found


def _is_comment(classes: Sequence[LineClass], line: int) -> bool:
    return line <= len(classes) and classes[line - 1] is LineClass.COMMENT


def _new_statements(trial: Trial) -> dict[str, tuple[int, ...]]:
    """The statements of the result that the fix adds, each with the lines of the block that it comes from."""
    rows = trial.applied.rows
    had = {unit.key for unit in units_of(trial.before.lines)}
    found: dict[str, tuple[int, ...]] = {}
    for unit in units_of([row.text for row in rows]):
        part = rows[unit.start : unit.end + 1]
        if unit.is_comment or unit.key in had or not any(c.isalnum() for c in unit.key):
            continue
        if any(row.old is None for row in part):
            found.setdefault(unit.key, tuple(row.block for row in part if row.block))
    return found


def _spoken_of(trial: Trial, finding: Finding, prose: str) -> list[Extent]:
    """The lines that the finding, its claims, or its words point at."""
    extents: list[Extent] = []
    # The place of a shown block is all that it shows, be it changed or not.
    is_shown = trial.applied.shape in (Shape.PAIR, Shape.DIFF)
    claims = [claim for claim in finding.claims if claim.code is None or not is_shown]
    places = [claim.location for claim in claims]
    for place in places if is_shown else [finding.location, *places]:
        if place.path == trial.path and place.extent is not None:
            extents.append(place.extent)
    for claimed in (finding.claimed, *(claim.claimed for claim in finding.claims)):
        if claimed.start_line is not None:
            extents.append(Extent(claimed.start_line, claimed.end_line or claimed.start_line))
    for found in _LINES.finditer(prose):
        first = int(found.group(1))
        extents.append(Extent(first, int(found.group(2) or first)))
    return extents


def _unspoken(trial: Trial, finding: Finding, run: Extent, spoken: Sequence[Extent]) -> list[SilentChange]:
    """What happens to a run of removed old lines, if nobody speaks of it and it is more than a line's new wording."""
    if trial.applied.shape in (Shape.SUGGESTION, Shape.INLINE):
        return []
    if any(Extent(extent.start - _AROUND, extent.end + _AROUND).overlaps(run) for extent in spoken):
        return []
    old = [trial.before.lines[line - 1] for line in range(run.start, run.end + 1)]
    live = [
        line
        for line, text in zip(range(run.start, run.end + 1), old, strict=True)
        if _is_live(trial, line) and text.strip()
    ]
    if not live:
        return []
    text = "\n".join(old)
    if any(
        mentions(text, symbol.rstrip("()").rpartition(".")[2])
        for symbol in finding.symbols
        if symbol.strip("()") and symbol not in _CONSTANTS
    ):
        return []
    what = _what_changes(trial, run, text)
    # A diff or a pair shows what it alters; that a statement goes for good is easily overlooked all the same.
    is_open = trial.applied.shape in (Shape.PAIR, Shape.DIFF) and what != "deletes"
    return [SilentChange(what, run)] if what and not is_open else []


def _is_live(trial: Trial, line: int) -> bool:
    facts = trial.before.facts
    if facts is None or line > len(facts.line_classes):
        return False
    return facts.line_classes[line - 1] in (LineClass.CODE, LineClass.TEXT)


def _what_changes(trial: Trial, run: Extent, old: str) -> str:
    first = trial.applied.new_line_of(run.start)
    new: list[str] = []
    for row in trial.applied.rows[(first or 1) - 1 :] if first else []:
        if row.old is not None:
            break
        new.append(row.text)
    text = "\n".join(new)
    if not text.strip():
        return "deletes"
    if old.lstrip().startswith(("import ", "from ")) and indent_of(old) == "":
        return "changes the import at"
    if old.lstrip().startswith(("def ", "async def ", "class ")) and not old.lstrip().startswith(
        ("def _", "async def _")
    ):
        return "changes the signature at"
    if _LITERAL.findall(old) != _LITERAL.findall(text) and _LITERAL.sub("", old) == _LITERAL.sub("", text):
        return "changes the value at"
    return ""
