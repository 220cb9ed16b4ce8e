"""A hidden picture in the large view: seen while Space is held, and at no other moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support.large_view import GREEN, RED, Seen, answer, filled, item
from triage.gui.session.facts import TileFacts
from triage.gui.viewing.large_picture import HIDDEN

if TYPE_CHECKING:
    from triage.gui.viewing.large_view import LargeItem


@pytest.fixture
def seen(qtbot: Any) -> Seen:
    return Seen(qtbot)


VEILED = QColor(90, 90, 90)


def hidden(number: int = 7) -> LargeItem:
    return item(number, hidden=True, placeholder=QPixmap.fromImage(filled(320, 240, VEILED)))


def test_a_hidden_picture_is_veiled_and_not_even_asked_for(seen: Seen) -> None:
    seen.view.show_item(hidden())
    assert seen.wanted == []
    seen.view.show_answer(answer(image=filled(875, 656, RED)))
    assert seen.colour() == VEILED
    assert seen.view.picture.said() == HIDDEN


def test_a_hidden_picture_is_seen_while_space_is_held(seen: Seen, qtbot: Any) -> None:
    seen.view.show_item(hidden())
    QTest.keyPress(seen.view.picture, Qt.Key.Key_Space)
    assert seen.said == [("reveal_changed", True)]
    assert len(seen.wanted) == 1
    seen.view.show_answer(answer(image=filled(875, 656, RED)))
    assert seen.colour() == RED
    QTest.keyRelease(seen.view.picture, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: seen.said[1:] == [("reveal_changed", False)])
    assert seen.colour() == VEILED
    seen.view.show_answer(answer(image=filled(875, 656, RED)))
    assert seen.colour() == VEILED


def test_a_key_that_repeats_is_one_key_held(seen: Seen) -> None:
    seen.view.show_item(hidden())
    QTest.keyPress(seen.view.picture, Qt.Key.Key_Space)
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress) * 3:
        again = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
        QApplication.sendEvent(seen.view.picture, again)
    assert seen.said == [("reveal_changed", True)]


def test_a_repetition_that_looks_like_another_press_is_one_key_held(seen: Seen) -> None:
    seen.view.show_item(hidden())
    QTest.keyPress(seen.view.picture, Qt.Key.Key_Space)
    for _ in range(3):
        QTest.keyRelease(seen.view.picture, Qt.Key.Key_Space)
        QTest.keyPress(seen.view.picture, Qt.Key.Key_Space)
    assert seen.said == [("reveal_changed", True)]


@pytest.mark.parametrize("way", ["focus", "hide", "next"])
def test_what_is_revealed_is_covered_when_eyes_may_go_elsewhere(seen: Seen, way: str) -> None:
    seen.view.show_item(hidden())
    QTest.keyPress(seen.view.picture, Qt.Key.Key_Space)
    seen.view.show_answer(answer(image=filled(875, 656, RED)))
    if way == "focus":
        seen.view.bar.zoom_field.setFocus()
    elif way == "hide":
        seen.view.hide()
    else:
        seen.view.show_item(hidden(8))
    assert seen.said == [("reveal_changed", True), ("reveal_changed", False)]
    assert seen.colour() == VEILED


def test_space_on_a_picture_that_is_not_hidden_does_nothing(seen: Seen) -> None:
    seen.view.show_item(item())
    QTest.keyClick(seen.view.picture, Qt.Key.Key_Space)
    assert seen.said == []


def test_a_picture_that_privacy_covers_meanwhile_is_gone_at_once(seen: Seen, qtbot: Any) -> None:
    seen.view.show_item(item(placeholder=QPixmap.fromImage(filled(320, 240, GREEN))))
    seen.view.show_answer(answer(image=filled(875, 656, RED)))
    seen.view.show_facts(TileFacts(7, hidden=True), "")
    seen.view.show_answer(answer(image=filled(875, 656, RED)))
    assert seen.colour() not in (RED, GREEN)
    assert seen.view.picture.said() == HIDDEN
    QTest.keyPress(seen.view.picture, Qt.Key.Key_Space)
    seen.view.show_answer(answer(image=filled(875, 656, RED)))
    QTest.keyRelease(seen.view.picture, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: seen.colour() not in (RED, GREEN))
