"""Figures on scored pictures: average precision, thresholds. Plain arrays in, numbers out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WANTED_RECALL: Final = 0.97
MOST_FALSE: Final = 0.05
LOWEST_THRESHOLD: Final = 0.02
HIGHEST_THRESHOLD: Final = 0.98


def average_precision(scores: Floats, truth: Floats) -> float:
    """Average precision of one label; `scores` and `truth` have shape (N,). NaN if none is true."""
    order = np.argsort(-scores, kind="stable")
    hits = truth[order] > 0.5
    if not hits.any():
        return float("nan")
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean())


def per_label(
    scores: Floats, truth: Floats, known: Floats, names: Sequence[str]
) -> dict[str, float]:
    """Average precision of each label over the pictures judged for it; arrays (N, labels)."""
    figures: dict[str, float] = {}
    for column, name in enumerate(names):
        judged = known[:, column] > 0.5
        figures[name] = average_precision(scores[judged, column], truth[judged, column])
    return figures


def mean(figures: dict[str, float]) -> float:
    """The mean over the labels that have a figure; 0.0 where none has."""
    there = [value for value in figures.values() if not np.isnan(value)]
    return float(np.mean(there)) if there else 0.0


def recall_first(scores: Floats, truth: Floats) -> float:
    """The threshold of a label that nobody wants to overlook; both arrays have shape (N,).

    The highest threshold with a recall of 97 %; but where that would call more than 5 % of the
    other pictures, the lowest threshold that does not. 0.5 if nothing is true or nothing false.
    """
    true, false = scores[truth > 0.5], scores[truth <= 0.5]
    if not len(true) or not len(false):
        return 0.5
    reached = _just_below(scores, float(np.sort(true)[int((1.0 - WANTED_RECALL) * len(true))]))
    allowed = int(MOST_FALSE * len(false))
    bearable = _just_above(scores, float(np.sort(false)[::-1][allowed]))
    return _within(max(reached, bearable))


def best_balance(scores: Floats, truth: Floats, beta: float = 1.0) -> float:
    """The threshold of the best F-beta; both arrays have shape (N,). 0.5 if none is true."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truth[order] > 0.5)
    if not len(hits) or not hits[-1]:
        return 0.5
    flagged = np.arange(1, len(hits) + 1)
    f_beta = (1.0 + beta**2) * hits / (flagged + beta**2 * hits[-1])
    return _within(_just_below(scores, float(scores[order[int(np.argmax(f_beta))]])))


def at_threshold(scores: Floats, truth: Floats, threshold: float) -> tuple[float, float, float]:
    """Recall, precision and false-alarm rate; NaN where there is no case."""
    true, flagged = truth > 0.5, scores >= threshold
    both = float((true & flagged).sum())
    return (
        _share(both, float(true.sum())),
        _share(both, float(flagged.sum())),
        _share(float((~true & flagged).sum()), float((~true).sum())),
    )


def _just_below(scores: Floats, score: float) -> float:
    """Half way from ``score`` to the next lower one, so that rounding elsewhere loses nothing."""
    lower = scores[scores < score]
    return (float(score) + (float(lower.max()) if len(lower) else 0.0)) / 2.0


def _just_above(scores: Floats, score: float) -> float:
    higher = scores[scores > score]
    return (float(score) + (float(higher.min()) if len(higher) else 1.0)) / 2.0


def _within(threshold: float) -> float:
    return round(min(max(threshold, LOWEST_THRESHOLD), HIGHEST_THRESHOLD), 4)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
