import numpy as np
import pytest

from triage.core.errors import KnownError
from triage.core.filters import Filter


def test_suggested_compares_float32(case):
    pack = case.pack("p", {"cat": 0.7})
    exact, below = case.item("a.jpg"), case.item("b.jpg")
    case.score(exact, pack, 0.7)
    case.score(below, pack, np.nextafter(np.float32(0.7), np.float32(0)))
    assert case.ids(Filter(labels=("cat",))) == [exact]


def test_a_stored_threshold_overrides_the_default(case):
    pack = case.pack("p", {"cat": 0.7, "dog": 0.7})
    item = case.item("a.jpg")
    case.score(item, pack, 0.5, 0.5)
    case.threshold(pack, "cat", 0.4)
    assert case.ids(Filter(labels=("cat",))) == [item]
    assert case.ids(Filter(labels=("dog",))) == []


def test_any_and_all_labels(case):
    pack = case.pack("p", {"cat": 0.5, "dog": 0.5})
    cat, both, none = (case.item(f"{n}.jpg") for n in range(3))
    case.score(cat, pack, 0.9, 0.1)
    case.score(both, pack, 0.9, 0.9)
    case.score(none, pack, 0.1, 0.1)
    labels = ("cat", "dog")
    assert case.ids(Filter(labels=labels)) == [cat, both]
    assert case.ids(Filter(labels=labels, all_labels=True)) == [both]


def test_a_bare_label_means_every_pack_that_has_it(case):
    one, two = case.pack("one", {"cat": 0.5}), case.pack("two", {"cat": 0.5})
    first, second = case.item("a.jpg"), case.item("b.jpg")
    case.score(first, one, 0.9)
    case.score(second, two, 0.9)
    assert case.ids(Filter(labels=("cat",))) == [first, second]
    assert case.ids(Filter(labels=("two/cat",))) == [second]


def test_a_score_range_replaces_the_threshold(case):
    pack = case.pack("p", {"cat": 0.9})
    items = [case.item(f"{n}.jpg") for n in range(4)]
    for item, score in zip(items, (0.1, 0.3, 0.95), strict=False):
        case.score(item, pack, score)
    assert case.ids(Filter(labels=("cat",), min_score=0.3)) == items[1:3]
    assert case.ids(Filter(labels=("cat",), max_score=0.3)) == items[:2]
    assert case.ids(Filter(labels=("cat",), min_score=0.2, max_score=0.4)) == [items[1]]


def test_without_a_label_the_range_tests_top(case):
    pack = case.pack("p", {"cat": 0.5})
    items = [case.item(f"{n}.jpg") for n in range(3)]
    case.score(items[0], pack, 0.6)
    case.score(items[1], pack, 0.4)
    assert case.ids(Filter(min_score=0.0)) == [items[0]]
    assert case.ids(Filter(max_score=0.55)) == []


def test_an_unknown_label_lists_the_labels_there_are(case):
    case.pack("p", {"cat": 0.5, "dog": 0.5})
    with pytest.raises(KnownError, match="no label bird; the labels are p/cat, p/dog"):
        case.ids(Filter(labels=("bird",)))


def test_a_label_before_any_model_ran_says_so(case):
    with pytest.raises(KnownError, match="no model has scored"):
        case.ids(Filter(labels=("cat",)))


def test_only_the_newest_run_of_a_name_counts(case):
    old = case.pack("p", {"cat": 0.5}, sha256="1" * 64)
    new = case.pack("p", {"cat": 0.5}, sha256="2" * 64)
    item, other = case.item("a.jpg"), case.item("b.jpg")
    case.score(item, old, 0.9)
    case.score(item, new, 0.1)
    case.score(other, new, 0.8)
    assert case.ids(Filter(labels=("cat",))) == [other]
    case.run(old)
    assert case.ids(Filter(labels=("cat",))) == [item]


def test_the_best_notable_label_is_top(case):
    pack = case.pack("p", {"cat": 0.5, "gun": 0.5, "knife": 0.5}, notable=("gun", "knife"))
    items = [case.item(f"{n}.jpg") for n in range(4)]
    case.score(items[0], pack, 0.99, 0.6, 0.7)
    case.score(items[1], pack, 0.6, 0.4, 0.4)
    case.score(items[2], pack, 0.4, 0.4, 0.4)
    top = case.columns().top
    names = [pack.labels[number].name for pack, number in top.labels]
    assert [names[code] if code >= 0 else None for code in top.code.tolist()] == [
        *("knife", "cat", None, None)
    ]
    assert top.score[:2].tolist() == [np.float32(0.7), np.float32(0.6)]
    assert np.isnan(top.score[2:]).all()


def test_top_reaches_across_packs_and_the_first_wins_a_tie(case):
    a, b = case.pack("a", {"x": 0.5}), case.pack("b", {"y": 0.5})
    high, tie = case.item("a.jpg"), case.item("b.jpg")
    case.score(high, a, 0.6)
    case.score(high, b, 0.7)
    case.score(tie, a, 0.6)
    case.score(tie, b, 0.6)
    assert case.columns().top.code.tolist() == [1, 0]


def test_copies_share_the_scores_of_their_content(case):
    pack = case.pack("p", {"cat": 0.5})
    twins = [case.item("a.jpg", b"same"), case.item("b.jpg", b"same")]
    case.score(twins[0], pack, 0.9)
    assert case.ids(Filter(labels=("cat",))) == twins


def test_moving_a_threshold_relabels_in_memory(case):
    pack = case.pack("p", {"cat": 0.5, "dog": 0.5})
    item = case.item("a.jpg")
    case.score(item, pack, 0.6, 0.8)
    query = case.query()
    assert query.count(Filter(labels=("dog",))) == 1
    query.set_threshold("p", "dog", 0.9)
    assert query.count(Filter(labels=("dog",))) == 0
    assert query.label_counts(Filter()) == {"p": {"cat": 1, "dog": 0}}
    assert query.columns.top.score[0] == np.float32(0.6)
    query.set_threshold("p", "dog", None)
    assert query.count(Filter(labels=("dog",))) == 1


def test_scores_that_do_not_fit_their_pack_are_damage(case):
    pack = case.pack("p", {"cat": 0.5, "dog": 0.5})
    case.score(case.item("a.jpg"), pack, 0.6)
    with pytest.raises(KnownError, match="damaged"):
        case.columns()
