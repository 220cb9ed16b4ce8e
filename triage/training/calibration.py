"""From logits to scores that mean something: a slope and an offset a label, and its threshold.

Both come from pictures that the scores were not trained on. A label with fewer than
``LEAST_POSITIVES`` such pictures, or whose pictures are all from one source, keeps its logits as
they are: a curve through so little would only look exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from triage.training import metrics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from triage.training.labels import Label

    Floats = NDArray[np.float32]

LEAST_POSITIVES: Final = 30
LEAST_SOURCES: Final = 2
_STEPS: Final = 50
_HOLD: Final = 1.0
"""How strongly slope and offset are held near 1 and 0, in pictures."""
_SLOPES: Final = (0.2, 3.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """Logits of pictures not trained on, with what is true and known of them.

    All arrays have shape (N, labels); ``sources`` has N names.
    """

    logits: Floats
    truth: Floats
    known: Floats
    sources: Sequence[str]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Slope, offset and default threshold of each label; ``own`` says whose come from figures."""

    slope: Floats
    offset: Floats
    thresholds: tuple[float, ...]
    own: tuple[bool, ...]

    def scores(self, logits: Floats) -> Floats:
        """The scores (N, labels) of logits (N, labels)."""
        return _sigmoid(logits * self.slope + self.offset).astype(np.float32)


def calibrate(judged: Judged, labels: Sequence[Label]) -> Calibration:
    """Fit every label by itself, then choose the thresholds on the calibrated scores."""
    slopes: list[float] = []
    offsets: list[float] = []
    own: list[bool] = []
    for column in range(len(labels)):
        logits, truth, sources = _of_label(judged, column)
        enough = _is_enough(truth, sources)
        slope, offset = _fitted(logits, truth) if enough else (1.0, 0.0)
        slopes.append(slope)
        offsets.append(offset)
        own.append(enough)
    slope_row = np.array(slopes, dtype=np.float32)
    made = Calibration(slope_row, np.array(offsets, dtype=np.float32), (), tuple(own))
    thresholds = tuple(
        _threshold(made, judged, column, label) for column, label in enumerate(labels)
    )
    return Calibration(made.slope, made.offset, thresholds, made.own)


def _of_label(judged: Judged, column: int) -> tuple[Floats, Floats, list[str]]:
    there = judged.known[:, column] > 0.5
    sources = [name for name, kept in zip(judged.sources, there, strict=True) if kept]
    return judged.logits[there, column], judged.truth[there, column], sources


def _is_enough(truth: Floats, sources: Sequence[str]) -> bool:
    positive = [name for name, true in zip(sources, truth, strict=True) if true > 0.5]
    negatives = len(truth) - len(positive)
    return (
        len(positive) >= LEAST_POSITIVES
        and negatives >= LEAST_POSITIVES
        and len(set(positive)) >= LEAST_SOURCES
    )


def _fitted(logits: Floats, truth: Floats) -> tuple[float, float]:
    """Platt's curve by Newton's method, positives and negatives of equal weight in its offset.

    The share of positives among training pictures says nothing about a disk, so neither is let
    into the scores: 0.5 means as likely as not where both are equally common.
    """
    x = logits.astype(np.float64)
    positives = truth > 0.5
    weights = np.where(positives, 0.5 / positives.sum(), 0.5 / (~positives).sum()) * len(x)
    at = np.array([1.0, 0.0])
    for _ in range(_STEPS):
        score = _sigmoid(at[0] * x + at[1])
        pull = weights * (score - positives)
        curve = weights * score * (1.0 - score) + 1e-9
        slope = np.array([(pull * x).sum() + _HOLD * (at[0] - 1.0), pull.sum() + _HOLD * at[1]])
        bend = np.array(
            [
                [(curve * x * x).sum() + _HOLD, (curve * x).sum()],
                [(curve * x).sum(), curve.sum() + _HOLD],
            ]
        )
        step = np.linalg.solve(bend, slope)
        at -= np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-9:
            break
    return float(np.clip(at[0], *_SLOPES)), float(at[1])


def _threshold(made: Calibration, judged: Judged, column: int, label: Label) -> float:
    there = judged.known[:, column] > 0.5
    scores = made.scores(judged.logits[there])[:, column]
    truth = judged.truth[there, column]
    if label.notable:
        return metrics.recall_first(scores, truth)
    return metrics.best_balance(scores, truth)


def _sigmoid(values: NDArray[np.float64] | Floats) -> NDArray[np.float64]:
    return 1.0 / (1.0 + np.exp(-np.clip(values.astype(np.float64), -60.0, 60.0)))
