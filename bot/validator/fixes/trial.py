"""A suggested fix, applied in memory to the file that it is about."""

from dataclasses import dataclass, replace

from bot.code.apply import apply_block, apply_snippet
from bot.code.blocks import hunks, is_diff
from bot.code.replacing import replace_text
from bot.code.rows import Applied, Shape, lines_of
from bot.code.target import Target
from bot.model.claim import Claim
from bot.model.evidence import Evidence, Outcome, Strength
from bot.model.facts import Facts, SourceFile
from bot.model.finding import Finding
from bot.model.place import Claimed, Extent, Lines, Rung, Side
from bot.validator.fixes.forms import is_fix, is_rename, proposal_of, shows_current
from bot.validator.scene import Scene

_ASKED = (Rung.LINE, Rung.EXACT_QUOTE)
MOST_FIXES = 30
"""Fixes of one finding that are tried."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One fix claim, the file before and after it, and how it was applied. `block`: its lines as shown."""

    claim: Claim
    before: SourceFile
    after: SourceFile
    applied: Applied
    block: tuple[str, ...]

    @property
    def path(self) -> str:
        """The file that it changes."""
        return self.before.path

    @property
    def is_python(self) -> bool:
        """Whether the file is of the language that is read whole."""
        return self.before.path.endswith((".py", ".pyi"))

    @property
    def works(self) -> bool:
        """Whether it applies, in whole or in part."""
        return self.applied.applies != "no"

    def facts(self) -> tuple[Facts, Facts] | None:
        """What is known of the names before and after, only where both texts parse."""
        before, after = self.before.facts, self.after.facts
        if before is None or after is None or not before.is_complete or not after.is_complete:
            return None
        return before, after

    def said(self, check: str, outcome: Outcome, strength: Strength, detail: str, *lines: Lines) -> Evidence:
        """Evidence about the fix."""
        return Evidence(check, self.claim.id, outcome, strength, detail, lines)

    def against(self, check: str, strength: Strength, detail: str, *lines: Lines) -> Evidence:
        """Evidence that the fix is not right."""
        return self.said(check, Outcome.DISPROVES, strength, detail, *lines)

    def notes(self, check: str, detail: str, *lines: Lines) -> Evidence:
        """Something about the fix that a reader may want to know and that decides nothing."""
        return self.said(check, Outcome.NEUTRAL, Strength.WEAK, detail, *lines)


def trials(finding: Finding, scene: Scene) -> tuple[Trial, ...]:
    """Every fix of the finding that has a file to be tried on, in order of the claims."""
    claims = [claim for claim in finding.claims if is_fix(claim) and not shows_current(claim, finding)]
    found = (_tried(claim, finding, scene) for claim in claims[:MOST_FIXES])
    return tuple(trial for trial in found if trial is not None)


def _tried(claim: Claim, finding: Finding, scene: Scene) -> Trial | None:
    source = _file_of(claim, finding, scene)
    if source is None or source.facts is None:
        return None
    target = Target(source.text, _near(claim, finding, source.path), source.facts.definitions)
    proposal = proposal_of(claim, finding, scene, source.path)
    if proposal is None:
        done = replace_text(claim.subject, claim.value, target, everywhere=is_rename(claim))
        return _trial(claim, source, done, ("",), scene)
    block = tuple(lines_of(proposal.text))
    trial = _trial(claim, source, apply_block(proposal, target), block, scene)
    if trial is None or trial.applied.shape is not Shape.SUGGESTION or not _breaks(trial):
        return trial
    # The stated range may be off: a place where the lines fit and the file parses raises a doubt.
    elsewhere = apply_snippet(block, target)
    if not elsewhere.changes or not _goes_beyond(elsewhere, target.near):
        return trial
    other = _trial(claim, source, replace(elsewhere, applies="partly"), block, scene)
    return other if other is not None and not _breaks(other) else trial


def _goes_beyond(done: Applied, near: Extent | None) -> bool:
    """Whether the block touches or leans on old lines that were not commented on."""
    touched = {row.old for row in done.rows if row.block is not None and row.old is not None} | set(done.removed)
    return near is None or any(line not in near for line in touched)


def _trial(claim: Claim, source: SourceFile, done: Applied, block: tuple[str, ...], scene: Scene) -> Trial | None:
    after = scene.reading(source.path, done.text) if done.changes else source
    return None if after is None else Trial(claim, source, after, done, block)


def _breaks(trial: Trial) -> bool:
    before, after = trial.before.facts, trial.after.facts
    return before is not None and after is not None and before.fault is None and after.fault is not None


def _file_of(claim: Claim, finding: Finding, scene: Scene) -> SourceFile | None:
    """The file that a diff's header names where the tree has it, else the one that the claim or finding is about."""
    named = _named_path(claim, scene)
    places = (claim.location, finding.location)
    path = named or next((place.path for place in places if place.path and place.side is Side.NEW), None)
    return scene.file(path) if path else None


def _named_path(claim: Claim, scene: Scene) -> str | None:
    if claim.code is None:
        return None
    lines = lines_of(claim.code.text)
    if not is_diff(lines, claim.code.info):
        return None
    return next((hunk.path for hunk in hunks(lines) if hunk.path and scene.has_path(hunk.path)), None)


def _near(claim: Claim, finding: Finding, path: str) -> Extent | None:
    """The lines that the fix is about; for a suggestion the very lines that a forge would replace."""
    places = [place for place in (claim.location, finding.location) if place.path == path and place.side is Side.NEW]
    found = next((place for place in places if place.extent is not None), None)
    if claim.code is None or not claim.code.is_suggestion:
        return found.extent if found else None
    asked = claim.claimed if claim.claimed.start_line else finding.claimed
    wanted = _extent(asked)
    if wanted is None or (found is not None and found.rung in _ASKED and _same_size(found.extent, wanted)):
        return found.extent if found else None
    return wanted


def _extent(claimed: Claimed) -> Extent | None:
    if claimed.start_line is None or claimed.side is not Side.NEW:
        return None
    return Extent(claimed.start_line, max(claimed.start_line, claimed.end_line or claimed.start_line))


def _same_size(one: Extent | None, other: Extent) -> bool:
    return one is not None and one.end - one.start == other.end - other.start


def shown(path: str, start: int, end: int | None = None) -> Lines:
    """Lines of the old text as evidence shows them."""
    return Lines(path, start, end or start)


def runs(numbers: tuple[int, ...]) -> list[Extent]:
    """Rising line numbers as ranges without gaps."""
    found: list[Extent] = []
    for number in numbers:
        if found and number == found[-1].end + 1:
            found[-1] = Extent(found[-1].start, number)
        else:
            found.append(Extent(number, number))
    return found


def in_words(extent: Extent) -> str:
    """A range as a reader says it: `line 7`, `lines 7-9`."""
    return f"line {extent.start}" if extent.start == extent.end else f"lines {extent.start}-{extent.end}"
