"""The items as a table whose every cell is an item."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from triage.gui.grid.items_model import NOWHERE, Index, ItemsModel


class GridModel(ItemsModel):
    """As many columns as tiles fit in a row."""

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Tiles in a row."""
        return 0 if parent.isValid() else self._per_row

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  every role has its own type
        """The items' roles; a delegate paints from them, nothing is shown as text."""
        position = self.position(index)
        return None if position is None else self.role(position, role)

    def set_columns(self, columns: int) -> None:
        """Lay the items out in another number of columns."""
        if columns != self._per_row:
            self.beginResetModel()
            self._per_row = columns
            self.endResetModel()
