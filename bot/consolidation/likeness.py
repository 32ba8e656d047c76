"""Which findings are worth comparing, and how alike two are; near linear, as only rare words lead to others."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.consolidation.weights import Likeness
from bot.consolidation.words import Words

_CROWD = 40
"""A word that more findings of one file share is no reason to compare them."""

_FEW = 400
_KEYS = 10
"""In a larger run than `_FEW`, only this many of a finding's rarest words lead to others."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Vector:
    """Words with weights whose squares sum to one."""

    weights: Mapping[str, float]

    def cosine(self, other: "Vector") -> float:
        """The likeness of two vectors, 0 to 1; the sum is exact, so the order of words doesn't matter."""
        mine, yours = self.weights, other.weights
        if len(mine) > len(yours):
            mine, yours = yours, mine
        return math.fsum(weight * yours[key] for key, weight in mine.items() if key in yours)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The words of all findings of a run, weighted by how rare they are in it."""

    stems: tuple[Vector, ...]
    names: tuple[Vector, ...]

    def alike(self, one: int, other: int, model: Likeness) -> float:
        """Log-odds that two findings say the same, by their words only."""
        return (
            model.intercept
            + model.stems * self.stems[one].cosine(self.stems[other])
            + model.names * self.names[one].cosine(self.names[other])
        )


def corpus_of(words: Sequence[Words]) -> Corpus:
    """Weigh the words of a run."""
    return Corpus(_vectors([w.stems for w in words]), _vectors([w.names for w in words]))


def candidates(words: Sequence[Words], paths: Sequence[str]) -> list[Pair]:
    """Pairs of indexes that share a word which is rare enough and do not stand in different files; in order."""
    keys = [sorted(w.stems | w.names) for w in words]
    common = Counter(key for own in keys for key in own)
    posting: dict[str, dict[str, list[int]]] = {}
    for index, own in enumerate(keys):
        shared = [key for key in own if common[key] > 1]
        if len(keys) > _FEW:
            shared = sorted(shared, key=lambda key: (common[key], key))[:_KEYS]
        for key in shared:
            posting.setdefault(key, {}).setdefault(paths[index], []).append(index)
    return sorted({pair for by_path in posting.values() for pair in _pairs(by_path)})


def probability(log_odds: float) -> float:
    """The probability with these log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def _pairs(by_path: Mapping[str, Sequence[int]]) -> Iterator[Pair]:
    """Pairs inside each file, and of findings without a file with all others; crowds are passed over."""
    for members in by_path.values():
        if len(members) <= _CROWD:
            yield from combinations(members, 2)
    nowhere = by_path.get("", ())
    total = sum(len(members) for members in by_path.values())
    if nowhere and total <= _CROWD:
        others = [index for path, members in by_path.items() if path for index in members]
        yield from ((min(one, other), max(one, other)) for one in nowhere for other in others)


def _vectors(sets: Sequence[Iterable[str]]) -> tuple[Vector, ...]:
    count = Counter(key for keys in sets for key in keys)
    rarity = {key: math.log((len(sets) + 1) / (number + 0.5)) for key, number in count.items()}
    return tuple(_vector({key: rarity[key] for key in keys}) for keys in sets)


def _vector(weights: Mapping[str, float]) -> Vector:
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return Vector({key: weight / length for key, weight in weights.items()} if length else {})
