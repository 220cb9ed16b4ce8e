import numpy as np
import pytest

from triage.core.errors import BugError, KnownError
from triage.core.filters import Filter
from triage.core.records import Flag, Reason, State
from triage.store.groups import GROUPS


def test_every_field_of_a_filter_belongs_to_one_group():
    fields = [name for group in GROUPS.values() for name in group.fields]
    assert sorted(fields) == sorted(Filter.__slots__)


def test_a_facet_is_counted_under_all_other_groups(case):
    case.item("a.jpg", media_type="image/png")
    case.item("b.jpg")
    case.item("c.jpg", state=State.FAILED, reason=Reason.CORRUPT)
    wanted = Filter(media_types=("image/png",), states=(State.ANALYSED,))
    query = case.query()
    assert query.facet("media_type", wanted) == {"image/png": 1, "image/jpeg": 1}
    assert query.facet("state", wanted) == {State.ANALYSED: 1}
    assert query.count(wanted) == 1


@pytest.mark.parametrize("group", list(GROUPS))
def test_every_group_has_a_facet_that_adds_up(case, group):
    case.pack("p", {"cat": 0.5})
    case.item("x/a.jpg", taken="2020-01-01T00:00:00", width=4, height=4)
    case.item("b.jpg", None, modified_ns=0)
    assert sum(case.query().facet(group, Filter()).values()) == 2


def test_label_counts_have_zeros_and_a_none(case):
    pack = case.pack("p", {"cat": 0.5, "dog": 0.5})
    case.score(case.item("a.jpg"), pack, 0.9, 0.1)
    case.item("b.jpg")
    query = case.query()
    assert query.label_counts(Filter(labels=("dog",))) == {"p": {"cat": 1, "dog": 0}}
    assert query.facet("labels", Filter()) == {"p/cat": 1, "p/dog": 0, None: 1}


def test_sizes_are_counted_by_powers_of_two(case):
    for size in (0, 1, 1023, 1024, 2047, None):
        case.item(f"{size}.jpg", size=size)
    expected = {None: 1, 0: 1, 1: 1, 512: 1, 1024: 2}
    assert case.query().facet("size", Filter()) == expected


def test_dates_are_counted_by_month(case):
    for number, taken in enumerate(("2020-05-01T00:00:00", "2020-05-31T23:59:59", None)):
        case.item(f"{number}.jpg", taken=taken)
    assert case.query().facet("taken", Filter()) == {"2020-05": 2, None: 1}


def test_flags_are_counted_each_and_none(case):
    case.item("a.jpg", flags=Flag.MISSING | Flag.CHANGED)
    case.item("b.jpg")
    counts = case.query().facet("flags", Filter())
    assert counts[Flag.MISSING] == counts[Flag.CHANGED] == counts[Flag.NONE] == 1
    assert counts[Flag.TRUNCATED] == 0


def test_one_folder_path_of_two_sources_is_one_entry(case):
    case.item("DCIM/a.jpg", source="Card")
    case.item("DCIM/b.jpg", source="Phone")
    assert case.query().facet("folder", Filter()) == {"DCIM": 2}


def test_yes_or_no_of_copies(case):
    case.item("a.jpg", b"same")
    case.item("b.jpg", b"same")
    case.item("c.jpg")
    assert case.query().facet("copies", Filter(copies=True)) == {True: 2, False: 1}


def test_a_histogram_stands_under_other_groups_only(case):
    pack = case.pack("p", {"cat": 0.5})
    for number, score in enumerate((0.0, 0.29, 0.295, 0.999, 1.0)):
        case.score(case.item(f"{number}.jpg"), pack, score)
    case.item("x.jpg")
    counts = case.query().histogram("p", "cat", Filter(labels=("cat",)), bins=100)
    assert counts.shape == (100,)
    assert {n: int(counts[n]) for n in np.flatnonzero(counts)} == {0: 1, 29: 2, 99: 2}


def test_a_histogram_leaves_out_what_another_group_hides(case):
    pack = case.pack("p", {"cat": 0.5})
    case.score(case.item("a.png", media_type="image/png"), pack, 0.2)
    case.score(case.item("b.jpg"), pack, 0.2)
    counts = case.query().histogram("p", "cat", Filter(media_types=("image/png",)), bins=10)
    assert counts.tolist() == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]


def test_a_histogram_of_too_many_bins_is_a_bug(case):
    case.pack("p", {"cat": 0.5})
    with pytest.raises(BugError):
        case.query().histogram("p", "cat", Filter(), bins=255)


def test_an_unknown_pack_or_label_is_told_plainly(case):
    case.pack("p", {"cat": 0.5})
    with pytest.raises(KnownError, match="No pack q"):
        case.query().histogram("q", "cat", Filter())
    with pytest.raises(KnownError, match="its labels are cat"):
        case.query().set_threshold("p", "dog", 0.5)


def test_grades_can_be_read_anew_without_a_reload(case):
    one, two = case.item("a.jpg"), case.item("b.jpg")
    case.grade(one, 1)
    query = case.query()
    assert query.count(Filter(grades=(2,))) == 0
    case.connection.execute("DELETE FROM grade")
    case.grade(two, 2, by="ben")
    query.refresh_grades(case.connection, [one, two, 99])
    assert query.facet("grade", Filter()) == {None: 1, 2: 1}
    assert query.facet("grader", Filter()) == {"": 1, "ben": 1}


def test_refresh_sees_what_came_and_leaves_the_old_columns(case):
    case.item("a.jpg")
    old = case.columns()
    case.item("b.jpg")
    assert len(old.refresh(case.connection)) == 2
    assert len(old) == 1


def test_rows_of_ids_that_are_not_loaded_are_left_out(case):
    item = case.item("a.jpg")
    case.connection.execute("UPDATE item SET id = 7 WHERE id = ?", (item,))
    assert case.columns().rows_of(np.array([1, 7, 9])).tolist() == [0]
