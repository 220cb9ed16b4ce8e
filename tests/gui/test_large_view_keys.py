"""The large view under the hand: what every key, the mouse and the buttons mean."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from tests.support.large_view import GREEN, RED, Seen, answer, filled, item
from triage.gui.viewing.large_view import LargeView


@pytest.fixture
def seen(qtbot: Any) -> Seen:
    return Seen(qtbot)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_Right, ("moved", 1)),
        (Qt.Key.Key_Left, ("moved", -1)),
        (Qt.Key.Key_PageDown, ("moved", 1)),
        (Qt.Key.Key_PageUp, ("moved", -1)),
        (Qt.Key.Key_Backspace, ("moved", -1)),
        (Qt.Key.Key_Home, ("moved", -2)),
        (Qt.Key.Key_End, ("moved", 3903)),
        (Qt.Key.Key_Escape, "closed"),
        (Qt.Key.Key_Return, "closed"),
        (Qt.Key.Key_Enter, "closed"),
        (Qt.Key.Key_1, ("graded", 1)),
        (Qt.Key.Key_9, ("graded", 9)),
        (Qt.Key.Key_0, ("graded", None)),
    ],
)
def test_a_key_says_what_a_person_wants(seen: Seen, key: Qt.Key, said: Any) -> None:
    seen.view.show_item(item())
    seen.key(key)
    assert seen.said == [said]


def test_there_is_no_way_beyond_the_first_and_the_last(seen: Seen) -> None:
    seen.view.show_item(item(position=0, total=1))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
        seen.key(key)
    assert seen.said == []
    assert not seen.view.bar.button("next").isEnabled()


def test_arrows_move_a_picture_that_is_larger_than_its_view(seen: Seen) -> None:
    seen.view.show_item(item())
    seen.key(Qt.Key.Key_Z)
    before = seen.view.picture.placement.rectangle
    seen.key(Qt.Key.Key_Right)
    seen.key(Qt.Key.Key_Down)
    after = seen.view.picture.placement.rectangle
    assert after[0] < before[0]
    assert after[1] < before[1]
    seen.key(Qt.Key.Key_PageDown)
    assert seen.said == [("moved", 1)]


def test_keys_zoom_fit_and_turn(seen: Seen) -> None:
    seen.view.show_item(item())
    fitted = seen.zoom
    seen.key(Qt.Key.Key_Z)
    assert seen.zoom == 1.0
    seen.key(Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    assert seen.zoom == 1.5
    seen.key(Qt.Key.Key_Minus)
    assert seen.zoom == 1.0
    seen.key(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert seen.zoom == fitted
    seen.key(Qt.Key.Key_R)
    assert seen.view.picture.placement.size == (3000, 4000)
    seen.key(Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    assert seen.view.picture.placement.size == (4000, 3000)
    assert seen.said == []


def test_a_turned_view_turns_the_sharper_picture_too(seen: Seen) -> None:
    wide = filled(800, 600, RED)
    for x in range(400):
        for y in range(600):
            wide.setPixelColor(x, y, GREEN)
    seen.view.show_item(item())
    seen.key(Qt.Key.Key_R)
    seen.view.show_answer(answer(image=wide))
    painted = seen.view.picture.grab().toImage()
    middle = painted.width() // 2
    # What was at the left is above.
    assert painted.pixelColor(middle, 100) == GREEN
    assert painted.pixelColor(middle, painted.height() - 100) == RED


def test_before_its_size_is_known_a_picture_is_not_zoomed(seen: Seen) -> None:
    seen.view.show_item(item(full_size=None))
    seen.key(Qt.Key.Key_Z)
    assert seen.view.picture.placement.fitted
    assert seen.view.bar.zoom_field.text() == ""
    seen.view.show_answer(answer(image=filled(875, 656, RED)))
    assert seen.view.bar.zoom_field.text() != ""


def test_the_zoom_can_be_typed(seen: Seen) -> None:
    seen.view.show_item(item())
    field = seen.view.bar.zoom_field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "150")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert seen.zoom == 1.5
    assert field.text() == "150 %"
    assert seen.view.picture.hasFocus()
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "x1")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (seen.zoom, field.text()) == (1.5, "150 %")
    assert seen.said == []


def test_the_wheel_zooms_at_the_pointer(seen: Seen) -> None:
    seen.view.show_item(item())
    picture = seen.view.picture
    at = QPointF(picture.width() / 2, picture.height() / 2)
    before = seen.zoom
    turned = QWheelEvent(
        at,
        picture.mapToGlobal(at),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(picture, turned)
    assert seen.zoom == pytest.approx(before * 1.25**2)


def test_a_drag_moves_the_picture_and_a_double_click_fits_it(seen: Seen) -> None:
    seen.view.show_item(item())
    picture = seen.view.picture
    QTest.mouseDClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(500, 300))
    assert seen.zoom == 1.0
    before = picture.placement.rectangle
    QTest.mousePress(picture, Qt.MouseButton.LeftButton, pos=QPoint(500, 300))
    QTest.mouseMove(picture, QPoint(460, 280))
    QTest.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=QPoint(460, 280))
    assert picture.placement.rectangle[:2] == (before[0] - 40, before[1] - 20)
    QTest.mouseDClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(500, 300))
    assert picture.placement.fitted


def test_buttons_do_what_their_keys_do_and_leave_the_keys_to_the_picture(seen: Seen) -> None:
    seen.view.show_item(item())
    for name in ("previous", "next", "close"):
        QTest.mouseClick(seen.view.bar.button(name), Qt.MouseButton.LeftButton)
    assert seen.said == [("moved", -1), ("moved", 1), "closed"]
    QTest.mouseClick(seen.view.bar.button("full"), Qt.MouseButton.LeftButton)
    assert seen.zoom == 1.0
    QTest.mouseClick(seen.view.bar.button("fit"), Qt.MouseButton.LeftButton)
    assert seen.view.picture.placement.fitted
    QTest.mouseClick(seen.view.bar.button("right"), Qt.MouseButton.LeftButton)
    assert seen.view.picture.placement.size == (3000, 4000)
    assert seen.view.picture.hasFocus()


def test_an_arrow_pages_also_while_a_button_has_the_focus(seen: Seen) -> None:
    seen.view.show_item(item())
    button = seen.view.bar.button("right")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Right)
    assert seen.said == [("moved", 1)]
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert seen.view.picture.placement.size == (3000, 4000)


def test_every_control_has_a_name_of_its_own(seen: Seen) -> None:
    names = [button.accessibleName() for button in seen.view.bar._buttons.values()]
    names += [field.accessibleName() for field in seen.view.findChildren(QLineEdit)]
    assert all(names)
    assert len(set(names)) == len(names)


def test_its_keys_are_not_the_shortcuts_of_the_window_but_digits_may_be(qtbot: Any) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    held = QWidget()
    view = LargeView()
    QVBoxLayout(held).addWidget(view)
    window.setCentralWidget(held)
    taken: list[str] = []
    for key in ("Right", "Space", "1"):
        action = QAction(key, window)
        action.setShortcut(key)
        action.triggered.connect(lambda _=False, key=key: taken.append(key))
        window.addAction(action)
    said: list[Any] = []
    view.moved.connect(said.append)
    view.graded.connect(said.append)
    window.resize(900, 600)
    window.show()
    window.activateWindow()
    view.picture.setFocus()
    qtbot.waitUntil(view.picture.hasFocus)
    view.show_item(item())
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_1):
        QTest.keyClick(view.picture, key)
    assert (taken, said) == (["1"], [1])
