"""The tree of sources and folders as Qt's views ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal

from triage.core.filters import Filter
from triage.gui.filters import folder_choice
from triage.gui.filters.choice_model import CHOICE_ROLE, AnyIndex, Choice
from triage.gui.filters.folder_nodes import Counted, Folders, Node
from triage.gui.looks import words
from triage.gui.looks.widgets import plain_tip

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from triage.gui.filters.folder_choice import Place


_ROOT = QModelIndex()


class FolderModel(QAbstractItemModel):
    """Rows are inserted where they belong and stay; counts and checks change in place."""

    wished = Signal(object, bool)
    """A place, and whether it is to be chosen beside the others."""
    unfoldable = Signal()
    """A row that had nothing below it has now; a view asks that only when it lays out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders = Folders(self._before_put, self.endInsertRows)
        self._wanted = Filter()
        self._counted: object = None

    def show_folders(self, folders: tuple[Counted, ...]) -> None:
        """(source, folder, items in the folder itself)."""
        if folders is not self._counted:
            self._counted = folders
            unfoldable = self._folders.count(folders)
            self._tell()
            if unfoldable:
                self.unfoldable.emit()

    def show_filter(self, wanted: Filter) -> None:
        """Which places are chosen."""
        earlier = self._wanted
        self._wanted = wanted
        if (earlier.sources, earlier.folders) != (wanted.sources, wanted.folders):
            self._tell()

    def place_at(self, index: AnyIndex) -> Place | None:
        """The place that a row stands for."""
        return self._node(index).place if index.isValid() else None

    def index_of(self, place: Place) -> QModelIndex:
        """The row of a place, invalid where there is none."""
        node = self._folders.at(place)
        return QModelIndex() if node is None else self._index(node)

    def chosen(self) -> list[QModelIndex]:
        """The rows that the filter names."""
        wanted = self._wanted
        sources = wanted.sources or (tuple(self._folders.top.named) if wanted.folders else ())
        places = [(one, folder) for one in sources for folder in wanted.folders or ("",)]
        return [index for index in map(self.index_of, places) if index.isValid()]

    def hasChildren(self, parent: AnyIndex = _ROOT) -> bool:
        """Whether there are folders below, made or not."""
        return self._node(parent).has_below

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Whether folders below are still to be made."""
        node = self._node(parent)
        return node.has_below and not node.loaded

    def fetchMore(self, parent: AnyIndex) -> None:
        """Make the folders directly below; the view asks when somebody unfolds."""
        self._folders.load(self._node(parent))

    def index(self, row: int, column: int, parent: AnyIndex = _ROOT) -> QModelIndex:
        """A row below its parent."""
        siblings = self._node(parent).children
        if column or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row].number)

    def parent(self, child: AnyIndex = _ROOT) -> QModelIndex:  # type: ignore[override]  QObject has one too
        """The row above."""
        if not child.isValid():
            return QModelIndex()
        above = self._node(child).parent
        return QModelIndex() if above is None else self._index(above)

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """How many folders directly below."""
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        """One: the delegate paints the count."""
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, tooltip with the whole path, check, and all of it as a choice."""
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        node = self._node(index)
        on = folder_choice.is_chosen(self._wanted, node.place)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words.safe(" / ".join(part for part in node.place if part)))
        choice = Choice(node.place, words.safe(node.name), node.count, on)
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return choice.spoken
        return choice if role == CHOICE_ROLE else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Each can be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell the wish; the check changes when the filter does."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        self.wished.emit(self._node(index).place, on)
        return True

    def _node(self, index: AnyIndex) -> Node:
        """The node of a row; the top, above all sources, of no row."""
        return self._folders.all[index.internalId()] if index.isValid() else self._folders.top

    def _index(self, node: Node) -> QModelIndex:
        siblings = (node.parent or self._folders.top).children
        return self.createIndex(siblings.index(node), 0, node.number)

    def _before_put(self, parent: Node | None, first: int, last: int) -> None:
        above = QModelIndex() if parent is None else self._index(parent)
        self.beginInsertRows(above, first, last)

    def _tell(self) -> None:
        """One signal a parent: a view looks only at what it shows."""
        for parent in (self._folders.top, *self._folders.all):
            if parent.children:
                above = QModelIndex() if parent.number < 0 else self._index(parent)
                last = self.index(len(parent.children) - 1, 0, above)
                self.dataChanged.emit(self.index(0, 0, above), last)
