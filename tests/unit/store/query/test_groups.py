import hashlib

import pytest

from triage.core.errors import BugError, KnownError
from triage.core.filters import Filter
from triage.core.records import Flag, Reason, State
from triage.store.query import Query

DAY_NS = 86_400_000_000_000


def test_an_empty_filter_lets_everything_pass(case):
    both = [case.item("a.jpg"), case.item("b.jpg", None)]
    assert case.ids(Filter()) == both


def test_an_empty_case_answers(case):
    assert case.ids(Filter(text="x", states=(State.FAILED,), copies=True)) == []


def test_states_are_alternatives(case):
    case.item("a.jpg")
    skipped = case.item("b.txt", state=State.SKIPPED, reason=Reason.NOT_AN_IMAGE)
    failed = case.item("c.jpg", state=State.FAILED, reason=Reason.CORRUPT)
    assert case.ids(Filter(states=(State.SKIPPED, State.FAILED))) == [skipped, failed]


def test_state_and_reason_both_must_hold(case):
    case.item("a.jpg", state=State.SKIPPED, reason=Reason.EMPTY)
    corrupt = case.item("b.jpg", state=State.FAILED, reason=Reason.CORRUPT)
    reasons = (Reason.CORRUPT, Reason.EMPTY)
    assert case.ids(Filter(states=(State.FAILED,), reasons=reasons)) == [corrupt]


def test_reason_none_is_an_item_without_one(case):
    plain = case.item("a.jpg")
    case.item("b.jpg", state=State.FAILED, reason=Reason.CORRUPT)
    assert case.ids(Filter(reasons=(Reason.NONE,))) == [plain]


def test_not_graded_is_a_grade_to_choose(case):
    one, two, none = (case.item(f"{n}.jpg") for n in range(3))
    case.grade(one, 1)
    case.grade(two, 2)
    assert case.ids(Filter(grades=(None, 2))) == [two, none]


def test_graded_by_nobody_is_the_empty_name(case):
    anna, ben, nobody = (case.item(f"{n}.jpg") for n in range(3))
    case.grade(anna, 1, by="anna")
    case.grade(ben, 1, by="ben")
    assert case.ids(Filter(graded_by=("ben", ""))) == [ben, nobody]


def test_source_by_name(case):
    case.item("a.jpg", source="Card")
    phone = case.item("a.jpg", source="Phone")
    assert case.ids(Filter(sources=("Phone",))) == [phone]


def test_an_unknown_source_names_those_there_are(case):
    case.item("a.jpg", source="Card")
    with pytest.raises(KnownError, match=r"no source Disk; .* Card"):
        case.ids(Filter(sources=("Disk",)))


def test_folder_holds_what_lies_below_but_not_its_namesakes(case):
    inside = [case.item("DCIM/100/a.jpg"), case.item("DCIM/b.jpg", source="Phone")]
    case.item("DCIM2/c.jpg")
    case.item("d.jpg")
    assert case.ids(Filter(folders=("DCIM/",))) == inside


def test_the_empty_folder_is_the_source_itself(case):
    top = case.item("a.jpg")
    case.item("x/b.jpg")
    assert case.ids(Filter(folders=("",))) == [top]


def test_media_type_and_its_none(case):
    png = case.item("a.png", media_type="image/png")
    case.item("b.jpg")
    link = case.item("c.jpg", None)
    assert case.ids(Filter(media_types=("IMAGE/PNG", ""))) == [png, link]


def test_camera_as_the_facet_shows_it(case):
    canon = case.item("a.jpg", camera=("Canon", "Canon EOS 5D"))
    phone = case.item("b.jpg", camera=("Apple", "iPhone 7"))
    assert case.ids(Filter(cameras=("Canon EOS 5D",))) == [canon]
    assert case.ids(Filter(cameras=("Apple iPhone 7",))) == [phone]


def test_a_maker_alone_means_all_its_cameras(case):
    phones = [case.item(f"{n}.jpg", camera=("Apple", f"iPhone {n}")) for n in (7, 8)]
    case.item("b.jpg")
    assert case.ids(Filter(cameras=("apple",))) == phones


