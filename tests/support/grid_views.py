"""Grid and list on a screen of their own, with a delegate that paints next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStyledItemDelegate

from triage.gui.grid.grid_view import GridView
from triage.gui.grid.items import Items
from triage.gui.grid.list_view import ListView
from triage.gui.tiles import roles

if TYPE_CHECKING:
    from tests.support.fake_shown import FakeShown

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class PlainTiles(QStyledItemDelegate):
    """Fills the cell where an item is picked; ``painted`` counts."""

    def __init__(self, parent) -> None:
        super().__init__(parent)
        self.painted: list[int] = []

    def paint(self, painter, option, index):
        self.painted.append(index.data(roles.ItemIdRole))
        if index.data(roles.SelectedRole):
            painter.fillRect(option.rect, Qt.GlobalColor.blue)


def make_grid(qtbot, shown: FakeShown, width: int = 800, height: int = 600) -> GridView:
    """A grid on the screen; 800 px wide it has four tiles a row."""
    items = Items()
    view = GridView(items)
    items.setParent(view)
    view.setItemDelegate(PlainTiles(view))
    return _shown(qtbot, view, shown, width, height)


def make_list(qtbot, shown: FakeShown, width: int = 800, height: int = 600) -> ListView:
    """A list on the screen."""
    items = Items()
    view = ListView(items)
    items.setParent(view)
    return _shown(qtbot, view, shown, width, height)


def _shown(qtbot, view, shown, width, height):
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.show_items(shown)
    return view


def middle(view, position: int) -> QPoint:
    """The middle of the tile at a position, within the viewport."""
    return view.rect_of(position).center()


def click(qtbot, view, position: int, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    """Click on the tile at a position."""
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, middle(view, position))


def picked(view) -> list[int]:
    """The ids that are picked, in reading order."""
    return view.items.picked.ids().tolist()
