"""The items as a table of one row each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from triage.gui.grid.items_model import NOWHERE, Index, ItemsModel
from triage.gui.grid.list_columns import COLUMNS, PLACES, Key, cell_text

_SIDES = {
    True: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    False: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
}


class ListModel(ItemsModel):
    """Every column is always there; the view hides those that nobody wants."""

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """All columns that there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def position(self, index: Index) -> int | None:
        """The position of a row, whatever the column."""
        return index.row() if index.isValid() and index.row() < self.order.count else None

    def index_of(self, position: int) -> QModelIndex:
        """The cell with the name: a screen reader reads the whole item there."""
        return self.index(position, PLACES[Key.NAME])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  every role has its own type
        """The text of a cell, and the items' roles in every cell."""
        position = self.position(index)
        if position is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            facts = self.order.shown.facts(position)
            return cell_text(column.key, facts, self.text(facts.item_id))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _SIDES[column.number]
        if role == Qt.ItemDataRole.AccessibleTextRole and column.key is not Key.NAME:
            return None
        return self.role(position, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401  every role has its own type
        """Titles of the columns; rows have none, and the small picture needs none to be seen."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if section == PLACES[Key.PICTURE] else COLUMNS[section].title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return COLUMNS[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _SIDES[COLUMNS[section].number]
        return None
