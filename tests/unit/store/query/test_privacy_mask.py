from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from triage.core.privacy import Privacy, PrivacyLabel
from triage.core.records import Reason, State
from triage.store.privacy import default_privacy, hidden, strangers

if TYPE_CHECKING:
    from tests.unit.store.query.conftest import MadeCase

GUN = PrivacyLabel("pets/gun", 0.25)


@pytest.fixture
def pack(case: MadeCase) -> int:
    return case.pack("pets", {"gun": 0.5, "cat": 0.5}, notable=("gun",))


def covered(case: MadeCase, **rule) -> list[int]:
    columns = case.columns(text=False)
    return columns.ids[hidden(columns, Privacy(on=True, **rule))].tolist()


def scored(case: MadeCase, pack: int, path: str, gun: float, cat: float = 0.0, **given) -> int:
    item = case.item(path, **given)
    case.score(item, pack, gun, cat)
    return item


def test_nothing_is_covered_while_it_is_off(case: MadeCase, pack: int):
    scored(case, pack, "a", 0.9)
    columns = case.columns()
    assert not hidden(columns, Privacy(on=False, labels=(GUN,))).any()


def test_a_score_at_the_limit_covers_and_one_below_does_not(case: MadeCase, pack: int):
    at = scored(case, pack, "at", 0.25)
    scored(case, pack, "below", 0.2499)
    assert covered(case, labels=(GUN,)) == [at]


def test_limits_are_compared_as_float32(case: MadeCase, pack: int):
    at = scored(case, pack, "at", 0.1)
    assert covered(case, labels=(PrivacyLabel("gun", 0.1),)) == [at]


def test_a_threshold_that_is_moved_uncovers_nothing(case: MadeCase, pack: int):
    item = scored(case, pack, "a", 0.3)
    case.threshold(pack, "gun", 0.99)
    assert covered(case, labels=(GUN,)) == [item]


def test_without_a_score_of_the_labels_pack_a_picture_is_covered(case: MadeCase, pack: int):
    unscored = case.item("new")
    scored(case, pack, "seen", 0.0)
    assert covered(case, labels=(GUN,)) == [unscored]


def test_without_a_score_of_each_chosen_pack_a_picture_is_covered(case: MadeCase, pack: int):
    other = case.pack("other", {"x": 0.5})
    half = scored(case, pack, "half", 0.0)
    whole = scored(case, pack, "whole", 0.0)
    case.score(whole, other, 0.0)
    assert covered(case, packs=("pets", "other")) == [half]


def test_a_score_that_is_no_number_covers(case: MadeCase, pack: int):
    item = scored(case, pack, "odd", float("nan"))
    assert covered(case, labels=(GUN,)) == [item]


def test_grades_cover_and_so_are_copies(case: MadeCase):
    graded = case.item("a", b"same")
    copy = case.item("b", b"same")
    case.item("c")
    case.grade(graded, 1)
    assert covered(case, grades=(1,)) == [graded, copy]


def test_items_without_content_are_no_copies_of_each_other(case: MadeCase):
    graded = case.item("a", None, state=State.FAILED, reason=Reason.UNREADABLE)
    case.item("b", None)
    case.grade(graded, 1)
    assert covered(case, grades=(1,)) == []


def test_pending_items_are_covered(case: MadeCase, pack: int):
    waiting = case.item("new", None, state=State.PENDING)
    scored(case, pack, "seen", 0.0)
    again = scored(case, pack, "again", 0.0)
    case.connection.execute("UPDATE item SET state = 0 WHERE id = ?", (again,))
    assert covered(case, labels=(GUN,)) == [waiting, again]


def test_skipped_and_failed_items_have_nothing_to_cover(case: MadeCase, pack: int):
    case.item("t.txt", state=State.SKIPPED, reason=Reason.NOT_AN_IMAGE)
    case.item("broken.jpg", state=State.FAILED, reason=Reason.CORRUPT)
    assert covered(case, labels=(GUN,)) == []


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"labels": (PrivacyLabel("bird", 0.5),)},
        {"labels": (PrivacyLabel("zoo/gun", 0.5),)},
        {"labels": (GUN,), "packs": ("zoo",)},
        {"labels": (PrivacyLabel("gun", float("nan")),)},
    ],
)
def test_a_rule_that_cannot_be_applied_covers_every_picture(case: MadeCase, pack: int, rule):
    item = scored(case, pack, "a", 0.0)
    assert covered(case, **rule) == [item]


def test_what_the_case_does_not_know_is_named(case: MadeCase, pack: int):
    rule = Privacy(on=True, labels=(GUN, PrivacyLabel("bird", 0.5)), packs=("zoo", "pets"))
    assert strangers(case.columns(), rule) == ("zoo", "bird")


def test_the_default_is_off_with_notable_labels_from_half_their_thresholds(
    case: MadeCase, pack: int
):
    case.pack("plain", {"x": 0.5})
    assert default_privacy(case.columns()) == Privacy(
        on=False, labels=(PrivacyLabel("pets/gun", 0.25),), packs=("pets",)
    )
