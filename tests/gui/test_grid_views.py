"""Models and painting of grid and list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu

from tests.support.fake_shown import FakeShown
from tests.support.grid_views import PlainTiles, make_grid, make_list
from triage.core.filters import Sort
from triage.gui.grid.grid_model import GridModel
from triage.gui.grid.items import Items
from triage.gui.grid.list_columns import COLUMNS, PLACES, Key
from triage.gui.grid.list_model import ListModel
from triage.gui.grid.sight import told_of
from triage.gui.tiles import roles
from triage.gui.tiles.tile_text import TileText


def text(item_id):
    return TileText(
        name=f"IMG_{item_id}.jpg",
        folder="DCIM",
        source="Phone",
        detail="",
        taken=None,
        width=4000,
        height=3000,
        modified_ns=None,
        content_id=None,
    )


def painted_by(view):
    """The ids that the view's delegate has painted."""
    delegate = view.itemDelegate()
    assert isinstance(delegate, PlainTiles)
    return delegate.painted


@pytest.mark.parametrize("kind", [GridModel, ListModel])
def test_a_model_keeps_the_rules_of_models(kind, qtbot):
    items = Items()
    model = kind(items, items)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, items
    )
    assert tester.model() is model
    items.show(FakeShown.of(10))
    if isinstance(model, GridModel):
        model.set_columns(4)
    items.show(FakeShown.of(11))
    items.show(FakeShown.of(17))
    items.show(FakeShown([3, 5]))
    model.unload()
    model.load()
    assert model.rowCount() == (1 if isinstance(model, GridModel) else 2)


def test_a_cell_of_the_grid_answers_the_roles(qtbot):
    items = Items()
    model = GridModel(items)
    items.show(FakeShown.of(6))
    model.set_columns(4)
    items.picked.reach(5)
    index = model.index(1, 1)
    assert index.data(roles.ItemIdRole) == 6
    assert index.data(roles.PositionRole) == 5
    assert index.data(roles.SelectedRole) is True
    assert index.data(roles.CurrentRole) is True
    assert index.data(roles.FactsRole).item_id == 6
    behind = model.index(1, 2)
    assert behind.data(roles.ItemIdRole) is None
    assert behind.flags() == Qt.ItemFlag.NoItemFlags


