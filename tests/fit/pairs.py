"""Fits how alike two texts must be to say the same, and measures the clusters pair by pair."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from bot.consolidation.likeness import candidates, corpus_of
from bot.consolidation.same import group
from bot.consolidation.weights import Likeness
from tests.fit.data import Comment, items_of
from tests.fit.measures import Array, logistic

FOLDS = 5
THRESHOLDS = tuple(round(0.06 + 0.02 * step, 2) for step in range(20))
_ALONE = 1.5
"""Texts that share neither a place nor a name must be this much likelier than the threshold."""

Changes = Mapping[str, Sequence[Comment]]


@dataclass(frozen=True)
class PairScore:
    """Pairs of comments of different tools that one cluster holds: same issue, different issues, and one of them without an issue."""

    same: int = 0
    different: int = 0
    unmatched: int = 0
    all_same: int = 0

    def __add__(self, other: "PairScore") -> "PairScore":
        mine, yours = vars(self), vars(other)
        return PairScore(**{name: mine[name] + yours[name] for name in mine})

    @property
    def precision(self) -> float:
        """Among joined pairs whose two issues are known."""
        return self.same / max(1, self.same + self.different)

    @property
    def strict_precision(self) -> float:
        """The same, counting a pair of which only one has an issue as wrong, which it need not be."""
        return self.same / max(1, self.same + self.different + self.unmatched)

    @property
    def recall(self) -> float:
        """Among pairs of one issue."""
        return self.same / max(1, self.all_same)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    @property
    def utility(self) -> float:
        """What is maximised: F with precision counted twice, pairs with an unmatched one half wrong."""
        precision = self.same / max(1.0, self.same + self.different + 0.5 * self.unmatched)
        return 1.25 * precision * self.recall / max(1e-9, 0.25 * precision + self.recall)

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f} (counting unmatched as wrong {self.strict_precision:.3f}), "
            f"recall {self.recall:.3f}, F1 {self.f1:.3f}, {self.same} of {self.all_same} pairs"
        )


def label(one: Comment, other: Comment) -> str | None:
    """`same`, `different`, `unmatched` (one has an issue, the other none), or None where nothing is known."""
    if one.tool == other.tool or not (one.is_paired and other.is_paired):
        return None
    if one.issues and other.issues:
        return "same" if one.issues & other.issues else "different"
    return "unmatched" if one.issues or other.issues else None


def score(rows: Sequence[Comment], model: Likeness) -> PairScore:
    """Cluster the comments of one change and count the pairs."""
    tools_and_ids = {(row.tool, row.id): row for row in rows}
    ordered = sorted(rows, key=lambda row: (row.tool, row.id))
    found = {"same": 0, "different": 0, "unmatched": 0}
    for members in group(items_of(ordered), model).groups:
        own = [tools_and_ids[item.finding.review, item.finding.comment_id or ""] for item in members]
        for one, other in combinations(own, 2):
            if (said := label(one, other)) is not None:
                found[said] += 1
    total = sum(label(one, other) == "same" for one, other in combinations(rows, 2))
    return PairScore(**found, all_same=total)


def fit(
    changes: Changes, samples: Sequence[Sequence[Comment]], *, tolerance: float
) -> tuple[Likeness, list[tuple[float, PairScore]]]:
    """Fit the likeness on everything; the threshold is found by cross-validation over changes, whose scores come along.

    It is the highest that is at most `tolerance` worse than the best: a wrong merge hides a defect, a missed one repeats it. `samples` are the comments of a few tools of one change each: rarity of words is another in a small run.
    """
    names = sorted(changes)
    fold_of = {name: index % FOLDS for index, name in enumerate(names)}
    pieces = [*changes.values(), *samples]
    tables = [(_table(rows), fold_of[rows[0].change]) for rows in pieces]
    held_out = dict.fromkeys(THRESHOLDS, PairScore())
    for fold in range(FOLDS):
        model = _fitted([table for table, own in tables if own != fold])
        for threshold in THRESHOLDS:
            tried = with_threshold(model, threshold)
            for name in names:
                if fold_of[name] == fold:
                    held_out[threshold] += score(changes[name], tried)
    enough = max(score.utility for score in held_out.values()) - tolerance
    chosen = max(threshold for threshold in THRESHOLDS if held_out[threshold].utility >= enough)
    return with_threshold(_fitted([table for table, _ in tables]), chosen), sorted(held_out.items())


def with_threshold(model: Likeness, threshold: float) -> Likeness:
    """The model with a threshold, and those that depend on it."""
    alone = round(min(0.9, _ALONE * threshold), 3)
    return replace(model, threshold=threshold, alone=alone, topic=threshold)


def _fitted(tables: Sequence[tuple[Array, Array]]) -> Likeness:
    features = np.concatenate([table[0] for table in tables if len(table[0])])
    labels = np.concatenate([table[1] for table in tables if len(table[0])])
    found = logistic(features, labels)
    return Likeness(*(round(float(value), 3) for value in found))


def _table(rows: Sequence[Comment]) -> tuple[Array, Array]:
    """Features and labels of all labelled pairs of one change; an unmatched one counts as different."""
    words = [item.words for item in items_of(rows)]
    corpus = corpus_of(words)
    close = set(candidates(words, [""] * len(words)))
    found = list(_labelled(rows))
    features = [
        (corpus.stems[i].cosine(corpus.stems[j]), corpus.names[i].cosine(corpus.names[j]))
        if (i, j) in close
        else (0.0, 0.0)
        for i, j, _ in found
    ]
    return np.array(features, dtype=float), np.array([said == "same" for _, _, said in found], dtype=float)


def _labelled(rows: Sequence[Comment]) -> Iterator[tuple[int, int, str]]:
    for (i, one), (j, other) in combinations(enumerate(rows), 2):
        said = label(one, other)
        if said is not None:
            yield i, j, said
