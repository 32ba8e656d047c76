"""Names that a fix reads above the statement that assigns them."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from bot.code.apply import dedented
from bot.code.rows import Shape
from bot.code.units import Unit, units_of
from bot.model.facts import Binding, BindingKind, Definition, DefinitionKind, Facts
from bot.validator.fixes.names import NameProblem
from bot.validator.fixes.trial import Trial, shown
from bot.validator.scene import Scene

_COMPOUND = re.compile(
    r"\s*(?:def|async|class|for|while|with|try|if|elif|else|match|case|global|nonlocal|del)\b|\s*@|.*\blambda\b",
    re.DOTALL,
)


def early_reads(trial: Trial, scene: Scene) -> list[NameProblem]:
    """Names that the block reads above its own copy of the only statement that assigns them in the old function.

    What the block leaves out cannot help: left-out lines are the old ones, and those assign the name nowhere else.
    """
    before = trial.before.facts
    read = scene.reading(trial.path, dedented("\n".join(trial.block))) if trial.is_python and trial.works else None
    if before is None or not before.is_complete or read is None or read.facts is None or not read.facts.is_complete:
        return []
    home = _home(trial, before, read.facts)
    if home is None:
        return []
    lines = list(read.lines)
    shown_units = units_of(lines)
    old = {unit.start + 1: unit.key for unit in units_of(list(trial.before.lines))}
    mine = _single_variables(read.facts)
    problems: list[NameProblem] = []
    for binding in before.bindings:
        if binding.scope != home.qualified or binding.kind is not BindingKind.VARIABLE or len(binding.lines) != 1:
            continue
        if binding.name not in mine:
            continue
        if _is_parameter(binding.name, home) or any(line <= binding.lines[0].end for line in binding.reads):
            continue
        key = old.get(binding.lines[0].start)
        found = _early(mine[binding.name], key, read.facts, shown_units, lines)
        if not binding.is_closed or found is None:
            continue
        line, assignment = found
        what = (
            f"the fix reads `{binding.name}` above the line that assigns it (`{lines[assignment.start].strip()[:80]}`)"
        )
        place = shown(trial.path, binding.lines[0].start, binding.lines[0].end)
        problems.append(
            NameProblem(
                binding.name,
                line,
                what,
                is_proof=True,
                is_undefined=False,
                check="fix-used-before-assignment",
                lines=(place,),
            )
        )
    return problems


def _is_parameter(name: str, home: Definition) -> bool:
    return any(parameter.name == name for parameter in home.parameters)


def _home(trial: Trial, before: Facts, block: Facts) -> Definition | None:
    """The old function that the block is a version of, or in which all the lines stand that it touches."""
    functions = [found for found in before.definitions if found.kind is not DefinitionKind.CLASS]
    if trial.applied.shape is Shape.DEFINITION:
        shown_names = [found.name for found in block.definitions if found.kind is not DefinitionKind.CLASS]
        same = [found for found in functions if found.name in shown_names]
        return same[0] if len(same) == 1 else None
    touched = [row.old for row in trial.applied.rows if row.block is not None and row.old is not None]
    inside = [found for found in functions if touched and all(line in found.lines for line in touched)]
    return inside[-1] if inside else None


def _single_variables(block: Facts) -> dict[str, Binding]:
    """The variables that the block assigns once, in one scope."""
    found: dict[str, list[Binding]] = {}
    for binding in block.bindings:
        if binding.kind is BindingKind.VARIABLE:
            found.setdefault(binding.name, []).append(binding)
    return {name: same[0] for name, same in found.items() if len(same) == 1 and len(same[0].lines) == 1}


def _early(
    mine: Binding, assignment: str | None, block: Facts, units: Sequence[Unit], lines: Sequence[str]
) -> tuple[int, Unit] | None:
    """The line of a plain read, and the later statement of the same level that is the old assignment."""
    at = _unit_at(units, mine.lines[0].start)
    if at is None or assignment is None or units[at].key != assignment:
        return None
    for line in _reads(mine, block, units[at].start + 1):
        found = _unit_at(units, line)
        if found is None or found >= at or units[found].indent != units[at].indent:
            continue
        if _COMPOUND.match("\n".join(lines[units[found].start : units[found].end + 1])):
            continue
        return line, units[at]
    return None


def _reads(binding: Binding, block: Facts, before: int) -> list[int]:
    scopes = (binding.scope,)
    lines = {line for line in binding.reads if line < before}
    lines |= {
        read.line for read in block.reads if read.text == binding.name and read.scope in scopes and read.line < before
    }
    return sorted(lines)


def _unit_at(units: Sequence[Unit], line: int) -> int | None:
    at = bisect_right(units, line - 1, key=lambda unit: unit.start) - 1
    return at if at >= 0 and line <= units[at].end + 1 else None
