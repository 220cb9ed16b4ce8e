"""The filter panel as a whole, and its suggested categories."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from tests.support.filter_numbers import CATEGORIES, counts, label_rows
from triage.core.filters import Filter
from triage.gui.filters.panel import WIDTH, FilterPanel


def test_a_category_is_chosen_and_a_second_one_beside_it(panel: FilterPanel, wishes: Any):
    rows = panel.labels.rows()
    assert panel.labels.any_all.isHidden()
    rows[0].check.click()
    rows[1].check.click()
    assert wishes[-1].labels == ("general/firearm", "general/knife")
    assert panel.labels.any_all.isVisible()
    panel.labels.any_all.all.click()
    assert wishes[-1].all_labels
    rows[1].check.click()
    assert wishes[-1] == Filter(labels=("general/firearm",))


def test_notable_categories_come_first_and_the_plain_ones_unfold(panel: FilterPanel):
    names = [row.record.label for row in panel.labels.rows()]
    assert names[:2] == ["firearm", "knife"]
    assert len(names) == 7
    pack = panel.labels.packs["general"]
    assert pack.more.text() == "7 more…"
    pack.more.click()
    assert len(panel.labels.rows()) == 14
    assert pack.more.text() == "Show fewer"


def test_a_chosen_plain_category_is_not_folded_away(panel: FilterPanel):
    panel.show_filter(Filter(labels=("other",)))
    assert panel.labels.rows()[-1].record.label == "other"
    assert panel.labels.packs["general"].more.text() == "6 more…"


def test_up_and_down_walk_through_the_rows(panel: FilterPanel):
    rows = panel.labels.rows()
    rows[0].slider.setFocus()
    QTest.keyClick(rows[0].slider, Qt.Key.Key_Down)
    assert rows[1].slider.hasFocus()
    QTest.keyClick(rows[1].slider, Qt.Key.Key_Up)
    assert rows[0].slider.hasFocus()
    QTest.keyClick(rows[0].slider, Qt.Key.Key_Up)
    assert rows[0].slider.hasFocus()


def test_pack_names_are_told_only_where_there_are_several(panel: FilterPanel):
    assert panel.labels.packs["general"].heading.isHidden()
    both = replace(counts(), labels=(*label_rows(), *label_rows("second")))
    panel.show_counts(both, CATEGORIES)
    assert panel.labels.packs["general"].heading.isVisible()
    assert panel.labels.packs["second"].heading.text() == "second"


def test_thresholds_are_told_by_pack_and_label(panel: FilterPanel, qtbot: Any):
    row = panel.labels.rows()[1]
    with qtbot.waitSignal(panel.threshold_moved) as moved:
        QTest.keyClick(row.slider, Qt.Key.Key_Right)
    assert moved.args == ["general", "knife", pytest.approx(0.56)]
    with qtbot.waitSignal(panel.threshold_restored) as restored:
        QTest.keyClick(row.slider, Qt.Key.Key_Escape)
    assert restored.args == ["general", "knife", pytest.approx(0.55)]
    with qtbot.waitSignal(panel.threshold_set) as settled:
        row.slider.hand.enter(0.9)
    assert settled.args == ["general", "knife", pytest.approx(0.9)]
    row.slider.hand.show(0.9, 0.55)
    with qtbot.waitSignal(panel.threshold_set) as default:
        row.slider.hand.to_default()
    assert default.args == ["general", "knife", None]


def test_a_range_of_scores_is_typed_and_taken_away(panel: FilterPanel, wishes: Any):
    range_of = panel.labels.confidence
    range_of.open.click()
    range_of.low.setText("0.9")
    range_of.low.setModified(True)
    QTest.keyClick(range_of.low, Qt.Key.Key_Return)
    assert wishes[-1].min_score == 0.9
    range_of.high.setText("0,3")
    range_of.high.setText("0.3")
    range_of.high.setModified(True)
    QTest.keyClick(range_of.high, Qt.Key.Key_Return)
    assert (wishes[-1].min_score, wishes[-1].max_score) == (0.3, 0.9)
    range_of.clear.click()
    assert wishes[-1] == Filter()
    assert range_of.open.isVisible()


def test_what_is_folded_is_remembered(panel: FilterPanel, qtbot: Any):
    panel.camera.set_open(False)
    panel.labels.packs["general"].show_all(True)
    state = panel.layout_state()
    other = FilterPanel()
    qtbot.addWidget(other)
    other.restore_layout(state)
    other.show_counts(counts(), CATEGORIES)
    assert other.layout_state() == state
    assert not other.camera.is_open()
    assert len(other.labels.packs["general"].visible_rows()) == 14


@pytest.mark.parametrize("state", [None, 7, {"open": 3, "all": 4}, {"open": {"Camera": "x"}}])
def test_a_damaged_layout_is_passed_over(panel: FilterPanel, state: object):
    panel.restore_layout(state)
    assert panel.camera.is_open()


def test_folded_groups_need_not_be_counted(panel: FilterPanel, qtbot: Any):
    assert {"labels", "camera", "state", "reason"} <= panel.open_groups()
    with qtbot.waitSignal(panel.groups_changed):
        panel.camera.set_open(False)
    assert "camera" not in panel.open_groups()


def test_nothing_is_wider_than_the_panel(panel: FilterPanel):
    assert panel.width() == WIDTH
    inner = panel.widget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= WIDTH - 12
    assert not panel.horizontalScrollBar().isVisible()


def test_every_control_has_a_name(panel: FilterPanel):
    panel.show_filter(Filter(labels=("firearm", "knife"), min_score=0.3))
    stops = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget, QLabel)
        and widget.objectName() != "qt_scrollarea_viewport"
    ]
    nameless = [type(w).__name__ for w in stops if not w.accessibleName()]
    assert nameless == []
    names = [widget.accessibleName() for widget in stops if widget.isVisible()]
    assert len(set(names)) == len(names)


def test_tab_reaches_every_section_once(panel: FilterPanel):
    checks = panel.findChildren(QCheckBox)
    assert all(check.focusPolicy() == Qt.FocusPolicy.NoFocus for check in checks)
    seen: list[QWidget] = []
    panel.labels.header.setFocus()
    widget = panel.focusWidget()
    assert widget is not None
    while widget is not None and widget not in seen:
        seen.append(widget)
        widget = next_stop(widget, panel)
    for view in (panel.grade.list, panel.state.list, panel.source.tree, panel.camera.list):
        assert view in seen
    sliders = [row.slider for row in panel.labels.rows()]
    assert [one for one in seen if one in sliders] == sliders


def next_stop(widget: QWidget, panel: FilterPanel) -> QWidget | None:
    following = widget.nextInFocusChain()
    while following is not None and following is not widget:
        takes = following.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and following.isVisible() and panel.isAncestorOf(following):
            return following
        following = following.nextInFocusChain()
    return None
