"""Groups that are chosen from a list: what a person chooses becomes a filter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.support.filter_numbers import CATEGORIES, counts, facets, label_rows
from tests.support.filter_panel import press
from triage.core.filters import Filter
from triage.core.records import Flag, Reason, State
from triage.gui.session.counted import Counts

if TYPE_CHECKING:
    from triage.gui.filters.panel import FilterPanel


def test_values_are_chosen_by_mouse_and_by_key(panel: FilterPanel, wishes: Any):
    grade = panel.grade.list
    press(grade, grade.place_of(1))
    assert wishes[-1].grades == (1,)
    grade.setCurrentIndex(grade.choices.index(0))
    QTest.keyClick(grade, Qt.Key.Key_Space)
    assert wishes[-1].grades == (1, None)
    QTest.keyClick(grade, Qt.Key.Key_Down)
    QTest.keyClick(grade, Qt.Key.Key_Return)
    assert wishes[-1].grades == (None,)


def test_grades_show_digit_name_and_count(panel: FilterPanel):
    shown = {one.value: one for one in panel.grade.list.choices.choices()}
    assert shown[None].words == "Not graded"
    assert (shown[1].digit, shown[1].words, shown[1].count) == (1, "Relevant", 31)
    assert shown[2].count == 0


def test_a_reason_is_chosen_below_its_state(panel: FilterPanel, wishes: Any):
    state = panel.state.list
    press(state, state.place_of((State.FAILED, Reason.TRUNCATED)))
    press(state, state.place_of((State.ANALYSED, Reason.NONE)))
    assert wishes[-1].states == (State.ANALYSED, State.FAILED)
    assert wishes[-1].reasons == (Reason.NONE, Reason.TRUNCATED)
    on = {one.value for one in state.choices.choices() if one.on}
    assert on == {(State.ANALYSED, Reason.NONE), (State.FAILED, Reason.TRUNCATED)}


@pytest.mark.parametrize(
    ("section", "value", "field"),
    [
        ("media_type", "image/png", "media_types"),
        ("camera", "Camera 3", "cameras"),
        ("flags", Flag.CHANGED, "flags"),
        ("grader", "A. Lee", "graded_by"),
    ],
)
def test_each_list_fills_its_group(
    panel: FilterPanel, wishes: Any, section: str, value: Any, field: str
):
    values = getattr(panel, section).list
    press(values, values.place_of(value))
    assert getattr(wishes[-1], field) == (value,)
    press(values, values.place_of(value))
    assert wishes[-1] == Filter()


@pytest.mark.parametrize(("section", "field"), [("place", "has_gps"), ("copies", "copies")])
def test_switches_turn_on_and_off(panel: FilterPanel, wishes: Any, section: str, field: str):
    values = getattr(panel, section).list
    press(values, values.place_of(field))
    assert getattr(wishes[-1], field) is True
    press(values, values.place_of(field))
    assert wishes[-1] == Filter()


def test_the_count_of_a_switch_is_of_what_has_it(panel: FilterPanel):
    assert panel.place.list.choices.choices()[0].count == 8_210
    assert panel.date.undated.choices.choices()[0].count == 20_000


def test_many_cameras_are_cut_and_can_be_searched(panel: FilterPanel):
    camera = panel.camera
    assert len(camera.list.choices.choices()) == 8
    assert camera.more.text() == "23 more…"
    assert camera.search.isHidden()
    camera.more.click()
    assert len(camera.list.choices.choices()) == 31
    assert camera.search.isVisible()
    camera.search.setText("camera 2")
    words = [one.words for one in camera.list.choices.choices()]
    assert "Camera 2" in words
    assert "Camera 29" in words
    assert "Camera 3" not in words


def test_a_chosen_value_without_count_stays_visible(panel: FilterPanel):
    panel.show_filter(Filter(cameras=("Old Camera",), media_types=("image/png",)))
    without = facets()
    without["camera"] = {"": 5}
    del without["media_type"]["image/png"]
    panel.show_counts(replace(counts(), facets=without), CATEGORIES)
    cameras = {one.value: one for one in panel.camera.list.choices.choices()}
    assert (cameras["Old Camera"].on, cameras["Old Camera"].count) == (True, 0)
    types = {one.value: one for one in panel.media_type.list.choices.choices()}
    assert (types["image/png"].on, types["image/png"].count) == (True, 0)


def test_counts_change_in_place(panel: FilterPanel):
    before = [id(widget) for widget in panel.findChildren(QWidget)]
    model = panel.camera.list.choices
    signals: list[str] = []
    model.rowsInserted.connect(lambda *_: signals.append("inserted"))
    model.rowsRemoved.connect(lambda *_: signals.append("removed"))
    model.modelReset.connect(lambda: signals.append("reset"))
    newer = facets()
    newer["camera"] = {key: value + 1 for key, value in newer["camera"].items()}
    for _ in range(3):
        panel.show_counts(replace(counts(), facets=newer), CATEGORIES)
    assert [id(widget) for widget in panel.findChildren(QWidget)] == before
    assert signals == []
    assert model.choices()[0].count == 4_001


def test_counts_of_labels_alone_leave_the_rest(panel: FilterPanel):
    panel.show_counts(Counts(Filter(), 1, 2, label_rows(firearm=0.9)), CATEGORIES)
    assert panel.grade.list.choices.choices()[1].count == 31
    assert panel.source.tree.folders.rowCount() == 1


def test_the_order_stays_while_the_focus_is_in_the_list(panel: FilterPanel):
    camera = panel.camera.list
    camera.setFocus()
    first = camera.choices.choices()[0].value
    newer = facets()
    newer["camera"]["Camera 8"] = 99_999
    panel.show_counts(replace(counts(), facets=newer), CATEGORIES)
    assert camera.choices.choices()[0].value == first
    camera.clearFocus()
    panel.show_counts(replace(counts(), facets=newer), CATEGORIES)
    assert camera.choices.choices()[0].value == "Camera 8"


def test_showing_a_filter_says_nothing(panel: FilterPanel, wishes: Any):
    panel.show_filter(Filter(labels=("firearm",), grades=(1,), after="2024-03-01", copies=True))
    panel.show_counts(counts(), CATEGORIES)
    assert wishes == []


def test_quick_presses_add_up_before_any_answer(panel: FilterPanel, wishes: Any):
    panel.labels.rows()[0].check.click()
    press(panel.grade.list, panel.grade.list.place_of(5))
    press(panel.copies.list, panel.copies.list.place_of("copies"))
    assert wishes[-1] == Filter(labels=("general/firearm",), grades=(5,), copies=True)
