"""A dialog of fields with one verb that does it, and one that leaves all as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from triage.gui.looks.enter_rest import EnterRest
from triage.gui.looks.widgets import PlainButton, PlainLabel, PrimaryButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

WIDTH = 560


class Form(QDialog):
    """Never waited for: ``open()`` it and listen. Enter does it, Esc leaves."""

    def __init__(self, title: str, verb: str, leave: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_key = False
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        heading = PlainLabel(title, "title")
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        self.do_button = PrimaryButton(verb)
        self.do_button.setDefault(True)
        self.do_button.clicked.connect(self.do)
        self.leave_button = PlainButton(leave)
        self.leave_button.clicked.connect(self.reject)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(24, 20, 24, 20)
        self._outer.setSpacing(16)
        self._outer.addWidget(heading)
        self._outer.addLayout(self.column, 1)
        self._outer.addLayout(self._verbs())

    def event(self, event: QEvent) -> bool:
        """Grow where a sentence appears: wrapped text needs a height that no layout asks for."""
        handled = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._grow()
        return handled

    def do(self) -> None:
        """What the verb does; each dialog says it."""
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field is Enter on the verb."""
        self._by_key = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        super().keyPressEvent(event)
        self._by_key = False

    def accept(self) -> None:
        """Go; a second Enter falls on nothing."""
        by_key = self._by_key or self.do_button.hasFocus()
        behind = self.parentWidget()
        if by_key and behind is not None:
            EnterRest(behind.window())
        super().accept()

    def _grow(self) -> None:
        needed = self._outer.totalSizeHint().height()
        if self._outer.hasHeightForWidth():
            needed = max(needed, self._outer.totalHeightForWidth(self.width()))
        screen = self.screen().availableGeometry().height()
        needed = min(needed, screen)
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)

    def _verbs(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addStretch(1)
        line.addWidget(self.leave_button)
        line.addWidget(self.do_button)
        return line


def quiet(text: str) -> PlainLabel:
    """A sentence that stands beside the matter."""
    label = PlainLabel(text, "secondary")
    label.setWordWrap(True)
    return label
