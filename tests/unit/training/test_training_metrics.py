"""Figures checked against numbers worked out by hand. Torch is not needed."""

import numpy as np
import pytest

from triage.training import metrics
from triage.training.labels import NAMES

SCORES = np.array([0.9, 0.8, 0.7, 0.6, 0.1], dtype=np.float32)
TRUTH = np.array([1, 0, 1, 0, 0], dtype=np.float32)


def test_average_precision_by_hand():
    assert metrics.average_precision(SCORES, TRUTH) == pytest.approx((1 / 1 + 2 / 3) / 2)
    assert np.isnan(metrics.average_precision(SCORES, np.zeros(5, dtype=np.float32)))


def test_precision_at_counts_the_best_scores():
    assert metrics.precision_at(SCORES, TRUTH, 1) == 1
    assert metrics.precision_at(SCORES, TRUTH, 2) == 1
    assert metrics.precision_at(SCORES, TRUTH, 50) == 2


def test_the_threshold_lies_between_the_last_flagged_and_the_next_score():
    assert metrics.best_threshold(SCORES, TRUTH, 1.0) == pytest.approx(0.65)
    assert metrics.best_threshold(SCORES, np.zeros(5, dtype=np.float32), 1.0) == 0.5


def test_recall_counts_more_for_a_greater_beta():
    truth = np.array([1, 0, 0, 0, 1], dtype=np.float32)
    cautious = metrics.best_threshold(SCORES, truth, 0.5)
    thorough = metrics.best_threshold(SCORES, truth, 2.0)
    assert thorough < cautious


def test_pictures_not_judged_for_a_label_do_not_count():
    scores = np.tile(SCORES[:, None], (1, 14))
    truth = np.tile(TRUTH[:, None], (1, 14))
    known = np.ones_like(truth)
    known[1, 0] = 0.0
    figures = metrics.per_label_precision(scores, truth, known)
    assert figures["firearm"] == pytest.approx(1.0)
    assert figures["knife"] < 1.0


def test_every_label_gets_a_threshold_inside_the_limits():
    rng = np.random.default_rng(0)
    scores = rng.random((200, 14), dtype=np.float32)
    truth = (rng.random((200, 14)) < 0.1).astype(np.float32)
    thresholds = metrics.default_thresholds(scores, truth, np.ones_like(truth))
    assert list(thresholds) == list(NAMES)
    assert all(0.05 <= value <= 0.95 for value in thresholds.values())
