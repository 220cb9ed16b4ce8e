"""Figures on scored pictures: average precision, precision at the top, default thresholds."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from triage.training.labels import LABELS, NAMES

Floats = NDArray[np.float32]

# Weight of recall against precision: twice for the labels nobody wants to overlook.
NOTABLE_BETA: Final = 2.0
LOWEST_THRESHOLD: Final = 0.05
HIGHEST_THRESHOLD: Final = 0.95


def average_precision(scores: Floats, truth: Floats) -> float:
    """Average precision of one label; `scores` and `truth` have shape (N,). NaN if none is true."""
    order = np.argsort(-scores, kind="stable")
    hits = truth[order] > 0.5
    if not hits.any():
        return float("nan")
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean())


def precision_at(scores: Floats, truth: Floats, count: int) -> int:
    """How many of the `count` best scores are true; both arrays have shape (N,)."""
    order = np.argsort(-scores, kind="stable")[:count]
    return int((truth[order] > 0.5).sum())


def per_label_precision(scores: Floats, truth: Floats, known: Floats) -> dict[str, float]:
    """Average precision of each label over the pictures judged for it; arrays are (N, 14)."""
    figures: dict[str, float] = {}
    for column, name in enumerate(NAMES):
        judged = known[:, column] > 0.5
        figures[name] = average_precision(scores[judged, column], truth[judged, column])
    return figures


def default_thresholds(scores: Floats, truth: Floats, known: Floats) -> dict[str, float]:
    """Choose the threshold of each label on a hold-out; arrays are (N, 14).

    Notable labels put recall first: the threshold of the best F2, in which recall counts twice
    as much as precision. All other labels: the threshold of the best F1. Both are kept inside
    0.05 to 0.95, because a hold-out of a few hundred pictures supports nothing more extreme.
    """
    thresholds: dict[str, float] = {}
    for column, label in enumerate(LABELS):
        judged = known[:, column] > 0.5
        beta = NOTABLE_BETA if label.notable else 1.0
        chosen = best_threshold(scores[judged, column], truth[judged, column], beta)
        thresholds[label.name] = round(min(max(chosen, LOWEST_THRESHOLD), HIGHEST_THRESHOLD), 3)
    return thresholds


def best_threshold(scores: Floats, truth: Floats, beta: float) -> float:
    """The threshold of the best F-beta; both arrays have shape (N,). 0.5 if none is true."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truth[order] > 0.5)
    if not len(hits) or not hits[-1]:
        return 0.5
    flagged = np.arange(1, len(hits) + 1)
    f_beta = (1.0 + beta**2) * hits / (flagged + beta**2 * hits[-1])
    best = int(np.argmax(f_beta))
    below = scores[order[best + 1]] if best + 1 < len(order) else 0.0
    # Half way to the next score, so that rounding in another runtime loses nothing.
    return float((scores[order[best]] + below) / 2.0)
