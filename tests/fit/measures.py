"""Measures of a probability against what was observed, and logistic regression; numpy only."""

from collections.abc import Sequence

import numpy as np

Array = np.ndarray


def logistic(features: Array, labels: Array, *, ridge: float = 1.0, weights: Array | None = None) -> Array:
    """Intercept and coefficients by Newton's method; the intercept is not shrunk."""
    table = np.c_[np.ones(len(features)), features]
    importance = np.ones(len(labels)) if weights is None else weights
    found = np.zeros(table.shape[1])
    shrink = np.eye(table.shape[1]) * ridge
    shrink[0, 0] = 0.0
    for _ in range(40):
        chance = sigmoid(table @ found)
        slope = table.T @ (importance * (chance - labels)) + shrink @ found
        curve = (table * (importance * chance * (1 - chance))[:, None]).T @ table + shrink
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-9:
            break
    return found


def sigmoid(odds: Array) -> Array:
    """Probabilities of log-odds."""
    found: Array = 1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30)))
    return found


def area_under_curve(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The chance that a right one has a higher score than a wrong one; equal scores count half."""
    values, truth = np.asarray(scores, dtype=float), np.asarray(labels, dtype=bool)
    if truth.all() or not truth.any():
        return float("nan")
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2.0)[inverse]
    positives = truth.sum()
    return float((ranks[truth].sum() - positives * (positives + 1) / 2) / (positives * (~truth).sum()))


def brier(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Mean squared error of the probabilities."""
    return float(np.mean((np.asarray(scores) - np.asarray(labels, dtype=float)) ** 2))


def reliability(
    scores: Sequence[float], labels: Sequence[bool], bins: int = 10
) -> tuple[list[dict[str, float]], float]:
    """Bins of equal width with n, mean prediction and observed share; and the expected calibration error."""
    values, truth = np.asarray(scores, dtype=float), np.asarray(labels, dtype=float)
    which = np.minimum((values * bins).astype(int), bins - 1)
    table, error = [], 0.0
    for index in range(bins):
        inside = which == index
        if inside.any():
            mean, observed = float(values[inside].mean()), float(truth[inside].mean())
            error += inside.mean() * abs(mean - observed)
            low = index / bins
            table.append(
                {
                    "from": round(low, 2),
                    "n": int(inside.sum()),
                    "predicted": round(mean, 3),
                    "observed": round(observed, 3),
                }
            )
    return table, float(error)
