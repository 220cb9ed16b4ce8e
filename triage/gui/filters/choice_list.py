"""The view of a list of values: as high as its rows, one stop of Tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from triage.gui.filters.choice_delegate import ROW_HEIGHT, ChoiceDelegate
from triage.gui.filters.choice_model import ChoiceModel

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtGui import QWheelEvent

    from triage.gui.filters.choice_model import Choice

ROW_KEYS = frozenset(
    {
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
"""Keys that a list or tree needs itself, though the window may have shortcuts on them."""


def is_own_key(event: QEvent) -> bool:
    """Whether the window is about to take a key from the view that the view needs."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in ROW_KEYS


class ChoiceList(QListView):
    """Up and Down walk, Space and Enter choose."""

    wished = Signal(object, bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.choices = ChoiceModel(self)
        self.choices.wished.connect(self.wished)
        self.setModel(self.choices)
        self.setItemDelegate(ChoiceDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(0)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these values, in place where they are shown already."""
        self.choices.show_choices(choices)
        self.setFixedHeight(len(choices) * ROW_HEIGHT)

    def place_of(self, value: Hashable) -> QRect:
        """Where the row of a value is, in the viewport; empty where it has none."""
        for row, choice in enumerate(self.choices.choices()):
            if choice.value == value:
                return self.visualRect(self.choices.index(row))
        return QRect()

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(160, self.choices.rowCount() * ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """All rows, however narrow."""
        return QSize(64, self.choices.rowCount() * ROW_HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Space is the list's, not the window's."""
        if is_own_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses as Space does; letters are left to the window's shortcuts."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            choices = self.choices.choices()
            row = self.currentIndex().row()
            if 0 <= row < len(choices):
                self.wished.emit(choices[row].value, not choices[row].on)
        elif event.key() in ROW_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The panel scrolls, not the list in it."""
        event.ignore()
