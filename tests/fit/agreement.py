"""Fits how much agreement is worth: real comments resampled to a few reviewers, split by change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.consolidation.confidence import Agreement, agreement_log_odds
from bot.consolidation.likeness import probability
from bot.consolidation.same import group
from bot.consolidation.voices import traits_of
from bot.consolidation.weights import Likeness, Weights
from tests.fit.data import Comment, items_of
from tests.fit.measures import Array, area_under_curve, brier, logistic, reliability
from tests.fit.pairs import FOLDS, Changes

SIZES = (2, 3, 4, 5)
DRAWS = 6


@dataclass(frozen=True)
class Cluster:
    """One merged finding of a resampled run: how many voices say it, of how many, and whether most of it is right."""

    change: str
    voices: int
    of: int
    is_right: bool


def samples(changes: Changes, draws: int = DRAWS) -> list[list[Comment]]:
    """For every change and size, the comments of that many tools, drawn with a fixed seed."""
    chance = np.random.default_rng(20240517)
    found = []
    for rows in changes.values():
        tools = sorted({row.tool for row in rows})
        for size in SIZES:
            for _ in range(draws):
                chosen = set(chance.choice(tools, min(size, len(tools)), replace=False))
                found.append([row for row in rows if row.tool in chosen])
    return [rows for rows in found if rows]


def clusters(runs: Sequence[Sequence[Comment]], model: Likeness) -> list[Cluster]:
    """The merged findings of all runs."""
    return [one for rows in runs for one in _clusters_of(rows, model)]


def fit(found: Sequence[Cluster]) -> tuple[float, float, float]:
    """Intercept, weight of the logarithm of the voices, weight of the logarithm of all voices over those."""
    weights = logistic(
        _features(found), np.array([one.is_right for one in found], dtype=float), weights=_balance(found)
    )
    return round(float(weights[0]), 3), round(float(weights[1]), 3), round(float(weights[2]), 3)


def held_out(found: Sequence[Cluster]) -> list[float]:
    """The probability of each cluster, fitted on the changes of the other folds."""
    names = sorted({one.change for one in found})
    fold_of = {name: index % FOLDS for index, name in enumerate(names)}
    models = {fold: fit([one for one in found if fold_of[one.change] != fold]) for fold in range(FOLDS)}
    return [predicted(one, models[fold_of[one.change]]) for one in found]


def predicted(one: Cluster, model: tuple[float, float, float]) -> float:
    """What the program says of a cluster with these three weights."""
    weights = replace(Weights(), intercept=model[0], voices=model[1], silent=model[2])
    return probability(model[0] + agreement_log_odds(Agreement(one.voices, one.of), weights))


def measures(found: Sequence[Cluster], scores: Sequence[float]) -> dict[str, object]:
    """The reliability table and what it sums up to, beside simpler scores."""
    truth = [one.is_right for one in found]
    table, error = reliability(scores, truth)
    base = sum(truth) / len(truth)
    return {
        "n": len(found),
        "right": round(base, 3),
        "bins": table,
        "ece": round(error, 4),
        "brier": round(brier(scores, truth), 4),
        "auc": round(area_under_curve(scores, truth), 4),
        "baselines": {
            "constant brier": round(brier([base] * len(truth), truth), 4),
            "count of reviewers auc": round(area_under_curve([one.voices for one in found], truth), 4),
            "more than one auc": round(area_under_curve([one.voices > 1 for one in found], truth), 4),
        },
    }


def _clusters_of(rows: Sequence[Comment], model: Likeness) -> list[Cluster]:
    ordered = sorted(rows, key=lambda row: (row.tool, row.id))
    right = {(row.tool, row.id): row.is_right for row in ordered}
    tools = {row.tool for row in ordered}
    found = []
    for members in group(items_of(ordered), model).groups:
        labels = [right[item.finding.review, item.finding.comment_id or ""] for item in members]
        own = {item.finding.reviewer for item in members}
        found.append(Cluster(ordered[0].change, _voices(own), _voices(tools), sum(labels) * 2 >= len(labels)))
    return found


def _voices(tools: set[str]) -> int:
    return len({traits_of(tool)[-1] for tool in tools})


def _features(found: Sequence[Cluster]) -> Array:
    rows = [(np.log(one.voices), np.log(one.of / one.voices)) for one in found]
    return np.array(rows, dtype=float)


def _balance(found: Sequence[Cluster]) -> Array:
    """Every change counts the same, however many comments it has; the weights sum to the number of changes times 20."""
    number = {name: 0 for name in {one.change for one in found}}
    for one in found:
        number[one.change] += 1
    return np.array([20.0 / number[one.change] for one in found])
