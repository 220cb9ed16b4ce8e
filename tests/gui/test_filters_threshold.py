"""One category's row: the threshold moves at once, is written once, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support.filter_numbers import label_rows
from triage.gui.filters.label_row import CategoryRow
from triage.gui.filters.score_picture import ScorePicture
from triage.gui.filters.threshold_move import PAUSE_MS

LEFT = Qt.MouseButton.LeftButton


class Heard:
    """What a row told, in order."""

    def __init__(self, row: CategoryRow) -> None:
        self.moved: list[float] = []
        self.settled: list[float | None] = []
        self.restored: list[float] = []
        self.chosen: list[bool] = []
        row.moved.connect(self.moved.append)
        row.settled.connect(self.settled.append)
        row.restored.connect(self.restored.append)
        row.chosen.connect(self.chosen.append)


@pytest.fixture
def row(qtbot: Any) -> CategoryRow:
    row = CategoryRow(label_rows()[0])
    qtbot.addWidget(row)
    row.resize(276, row.sizeHint().height())
    row.show()
    qtbot.waitExposed(row)
    return row


@pytest.fixture
def heard(row: CategoryRow) -> Heard:
    return Heard(row)


def at(row: CategoryRow, value: float) -> QPoint:
    return QPoint(row.slider.picture().x_of(value), 12)


def drag(row: CategoryRow, *values: float) -> None:
    QTest.mousePress(row.slider, LEFT, pos=at(row, row.slider.hand.value))
    for value in values:
        QTest.mouseMove(row.slider, at(row, value))


def drop(row: CategoryRow, value: float) -> None:
    QTest.mouseRelease(row.slider, LEFT, pos=at(row, value))


def test_a_drag_settles_once_at_a_hundredth(row: CategoryRow, heard: Heard):
    drag(row, 0.5, 0.6, 0.703)
    assert heard.settled == []
    drop(row, 0.703)
    assert heard.settled == [pytest.approx(0.70, abs=0.011)]
    assert heard.settled[0] in [n / 100 for n in range(101)]
    assert heard.restored == []


def test_a_drag_tells_no_oftener_than_a_frame(row: CategoryRow, heard: Heard, qtbot: Any):
    drag(row, *np.linspace(0.43, 0.9, 60).tolist())
    assert len(heard.moved) <= 3
    qtbot.waitUntil(lambda: heard.moved[-1] == row.slider.hand.value)
    drop(row, 0.9)


def test_escape_while_dragging_restores_and_writes_nothing(row: CategoryRow, heard: Heard):
    drag(row, 0.5, 0.8)
    QTest.keyClick(row.slider, Qt.Key.Key_Escape)
    assert row.slider.hand.value == 0.42
    QTest.mouseMove(row.slider, at(row, 0.9))
    drop(row, 0.9)
    assert row.slider.hand.value == 0.42
    assert heard.restored == [0.42]
    assert heard.settled == []


def test_a_drag_that_ends_where_it_began_writes_nothing(row: CategoryRow, heard: Heard):
    drag(row, 0.6, 0.42)
    drop(row, 0.42)
    assert heard.settled == []
    assert heard.restored == [0.42]


def test_a_press_alone_changes_nothing(row: CategoryRow, heard: Heard):
    QTest.mouseClick(row.slider, LEFT, pos=at(row, 0.9))
    assert (heard.moved, heard.settled, heard.restored) == ([], [], [])


def test_a_double_click_goes_back_to_the_default_and_nothing_else(row: CategoryRow, heard: Heard):
    QTest.mouseDClick(row.slider, LEFT, pos=at(row, 0.9))
    drop(row, 0.9)
    assert heard.settled == [None]
    assert row.slider.hand.value == 0.118
    assert row.number.text().endswith("0.118")


def test_counts_do_not_move_the_handle_in_hand(row: CategoryRow, heard: Heard):
    drag(row, 0.7)
    held = row.slider.hand.value
    row.show_row(replace(row.record, threshold=0.42, count=7), chosen=False)
    assert row.slider.hand.value == held
    assert row.count.text() == "7"
    drop(row, 0.7)


def test_late_counts_do_not_move_it_back_after_it_was_let_go(row: CategoryRow, heard: Heard):
    drag(row, 0.7)
    drop(row, 0.7)
    settled = heard.settled[0]
    assert settled is not None
    row.show_row(replace(row.record, threshold=0.42), chosen=False)
    assert row.slider.hand.value == settled
    row.show_row(replace(row.record, threshold=float(np.float32(settled))), chosen=False)
    row.show_row(replace(row.record, threshold=0.3), chosen=False)
    assert row.slider.hand.value == 0.3


def test_a_threshold_that_could_not_be_written_comes_back(
    row: CategoryRow, heard: Heard, qtbot: Any
):
    drag(row, 0.7)
    drop(row, 0.7)
    row.show_row(replace(row.record, threshold=0.42), chosen=False)
    qtbot.waitUntil(lambda: row.slider.hand.value == 0.42, timeout=4000)


@pytest.mark.parametrize(
    ("key", "modifier", "value"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 0.43),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 0.41),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 0.52),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, 0.32),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0.0),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, 1.0),
    ],
)
def test_keys_move_it(row: CategoryRow, heard: Heard, key: Any, modifier: Any, value: float):
    QTest.keyClick(row.slider, key, modifier)
    assert row.slider.hand.value == pytest.approx(value)
    assert heard.moved == [pytest.approx(value)]


def test_a_held_key_is_one_change(row: CategoryRow, heard: Heard, qtbot: Any):
    for _ in range(25):
        QTest.keyClick(row.slider, Qt.Key.Key_Right)
    assert heard.settled == []
    qtbot.waitUntil(lambda: heard.settled == [0.67], timeout=PAUSE_MS * 5)
    assert heard.moved[-1] == 0.67


def test_escape_after_keys_restores(row: CategoryRow, heard: Heard):
    QTest.keyClick(row.slider, Qt.Key.Key_Right)
    QTest.keyClick(row.slider, Qt.Key.Key_Escape)
    assert heard.restored == [0.42]
    assert not row.slider.hand._pause.isActive()
    assert heard.settled == []


def test_keys_settle_when_the_focus_goes(row: CategoryRow, heard: Heard):
    QTest.keyClick(row.slider, Qt.Key.Key_Right)
    row.slider.clearFocus()
    QApplication.sendEvent(row.slider, focus_out())
    assert heard.settled == [0.43]


def focus_out() -> Any:
    from PySide6.QtGui import QFocusEvent

    return QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason)


def test_a_threshold_between_hundredths_steps_onto_them(row: CategoryRow, heard: Heard):
    row.show_row(replace(row.record, threshold=0.118), chosen=False)
    QTest.keyClick(row.slider, Qt.Key.Key_Right)
    assert row.slider.hand.value == 0.12
    QTest.keyClick(row.slider, Qt.Key.Key_Escape)
    QTest.keyClick(row.slider, Qt.Key.Key_Left)
    assert row.slider.hand.value == 0.11


def test_a_drag_that_nobody_sees_any_more_is_taken_back(row: CategoryRow, heard: Heard):
    drag(row, 0.8)
    row.hide()
    assert heard.restored == [0.42]
    assert heard.settled == []


def test_space_chooses_and_enter_takes_a_number(row: CategoryRow, heard: Heard):
    QTest.keyClick(row.slider, Qt.Key.Key_Space)
    assert heard.chosen == [True]
    QTest.keyClick(row.slider, Qt.Key.Key_Return)
    assert row.field.isVisible()
    QTest.keyClicks(row.field, "0.87")
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    assert heard.settled == [0.87]
    assert row.field.isHidden()


def test_escape_in_the_number_field_restores(row: CategoryRow, heard: Heard):
    QTest.mouseClick(row.number, LEFT)
    QTest.keyClicks(row.field, "0.87")
    QTest.keyClick(row.field, Qt.Key.Key_Escape)
    assert heard.settled == []
    assert row.field.isHidden()
    assert row.number.text().endswith("0.42")


@pytest.mark.parametrize("text", ["7", "-1", "abc", ""])
def test_what_is_no_threshold_is_not_taken(row: CategoryRow, heard: Heard, text: str):
    row.edit()
    row.field.clear()
    QTest.keyClicks(row.field, text)
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    assert heard.settled == []
    assert row.slider.hand.value == 0.42


def test_a_row_is_one_stop(row: CategoryRow):
    row.field.hide()
    stops = [
        part
        for part in (row, *row.findChildren(type(row).__mro__[1]))
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and not part.isHidden()
    ]
    assert stops == [row.slider]


def test_the_row_takes_its_keys_from_the_window(row: CategoryRow):
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Up):
        assert overrides(row, key)
    for key in (Qt.Key.Key_1, Qt.Key.Key_Slash, Qt.Key.Key_Escape):
        assert not overrides(row, key)
    drag(row, 0.8)
    assert overrides(row, Qt.Key.Key_Escape)
    drop(row, 0.8)


def overrides(row: CategoryRow, key: Qt.Key) -> bool:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(row.slider, event)
    return event.isAccepted()


def test_a_screen_reader_hears_name_threshold_and_count(row: CategoryRow):
    heard = QAccessible.queryAccessibleInterface(row.slider)
    assert heard.text(QAccessible.Text.Name) == "Firearm, threshold 0.42, 1,284 suggested"
    assert heard.role() == QAccessible.Role.Slider
    assert heard.valueInterface() is None or heard.valueInterface().currentValue() == 420


def test_a_value_set_by_a_screen_reader_is_a_move(row: CategoryRow, heard: Heard):
    row.slider.setValue(600)
    assert heard.moved == [0.6]


def test_a_name_is_never_markup_nor_a_mnemonic(row: CategoryRow):
    row.show_row(replace(row.record, display="<b>Food & drink</b>"), chosen=True)
    assert row.check.text() == "<b>Food && drink</b>"
    assert row.check.isChecked()


@pytest.mark.parametrize("width", [120, 218, 268, 508])
def test_a_count_of_one_is_seen_beside_a_million(width: int):
    counts = np.zeros(100, dtype=np.int64)
    counts[0] = 1_000_000
    counts[97] = 1
    heights = ScorePicture.within(width).heights(counts)
    assert sum(height > 0 for height in heights) == 2
    assert min(height for height in heights if height) >= 2


def test_the_wheel_scrolls_and_does_not_change(row: CategoryRow, heard: Heard):
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent

    event = QWheelEvent(
        QPointF(50, 10),
        QPointF(50, 10),
        QPoint(),
        QPoint(0, -120),
        LEFT.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(row.slider, event)
    assert not event.isAccepted()
    assert heard.moved == []
