"""The keyboard in the grid and in the list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.support.fake_shown import FakeShown
from tests.support.grid_views import CTRL, SHIFT, click, make_grid, make_list, picked
from triage.gui.grid.picked import How

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def grid(qtbot):
    view = make_grid(qtbot, FakeShown.of(102))
    assert view.extent().columns == 4
    return view


def press(qtbot, view, key, modifiers=NONE):
    qtbot.keyClick(view, key, modifiers)


def test_arrows_run_on_from_row_to_row(grid, qtbot):
    grid.items.picked.reach(3)
    press(qtbot, grid, Qt.Key.Key_Right)
    assert picked(grid) == [5]
    press(qtbot, grid, Qt.Key.Key_Left)
    assert picked(grid) == [4]


def test_arrows_go_up_and_down_by_rows(grid, qtbot):
    grid.items.picked.reach(5)
    press(qtbot, grid, Qt.Key.Key_Down)
    assert picked(grid) == [10]
    press(qtbot, grid, Qt.Key.Key_Up)
    press(qtbot, grid, Qt.Key.Key_Up)
    press(qtbot, grid, Qt.Key.Key_Up)
    assert picked(grid) == [2]


def test_down_into_a_short_last_row_leads_to_its_end(grid, qtbot):
    grid.items.picked.reach(99)
    press(qtbot, grid, Qt.Key.Key_Down)
    assert picked(grid) == [102]


def test_shift_and_arrows_pick_in_reading_order(grid, qtbot):
    grid.items.picked.reach(2)
    press(qtbot, grid, Qt.Key.Key_Down, SHIFT)
    assert picked(grid) == [3, 4, 5, 6, 7]


def test_ctrl_arrows_move_and_ctrl_space_picks(grid, qtbot):
    grid.items.picked.reach(0)
    press(qtbot, grid, Qt.Key.Key_Right, CTRL)
    press(qtbot, grid, Qt.Key.Key_Right, CTRL)
    assert picked(grid) == [1]
    press(qtbot, grid, Qt.Key.Key_Space, CTRL)
    assert picked(grid) == [1, 3]


def test_home_and_end_lead_to_the_ends(grid, qtbot):
    press(qtbot, grid, Qt.Key.Key_End)
    assert picked(grid) == [102]
    assert grid.rect_of(101).bottom() < grid.viewport().height()
    press(qtbot, grid, Qt.Key.Key_Home, SHIFT)
    assert len(picked(grid)) == 102
    assert grid.offset().y() == 0


def test_ctrl_end_moves_without_picking(grid, qtbot):
    grid.items.picked.reach(0)
    press(qtbot, grid, Qt.Key.Key_End, CTRL)
    assert (picked(grid), grid.items.picked.current) == ([1], 102)


def test_page_keys_go_by_the_rows_in_sight(grid, qtbot):
    grid.items.picked.reach(1)
    rows = grid.extent().page_rows
    press(qtbot, grid, Qt.Key.Key_PageDown)
    assert picked(grid) == [2 + rows * 4]
    press(qtbot, grid, Qt.Key.Key_PageUp)
    assert picked(grid) == [2]


def test_ctrl_a_picks_all_and_escape_leaves_the_current(grid, qtbot):
    grid.items.picked.reach(6)
    press(qtbot, grid, Qt.Key.Key_A, CTRL)
    assert grid.items.picked.count == 102
    press(qtbot, grid, Qt.Key.Key_Escape)
    assert picked(grid) == [7]


@pytest.mark.parametrize("make", [make_grid, make_list])
def test_digits_and_letters_are_left_to_the_window(make, qtbot):
    view = make(qtbot, FakeShown.of(50))
    view.items.picked.reach(3)
    for key, text in ((Qt.Key.Key_1, "1"), (Qt.Key.Key_I, "i"), (Qt.Key.Key_Delete, "")):
        event = QKeyEvent(QEvent.Type.KeyPress, key, NONE, text)
        QApplication.sendEvent(view, event)
        assert not event.isAccepted()
    assert picked(view) == [4]
    assert view.currentIndex() == view.rows_model.index_of(3)


def test_enter_opens(grid, qtbot):
    grid.items.picked.reach(3)
    with qtbot.waitSignal(grid.opened) as opened:
        press(qtbot, grid, Qt.Key.Key_Return)
    assert opened.args == [4]


def test_the_menu_key_asks_for_the_menu_once(grid, qtbot):
    grid.items.picked.reach(3)
    asked = []
    grid.menu_wanted.connect(asked.append)
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(grid, QContextMenuEvent(reason, QPoint(), QPoint(), NONE))
    press(qtbot, grid, Qt.Key.Key_Menu)
    assert len(asked) == 1
    assert grid.viewport().rect().contains(grid.viewport().mapFromGlobal(asked[0]))


def test_shift_f10_asks_for_the_menu_of_the_current_item(grid, qtbot):
    grid.items.picked.reach(3, How.MOVE)
    with qtbot.waitSignal(grid.menu_wanted):
        press(qtbot, grid, Qt.Key.Key_F10, SHIFT)
    assert picked(grid) == [4]


def space(kind, *, repeat=False):
    return QKeyEvent(kind, Qt.Key.Key_Space, NONE, " ", repeat)


def test_a_held_space_is_one_reveal(grid, qtbot):
    grid.items.picked.reach(4)
    told = []
    grid.reveal_changed.connect(told.append)
    QApplication.sendEvent(grid, space(QEvent.Type.KeyPress))
    for _ in range(5):
        QApplication.sendEvent(grid, space(QEvent.Type.KeyRelease, repeat=True))
        QApplication.sendEvent(grid, space(QEvent.Type.KeyPress, repeat=True))
    assert told == [5]
    QApplication.sendEvent(grid, space(QEvent.Type.KeyRelease))
    qtbot.waitUntil(lambda: told == [5, None])


def test_a_repetition_that_looks_like_another_press_is_the_same_reveal(grid, qtbot):
    grid.items.picked.reach(4)
    told = []
    grid.reveal_changed.connect(told.append)
    QApplication.sendEvent(grid, space(QEvent.Type.KeyPress))
    for _ in range(3):
        QApplication.sendEvent(grid, space(QEvent.Type.KeyRelease))
        QApplication.sendEvent(grid, space(QEvent.Type.KeyPress))
    press(qtbot, grid, Qt.Key.Key_Right)
    QApplication.sendEvent(grid, space(QEvent.Type.KeyRelease))
    QApplication.sendEvent(grid, space(QEvent.Type.KeyPress))
    assert told == [5, None]
    QApplication.sendEvent(grid, space(QEvent.Type.KeyRelease))
    qtbot.waitUntil(lambda: not grid.reveal._key._down)
    QApplication.sendEvent(grid, space(QEvent.Type.KeyPress))
    assert told == [5, None, 6]


def test_a_reveal_ends_with_another_current_item(grid, qtbot):
    grid.items.picked.reach(4)
    told = []
    grid.reveal_changed.connect(told.append)
    QApplication.sendEvent(grid, space(QEvent.Type.KeyPress))
    press(qtbot, grid, Qt.Key.Key_Right)
    QApplication.sendEvent(grid, space(QEvent.Type.KeyPress, repeat=True))
    assert told == [5, None]


def test_a_reveal_ends_when_the_focus_is_lost(grid):
    grid.items.picked.reach(4)
    told = []
    grid.reveal_changed.connect(told.append)
    QApplication.sendEvent(grid, space(QEvent.Type.KeyPress))
    grid.clearFocus()
    assert told == [5, None]


def test_a_reveal_ends_with_another_order(grid):
    grid.items.picked.reach(4)
    told = []
    grid.reveal_changed.connect(told.append)
    QApplication.sendEvent(grid, space(QEvent.Type.KeyPress))
    grid.show_items(FakeShown([9, 5, 1]))
    assert told == [5, None]


def test_the_first_arrow_picks_what_is_in_sight(grid, qtbot):
    grid.verticalScrollBar().setValue(grid.cell_of(40).top())
    press(qtbot, grid, Qt.Key.Key_Right)
    assert picked(grid) == [41]


def test_the_list_goes_by_the_same_keys(qtbot):
    view = make_list(qtbot, FakeShown.of(200))
    click(qtbot, view, 2)
    press(qtbot, view, Qt.Key.Key_Down)
    press(qtbot, view, Qt.Key.Key_Right)
    assert picked(view) == [5]
    press(qtbot, view, Qt.Key.Key_PageDown, SHIFT)
    assert picked(view) == list(range(5, 6 + view.extent().page_rows))
