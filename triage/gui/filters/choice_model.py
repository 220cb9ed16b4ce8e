"""A list of values with their counts, some of them chosen; changed in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from triage.gui.looks import words
from triage.gui.looks.widgets import plain_tip

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtCore import QObject

AnyIndex = QModelIndex | QPersistentModelIndex

CHOICE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The whole :class:`Choice`, for the delegate."""


_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a group as it is shown.

    ``tip`` says more than ``words`` can; ``indent`` is in steps; ``digit`` is the number of a
    category, whose chip is shown; ``bad`` marks what went wrong. ``count`` is None until
    something was counted.
    """

    value: Hashable
    words: str
    count: int | None = None
    on: bool = False
    tip: str = ""
    indent: int = 0
    digit: int | None = None
    bad: bool = False

    @property
    def spoken(self) -> str:
        """For readers of the screen."""
        name = self.words if self.digit is None else f"{self.digit} {self.words}"
        return name if self.count is None else f"{name}, {words.count(self.count)}"


class ChoiceModel(QAbstractListModel):
    """Rows keep their place while their values stay; a person's wish changes nothing by itself."""

    wished = Signal(object, bool)
    """A value, and whether it is to be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []

    def choices(self) -> list[Choice]:
        """What is shown, from top to bottom."""
        return list(self._choices)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these: the same values in place, others by inserting and removing rows."""
        wanted = {choice.value: choice for choice in choices}
        for row in reversed(range(len(self._choices))):
            if self._choices[row].value not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._choices[row]
                self.endRemoveRows()
        for row, choice in enumerate(choices):
            if row < len(self._choices) and self._choices[row].value == choice.value:
                self._renew(row, choice)
            else:
                self._put(row, choice)

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """How many values."""
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, tooltip, check, and the choice itself."""
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        choice = self._choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.words
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if choice.on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(choice.tip or choice.words)
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
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell the wish; the check changes when the filter does."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.wished.emit(
            self._choices[index.row()].value, Qt.CheckState(value) == Qt.CheckState.Checked
        )
        return True

    def _renew(self, row: int, choice: Choice) -> None:
        if self._choices[row] != choice:
            self._choices[row] = choice
            self.dataChanged.emit(self.index(row), self.index(row))

    def _put(self, row: int, choice: Choice) -> None:
        """A value that was elsewhere moves, so that a current row stays current."""
        below = range(row, len(self._choices))
        old = next((n for n in below if self._choices[n].value == choice.value), None)
        if old is None:
            self.beginInsertRows(QModelIndex(), row, row)
            self._choices.insert(row, choice)
            self.endInsertRows()
            return
        self.beginMoveRows(QModelIndex(), old, old, QModelIndex(), row)
        self._choices.insert(row, self._choices.pop(old))
        self.endMoveRows()
        self._renew(row, choice)
