"""The section of sources and folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTreeView, QWidget

from triage.gui.filters import folder_choice
from triage.gui.filters.choice_delegate import ROW_HEIGHT, ChoiceDelegate, box_rect, means_press
from triage.gui.filters.choice_list import is_own_key
from triage.gui.filters.folder_model import FolderModel
from triage.gui.filters.section import Section
from triage.gui.looks.widgets import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QStyleOptionViewItem

    from triage.core.filters import Filter
    from triage.gui.filters.choice_model import AnyIndex
    from triage.gui.filters.folder_choice import Place
    from triage.gui.session.counted import Category, Counts

_MOST_ROWS = 14
_INDENT = 16


class FolderTree(QTreeView):
    """A press on a name shows that place alone; on its box, or with Ctrl, beside the others."""

    alone_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folders = FolderModel(self)
        self.setModel(self.folders)
        self.setItemDelegate(_TreeDelegate(self))
        self.setAccessibleName("Sources and folders")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.setInterval(0)
        self._fit_soon.timeout.connect(self.fit)
        for changed in (self.expanded, self.collapsed, self.folders.rowsInserted):
            changed.connect(self._fit_soon.start)
        self.folders.unfoldable.connect(self.scheduleDelayedItemsLayout)
        self.fit()

    def fit(self) -> None:
        """As high as the rows that are unfolded; beyond some it scrolls in itself."""
        rows = self._unfolded_rows(QModelIndex())
        self.setFixedHeight(rows * ROW_HEIGHT)

    def _unfolded_rows(self, parent: QModelIndex) -> int:
        rows = 0
        for row in range(self.folders.rowCount(parent)):
            rows += 1
            index = self.folders.index(row, 0, parent)
            if rows < _MOST_ROWS and self.isExpanded(index):
                rows += self._unfolded_rows(index)
            if rows >= _MOST_ROWS:
                return _MOST_ROWS
        return rows

    def sizeHint(self) -> QSize:
        """Its height is fixed by its rows."""
        return QSize(160, self.height())

    def minimumSizeHint(self) -> QSize:
        """Narrower than a name is fine: it is elided."""
        return QSize(64, 0)

    def event(self, event: QEvent) -> bool:
        """Space and the arrows are the tree's, not the window's."""
        if is_own_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the place alone, Space beside the others; letters are the window's."""
        place = self.folders.place_at(self.currentIndex())
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if place is not None and not event.isAutoRepeat():
                self.alone_wanted.emit(place)
        elif event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def unfold_to(self, index: QModelIndex) -> None:
        """Unfold what is above a row, so that it can be seen."""
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()

    def place_rect(self, place: Place) -> QRect:
        """Where the name of a place is, in the viewport; empty where it is folded away."""
        return self.visualRect(self.folders.index_of(place))


class _TreeDelegate(ChoiceDelegate):
    """The box is for "beside the others"; the name for "alone"."""

    def __init__(self, tree: FolderTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """A press on the name is for this place alone."""
        place = self._tree.folders.place_at(index)
        if place is None or not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        with_others = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if with_others or box_rect(option.rect).contains(event.position().toPoint()):
            return super().editorEvent(event, model, option, index)
        if means_press(event):
            self._tree.alone_wanted.emit(place)
        return True


class FolderSection(Section):
    """Where the items lie; a place means everything below it too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Source", ("source", "folder"), parent)
        self.tree = FolderTree()
        self.tree.folders.wished.connect(self._add)
        self.tree.alone_wanted.connect(self._alone)
        self.none = PlainLabel("No evidence yet.", "secondary")
        self.none.setContentsMargins(8, 4, 8, 4)
        self.lines.addWidget(self.none)
        self.lines.addWidget(self.tree)
        self._unfolded = False

    def show_filter(self, wanted: Filter) -> None:
        """Check what is chosen, and unfold the tree down to it."""
        super().show_filter(wanted)
        self.tree.folders.show_filter(wanted)
        for index in self.tree.folders.chosen():
            self.tree.unfold_to(index)

    def show_counts(self, counts: Counts, categories: tuple[Category, ...]) -> None:
        """Newer counts; the one source of a case is unfolded at once."""
        if not counts.folders:
            return  # labels alone were counted
        self.tree.folders.show_folders(counts.folders)
        self.none.hide()
        if not self._unfolded:
            self._unfolded = True
            if self.tree.folders.rowCount() == 1:
                self.tree.expand(self.tree.folders.index(0, 0))
            self.show_filter(self.wanted)
        self.tree.fit()

    def _add(self, place: Place, on: bool) -> None:
        self.want(folder_choice.with_place(self.wanted, place, on=on))

    def _alone(self, place: Place) -> None:
        self.want(folder_choice.only(self.wanted, place))
