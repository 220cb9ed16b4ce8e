"""Whether a picture needs any or all of the chosen categories."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QToolButton, QWidget


class AnyAll(QWidget):
    """Two buttons, one of them pressed."""

    changed = Signal(bool)
    """Whether all are needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.any = _button("any", "Any of the chosen categories")
        self.all = _button("all", "All of the chosen categories")
        both = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for button in (self.any, self.all):
            both.addButton(button)
            line.addWidget(button)
        self.any.setChecked(True)
        both.buttonClicked.connect(self._tell)

    def show_value(self, needs_all: bool) -> None:
        """Press the right one; emits nothing."""
        (self.all if needs_all else self.any).setChecked(True)

    def _tell(self, pressed: QAbstractButton) -> None:
        self.changed.emit(pressed is self.all)


def _button(text: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button
