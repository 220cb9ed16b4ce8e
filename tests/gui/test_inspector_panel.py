from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit

from tests.support.gui_checks import (
    clipped_labels,
    unreachable_by_keyboard,
    without_accessible_name,
)
from tests.support.item_details import (
    CATEGORIES,
    bare_detail,
    item_detail,
    score_rows,
    tile_facts,
)
from triage.core.records import State
from triage.gui.inspector.grade_row import GradeButton
from triage.gui.inspector.many_facts import ManyFacts
from triage.gui.inspector.panel import Inspector
from triage.gui.inspector.suggestions import in_order
from triage.gui.looks import theme
from triage.gui.looks.widgets import LinkButton
from triage.store.item_history import HistoryRow

NASTY = b"<img src=x><b>bold.jpg"
ROWS = [
    HistoryRow(
        n,
        "2026-11-21T14:02:11Z",
        "kim",
        "grade-set",
        {"category": 1, "name": "relevant", "old": None, "items": 1, "note": ""},
    )
    for n in range(9)
]


@pytest.fixture
def inspector(qtbot):
    panel = Inspector()
    panel.resize(372, 700)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_item(item_detail(), tile_facts(), CATEGORIES)
    panel.show_history(7, ROWS)
    QApplication.processEvents()
    return panel


def buttons(panel):
    return {b.number: b for b in panel.one.grade.findChildren(GradeButton)}


def link(panel, name):
    (found,) = [b for b in panel.findChildren(LinkButton) if name in {b.accessibleName(), b.text()}]
    return found


def test_a_grade_is_asked_for_and_not_shown_before_it_is_given(inspector, qtbot):
    with qtbot.waitSignal(inspector.grade_wanted) as asked:
        buttons(inspector)[3].click()
    assert asked.args == [3]
    assert [n for n, b in buttons(inspector).items() if b.isChecked()] == [1]


def test_the_button_without_a_grade_asks_for_none(inspector, qtbot):
    with qtbot.waitSignal(inspector.grade_wanted) as asked:
        buttons(inspector)[0].click()
    assert asked.args == [None]


def test_a_newer_grade_of_the_tile_wins(inspector):
    inspector.show_item(item_detail(), tile_facts(category=2), CATEGORIES)
    assert [n for n, b in buttons(inspector).items() if b.isChecked()] == [2]


def test_suggested_scores_come_first_then_by_score():
    labels = [row.label for row in in_order(score_rows())]
    assert labels[:3] == ["firearm", "person", "clothing"]


def test_five_scores_are_shown_until_all_are_wanted(inspector):
    assert len(inspector.one.suggestions.lines()) == 5
    link(inspector, "Show all 7 scores").click()
    assert len(inspector.one.suggestions.lines()) == 7


def test_a_score_is_never_rounded_over_its_threshold(inspector):
    link(inspector, "Show all 7 scores").click()
    told = [line.accessibleName() for line in inspector.one.suggestions.lines()]
    assert "clothing 0.99, below its threshold 0.99" in told
    assert "firearm 0.97, suggested, at or above its threshold 0.42" in told


def test_hashes_are_copied_whole(inspector, qtbot):
    with qtbot.waitSignal(inspector.copy_wanted) as copied:
        link(inspector, "Copy SHA-256").click()
    assert copied.args == [item_detail().sha256]


def test_copies_lead_to_their_items(inspector, qtbot):
    paths = inspector.one.copies.links()
    assert [path.text() for path in paths] == [
        "WhatsApp/Sent/IMG-1.jpg",
        "Laptop: Users/kim/IMG-1.jpg",
    ]
    with qtbot.waitSignal(inspector.go_to) as gone:
        paths[1].click()
    assert gone.args == [13]


def test_the_only_one_of_its_content_has_no_list_of_copies(inspector):
    inspector.show_item(bare_detail(), tile_facts(None), CATEGORIES)
    assert inspector.one.copies.isHidden()


def test_enter_on_the_preview_asks_for_the_large_view(inspector, qtbot):
    inspector.one.preview.setFocus()
    with qtbot.waitSignal(inspector.open_wanted):
        qtbot.keyClick(inspector.one.preview, Qt.Key.Key_Return)


def test_the_preview_keeps_its_height_whatever_is_shown(inspector):
    heights = set()
    for size in ((2000, 20), (20, 2000), (320, 240)):
        inspector.show_preview(QPixmap(*size))
        QApplication.processEvents()
        heights.add(inspector.one.preview.height())
    inspector.show_preview(None, "Cut short")
    heights.add(inspector.one.preview.height())
    assert len(heights) == 1


