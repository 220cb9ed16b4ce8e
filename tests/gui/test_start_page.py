from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from tests.support.gui_checks import (
    button,
    clipped_labels,
    unreachable_by_keyboard,
    without_accessible_name,
)
from triage.gui.looks.widgets import IconButton
from triage.gui.start.resume import LostSource, Unfinished, lost_words, unfinished_words
from triage.gui.start.start_page import RecentCase, StartPage

CASES = [
    RecentCase(Path("/cases/harbour.triage"), "Harbour", "2026-11-21T14:02:11Z", 2_300_000),
    RecentCase(Path("/cases/b.triage"), "<b>bold</b>", "2026-11-20T14:02:11Z", missing=True),
]


@pytest.fixture
def page(qtbot):
    made = StartPage()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show_recent(CASES)
    made.show()
    QApplication.processEvents()
    return made


def drop(page, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    page.dropEvent(event)


def test_a_new_case_is_asked_for(page, qtbot):
    with qtbot.waitSignal(page.new_wanted):
        button(page, "New case").click()


def test_the_demonstration_is_asked_for(page, qtbot):
    with qtbot.waitSignal(page.demo_wanted):
        button(page, "Try the demo").click()


def test_open_leaves_the_choice_of_the_file_to_a_dialog(page, qtbot):
    with qtbot.waitSignal(page.open_wanted) as asked:
        button(page, "Open\N{HORIZONTAL ELLIPSIS}").click()
    assert asked.args == [None]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_recent_case_is_opened_by_key(page, qtbot, key):
    with qtbot.waitSignal(page.open_wanted) as asked:
        qtbot.keyClick(page.rows()[0], key)
    assert asked.args == [CASES[0].place]


def test_a_missing_case_is_marked_in_words_and_can_be_taken_off(page, qtbot):
    row = page.rows()[1]
    assert "Not there any more" in [label.text() for label in row.findChildren(QLabel)]
    with qtbot.waitSignal(page.forget_wanted) as asked:
        row.findChildren(IconButton)[0].click()
    assert asked.args == [CASES[1].place]


def test_delete_takes_a_case_off_the_list(page, qtbot):
    with qtbot.waitSignal(page.forget_wanted) as asked:
        qtbot.keyClick(page.rows()[0], Qt.Key.Key_Delete)
    assert asked.args == [CASES[0].place]


def test_a_dropped_case_is_opened(page, qtbot):
    with qtbot.waitSignal(page.open_wanted) as asked:
        drop(page, "/cases/other.TRIAGE")
    assert asked.args == [Path("/cases/other.TRIAGE")]


def test_dropped_folders_are_evidence(page, qtbot):
    with qtbot.waitSignal(page.folders_dropped) as asked:
        drop(page, "/evidence/a", "/evidence/b")
    assert asked.args == [[Path("/evidence/a"), Path("/evidence/b")]]


def test_names_of_cases_are_never_markup(page):
    for label in page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_page_holds_to_the_house(page):
    assert clipped_labels(page) == []
    assert without_accessible_name(page) == []
    assert unreachable_by_keyboard(page) == []


def test_what_an_import_left_is_told_with_verbs():
    left = Unfinished(pending=1204, found=5300, unscored=1, packs=("general",), interrupted=True)
    told = unfinished_words(left)
    assert told is not None
    assert "1,204 of 5,300 items remain and 1 picture has no suggestions of general" in told.text
    assert told.verbs == ("Go on", "Leave as is")


def test_nothing_left_is_no_banner():
    assert unfinished_words(Unfinished(interrupted=True)) is None


def test_a_lost_source_names_its_place_escaped():
    told = lost_words(LostSource(1, "Phone-1", b"/media/\xe2\x80\xaephone"))
    assert told.text.startswith("Phone-1 is not at /media/\\u202ephone any more.")
    assert told.verbs[0] == "Locate\N{HORIZONTAL ELLIPSIS}"
