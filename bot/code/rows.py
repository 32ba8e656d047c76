"""A changed text as rows, each of which remembers the old line and the line of the block that it comes from."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rapidfuzz import fuzz

_LIKE = 60.0
_LONGEST_EDGE = 10
MAX_PAIRS = 200_000
"""Pairs of equal lines that an alignment looks at; beyond it only lines that are unique on both sides count."""


class Shape(StrEnum):
    """The form in which a fix is proposed."""

    SUGGESTION = "suggestion"
    DIFF = "diff"
    PAIR = "before and after"
    LISTING = "numbered listing"
    DEFINITION = "definition"
    SNIPPET = "snippet"
    INLINE = "replacement"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the changed text. `old`: the same line of the old text; `block`: that of the block; both 1-based."""

    text: str
    old: int | None = None
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """A line that the old text lacks: its place in the new text, in the block (None for inline fixes), and its text."""

    new: int
    block: int | None
    text: str


@dataclass(frozen=True)
class Applied:
    """What became of a proposed block: `applies` is yes, partly or no; `why` says how, or why not, in a few words.

    `text` is the changed text (the old one where it does not apply); `elided` are the block's lines that stand for code
    left out.
    `missing`: the lines that the block builds on and that were looked for in vain.
    """

    shape: Shape
    applies: str
    why: str
    text: str
    rows: tuple[Row, ...] = ()
    elided: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    total: int = 0

    @cached_property
    def removed(self) -> tuple[int, ...]:
        """The lines of the old text that are gone or replaced."""
        if not self.rows:
            return ()
        kept = {row.old for row in self.rows if row.old is not None}
        return tuple(line for line in range(1, self.total + 1) if line not in kept)

    @cached_property
    def added(self) -> tuple[Added, ...]:
        """The lines that are new, in order."""
        return tuple(Added(at, row.block, row.text) for at, row in enumerate(self.rows, 1) if row.old is None)

    @property
    def changes(self) -> bool:
        """Whether a byte of the text differs."""
        return bool(self.removed or self.added)

    def new_line_of(self, old: int) -> int | None:
        """Where an old line stands now; for a replaced line the first line of what replaces it; None past the end."""
        return self._positions.get(old)

    @cached_property
    def _positions(self) -> Mapping[int, int]:
        found: dict[int, int] = {}
        after, first = 0, 1
        for at, row in enumerate(self.rows, 1):
            if row.old is None:
                continue
            found.update(dict.fromkeys(range(after + 1, row.old), first))
            found[row.old] = at
            after, first = row.old, at + 1
        if first <= len(self.rows):
            found.update(dict.fromkeys(range(after + 1, self.total + 1), first))
        return found


def lines_of(text: str) -> list[str]:
    """The lines without their ends, as editors count them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


def rows_of(lines: Sequence[str]) -> list[Row]:
    """Every line of an old text as an unchanged row."""
    return [Row(text, old=at) for at, text in enumerate(lines, 1)]


@dataclass(frozen=True, slots=True)
class How:
    """In which form and how a block was applied.

    `elided`: its lines that stand for left-out code; `is_partial`: something else was left aside, or had to be guessed.
    """

    shape: Shape
    why: str
    elided: frozenset[int] = frozenset()
    is_partial: bool = False


def applied(old: str, rows: Sequence[Row], how: How) -> Applied:
    """The outcome of a block that applies, in whole or in part."""
    end = "\r\n" if "\r\n" in old else "\n"
    body = end.join(row.text for row in rows)
    tail = end if rows and (old.endswith(("\n", "\r")) or not old) else ""
    extent = "partly" if how.elided or how.is_partial else "yes"
    return Applied(
        how.shape, extent, how.why, body + tail, tuple(rows), tuple(sorted(how.elided)), total=len(lines_of(old))
    )


def refused(shape: Shape, old: str, why: str, missing: Iterable[str] = ()) -> Applied:
    """The outcome of a block that does not apply, with the lines that it builds on and that were not found."""
    return Applied(shape, "no", why, old, missing=tuple(missing), total=len(lines_of(old)))


def common(left: Sequence[str], right: Sequence[str], *, is_open: bool = False) -> list[tuple[int, int]]:
    """A longest run of pairs (index in left, index in right) of equal strings, both rising.

    With `is_open`, the right side goes on beyond what is meant: of equally long runs the first to end is taken.
    """
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    end = 0
    while not is_open and end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]:
        end += 1
    middle = _longest(left[start : len(left) - end], right[start : len(right) - end])
    head = [(at, at) for at in range(start)]
    tail = [(len(left) - at, len(right) - at) for at in range(end, 0, -1)]
    return head + [(i + start, j + start) for i, j in middle] + tail


def _longest(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Hunt and Szymanski's longest common subsequence, bounded by the number of equal pairs."""
    places: dict[str, list[int]] = {}
    for j, text in enumerate(right):
        places.setdefault(text, []).append(j)
    counts = Counter(text for text in left if text in places)
    if sum(count * len(places[text]) for text, count in counts.items()) > MAX_PAIRS:
        places = {text: at for text, at in places.items() if len(at) == 1 and counts[text] == 1}
    tops: list[int] = []
    chains: list[tuple[int, int, object]] = []
    for i, text in enumerate(left):
        for j in reversed(places.get(text, ())):
            k = bisect_left(tops, j)
            node = (i, j, chains[k - 1] if k else None)
            tops[k : k + 1] = [j]
            chains[k : k + 1] = [node]
    return _unwound(chains[-1] if chains else None)


def _unwound(node: object) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    while isinstance(node, tuple):
        pairs.append((node[0], node[1]))
        node = node[2]
    return pairs[::-1]


def merged(old: Sequence[Row], new: Sequence[Row], elided: frozenset[int] = frozenset()) -> list[Row]:
    """The rows of `new` in place of `old`; equal lines stay the old ones, and where a line of the block stands for
    left-out code, the old lines between its neighbours stay.
    """
    pairs = common([row.text for row in old], [row.text for row in new if row.block not in elided])
    kept_at = [at for at, row in enumerate(new) if row.block not in elided]
    result: list[Row] = []
    i = j = 0
    for left, at in [*((left, kept_at[right]) for left, right in pairs), (len(old), len(new))]:
        result += _gap(old[i:left], new[j:at], elided)
        if left < len(old):
            result.append(Row(old[left].text, old[left].old, new[at].block))
        i, j = left + 1, at + 1
    return result


def _gap(old: Sequence[Row], new: Sequence[Row], elided: frozenset[int]) -> list[Row]:
    holes = [at for at, row in enumerate(new) if row.block in elided]
    if not holes:
        return list(new)
    head = list(new[: holes[0]])
    tail = [row for row in new[holes[0] :] if row.block not in elided]
    first = _versions(old, head)
    last = _versions(old[::-1], tail[::-1])
    kept = old[first : len(old) - last] if first + last <= len(old) else ()
    return [*head, *kept, *tail]


def _versions(old: Sequence[Row], new: Sequence[Row]) -> int:
    """How many of the first old lines the new lines replace: all that have text, if each is much like its new one."""
    wanted = [row.text for row in new if row.text.strip()]
    places = [at for at, row in enumerate(old) if row.text.strip()][: len(wanted)]
    if not wanted or len(wanted) > _LONGEST_EDGE or len(places) < len(wanted):
        return 0
    if all(fuzz.ratio(old[at].text[:400], text[:400]) >= _LIKE for at, text in zip(places, wanted, strict=True)):
        return places[-1] + 1
    return 0
