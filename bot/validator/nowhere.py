"""Places that do not exist: a file that neither tree has, a line beyond the end of the file."""

from bot.model.claim import Claim, Role
from bot.model.evidence import Evidence, Outcome, Strength
from bot.model.facts import SourceFile
from bot.model.finding import Finding
from bot.model.place import Side
from bot.validator.check import at
from bot.validator.scene import Scene


def impossible_place(finding: Finding, scene: Scene) -> tuple[Evidence, ...]:
    """That a finding points at nothing: disproof for a line that no version of its file has, a note for a missing file.

    Only where nothing else led to a place: a wrong line number beside a name or quote that is found disproves nothing.
    """
    core = next((claim for claim in finding.claims if claim.role is Role.PREDICATE), None)
    if core is None or any(claim.location.start_line is not None for claim in finding.claims):
        return ()
    path = finding.claimed.path
    if path and finding.location.path is None and not scene.has_path(path):
        return (
            Evidence(
                "missing-place", core.id, Outcome.NEUTRAL, Strength.WEAK, f"there is no `{path}` in this revision"
            ),
        )
    line = finding.claimed.start_line
    source = scene.file(finding.location.path) if finding.location.path else None
    if line is None or source is None or source.skipped or not _is_certain(finding, core):
        return ()
    longest = max(len(source.lines), len(_old_lines(finding, scene)))
    if line <= longest:
        return ()
    detail = f"there is no line {line}: the file has {len(source.lines)}"
    last = (at(source.path, len(source.lines)),)
    return (Evidence("missing-place", core.id, Outcome.DISPROVES, Strength.PROOF, detail, last),)


def _is_certain(finding: Finding, core: Claim) -> bool:
    """Whether the file was named by the reviewer rather than guessed."""
    return (finding.claimed.path or core.claimed.path) is not None and not core.subject


def _old_lines(finding: Finding, scene: Scene) -> tuple[str, ...]:
    changed = scene.change_of(finding.location.path or "")
    old: SourceFile | None = scene.file(changed.old_path or changed.path, Side.OLD) if changed else None
    return old.lines if old else ()
