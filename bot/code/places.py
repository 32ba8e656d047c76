"""Where in a text the lines stand that a proposed change builds on: in a row, or nearly, nearest to a known line."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

MOST_CANDIDATES = 200
NEARLY = 85.0
"""Likeness, in per cent, from which a stretch of the same number of lines counts as the one that is meant."""
FOREIGN = 70.0
"""Likeness below which a line is certainly not a variant of the other (the 99th percentile of unrelated code is 63)."""
_SHORTEST_TELLING = 8
_LONGEST_FUZZY = 60
_MOST_WORK = 2_000_000_000
"""Pairs of characters that a search for likeness may compare (64 of them at a time): about a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Place:
    """The file's line (an index) of each wanted line with text; `is_exact` up to white space; `rivals`: equals."""

    at: tuple[int, ...]
    is_exact: bool
    rivals: int = 0


def key_of(line: str) -> str:
    """A line without its white space."""
    return "".join(line.split())


def find(lines: Sequence[str], wanted: Sequence[str], near: int | None) -> Place | None:
    """The lines with text of `wanted`, one after the other in `lines` but for blank lines; nearest to index `near`."""
    keys = [(at, key) for at, line in enumerate(lines) if (key := key_of(line))]
    want = [key for line in wanted if (key := key_of(line))]
    if not want or len(want) > len(keys):
        return None
    texts = [key for _, key in keys]
    starts = _starts(texts, want, _nearest_index(keys, near))
    if starts:
        first = starts[0]
        return Place(tuple(keys[first + k][0] for k in range(len(want))), is_exact=True, rivals=len(starts) - 1)
    likely = _nearly(texts, want)
    if likely is None:
        return None
    return Place(tuple(keys[likely + k][0] for k in range(len(want))), is_exact=False)


def _nearest_index(keys: Sequence[tuple[int, str]], near: int | None) -> int | None:
    if near is None:
        return None
    return min(range(len(keys)), key=lambda k: (abs(keys[k][0] - near), k))


def _starts(texts: Sequence[str], want: Sequence[str], near: int | None) -> list[int]:
    """Every index at which `want` stands, nearest first; only the most promising candidates are compared."""
    counts = Counter(texts)
    pivot = min(range(len(want)), key=lambda k: (counts[want[k]], k))
    if not counts[want[pivot]]:
        return []
    candidates = [at - pivot for at, text in enumerate(texts) if text == want[pivot]]
    candidates.sort(key=lambda at: (abs(at - near) if near is not None else 0, at))
    target = list(want)
    return [at for at in candidates[:MOST_CANDIDATES] if at >= 0 and list(texts[at : at + len(target)]) == target]


def _nearly(texts: Sequence[str], want: Sequence[str]) -> int | None:
    """The stretch most like the wanted one, if it is like it and no other is about as much."""
    size = len(want)
    joined = "\n".join(want)
    if size > _LONGEST_FUZZY or len(texts) * len(joined) ** 2 > _MOST_WORK:
        return None
    scores = [
        (fuzz.ratio("\n".join(texts[at : at + size]), joined, score_cutoff=NEARLY - 5), at)
        for at in range(len(texts) - size + 1)
    ]
    best = max(scores, key=lambda score: (score[0], -score[1]))
    rival = max((score for score, at in scores if abs(at - best[1]) >= size), default=0.0)
    return best[1] if best[0] >= NEARLY and rival < best[0] - 5 else None


def is_foreign(wanted: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether no telling line of `wanted` stands in any of the texts, not even nearly; False if none tells."""
    want = [key for line in wanted if len(key := key_of(line)) >= _SHORTEST_TELLING and any(c.isalnum() for c in key)]
    if not want or len(want) > _LONGEST_FUZZY:
        return False
    bodies = [key_of(text) for text in texts]
    if any(key in body for key in want for body in bodies):
        return False
    lines = sorted({key for text in texts for line in text.split("\n") if (key := key_of(line))})
    if sum(map(len, want)) * sum(map(len, lines)) > _MOST_WORK:
        return False
    return all(fuzz.ratio(key, line, score_cutoff=FOREIGN) < FOREIGN for key in want for line in lines)
