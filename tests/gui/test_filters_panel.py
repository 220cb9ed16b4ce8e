"""The filter panel: what a person chooses becomes a filter; counts change in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from tests.support.filter_numbers import CATEGORIES, FOLDERS, counts, facets, label_rows
from triage.core.filters import Filter
from triage.core.records import Flag, Reason, State
from triage.gui.filters.choice_model import Choice, ChoiceModel
from triage.gui.filters.day_field import DayField
from triage.gui.filters.folder_model import FolderModel
from triage.gui.filters.month_bars import bars_of
from triage.gui.filters.panel import WIDTH, FilterPanel
from triage.gui.session.counted import Counts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: Any) -> FilterPanel:
    panel = FilterPanel()
    qtbot.addWidget(panel)
    panel.resize(WIDTH, 900)
    panel.show_counts(counts(), CATEGORIES)
    for section in panel.sections():
        section.set_open(True)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def wishes(panel: FilterPanel) -> list[Filter]:
    heard: list[Filter] = []
    panel.filter_changed.connect(heard.append)
    return heard


def press(view: Any, rect: QRect, *, x: int = 80, keys: Any = None) -> None:
    assert rect.isValid()
    spot = QPoint(rect.x() + min(x, rect.width() // 2), rect.center().y())
    QTest.mouseClick(view.viewport(), LEFT, keys or Qt.KeyboardModifier.NoModifier, spot)


# Categories.


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


# Lists of values.


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


# Sources and folders.


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


# Dates and sizes.


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


# The panel as a whole.


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