def test_no_camera(case):
    case.item("a.jpg", camera=("Apple", "iPhone 7"))
    without = [case.item("b.jpg"), case.item("c.jpg", None)]
    assert case.ids(Filter(cameras=("",))) == without


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(after="2020-05-02"), ["late"]),
        (Filter(after="2020-05-01", before="2020-05-01"), ["early"]),
        (Filter(before="2020-05-01", undated=True), ["early", "none"]),
        (Filter(undated=True), ["none"]),
    ],
)
def test_taken_days_are_included(case, wanted, expected):
    made = {
        "early": case.item("a.jpg", taken="2020-05-01T23:59:59"),
        "late": case.item("b.jpg", taken="2020-05-02T00:00:00+02:00"),
        "none": case.item("c.jpg"),
    }
    assert case.ids(wanted) == [made[name] for name in expected]


def test_text_that_is_no_date_counts_as_none(case):
    bad = case.item("a.jpg", taken="yesterday")
    dated = case.item("b.jpg", taken="2020-05-01T10:00:00")
    assert case.ids(Filter(undated=True)) == [bad]
    assert case.ids(Filter(after="2000-01-01")) == [dated]


def test_a_filter_date_that_is_none_is_refused_plainly(case):
    case.item("a.jpg")
    with pytest.raises(KnownError, match="YYYY-MM-DD"):
        case.ids(Filter(after="1.5.2020"))


def test_file_system_date_is_utc_and_may_lie_before_1970(case):
    old = case.item("a.jpg", modified_ns=-1)
    case.item("b.jpg", modified_ns=0)
    case.item("c.jpg")
    assert case.ids(Filter(modified_before="1969-12-31")) == [old]


def test_modified_after_leaves_out_the_unknown(case):
    new = case.item("a.jpg", modified_ns=3 * DAY_NS)
    case.item("b.jpg", modified_ns=2 * DAY_NS - 1)
    case.item("c.jpg")
    assert case.ids(Filter(modified_after="1970-01-03")) == [new]


def test_has_gps(case):
    placed = case.item("a.jpg", latitude=0.0, longitude=0.0)
    case.item("b.jpg")
    assert case.ids(Filter(has_gps=True)) == [placed]


def test_flags_are_the_items_and_the_contents(case):
    moved = case.item("a.jpg", flags=Flag.MISSING)
    short = case.content(b"short", flags=Flag.TRUNCATED)
    cut = [case.item("b.jpg", b"short"), case.item("c.jpg", b"short")]
    plain = case.item("d.jpg")
    assert short
    assert case.ids(Filter(flags=(Flag.TRUNCATED,))) == cut
    assert case.ids(Filter(flags=(Flag.MISSING, Flag.NONE))) == [moved, plain]


def test_copies_are_two_or_more_with_one_content(case):
    twins = [case.item("a.jpg", b"same"), case.item("b.jpg", b"same")]
    case.item("c.jpg")
    case.item("d.jpg", None)
    case.item("e.jpg", None)
    assert case.ids(Filter(copies=True)) == twins


@pytest.mark.parametrize("kind", ["md5", "sha1", "sha256"])
def test_hash_of_every_kind(case, kind):
    twins = [case.item("a.jpg", b"same"), case.item("b.jpg", b"same")]
    case.item("c.jpg")
    case.item("d.jpg", None)
    digest = hashlib.new(kind, b"same").hexdigest()
    assert case.ids(Filter(hashes=(digest.upper(), "0" * 64))) == twins


@pytest.mark.parametrize("text", ["abc", "zz" * 16, ""])
def test_text_that_is_no_hash_is_refused_plainly(case, text):
    case.item("a.jpg")
    with pytest.raises(KnownError, match="is no hash"):
        case.ids(Filter(hashes=(text,)))


def test_size_bounds_belong_to_the_range(case):
    made = [case.item(f"{size}.jpg", size=size) for size in (0, 10, 20)]
    case.item("x.jpg", None, size=None)
    assert case.ids(Filter(max_size=10)) == made[:2]
    assert case.ids(Filter(min_size=10)) == made[1:]
    assert case.ids(Filter(min_size=0)) == made


def test_pixels_are_width_times_height(case):
    case.item("a.jpg", width=10, height=10)
    large = case.item("b.jpg", width=10, height=20)
    case.item("c.jpg")
    assert case.ids(Filter(min_pixels=101)) == [large]
    assert len(case.ids(Filter(max_pixels=200))) == 2


def test_a_text_search_without_loaded_text_is_a_bug(case):
    case.item("a.jpg")
    query = Query(case.columns(text=False))
    with pytest.raises(BugError):
        query.mask(Filter(text="a"))
