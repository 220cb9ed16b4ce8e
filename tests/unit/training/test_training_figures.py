"""Figures worked out by hand: average precision, thresholds, calibration, folds, clusters, plan."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from triage.training import calibration, hold_out, metrics, plan
from triage.training.clusters import clusters
from triage.training.labels import Label
from triage.training.rows import Row

SCORES = np.array([0.9, 0.8, 0.7, 0.6, 0.1], dtype=np.float32)
TRUTH = np.array([1, 0, 1, 0, 0], dtype=np.float32)


def test_average_precision_by_hand():
    assert metrics.average_precision(SCORES, TRUTH) == pytest.approx((1 / 1 + 2 / 3) / 2)
    assert np.isnan(metrics.average_precision(SCORES, np.zeros(5, dtype=np.float32)))


def test_the_balanced_threshold_lies_between_the_last_flagged_and_the_next_score():
    assert metrics.best_balance(SCORES, TRUTH) == pytest.approx(0.65)
    assert metrics.best_balance(SCORES, np.zeros(5, dtype=np.float32)) == 0.5


def test_recall_first_flags_every_positive_where_few_others_are_flagged():
    scores = np.concatenate([np.linspace(0.6, 0.9, 20), np.linspace(0.0, 0.5, 100)])
    truth = np.concatenate([np.ones(20), np.zeros(100)])
    threshold = metrics.recall_first(scores.astype(np.float32), truth.astype(np.float32))
    assert 0.5 < threshold < 0.6


def test_recall_first_gives_way_where_it_would_flag_more_than_five_percent_of_the_others():
    scores = np.concatenate([[0.05], np.full(19, 0.9), np.linspace(0.1, 0.5, 100)])
    truth = np.concatenate([np.ones(20), np.zeros(100)])
    scores, truth = scores.astype(np.float32), truth.astype(np.float32)
    threshold = metrics.recall_first(scores, truth)
    _recall, _precision, false = metrics.at_threshold(scores, truth, threshold)
    assert 0.04 <= false <= 0.05


def judged(count: int, sources: int) -> calibration.Judged:
    rng = np.random.default_rng(1)
    truth = (np.arange(2 * count) % 2).astype(np.float32)[:, None]
    logits = (4.0 * (truth - 0.5) + rng.normal(size=truth.shape) + 3.0).astype(np.float32)
    names = [f"source {number // 2 % sources}" for number in range(2 * count)]
    return calibration.Judged(logits, truth, np.ones_like(truth), names)


def test_calibration_moves_half_to_where_both_are_as_likely():
    given = judged(400, 3)
    made = calibration.calibrate(given, [Label("a", "A")])
    scores = made.scores(given.logits)[:, 0]
    true = given.truth[:, 0] > 0.5
    assert made.own == (True,)
    assert (scores[true] > 0.5).mean() == pytest.approx((scores[~true] < 0.5).mean(), abs=0.03)
    assert (scores[true] > 0.5).mean() > 0.95


@pytest.mark.parametrize(("count", "sources"), [(29, 3), (400, 1)])
def test_few_positives_or_one_source_give_no_calibration_of_its_own(count, sources):
    made = calibration.calibrate(judged(count, sources), [Label("a", "A")])
    assert made.own == (False,)
    assert (made.slope[0], made.offset[0]) == (1.0, 0.0)


def test_sources_stay_whole_and_a_rare_label_is_spread_over_the_folds():
    rows = [
        Row(Path("x"), frozenset({label}), frozenset(), source)
        for source, label in [("a", "rare"), ("b", "rare"), ("c", "often"), ("d", "often")] * 5
    ]
    folds = hold_out.by_source(rows, 2)
    of_source = {
        row.source: {
            fold for fold, one in zip(folds, rows, strict=True) if one.source == row.source
        }
        for row in rows
    }
    assert all(len(found) == 1 for found in of_source.values())
    assert of_source["a"] != of_source["b"]
    assert of_source["c"] != of_source["d"]


def test_near_copies_share_a_cluster_turned_ones_too():
    rng = np.random.default_rng(1)
    one, other = rng.integers(0, 1 << 63, size=(2, 8), dtype=np.uint64)
    turned = np.roll(one, 3)
    near = one.copy()
    near[0] ^= np.uint64(0b1111)
    found = clusters([one, other, turned, near], ["", "", "", ""])
    assert found[0] == found[2] == found[3] != found[1]


def test_pictures_of_one_named_cluster_stay_together():
    far = [np.full(8, value, dtype=np.uint64) for value in (0, (1 << 64) - 1)]
    assert len(set(clusters(far, ["c1", "c1"]))) == 1


def test_the_level_stretch_does_not_depend_on_the_length_of_the_run():
    short, long = (plan.Plan(plan.QUICK, epochs, 10) for epochs in (8, 80))
    assert short.rate(55) == long.rate(55) == plan.QUICK.rate
    assert short.rate(79) < plan.QUICK.rate / 10


def test_a_plan_is_shortened_so_that_its_fall_begins_now():
    long = plan.Plan(plan.QUICK, 80, 10)
    shortened = long.shortened(300)
    assert shortened.epochs == 40
    assert shortened.is_level(299)
    assert not shortened.is_level(300)
