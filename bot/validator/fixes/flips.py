"""Whether what the finding asserts holds before the fix and not after it: the finding's own check, asked twice."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from bot.model.change import ChangedFile
from bot.model.claim import Claim, Role
from bot.model.evidence import Evidence, Outcome, Strength
from bot.model.facts import Diagnostic, Hit, SourceFile
from bot.model.finding import Finding
from bot.model.place import Location, Side
from bot.ports import CodeView
from bot.validator.fixes.trial import Trial
from bot.validator.scene import Scene

Examine = Callable[[Claim, Scene], Sequence[Evidence]]
"""Puts a claim before the check for its kind, in the given scene."""


class FixedCode:
    """The code of a change in which one file of the head tree has another text."""

    def __init__(self, code: CodeView, fixed: SourceFile) -> None:
        self._code = code
        self._fixed = fixed

    def changed(self) -> Sequence[ChangedFile]:
        """The files of the change, without regard to the fix."""
        return self._code.changed()

    def paths(self) -> Sequence[str]:
        """Every path of the head tree."""
        return self._code.paths()

    def read(self, path: str, side: Side = Side.NEW, text: str | None = None) -> SourceFile | None:
        """The file; the fixed one for its path."""
        if path == self._fixed.path and side is Side.NEW and text is None:
            return self._fixed
        return self._code.read(path, side, text)

    def words(self, names: Collection[str]) -> Mapping[str, Sequence[Hit]]:
        """Occurrences in the tree as it is, without regard to the fix."""
        return self._code.words(names)

    def lint(self, sources: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Sequence[Diagnostic] | None]:
        """What the linter says of each text."""
        return self._code.lint(sources)


_: type[CodeView] = FixedCode


def flips(trial: Trial, finding: Finding, scene: Scene, examine: Examine) -> Evidence | None:
    """Evidence for the fix where a check proves the core claim before, and the opposite after; less if it is silent."""
    if trial.applied.applies != "yes" or not trial.applied.changes or trial.facts() is None:
        return None
    core = [claim for claim in finding.claims if claim.role is Role.PREDICATE and claim.location.path == trial.path]
    if not core:
        return None
    if not all(_has(examine(claim, scene), Outcome.SUPPORTS) for claim in core):
        return None
    later = Scene(FixedCode(scene.code, trial.after))
    found = [_flip(claim, trial, scene, later, examine) for claim in core]
    if any(answer is None for answer in found):
        return None
    sure = all(found)
    detail = "what the finding asserts holds before the fix and not after it"
    if not sure:
        detail = "the check that shows the defect no longer does so with the fix"
    return trial.said("fix-property-flips", Outcome.SUPPORTS, Strength.PROOF if sure else Strength.STRONG, detail)


def _flip(claim: Claim, trial: Trial, scene: Scene, later: Scene, examine: Examine) -> bool | None:
    """For a claim that is proven before: whether its end is proven after; None where it still seems to hold."""
    moved = replace(claim, location=_moved(claim.location, trial))
    after = examine(moved, later)
    if _has(after, Outcome.DISPROVES):
        return True
    if any(seen.outcome is Outcome.SUPPORTS for seen in after):
        return None
    return _lint_falls_silent(claim, trial, scene)


def _has(evidence: Sequence[Evidence], outcome: Outcome) -> bool:
    return any(seen.outcome is outcome and seen.strength is Strength.PROOF for seen in evidence)


def _moved(place: Location, trial: Trial) -> Location:
    """The place in the fixed text; a line that is gone moves to what stands there now."""
    if place.start_line is None:
        return place
    start = trial.applied.new_line_of(place.start_line)
    end = trial.applied.new_line_of(place.end_line or place.start_line)
    if start is None:
        return replace(place, start_line=None, end_line=None)
    return replace(place, start_line=start, end_line=max(start, end or start))


def _lint_falls_silent(claim: Claim, trial: Trial, scene: Scene) -> bool:
    """Whether the linter named the claim's subject at its place, and no longer says that anywhere."""
    subject = claim.subject.rstrip("()").rpartition(".")[2]
    extent = claim.location.extent
    if not subject or extent is None:
        return False
    before = scene.lint(trial.before, "F4", "F8", "E7", "B0", within=extent)
    after = scene.lint(trial.after, "F4", "F8", "E7", "B0")
    if before is None or after is None:
        return False
    named = {(said.rule, said.message) for said in before if f"`{subject}`" in said.message}
    return bool(named) and not named & {(said.rule, said.message) for said in after}
