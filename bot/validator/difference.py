"""What a change took out of a file and put in its place: the live lines of its hunks."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.code.quotes import squeeze
from bot.model.change import ChangedFile, Hunk
from bot.model.facts import LineClass, SourceFile
from bot.model.place import Side
from bot.validator.scene import Scene

_LIVE = (LineClass.CODE, LineClass.STRING)


@dataclass(frozen=True, slots=True)
class Taken:
    """One line of the old file that no line of the new one repeats, and where in the new file it is missing."""

    line: int
    text: str
    hunk: Hunk


def old_side(scene: Scene, change: ChangedFile) -> SourceFile | None:
    """The file as it was before the change."""
    return scene.file(change.old_path or change.path, Side.OLD)


def live_lines(source: SourceFile, start: int, count: int) -> Sequence[tuple[int, str]]:
    """The lines with code of a stretch, with their numbers."""
    if source.facts is None:
        return ()
    classes = source.facts.line_classes
    numbers = range(max(1, start), min(start + count, len(source.lines) + 1))
    return [(n, source.lines[n - 1]) for n in numbers if n <= len(classes) and classes[n - 1] in _LIVE]


def taken_out(scene: Scene, change: ChangedFile, new: SourceFile) -> tuple[Taken, ...] | None:
    """The live lines that the change took out and did not put elsewhere in the file; None where there is no old file."""
    old = old_side(scene, change)
    if old is None or old.facts is None or not change.hunks:
        return None
    left: dict[str, int] = {}
    for _, text in live_lines(new, 1, len(new.lines)):
        left[squeeze(text)] = left.get(squeeze(text), 0) + 1
    before: dict[str, int] = {}
    for _, text in live_lines(old, 1, len(old.lines)):
        before[squeeze(text)] = before.get(squeeze(text), 0) + 1
    return tuple(
        Taken(number, text.strip(), hunk)
        for hunk in change.hunks
        for number, text in live_lines(old, hunk.old_start, hunk.old_count)
        if left.get(squeeze(text), 0) < before[squeeze(text)]
    )
