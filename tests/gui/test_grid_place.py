"""Nothing jumps: the eye stays where it was."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.support.fake_shown import FakeShown
from tests.support.grid_views import CTRL, make_grid, make_list, picked
from triage.gui.grid.tiling import EDGE
from triage.gui.tiles import measures


@pytest.fixture
def grid(qtbot):
    return make_grid(qtbot, FakeShown.of(5000))


def top_of(view, item_id):
    return view.rect_of(view.rows_model.order.position_of(item_id)).top()


def scroll_to(view, position, above=30):
    """Scroll so that a row begins a little above the upper edge."""
    view.verticalScrollBar().setValue(view.cell_of(position).top() + above)


def wheel(view, notches, modifiers=Qt.KeyboardModifier.NoModifier):
    place = QPointF(100, 100)
    event = QWheelEvent(
        place,
        view.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_another_width_keeps_the_first_item_in_sight(grid):
    scroll_to(grid, 400)
    before = top_of(grid, 401)
    grid.resize(1100, 600)
    assert grid.extent().columns == 6
    assert top_of(grid, 401) == before


def test_narrow_and_wide_again_shows_the_same(grid):
    scroll_to(grid, 400)
    before = grid.offset().y()
    for width in (700, 610, 500, 430, 620, 800):
        grid.resize(width, 600)
    assert grid.offset().y() == before


def test_another_width_keeps_the_current_item_in_sight(grid):
    grid.items.picked.reach(409)
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().value() + 50)
    before = top_of(grid, 410)
    grid.resize(1100, 600)
    assert top_of(grid, 410) == before


def test_a_lower_window_keeps_the_current_item_in_sight(grid):
    first, behind = grid.in_sight()
    grid.items.picked.reach(behind - 1)
    grid.resize(700, 300)
    first, behind = grid.in_sight()
    position = grid.rows_model.order.position_of(grid.items.picked.current)
    assert first <= position < behind
    assert top_of(grid, grid.items.picked.current) >= 0


def test_another_tile_size_keeps_the_current_item(grid, qtbot):
    scroll_to(grid, 400)
    grid.items.picked.reach(405)
    before = top_of(grid, 406)
    with qtbot.waitSignal(grid.tile_size_changed) as told:
        wheel(grid, 1, CTRL)
    assert told.args == [224]
    assert top_of(grid, 406) == before
    assert picked(grid) == [406]


def test_tile_sizes_end_at_the_smallest_and_the_largest(grid):
    wheel(grid, -5, CTRL)
    assert grid.tile_size == measures.SIZES[0]
    wheel(grid, 9, CTRL)
    assert grid.tile_size == measures.SIZES[-1]


def test_a_filter_keeps_the_current_item_where_it_is(grid):
    scroll_to(grid, 400)
    grid.items.picked.reach(405)
    before = top_of(grid, 406)
    grid.show_items(FakeShown(np.arange(2, 5001, 2)))
    assert top_of(grid, 406) == before
    assert picked(grid) == [406]


def test_a_filter_keeps_the_first_item_where_nothing_is_current(grid):
    scroll_to(grid, 400)
    before = top_of(grid, 401)
    grid.show_items(FakeShown(np.arange(1, 5001, 2)))
    assert top_of(grid, 401) == before


def test_the_neighbour_stands_where_the_item_was_that_is_gone(grid):
    scroll_to(grid, 400)
    grid.items.picked.reach(405)
    before = top_of(grid, 406)
    grid.show_items(FakeShown(np.arange(1, 5001, 2)))
    assert grid.items.picked.current == 407
    assert top_of(grid, 407) == before


def test_appended_items_move_nothing(grid, qtbot):
    scroll_to(grid, 4000)
    grid.items.picked.reach(4005)
    before = grid.offset().y()
    with qtbot.assertNotEmitted(grid.rows_model.modelReset):
        grid.show_items(FakeShown.of(5501))
    assert grid.offset().y() == before
    assert grid.rows_model.rowCount() == -(-5501 // 4)
    assert picked(grid) == [4006]


def test_items_that_come_in_between_move_nothing(grid):
    grid.show_items(FakeShown(np.arange(2, 5001, 2)))
    scroll_to(grid, 1000)
    first = grid.rows_model.order.id_at(1000)
    before = top_of(grid, first)
    grid.show_items(FakeShown.of(5000))
    assert top_of(grid, first) == before


def test_what_a_list_shows_stays_too(qtbot):
    view = make_list(qtbot, FakeShown.of(5000))
    view.verticalScrollBar().setValue(9000)
    first = view.rows_model.order.id_at(view.in_sight()[0])
    before = top_of(view, first)
    view.show_items(FakeShown(np.arange(1 + (first + 1) % 2, 5001, 2)))
    assert top_of(view, first) == before


def test_a_view_out_of_sight_holds_no_rows_and_comes_back_where_it_was(grid, qtbot):
    scroll_to(grid, 400)
    before = grid.offset().y()
    grid.hide()
    assert grid.rows_model.rowCount() == 0
    grid.show()
    qtbot.waitUntil(grid.isVisible)
    assert grid.offset().y() == before


def test_what_was_picked_elsewhere_is_in_sight_on_coming_back(grid, qtbot):
    grid.hide()
    grid.items.picked.reach(3000)
    grid.show()
    qtbot.waitUntil(grid.isVisible)
    first, behind = grid.in_sight()
    assert first <= 3000 < behind


def test_one_notch_of_the_wheel_is_a_third_of_a_row(grid):
    wheel(grid, -1)
    assert abs(grid.offset().y() - grid.cell_of(0).height() / 3) <= 3


WIDTHS = (640, 700, 755, 800, 803, 1000, 1366)


def test_tiles_grow_until_they_fill_their_row(grid):
    for width in WIDTHS:
        grid.resize(width, 600)
        cells = [grid.cell_of(column) for column in range(grid.extent().columns)]
        gaps = [after.left() - one.right() - 1 for one, after in itertools.pairwise(cells)]
        assert cells[0].left() == EDGE
        assert grid.viewport().width() - cells[-1].right() - 1 == EDGE
        assert max(gaps) <= 6  # what is left over of steps of four pixels, never a hole


@pytest.mark.parametrize("size", measures.SIZES)
def test_a_tile_is_about_as_wide_as_was_chosen(grid, size):
    grid.set_tile_size(size)
    for width in (*WIDTHS, 612, 720):
        grid.resize(width, 600)
        assert 0.7 < grid.picture_box.width() / size < 1.42
        assert grid.picture_box.height() * 4 == grid.picture_box.width() * 3


def test_a_scroll_bar_that_goes_changes_no_tile(grid, qtbot):
    with_bar = grid.cell_of(0).size(), grid.extent().columns
    grid.show_items(FakeShown(np.arange(1, 5)))
    qtbot.waitUntil(lambda: not grid.verticalScrollBar().isVisible())
    assert (grid.cell_of(0).size(), grid.extent().columns) == with_bar
