"""Suggested fixes, applied in memory and looked at; what is found never moves the finding's verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.claim import Claim
from bot.model.evidence import Evidence, Outcome, Strength, Suggestion
from bot.model.finding import Finding
from bot.validator.fixes.early import early_reads
from bot.validator.fixes.effects import effects, is_no_op, only_uncomments, parses
from bot.validator.fixes.flips import Examine, flips
from bot.validator.fixes.lint import in_words, lint_evidence, new_problems
from bot.validator.fixes.names import NameProblem, looked_up, unknown_names
from bot.validator.fixes.silent import SilentChange, as_lines, silent_changes, silent_evidence
from bot.validator.fixes.statements import MOST_STATEMENTS, statements
from bot.validator.fixes.trial import Trial, trials
from bot.validator.fixes.versions import Conflict, conflicts
from bot.validator.scene import Scene


@dataclass(frozen=True, slots=True)
class FixJudgement:
    """What is said of the fixes of one finding; `claims` are statements of the fixes, with verdicts of their own."""

    evidence: tuple[Evidence, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    claims: tuple[Claim, ...] = ()
    crashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Result:
    """Everything that was seen of one fix."""

    trial: Trial
    rows: list[Evidence]
    names: list[NameProblem]
    silent: list[SilentChange]
    suggestion: Suggestion


def fixed_sources(finding: Finding, scene: Scene) -> set[tuple[str, str]]:
    """Every (path, text) that the linter will be asked about: before and after each fix of the finding."""
    found: set[tuple[str, str]] = set()
    for trial in trials(finding, scene):
        if trial.is_python and trial.works and trial.applied.changes and trial.facts() is not None:
            found |= {(trial.path, trial.before.text), (trial.path, trial.after.text)}
    return found


def fixed_words(finding: Finding, scene: Scene) -> set[str]:
    """Every word whose occurrences in the tree will be asked for."""
    return {word for trial in trials(finding, scene) for word in looked_up(trial, scene)}


def judge_fixes(finding: Finding, scene: Scene, examine: Examine | None = None) -> FixJudgement:
    """Apply each claim of role fix in memory, and say what follows; `examine` asks the check of a claim's kind."""
    tried = trials(finding, scene)
    if not tried:
        return FixJudgement()
    clashes = conflicts(tried, finding, scene)
    evidence: list[Evidence] = []
    suggestions: list[Suggestion] = []
    claims: list[Claim] = []
    for trial in tried:
        mine = [clash for clash in clashes if clash.trial.claim.id == trial.claim.id]
        result = _judged(trial, finding, scene, mine)
        evidence += result.rows
        suggestions.append(result.suggestion)
        verdict = _support(trial, finding, scene, result.rows, examine)
        evidence += [] if verdict is None else [verdict]
        for statement in statements(trial, finding, _by_line(result, mine), MOST_STATEMENTS - len(claims)):
            claims.append(statement.claim)
            evidence += statement.evidence
    return FixJudgement(tuple(evidence), tuple(suggestions), tuple(claims))


def _judged(trial: Trial, finding: Finding, scene: Scene, clashes: Sequence[Conflict]) -> _Result:
    blocks = [block.text for block in finding.blocks if trial.claim.code is None or block.span != trial.claim.code.span]
    names = early_reads(trial, scene)
    taken = {problem.name for problem in names}
    names += [problem for problem in unknown_names(trial, finding, blocks, scene) if problem.name not in taken]
    silent = silent_changes(trial, finding)
    lint = new_problems(trial, scene)
    rows = effects(trial, finding, scene)
    rows += [problem.evidence(trial) for problem in names]
    rows += [row for row in (lint_evidence(trial, lint), only_uncomments(trial)) if row is not None]
    rows += silent_evidence(trial, silent)
    rows += [clashes[0].evidence()] if clashes else []
    suggestion = Suggestion(
        claim=trial.claim.id,
        applies=trial.applied.applies,
        parses=parses(trial),
        no_op=is_no_op(trial),
        unknown_names=tuple(problem.name for problem in names if problem.is_undefined),
        changes_elsewhere=as_lines(trial, silent),
        new_problems=tuple(in_words(said) for said in lint),
    )
    return _Result(trial, rows, names, silent, suggestion)


def _support(
    trial: Trial, finding: Finding, scene: Scene, rows: Sequence[Evidence], examine: Examine | None
) -> Evidence | None:
    """What speaks for a fix that applies and has nothing against it: that the defect goes, or at least that it fits."""
    if not trial.works or not trial.applied.changes or parses(trial) is False:
        return None
    if any(row.outcome is Outcome.DISPROVES for row in rows):
        return None
    flip = flips(trial, finding, scene, examine) if examine is not None else None
    if flip is not None:
        return flip
    is_whole = trial.applied.applies == "yes" and parses(trial) is True
    detail = "the fix applies, the file parses with it, and nothing speaks against it"
    return trial.said("fix-fits", Outcome.SUPPORTS, Strength.STRONG if is_whole else Strength.WEAK, detail)


def _by_line(result: _Result, clashes: Sequence[Conflict]) -> dict[int, list[Evidence]]:
    """What was found, by the line of the block that it is about."""
    found: dict[int, list[Evidence]] = {}
    for problem in result.names:
        if problem.block is not None:
            found.setdefault(problem.block, []).append(problem.evidence(result.trial))
    for change in result.silent:
        if change.blocks:
            row = silent_evidence(result.trial, [change])[0]
            found.setdefault(change.blocks[0], []).append(row)
    for clash in clashes[:1]:
        if clash.block is not None:
            found.setdefault(clash.block, []).append(clash.evidence())
    return found
