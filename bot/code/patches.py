"""Applies the hunks of a diff where the lines stand that they remove or build on, whatever their headers say."""

from collections.abc import Mapping, Sequence

from bot.code.blocks import DiffHunk, DiffLine, hunks, indent_of, shifted
from bot.code.places import Place, find
from bot.code.rows import Applied, How, Row, Shape, applied, lines_of, merged, refused, rows_of
from bot.code.target import Target, in_words
from bot.model.place import Extent

MOST_HUNKS = 100


def as_hunk(before: str, after: Sequence[str]) -> DiffHunk:
    """Two blocks as one hunk: everything of the first goes, everything of the second comes.

    The lines of the second keep their places, 1 and up; those of the first are told apart by numbers below.
    """
    text = "\n".join([*(f"-{line}" for line in lines_of(before)), *(f"+{line}" for line in after)])
    size = len(lines_of(before))
    found = hunks(text.split("\n"))
    lines = [line for hunk in found for line in hunk.lines]
    return DiffHunk(tuple(DiffLine(line.op, line.text, line.block - size) for line in lines))


def by_hunks(shape: Shape, parts: Sequence[DiffHunk], target: Target, left_out: frozenset[int]) -> Applied:
    """Each hunk where its context and removed lines stand, later hunks first so that lines keep their numbers."""
    old = lines_of(target.text)
    if len(parts) > MOST_HUNKS:
        return refused(shape, target.text, "it has too many parts to be applied")
    places: list[tuple[DiffHunk, Place]] = []
    for part in parts:
        wanted = [line.text for line in part.before if line.block not in left_out or line.op == "-"]
        near = target.near.start - 1 if target.near else part.start
        place = find(old, wanted, near) if any(text.strip() for text in wanted) else _insertion(part, old, target.near)
        if place is None:
            why = (
                "the lines that it removes or builds on are not in the file"
                if wanted
                else "it does not say where it goes"
            )
            return refused(shape, target.text, why, wanted)
        places.append((part, place))
    rows = rows_of(old)
    places.sort(key=lambda item: item[1].at[0], reverse=True)
    lowest = len(old)
    for part, place in places:
        if place.at[-1] >= lowest:
            return refused(shape, target.text, "its parts overlap")
        lowest = place.at[0]
        rows = _with_hunk(rows, part, place, left_out)
    first, last = places[-1][1].at[0] + 1, places[0][1].at[-1] + 1
    is_loose = any(not place.is_exact or _is_ambiguous(place, target.near) for _, place in places)
    return applied(target.text, rows, How(shape, f"replaces {in_words(first, last)}", left_out, is_loose))


def _is_ambiguous(place: Place, near: Extent | None) -> bool:
    """Whether the same lines stand elsewhere too, and nobody spoke of these."""
    if not place.rivals:
        return False
    return near is None or not Extent(place.at[0] + 1, place.at[-1] + 1).overlaps(near)


def _insertion(part: DiffHunk, old: Sequence[str], near: Extent | None) -> Place | None:
    """A hunk of additions only goes after the line that is spoken of."""
    line = near.end if near else part.start
    if line is None or not 1 <= line <= len(old):
        return None
    return Place((line - 1,), is_exact=False)


def _with_hunk(rows: Sequence[Row], part: DiffHunk, place: Place, left_out: frozenset[int]) -> list[Row]:
    first, last = place.at[0], place.at[-1]
    filled = [line for line in part.before if line.text.strip() and (line.block not in left_out or line.op == "-")]
    if len(filled) != len(place.at):
        new = [Row(line.text, None, line.block) for line in part.lines]
        return [*rows[: last + 1], *new, *rows[last + 1 :]]
    walk = _Walk(rows, dict(zip(((line.op, line.block) for line in filled), place.at, strict=True)), first)
    margins = indent_of(filled[0].text), indent_of(rows[first].text)
    for line in part.lines:
        if line.block in left_out and line.op != "-":
            walk.made.append(Row(line.text, None, line.block))
        elif line.op == "+":
            walk.made.append(Row(shifted(line.text, *_fitting(line.text, margins)), None, line.block or None))
        else:
            walk.step(line)
    return [*rows[:first], *merged(rows[first : last + 1], walk.made, left_out), *rows[last + 1 :]]


class _Walk:
    """Goes through the old lines of a hunk: context stays, with the blank lines before it, and removed lines do not."""

    def __init__(self, rows: Sequence[Row], known: Mapping[tuple[str, int], int], start: int) -> None:
        self.made: list[Row] = []
        self._rows = rows
        self._known = known
        self._at = start

    def step(self, line: DiffLine) -> None:
        """Take a context or removed line; a blank one counts only if the old text has a blank line here too."""
        target = self._known.get((line.op, line.block))
        if target is None:
            if self._at < len(self._rows) and not self._rows[self._at].text.strip():
                self._take(self._at, line)
            return
        for at in range(self._at, target):
            self._take(at, DiffLine(" ", "", 0))
        self._take(target, line)

    def _take(self, at: int, line: DiffLine) -> None:
        if line.op == " ":
            self.made.append(Row(self._rows[at].text, self._rows[at].old, line.block or None))
        self._at = at + 1


def _fitting(line: str, margins: tuple[str, str]) -> tuple[str, str]:
    """The margins for a line; one with less indentation than its hunk's first line moves by as much as that one did."""
    before, after = margins
    own = indent_of(line)
    if own.startswith(before):
        return before, after
    width = max(0, len(after) - (len(before) - len(own)))
    return own, after[:width]
