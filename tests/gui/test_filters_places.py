"""Sources, folders, dates and sizes in the filter panel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from tests.support.filter_numbers import CATEGORIES, FOLDERS, counts
from tests.support.filter_panel import press
from triage.core.filters import Filter
from triage.gui.filters.choice_model import Choice, ChoiceModel
from triage.gui.filters.day_field import DayField
from triage.gui.filters.folder_model import FolderModel
from triage.gui.filters.month_bars import bars_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from triage.gui.filters.panel import FilterPanel

LEFT = Qt.MouseButton.LeftButton


def test_a_press_on_a_folder_shows_it_alone_and_again_everything(panel: FilterPanel, wishes: Any):
    tree = panel.source.tree
    press(tree, tree.place_rect(("Phone-1", "DCIM")))
    assert (wishes[-1].sources, wishes[-1].folders) == (("Phone-1",), ("DCIM",))
    press(tree, tree.place_rect(("Phone-1", "DCIM")))
    assert wishes[-1] == Filter()


def test_the_box_or_ctrl_adds_a_folder(panel: FilterPanel, wishes: Any):
    tree = panel.source.tree
    press(tree, tree.place_rect(("Phone-1", "DCIM")))
    press(tree, tree.place_rect(("Phone-1", "Download")), x=12)
    assert wishes[-1].folders == ("DCIM", "Download")
    press(
        tree,
        tree.place_rect(("Phone-1", "WhatsApp Images")),
        keys=Qt.KeyboardModifier.ControlModifier,
    )
    assert wishes[-1].folders == ("DCIM", "Download", "WhatsApp Images")
    tree.setCurrentIndex(tree.folders.index_of(("Phone-1", "DCIM")))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert wishes[-1].folders == ("Download", "WhatsApp Images")


def test_counts_of_folders_include_what_is_below(panel: FilterPanel):
    model = panel.source.tree.folders
    index = model.index_of(("Phone-1", "DCIM"))
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "DCIM, 17,080"


def test_new_folders_are_put_in_and_nothing_folds(panel: FilterPanel):
    tree = panel.source.tree
    tree.expand(tree.folders.index_of(("Phone-1", "DCIM")))
    more = (*FOLDERS, ("Phone-1", "DCIM/100ANDRO", 3), ("Card", "", 9))
    panel.show_counts(replace(counts(), folders=more), CATEGORIES)
    assert tree.isExpanded(tree.folders.index_of(("Phone-1", "DCIM")))
    below = tree.folders.index_of(("Phone-1", "DCIM"))
    names = [tree.folders.index(row, 0, below).data() for row in range(3)]
    assert names == ["100ANDRO", "Camera", "Screenshots"]


def test_a_chosen_folder_deep_below_is_unfolded(panel: FilterPanel):
    panel.show_filter(Filter(sources=("Phone-1",), folders=("DCIM/Screenshots",)))
    tree = panel.source.tree
    assert tree.place_rect(("Phone-1", "DCIM/Screenshots")).isValid()


def test_a_folder_as_deep_as_a_path_can_be(qtbot: Any):
    model = FolderModel()
    deep = "/".join(["a"] * 2000)
    model.show_folders((("S", deep, 1),))
    assert model.index_of(("S", deep)).isValid()


def test_models_keep_the_rules_of_qt(qtbot: Any):
    reporting = QAbstractItemModelTester.FailureReportingMode.Fatal
    folders = FolderModel()
    QAbstractItemModelTester(folders, reporting)
    folders.show_folders(FOLDERS)
    folders.show_filter(Filter(sources=("Phone-1",), folders=("DCIM",)))
    folders.show_folders((*FOLDERS, ("Card", "x/y", 2), ("Phone-1", "A", 1)))
    choices = ChoiceModel()
    QAbstractItemModelTester(choices, reporting)
    choices.show_choices([Choice(letter, letter, 1) for letter in "abcd"])
    choices.show_choices([Choice(letter, letter, 2) for letter in "dxab"])
    choices.show_choices([Choice(letter, letter, 2) for letter in "b"])
    assert [one.value for one in choices.choices()] == ["b"]


def test_the_current_value_stays_current_when_rows_move(qtbot: Any):
    from PySide6.QtCore import QPersistentModelIndex

    choices = ChoiceModel()
    choices.show_choices([Choice(letter, letter, 1) for letter in "abcd"])
    current = QPersistentModelIndex(choices.index(2))
    choices.show_choices([Choice(letter, letter, 1) for letter in "dcba"])
    assert current.data() == "c"


def test_a_month_is_pressed_and_let_go(panel: FilterPanel, wishes: Any):
    bars = panel.date.bars
    assert len(bars.bars) == 36
    QTest.mouseClick(bars, LEFT, pos=bars.bar_rect(2).center())
    assert (wishes[-1].after, wishes[-1].before) == ("2022-03-01", "2022-03-31")
    QTest.mouseClick(bars, LEFT, pos=bars.bar_rect(2).center())
    assert wishes[-1] == Filter()


def test_a_drag_over_months_is_their_range(panel: FilterPanel, wishes: Any):
    bars = panel.date.bars
    QTest.mousePress(bars, LEFT, pos=bars.bar_rect(3).center())
    QTest.mouseMove(bars, bars.bar_rect(1).center())
    QTest.mouseRelease(bars, LEFT, pos=bars.bar_rect(1).center())
    assert (wishes[-1].after, wishes[-1].before) == ("2022-02-01", "2022-04-30")


def test_months_by_keyboard(panel: FilterPanel, wishes: Any):
    bars = panel.date.bars
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Right)
    QTest.keyClick(bars, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(bars, Qt.Key.Key_Space)
    assert (wishes[-1].after, wishes[-1].before) == ("2022-02-01", "2022-03-31")


def test_long_spans_are_shown_by_year():
    bars = bars_of({"1904-01": 3, "2023-05": 10, "2024-02": 7})
    assert [bar.name for bar in bars] == ["1904", "2023", "2024"]
    assert (bars[-1].first, bars[-1].last) == ("2024-01-01", "2024-12-31")


def test_days_are_typed(panel: FilterPanel, wishes: Any):
    typed(panel.date.after, "2024-05-31")
    typed(panel.date.before, "2024-03-02")
    assert (wishes[-1].after, wishes[-1].before) == ("2024-03-02", "2024-05-31")


def test_what_is_no_day_is_not_taken(panel: FilterPanel, wishes: Any):
    typed(panel.date.after, "yesterday")
    assert wishes == []
    assert panel.date.after.text() == ""


def typed(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_day_is_picked_from_the_calendar(qtbot: Any):
    from PySide6.QtCore import QDate
    from PySide6.QtWidgets import QCalendarWidget

    field = DayField("Taken from", "from")
    qtbot.addWidget(field)
    field.show()
    field.open_calendar()
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    with qtbot.waitSignal(field.entered):
        calendar.clicked.emit(QDate(2024, 3, 7))
    assert field.day() == "2024-03-07"


def test_sizes_are_typed_with_units(panel: FilterPanel, wishes: Any):
    size, pixels = panel.size_section.ranges
    typed(size.low, "500 kB")
    typed(pixels.high, "12")
    assert (wishes[-1].min_size, wishes[-1].max_pixels) == (500_000, 12_000_000)
    assert size.low.text() == "500 kB"
    typed(size.low, "much")
    assert size.low.text() == "500 kB"


def test_leaving_a_size_alone_does_not_round_it(panel: FilterPanel, wishes: Any):
    panel.show_filter(Filter(min_size=1_234_567))
    field = panel.size_section.ranges[0].low
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.clearFocus()
    assert wishes == []


def test_the_bars_have_the_first_and_last_month_beneath_them(panel: FilterPanel):
    bars = panel.date.bars
    bars.clearFocus()
    seen = bars.grab().toImage()
    ground = seen.pixel(0, 0)
    beneath = range(bars.bar_rect(0).bottom() + 4, bars.height())
    ends = [range(8, 60), range(bars.bar_rect(len(bars.bars) - 1).right() - 40, bars.width())]
    for columns in ends:
        assert any(seen.pixel(x, y) != ground for x in columns for y in beneath)
