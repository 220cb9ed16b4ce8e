import random

import numpy as np
import pytest

from triage.core.filters import Filter, Sort
from triage.core.records import State
from triage.store.order import Orders, by_score
from triage.store.query import Query


def test_paths_are_in_order_of_code_points(case):
    paths = ["a/b.jpg", "a b.jpg", "a.jpg", "Z.jpg", "ä.jpg", "\ue000.jpg", "\udcff.jpg", "𝄞.jpg"]
    made = {case.item(path): path for path in paths}
    assert [made[item] for item in case.ids(Filter(), Sort.PATH)] == sorted(paths)


def test_equal_paths_are_in_order_of_their_source(case):
    second = case.item("a.jpg", source="Phone")
    first = case.item("a.jpg", source="Card")
    assert case.ids(Filter(), Sort.PATH) == [first, second]


def test_taken_ascends_with_none_last_and_ties_by_path(case):
    none = case.item("0.jpg")
    late = case.item("1.jpg", taken="2021-01-01T00:00:00")
    tie_b = case.item("b.jpg", taken="2020-01-01T00:00:00")
    tie_a = case.item("a.jpg", taken="2020-01-01T00:00:00")
    fraction = case.item("2.jpg", taken="2020-01-01T00:00:00.500")
    old = case.item("3.jpg", taken="0999-01-01T00:00:00")
    assert case.ids(Filter(), Sort.TAKEN) == [old, tie_a, tie_b, fraction, late, none]


def test_size_ascends_with_none_last_and_ties_by_path(case):
    none = case.item("0.jpg", None, size=None)
    large = case.item("1.jpg", size=2**40)
    tie_b, tie_a = case.item("b.jpg", size=5), case.item("a.jpg", size=5)
    empty = case.item("2.jpg", size=0)
    assert case.ids(Filter(), Sort.SIZE) == [empty, tie_a, tie_b, large, none]


def test_score_falls_by_the_best_of_the_labels_with_none_last(case):
    pack = case.pack("p", {"cat": 0.9, "dog": 0.9})
    none, low, high, tie = (case.item(f"{n}.jpg") for n in (0, 3, 2, 1))
    case.score(low, pack, 0.2, 0.1)
    case.score(high, pack, 0.1, 0.5)
    case.score(tie, pack, 0.5, 0.3)
    wanted = Filter(labels=("cat", "dog"), min_score=0.0)
    assert case.ids(wanted, Sort.SCORE) == [tie, high, low]
    query = case.query()
    scores = query.columns.packs[0].columns[0]
    assert np.isnan(scores[0])
    assert none not in case.ids(wanted, Sort.SCORE)


def test_score_without_a_label_is_that_of_top(case):
    pack = case.pack("p", {"cat": 0.5, "gun": 0.5}, notable=("gun",))
    plain, cat, gun = (case.item(f"{n}.jpg") for n in range(3))
    case.score(cat, pack, 0.7, 0.1)
    case.score(gun, pack, 0.99, 0.6)
    assert case.ids(Filter(), Sort.SCORE) == [cat, gun, plain]


def test_negative_scores_and_both_zeros_sort_too(case):
    pack = case.pack("p", {"cat": -9.0})
    scores = {"a": -2.5, "b": -0.0, "c": 0.0, "d": -1.0, "e": 3.0}
    made = {name: case.item(f"{name}.jpg") for name in scores}
    for name, score in scores.items():
        case.score(made[name], pack, score)
    expected = [made[name] for name in "ebcda"]
    assert case.ids(Filter(labels=("cat",)), Sort.SCORE) == expected


def test_natural_order_counts(case):
    order = ["img_1.jpg", "IMG_2.jpg", "img_007.jpg", "img_10.jpg", "x2/a.jpg", "x10/a.jpg"]
    made = {case.item(path): path for path in reversed(order)}
    query = case.query()
    rows = query.rows(Filter(), Sort.PATH, natural=True)
    assert [made[item] for item in query.columns.ids[rows].tolist()] == order


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("count", [0, 1, 7, 500])
def test_a_first_page_is_the_beginning_of_all_rows(case, sort, count):
    chance = random.Random(5)
    pack = case.pack("p", {"cat": 0.5})
    for number in range(60):
        state = chance.choice((State.ANALYSED, State.PENDING))
        item = case.item(f"{chance.random()}.jpg", size=chance.randrange(5), state=state)
        if number % 4:
            case.score(item, pack, chance.choice((0.2, 0.6, 0.6, 0.8)))
    query = Query(case.columns())
    for wanted in (Filter(), Filter(states=(State.ANALYSED,)), Filter(labels=("cat",))):
        whole = query.rows(wanted, sort).tolist()
        assert sorted(whole) == np.flatnonzero(query.mask(wanted)).tolist()
        assert query.first_page(wanted, sort, count).tolist() == whole[:count]


@pytest.mark.parametrize("steps", [3, 1000, 10**6])
def test_the_first_by_score_of_many_rows_are_not_missed(case, steps):
    numbers = np.random.default_rng(steps)
    count = 20_000
    texts = case.columns().texts
    by_path = numbers.permutation(count).astype(np.int32)
    orders = Orders(by_path, np.zeros(count, np.int64), np.zeros(count, np.int64), texts)
    scores = (numbers.integers(0, steps, count) / steps).astype(np.float32)
    scores[numbers.random(count) < 0.3] = np.nan
    for share in (1.0, 0.5, 0.01):
        mask = numbers.random(count) < share
        rows = np.flatnonzero(mask)
        falling = np.lexsort((orders.path_rank[rows], -scores[rows]))
        for page in (1, 100, 5000):
            expected = rows[falling][:page].tolist()
            assert by_score(orders, scores, mask, page).tolist() == expected