def test_the_picture_is_letterboxed_and_not_cropped(inspector):
    picture = QPixmap(1000, 100)
    picture.fill(QColor("magenta"))
    inspector.show_preview(picture)
    shown = inspector.one.preview.grab().toImage()
    middle = shown.height() // 2
    assert shown.pixelColor(4, middle) == QColor("magenta")
    assert shown.pixelColor(shown.width() - 4, middle) == QColor("magenta")
    assert shown.pixelColor(shown.width() // 2, 20) == theme.current().well


def test_nothing_of_a_picture_stays_when_many_are_selected(inspector):
    picture = QPixmap(100, 100)
    picture.fill(QColor("magenta"))
    inspector.show_preview(picture)
    inspector.show_many(ManyFacts(count=2), CATEGORIES)
    shown = inspector.one.preview.grab().toImage()
    assert shown.pixelColor(shown.width() // 2, shown.height() // 2) != QColor("magenta")


def test_the_place_in_the_column_is_kept_over_a_short_item(inspector):
    bar = inspector.one.below.verticalScrollBar()
    bar.setValue(bar.maximum() - 10)
    place = bar.value()
    inspector.show_item(bare_detail(item_id=8), tile_facts(None), CATEGORIES)
    QApplication.processEvents()
    inspector.show_item(item_detail(), tile_facts(), CATEGORIES)
    inspector.show_history(7, ROWS)
    QApplication.processEvents()
    assert bar.value() == place


def test_no_horizontal_scroll_bar_and_nothing_wider_than_the_panel(inspector):
    long = b"a" * 200
    inspector.show_item(item_detail(name=long, folder=long), tile_facts(), CATEGORIES)
    QApplication.processEvents()
    column = inspector.one.below.widget()
    assert column.width() <= inspector.one.below.width()
    for text in column.findChildren(QTextEdit):
        assert text.mapTo(column, text.rect().topRight()).x() <= column.width()


def test_values_are_as_high_as_their_lines(inspector):
    inspector.show_item(item_detail(name=b"x" * 300), tile_facts(), CATEGORIES)
    QApplication.processEvents()
    for text in inspector.one.below.widget().findChildren(QTextEdit):
        if text.isVisible():
            assert text.height() >= text.document().size().height()


def test_a_name_is_never_markup(inspector):
    inspector.show_item(item_detail(name=NASTY), tile_facts(), CATEGORIES)
    for text in inspector.findChildren(QTextEdit):
        assert "<img" not in text.toHtml()
    for label in inspector.findChildren(QLabel):
        if "<" in label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_value_that_broke_for_the_eye_is_copied_unbroken(inspector):
    value = inspector.one.file.findChildren(QTextEdit)[0]
    value.selectAll()
    value.copy()
    assert QGuiApplication.clipboard().text() == "DCIM/Camera/IMG_1111.jpg"


def test_raw_tags_open_with_one_click_and_are_copied(inspector, qtbot):
    link(inspector, "Raw tags (2)").click()
    with qtbot.waitSignal(inspector.copy_wanted) as copied:
        link(inspector, "copy raw tags").click()
    assert copied.args == ["IFD0:Make\tGoogle\nGPS:GPSLatitude\t53/1, 32/1, 4247/100"]


def test_history_of_another_item_is_not_shown(inspector):
    inspector.show_item(item_detail(item_id=8), tile_facts(), CATEGORIES)
    inspector.show_history(7, ROWS)
    assert inspector.one.history.facts.as_text() == ""


def test_undo_is_offered_only_where_there_is_something(inspector, qtbot):
    assert link(inspector.one, "Undo the last grade").isHidden()
    inspector.show_undo("Graded 1 relevant")
    with qtbot.waitSignal(inspector.undo_wanted):
        link(inspector.one, "Undo the last grade").click()


def test_folded_sections_are_remembered_by_their_titles(inspector):
    inspector.fold(["Hashes", "Also at"])
    assert inspector.folded() == ["Hashes", "Also at"]


def test_no_suggestion_without_a_picture_says_why(inspector):
    inspector.show_item(bare_detail(), tile_facts(None), CATEGORIES)
    told = [label.text() for label in inspector.one.suggestions.findChildren(QLabel)]
    assert "No suggestions: there is no picture to look at." in told
    assert inspector.one.suggestions.lines() == []


def test_many_are_graded_together(inspector, qtbot):
    facts = ManyFacts(count=3, states={State.ANALYSED: 3}, grades={2: 3})
    inspector.show_many(facts, CATEGORIES)
    chips = {b.number: b for b in inspector.many.findChildren(GradeButton)}
    assert chips[2].isChecked()
    with qtbot.waitSignal(inspector.grade_wanted) as asked:
        chips[4].click()
    assert asked.args == [4]


def test_a_theme_change_repaints_what_is_painted_by_hand(inspector, qapp):
    before = inspector.one.preview.grab().toImage()
    theme.apply(qapp, "light")
    QApplication.sendEvent(inspector.one.preview, QEvent(QEvent.Type.PaletteChange))
    assert inspector.one.preview.grab().toImage() != before


def test_every_control_has_a_name_and_is_reached_by_keyboard(inspector):
    assert without_accessible_name(inspector) == []
    assert unreachable_by_keyboard(inspector) == []


def test_no_label_is_clipped(inspector):
    assert clipped_labels(inspector) == []
