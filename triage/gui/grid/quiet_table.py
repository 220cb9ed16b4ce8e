"""A table of Qt with everything turned off that a grid of items does in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QPersistentModelIndex, QRect


class QuietTable(QTableView):
    """No selection of rectangles, no typing ahead, no jumping to the current cell.

    What remains of Qt is the scrolling, the current index that screen readers follow, and the
    table that they read.
    """

    def quieten(self) -> None:
        """Turn it off; Qt calls geometry overrides meanwhile, so what they need must be there."""
        self.setProperty("role", "well")  # the ground of the scroll bars, too
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)

    def keyboardSearch(self, search: str) -> None:
        """Digits are grades and letters are commands: nothing is searched by typing."""

    def selectAll(self) -> None:
        """Qt's selection stays empty; the picked items are ours."""

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Qt's selection stays empty."""

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Qt's selection stays empty."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Nothing becomes current but what ``Picked`` says."""
        return QModelIndex()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """The views bring items into sight themselves, and only when a person moved."""

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Items are dragged by ``MouseHand``."""
