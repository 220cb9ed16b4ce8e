"""The mouse in the grid: clicks, drags and the rubber band."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication

from tests.support.fake_shown import FakeShown
from tests.support.grid_views import CTRL, SHIFT, click, make_grid, make_list, middle, picked
from triage.gui.grid import dragged

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def grid(qtbot):
    return make_grid(qtbot, FakeShown.of(400))


def pointer(view, kind, point, modifiers=NONE, buttons=LEFT):
    port = view.viewport()
    place = QPointF(point)
    event = QMouseEvent(kind, place, port.mapToGlobal(place), LEFT, buttons, modifiers)
    QApplication.sendEvent(port, event)


def draw(view, start, *points, modifiers=NONE, release=True):
    """Press at a point, move over others, let go."""
    pointer(view, QEvent.Type.MouseButtonPress, start, modifiers)
    for point in points:
        pointer(view, QEvent.Type.MouseMove, point, modifiers)
    if release:
        let_go = Qt.MouseButton.NoButton
        pointer(view, QEvent.Type.MouseButtonRelease, (start, *points)[-1], modifiers, let_go)


def gap_before(view, position):
    return view.rect_of(position).topLeft() - QPoint(2, 0)


def test_shift_picks_over_rows_in_reading_order(grid, qtbot):
    click(qtbot, grid, 2)
    click(qtbot, grid, 9, SHIFT)
    assert picked(grid) == list(range(3, 11))


def test_ctrl_shift_adds_a_range(grid, qtbot):
    click(qtbot, grid, 0)
    click(qtbot, grid, 5, CTRL)
    click(qtbot, grid, 7, CTRL | SHIFT)
    assert picked(grid) == [1, 6, 7, 8]


def test_ctrl_click_takes_away_when_let_go(grid, qtbot):
    click(qtbot, grid, 0)
    click(qtbot, grid, 5, CTRL)
    click(qtbot, grid, 0, CTRL)
    assert picked(grid) == [6]


def test_a_click_on_one_of_many_picks_it_alone(grid, qtbot):
    click(qtbot, grid, 0)
    click(qtbot, grid, 5, SHIFT)
    click(qtbot, grid, 3)
    assert picked(grid) == [4]


def test_a_click_in_a_gap_picks_nothing(grid, qtbot):
    click(qtbot, grid, 0)
    qtbot.mouseClick(grid.viewport(), LEFT, NONE, gap_before(grid, 5))
    assert picked(grid) == []
    assert grid.items.picked.current == 1


def test_a_double_click_opens(grid, qtbot):
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.mouseDClick(grid.viewport(), LEFT, NONE, middle(grid, 6))
    assert opened.args == [7]


def test_the_right_button_keeps_what_is_picked(grid, qtbot):
    click(qtbot, grid, 0)
    click(qtbot, grid, 5, SHIFT)
    right = Qt.MouseButton.RightButton
    qtbot.mouseClick(grid.viewport(), right, NONE, middle(grid, 3))
    assert (len(picked(grid)), grid.items.picked.current) == (6, 4)
    qtbot.mouseClick(grid.viewport(), right, NONE, middle(grid, 9))
    assert picked(grid) == [10]


def test_a_band_picks_a_rectangle_of_tiles(grid):
    draw(grid, gap_before(grid, 1), middle(grid, 6))
    assert picked(grid) == [2, 3, 6, 7]
    assert grid.items.picked.current == 7
    assert not grid.mouse.band.active


def test_a_band_with_ctrl_adds(grid, qtbot):
    click(qtbot, grid, 8)
    draw(grid, gap_before(grid, 1), middle(grid, 1), modifiers=CTRL)
    assert picked(grid) == [2, 9]


def test_a_band_that_draws_back_lets_go(grid):
    draw(grid, gap_before(grid, 1), middle(grid, 6), middle(grid, 1))
    assert picked(grid) == [2]


def test_a_band_beyond_the_edge_scrolls(grid, qtbot):
    below = QPoint(middle(grid, 1).x(), grid.viewport().height() + 60)
    draw(grid, gap_before(grid, 1), below, release=False)
    qtbot.waitUntil(lambda: grid.offset().y() > 400)
    assert picked(grid)[:4] == [2, 6, 10, 14]
    assert len(picked(grid)) > 5
    pointer(grid, QEvent.Type.MouseButtonRelease, below, buttons=Qt.MouseButton.NoButton)
    assert not grid.mouse.band.active


def test_a_band_starts_beside_the_rows_of_a_list(qtbot):
    view = make_list(qtbot, FakeShown.of(3))
    bottom = view.rect_of(2).bottomLeft() + QPoint(20, 40)
    draw(view, bottom, middle(view, 1))
    assert picked(view) == [2, 3]


def test_what_is_picked_is_dragged(grid, qtbot, monkeypatch):
    launched, shown = [], []
    monkeypatch.setattr(grid.mouse, "_launch", launched.append)

    def picture(ids):
        shown.append(ids.tolist())
        return QPixmap(96, 72)

    grid.drag_picture = picture
    click(qtbot, grid, 1)
    click(qtbot, grid, 3, SHIFT)
    draw(grid, middle(grid, 2), middle(grid, 2) + QPoint(40, 0))
    assert dragged.unpack(launched[0].mimeData()).tolist() == [2, 3, 4]
    assert launched[0].mimeData().formats() == [dragged.MIME]
    assert shown == [[2, 3, 4]]
    assert picked(grid) == [2, 3, 4]


def test_an_item_not_picked_is_dragged_alone(grid, monkeypatch):
    launched = []
    monkeypatch.setattr(grid.mouse, "_launch", launched.append)
    draw(grid, middle(grid, 7), middle(grid, 7) + QPoint(40, 0))
    assert dragged.unpack(launched[0].mimeData()).tolist() == [8]
