"""What the models of the grid and of the list share: items by position, and the items' roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from triage.gui.grid.order import Nothing, Order
from triage.gui.grid.speech import spoken
from triage.gui.tiles import roles

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from triage.gui.grid.items import Items
    from triage.gui.tiles.tile_text import TileText

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class ItemsModel(QAbstractTableModel):
    """Rows of items, so many a row as :attr:`per_row` says.

    A view that is not in sight unloads its model: it then has no rows, costs nothing at a new
    order, and holds no order alive. Picking is not announced by ``dataChanged``: a million
    cells would change at Ctrl+A; views listen to ``Picked`` and paint what they show.
    """

    def __init__(self, items: Items, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items = items
        self.order = items.picked.order
        self._loaded = True
        self._per_row = 1
        self.text: Callable[[int], TileText | None] = nothing_read
        items.reset.connect(self._on_reset)
        items.appended.connect(self._on_appended)
        items.refreshed.connect(self._on_refreshed)

    @property
    def per_row(self) -> int:
        """Items in one row."""
        return self._per_row

    def set_text(self, text: Callable[[int], TileText | None]) -> None:
        """Where names and the like come from, by item id; None as long as they are not known."""
        self.text = text

    def load(self) -> None:
        """Stand on what is shown now."""
        if not self._loaded:
            self._loaded = True
            self._on_reset()

    def unload(self) -> None:
        """Have no rows until :meth:`load`."""
        if self._loaded:
            self.beginResetModel()
            self._loaded = False
            self.order = Order(Nothing())
            self.endResetModel()

    def position(self, index: Index) -> int | None:
        """The position of the item in a cell; None behind the last item."""
        if not index.isValid():
            return None
        position = index.row() * self._per_row + index.column()
        return position if position < self.order.count else None

    def index_of(self, position: int) -> QModelIndex:
        """The cell of a position."""
        return self.index(position // self._per_row, position % self._per_row)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Rows that the items fill."""
        return 0 if parent.isValid() else -(-self.order.count // self._per_row)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells behind the last item cannot be reached."""
        if self.position(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def role(self, position: int, role: int) -> Any:  # noqa: ANN401  every role has its own type
        """The items' roles; None for any other."""
        if role == roles.FactsRole:
            return self.order.shown.facts(position)
        if role == roles.ItemIdRole:
            return self.order.id_at(position)
        if role == roles.PositionRole:
            return position
        picked = self.items.picked
        if role == roles.SelectedRole:
            return picked.order is self.order and picked.holds_at(position)
        if role == roles.CurrentRole:
            return self.order.id_at(position) == picked.current
        if role == Qt.ItemDataRole.AccessibleTextRole:
            facts = self.order.shown.facts(position)
            return spoken(self.text(facts.item_id), facts, picked=picked.holds(facts.item_id))
        return None

    def _on_reset(self) -> None:
        if self._loaded:
            self.beginResetModel()
            self.order = self.items.picked.order
            self.endResetModel()

    def _on_appended(self, first: int, last: int) -> None:
        if not self._loaded:
            return
        rows, wanted = self.rowCount(), -(-(last + 1) // self._per_row)
        if wanted > rows:
            self.beginInsertRows(NOWHERE, rows, wanted - 1)
        self.order = self.items.picked.order
        if wanted > rows:
            self.endInsertRows()
        if first % self._per_row:
            row = first // self._per_row
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def _on_refreshed(self) -> None:
        if self._loaded:
            self.order = self.items.picked.order
            if self.order.count:
                last = self.index(self.rowCount() - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)


def nothing_read(_item_id: int) -> TileText | None:
    """No texts are known yet."""
    return None
