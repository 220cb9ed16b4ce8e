"""The head of the list: columns chosen by a menu, moved by dragging, sorted by a click."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QMenu

from triage.core.filters import Sort
from triage.gui.grid.list_columns import COLUMNS, PLACES, Key

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

_WIDEST = 2000
_LEAST = 40


class ListHeader(QHeaderView):
    """Says what is wanted, sorts nothing itself.

    ``sort_wanted`` (Sort): a head that sorts was clicked. ``columns_changed``: another layout,
    to be remembered.
    """

    sort_wanted = Signal(object)
    columns_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._widths = {column.key: column.width for column in COLUMNS}
        self._sort: Sort | None = None
        self.setAccessibleName("Columns")
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(_LEAST)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask)
        self.sectionClicked.connect(self._on_clicked)
        self.sectionMoved.connect(self._on_moved)
        self.sectionResized.connect(self._on_resized)

    def lay_out(self) -> None:
        """Give every column its width, and hide those that are not wanted at first."""
        for place, column in enumerate(COLUMNS):
            self.resizeSection(place, self._widths[column.key])
            self.setSectionHidden(place, not column.shown)

    def show_sort(self, sort: Sort | None) -> None:
        """Mark the column that the items are sorted by: scores fall, all others rise."""
        self._sort = sort
        places = [place for place, column in enumerate(COLUMNS) if column.sort == sort]
        self.setSortIndicatorShown(bool(sort and places))
        if sort and places:
            falls = sort is Sort.SCORE
            order = Qt.SortOrder.DescendingOrder if falls else Qt.SortOrder.AscendingOrder
            self.setSortIndicator(places[0], order)

    def show_column(self, key: Key, *, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if not shown and self.count() - self.hiddenSectionCount() <= 1:
            return
        self.setSectionHidden(PLACES[key], not shown)
        if shown:
            self.resizeSection(PLACES[key], self._widths[key])
        self.columns_changed.emit()

    def fill_menu(self, menu: QMenu) -> None:
        """Add an entry for every column, ticked where it is shown, and one for the beginning."""
        for place, column in enumerate(COLUMNS):
            action: QAction = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(place))
            action.toggled.connect(partial(self._on_toggled, column.key))
        menu.addSeparator()
        menu.addAction("Columns as at first", self.start_over)

    def start_over(self) -> None:
        """Back to the columns, widths and order of the beginning."""
        self._widths = {column.key: column.width for column in COLUMNS}
        for place in range(len(COLUMNS)):
            self.moveSection(self.visualIndex(place), place)
        self.lay_out()
        self.columns_changed.emit()

    def columns_state(self) -> dict[str, Any]:
        """The columns from left to right, to be remembered."""
        order = [COLUMNS[self.logicalIndex(place)].key for place in range(self.count())]
        return {
            "columns": [
                {
                    "key": str(key),
                    "width": self._widths[key],
                    "shown": not self.isSectionHidden(PLACES[key]),
                }
                for key in order
            ]
        }

    def restore_columns(self, state: dict[str, Any]) -> None:
        """Take up what was remembered, as far as it makes sense."""
        told = state.get("columns")
        entries = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
        known = [one for one in entries if one.get("key") in {str(key) for key in Key}]
        shown = [Key(one["key"]) for one in known if one.get("shown") is True]
        if not shown:
            return
        for place, entry in enumerate(known):
            key, width = Key(entry["key"]), entry.get("width")
            if isinstance(width, int) and _LEAST <= width <= _WIDEST:
                self._widths[key] = width
            self.moveSection(self.visualIndex(PLACES[key]), place)
            self.setSectionHidden(PLACES[key], key not in shown)
            self.resizeSection(PLACES[key], self._widths[key])

    def _ask(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        menu.popup(self.mapToGlobal(point))

    def _on_toggled(self, key: Key, shown: bool) -> None:
        self.show_column(key, shown=shown)

    def _on_moved(self) -> None:
        self.columns_changed.emit()

    def _on_clicked(self, place: int) -> None:
        self.show_sort(self._sort)  # Qt has turned its mark round by itself
        sort = COLUMNS[place].sort
        if sort is not None:
            self.sort_wanted.emit(sort)

    def _on_resized(self, place: int, _before: int, width: int) -> None:
        if width:
            self._widths[COLUMNS[place].key] = width
            self.columns_changed.emit()
