"""How tables of facts look and behave: rows to choose and copy, long texts cut with a tooltip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from triage.gui.looks.labels import plain_tip

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFocusEvent, QHelpEvent

    from triage.gui.looks.text_table import TextTable

    Index = QModelIndex | QPersistentModelIndex

_ROW = 28
_PADDING = 24
_WIDEST = 360
_ROWS_MEASURED = 200
_LEAST_ROWS = 3
NARROW, MIDDLING = 640, 960


class TableView(QTableView):
    """A table of a :class:`TextTable`. ``fits``: it is as high as its rows and never scrolls."""

    def __init__(self, model: TextTable, name: str, *, fits: bool = False) -> None:
        super().__init__()
        self._facts = model
        self._fits = fits
        model.setParent(self)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(_CutTips(self))
        self._behave()
        self._offer_copy()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(40)
        for number, column in enumerate(model.columns):
            if column.wide:
                stretch = QHeaderView.ResizeMode.Stretch
                self.horizontalHeader().setSectionResizeMode(number, stretch)
        model.modelReset.connect(self._measure)
        model.rowsInserted.connect(self._measure)
        self._measure()

    def sizeHint(self) -> QSize:
        """High enough for its rows, where it fits them."""
        hint = super().sizeHint()
        if not self._fits:
            return hint
        return QSize(hint.width(), self._whole_height())

    def minimumSizeHint(self) -> QSize:
        """All rows, or a few of them."""
        rows = self._whole_height() if self._fits else (_LEAST_ROWS + 1) * _ROW
        return QSize(200, rows)

    def copy_rows(self) -> None:
        """Put the chosen rows into the clipboard, cells apart by tabs."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = self._facts.rows()
        lines = ["\t".join(rows[number]) for number in chosen]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keyboard: a row is chosen, so that the focus can be seen."""
        super().focusInEvent(event)
        by_keys = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        if event.reason() in by_keys and not self.currentIndex().isValid():
            self.selectRow(0)

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_facts"):
            self._measure()

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)  # Tab leaves: the arrows walk inside
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setMinimumSectionSize(_ROW)
        if self._fits:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _offer_copy(self) -> None:
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        copy = QAction("Copy row", self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_rows)
        self.addAction(copy)

    def _whole_height(self) -> int:
        head = self.horizontalHeader().sizeHint().height()
        return head + _ROW * self._facts.rowCount() + 2 * self.frameWidth()

    def _measure(self) -> None:
        """Widths by what stands in the columns, within reason."""
        widths = self.fontMetrics().horizontalAdvance
        rows = self._facts.rows()[:_ROWS_MEASURED]
        for number, column in enumerate(self._facts.columns):
            texts = [column.title, *(row[number] for row in rows)]
            if not column.wide:
                width = min(column.most or _WIDEST, max(map(widths, texts)) + _PADDING)
                self.setColumnWidth(number, width)
        self.updateGeometry()


class _CutTips(QStyledItemDelegate):
    """A tooltip only where a text is cut, and never as markup."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show the whole text of a cell that is too narrow for it."""
        text = index.data(Qt.ItemDataRole.DisplayRole) if index.isValid() else None
        if event.type() != QEvent.Type.ToolTip or not isinstance(text, str):
            return super().helpEvent(event, view, option, index)
        cut = self.sizeHint(option, index).width() > view.visualRect(index).width()
        QToolTip.showText(event.globalPos(), plain_tip(text) if cut else "", view)
        return True
