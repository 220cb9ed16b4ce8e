"""The tags as they stand in the file: a table, filled when it is opened."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from triage.gui.looks import words
from triage.gui.looks.widgets import plain_tip

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

AnyIndex = QModelIndex | QPersistentModelIndex
_TITLES = ("Tag", "Value")
_ROW_HEIGHT = 22
_MOST_SHOWN = 500
"""Characters of a value in its cell; copied is all of it."""


class RawTagModel(QAbstractTableModel):
    """Tag and value, both as text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, str]] = []

    def show_tags(self, tags: dict[str, Any]) -> None:
        """Show these tags, in the order of the file."""
        self.beginResetModel()
        self._rows = [(tag, value_words(value)) for tag, value in tags.items()]
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own form
        """One a tag."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own form
        """Tag and value."""
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The cell; in full in its tooltip."""
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words.safe(text[:_MOST_SHOWN])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words.safe(text[:_MOST_SHOWN]))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        return None

    def as_text(self, rows: list[int] | None = None) -> str:
        """These rows, or all, for the clipboard: tag, tab, value."""
        chosen = self._rows if rows is None else [self._rows[row] for row in rows]
        return "\n".join(f"{tag}\t{value}" for tag, value in chosen)


class RawTagTable(QTableView):
    """As high as its rows: the panel scrolls, not a table within it."""

    def __init__(self, model: RawTagModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags = model
        self.setModel(model)
        self.setAccessibleName("Raw tags")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.resizeSection(0, 144)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model.modelReset.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy takes the selected rows; letters and digits are the window's, not a search."""
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
            QGuiApplication.clipboard().setText(self._tags.as_text(chosen or None))
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The panel around scrolls."""
        event.ignore()

    def _fit(self) -> None:
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + _ROW_HEIGHT * self._tags.rowCount() + 2 * self.frameWidth())


def value_words(value: object) -> str:
    """A value as text: texts as they are, everything else as JSON writes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        parts: list[Any] = value
        return ", ".join(value_words(part) for part in parts)
    return json.dumps(value, ensure_ascii=False)