def test_a_screen_reader_hears_the_item(qtbot):
    items = Items()
    model = GridModel(items)
    model.set_text(text)
    items.show(FakeShown.of(97))
    said = model.index(96, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "IMG_97.jpg, firearm 0.97"
    assert model.index(90, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("graded 1")


def test_the_current_index_follows_the_current_item(qtbot):
    view = make_grid(qtbot, FakeShown.of(100))
    view.items.picked.reach(10)
    assert view.currentIndex().data(roles.ItemIdRole) == 11
    view.show_items(FakeShown(range(5, 90)))
    assert view.currentIndex().data(roles.ItemIdRole) == 11
    assert not view.selectionModel().hasSelection()


def test_only_what_is_in_sight_is_painted(qtbot):
    shown = FakeShown.of(1_000_000)
    view = make_grid(qtbot, shown)
    view.grab()
    assert 0 < max(painted_by(view)) <= 5 * 4


def test_another_selection_paints_only_the_tiles_it_changed(qtbot):
    view = make_grid(qtbot, FakeShown.of(100))
    view.items.picked.reach(0)
    painted = painted_by(view)
    qtbot.waitUntil(lambda: 1 in painted)
    QApplication.processEvents()
    painted.clear()
    view.items.picked.reach(5)
    qtbot.waitUntil(lambda: bool(painted))
    assert set(painted) == {1, 6}


def test_what_is_in_sight_is_told_with_a_page_ahead(qtbot):
    view = make_grid(qtbot, FakeShown.of(1000, hide_each=10))
    with qtbot.waitSignal(view.visible_changed) as told:
        view.verticalScrollBar().setValue(view.cell_of(400).top())
    first, behind = view.in_sight()
    ids = [item for item, _hidden in told.args[0]]
    assert ids == list(range(first + 1, 2 * behind - first + 1))
    assert dict(told.args[0])[410] is True
    assert dict(told.args[0])[411] is False


def test_scrolling_back_tells_the_page_above(qtbot):
    view = make_grid(qtbot, FakeShown.of(1000))
    with qtbot.waitSignal(view.visible_changed):
        view.verticalScrollBar().setValue(view.cell_of(800).top())
    with qtbot.waitSignal(view.visible_changed) as told:
        view.verticalScrollBar().setValue(view.cell_of(400).top())
    first, behind = view.in_sight()
    ids = [item for item, _hidden in told.args[0]]
    assert ids[: behind - first] == list(range(first + 1, behind + 1))
    assert ids[behind - first] == first


def test_grid_and_list_share_what_is_picked(qtbot):
    grid = make_grid(qtbot, FakeShown.of(100))
    rows = ListModel(grid.items)
    grid.items.picked.reach(7)
    assert rows.index(7, 0).data(roles.SelectedRole)


def test_a_list_says_what_its_columns_are_named_for(qtbot):
    items = Items()
    model = ListModel(items)
    model.set_text(text)
    items.show(FakeShown.of(7))
    row = {column.key: model.index(6, PLACES[column.key]).data() for column in COLUMNS}
    assert row[Key.NAME] == "IMG_7.jpg"
    assert row[Key.SCORE] == "0.07"
    assert row[Key.GRADE] == "1"
    assert row[Key.DIMENSIONS] == "4000 \N{MULTIPLICATION SIGN} 3000"
    assert row[Key.COPIES] == ""


def test_a_hidden_item_is_asked_for_as_hidden(qtbot):
    asked = {}

    def picture(item_id, hidden, box):
        asked[item_id] = hidden
        pixmap = QPixmap(box)
        pixmap.fill(QColor("red"))
        return pixmap

    view = make_list(qtbot, FakeShown.of(5, hide_each=2))
    view.picture = picture
    view.grab()
    assert asked == {1: False, 2: True, 3: False, 4: True, 5: False}


def test_a_click_on_a_head_asks_for_its_order(qtbot):
    view = make_list(qtbot, FakeShown.of(5), width=1500)
    view.show_sort(Sort.SCORE)
    place = PLACES[Key.SIZE]
    x = view.header.sectionViewportPosition(place) + 20
    with qtbot.waitSignal(view.sort_wanted) as wanted:
        port = view.header.viewport()
        qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=QPoint(x, 8))
    assert wanted.args == [Sort.SIZE]
    assert view.header.sortIndicatorSection() == PLACES[Key.SCORE]
    assert view.header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_the_layout_of_columns_is_remembered(qtbot):
    first = make_list(qtbot, FakeShown.of(5))
    first.header.moveSection(first.header.visualIndex(PLACES[Key.SIZE]), 0)
    first.header.show_column(Key.SOURCE, shown=True)
    first.header.show_column(Key.COPIES, shown=False)
    first.header.resizeSection(PLACES[Key.NAME], 333)
    state = first.layout_state()
    second = make_list(qtbot, FakeShown.of(5))
    second.restore_layout(state)
    assert second.layout_state() == state
    assert second.header.visualIndex(PLACES[Key.SIZE]) == 0
    assert second.header.isSectionHidden(PLACES[Key.COPIES])
    assert second.columnWidth(PLACES[Key.NAME]) == 333


@pytest.mark.parametrize(
    "junk", [{}, {"columns": 3}, {"columns": [{"key": "x"}, 4]}, {"columns": [{"key": "name"}]}]
)
def test_a_damaged_layout_changes_nothing(junk, qtbot):
    view = make_list(qtbot, FakeShown.of(5))
    before = view.layout_state()
    view.restore_layout(junk)
    assert view.layout_state() == before


def test_columns_are_chosen_by_a_menu(qtbot):
    view = make_list(qtbot, FakeShown.of(5))
    menu = QMenu(view)
    view.fill_columns_menu(menu)
    action = next(one for one in menu.actions() if one.text() == "Flags")
    assert not action.isChecked()
    with qtbot.waitSignal(view.layout_changed):
        action.trigger()
    assert not view.header.isSectionHidden(PLACES[Key.FLAGS])


def test_what_privacy_covers_is_told_by_the_shown_itself(qtbot):
    class Covering(FakeShown):
        def hides(self, item_id):
            return item_id == 3

    assert told_of(Covering([2, 3]), range(2)) == [(2, False), (3, True)]
