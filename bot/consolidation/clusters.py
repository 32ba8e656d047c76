"""Average-link clustering over a sparse graph of likenesses: a pair that nobody compared counts as not alike."""

import heapq
from collections.abc import Callable, Mapping
from typing import TypeVar

Traits = TypeVar("Traits")


def average_link(
    traits: list[Traits],
    edges: Mapping[tuple[int, int], float],
    threshold: float,
    join: Callable[[Traits, Traits], Traits | None],
) -> list[tuple[int, ...]]:
    """Groups of indexes, each sorted, in order of their first.

    The two groups with the highest mean likeness are joined while it reaches `threshold`. `join` gives the traits of
    the joined group, or None where the two must stay apart. Equal likenesses are taken in order of index.
    """
    known: dict[int, Traits] = dict(enumerate(traits))
    members: dict[int, tuple[int, ...]] = {index: (index,) for index in known}
    sums: dict[int, dict[int, float]] = {index: {} for index in known}
    for (one, other), value in edges.items():
        sums[one][other] = sums[other][one] = value
    heap = [(-value, one, other) for (one, other), value in edges.items() if value >= threshold]
    heapq.heapify(heap)
    while heap:
        _, one, other = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        joined = join(known[one], known[other])
        if joined is None:
            continue
        new = len(known)
        known[new] = joined
        members[new] = tuple(sorted(members.pop(one) + members.pop(other)))
        sums[new] = _summed(sums.pop(one), sums.pop(other), {one, other})
        for neighbour, total in sums[new].items():
            around = sums[neighbour]
            around.pop(one, None)
            around.pop(other, None)
            around[new] = total
            mean = total / (len(members[new]) * len(members[neighbour]))
            if mean >= threshold:
                heapq.heappush(heap, (-mean, neighbour, new))
    return sorted(members.values())


def _summed(one: Mapping[int, float], other: Mapping[int, float], without: set[int]) -> dict[int, float]:
    total = dict(one)
    for neighbour, value in other.items():
        total[neighbour] = total.get(neighbour, 0.0) + value
    return {neighbour: value for neighbour, value in total.items() if neighbour not in without}
