"""What held at the revision that a reviewer saw, and what has become of it since."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from bot.code.moved import map_line
from bot.model.change import ChangedFile
from bot.model.claim import Role
from bot.model.evidence import JudgedFinding, Outcome, Strength, Verdict
from bot.model.finding import Finding
from bot.model.place import Lines
from bot.ports import CodeView
from bot.validator.engine import validate
from bot.validator.revisions import Since
from bot.validator.scene import Scene

_HELD = (Verdict.CONFIRMED, Verdict.PLAUSIBLE)


def with_earlier(
    judged: Sequence[JudgedFinding],
    originals: Sequence[tuple[str | None, Finding]],
    earlier: Mapping[str, CodeView],
    since: Since,
    scene: Scene,
) -> list[JudgedFinding]:
    """The findings, where head does not bear one out with what held of it at its own revision.

    `originals` are the same findings as they were written, each with the revision that it speaks of. What only a change of
    the code disproves is fixed, whether or not it could be proved before; so is what was confirmed by lines that are gone.
    """
    said = list(judged)
    doubtful: dict[str, list[int]] = {}
    for at, (revision, _) in enumerate(originals):
        if revision is not None and revision in earlier and judged[at].verdict not in _HELD:
            doubtful.setdefault(revision, []).append(at)
    for revision, places in doubtful.items():
        then = validate([originals[at][1] for at in places], Scene(earlier[revision]))
        lines = _Lines(earlier[revision], since.get(revision) or (), scene)
        for at, one in zip(places, then, strict=True):
            said[at] = _compared(said[at], one, revision, lines)
    return said


def _compared(now: JudgedFinding, then: JudgedFinding, revision: str, lines: "_Lines") -> JudgedFinding:
    if now.verdict is Verdict.REFUTED and then.verdict is not Verdict.REFUTED:
        return replace(now, held_at=revision if then.verdict in _HELD else None, is_fixed=True)
    if then.verdict is Verdict.CONFIRMED:
        return replace(now, held_at=revision, is_fixed=all(lines.are_gone(one) for one in _proving(then)))
    return now


def _proving(then: JudgedFinding) -> list[Lines]:
    """The lines by which the core was proved; where no line was needed, the whole is taken for one that is never gone."""
    core = {one.claim.id for one in then.claims if one.claim.role is Role.PREDICATE}
    proofs = [
        seen
        for seen in then.evidence
        if seen.claim in core and seen.outcome is Outcome.SUPPORTS and seen.strength is Strength.PROOF
    ]
    lines = [place for seen in proofs for place in seen.lines]
    return lines if lines else [Lines("", 1, 1)]


class _Lines:
    """Lines of an earlier revision, to be looked for at head."""

    def __init__(self, code: CodeView, changes: Sequence[ChangedFile], scene: Scene) -> None:
        self._code, self._scene = code, scene
        self._changes = {one.old_path or one.path: one for one in changes}

    def are_gone(self, place: Lines) -> bool:
        """Whether the first of the lines was changed or removed, and its text is nowhere in the changed files of head."""
        changed = self._changes.get(place.path)
        before = self._code.read(place.path)
        if changed is None or before is None or place.start_line > len(before.lines):
            return False
        text = before.lines[place.start_line - 1].strip()
        return bool(text) and map_line(changed.hunks, place.start_line) is None and text not in self._at_head

    @cached_property
    def _at_head(self) -> frozenset[str]:
        """Every line of the changed files as they are now, read once for all findings."""
        files = (self._scene.file(one.path) for one in self._changes.values() if one.status != "deleted")
        return frozenset(line.strip() for file in files if file is not None for line in file.lines)
