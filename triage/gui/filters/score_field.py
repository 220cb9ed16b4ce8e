"""A field for a score between 0 and 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from triage.gui.filters import value_words

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

_OWN = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
_STEPS = {Qt.Key.Key_Up: 0.01, Qt.Key.Key_Down: -0.01}


class ScoreField(QLineEdit):
    """Enter, or leaving it, takes what was typed; Esc and what is no score bring the old back.

    Shown is a number of two digits, or nothing where there is none.
    """

    entered = Signal(object)
    """The new score, None where the field was emptied."""
    left = Signal()
    """The person is done with the field, changed or not."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: float | None = None
        self.setAccessibleName(name)
        self.setMaxLength(8)
        self.setFixedWidth(56)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> float | None:
        """The score that is in force."""
        return self._value

    def show_value(self, value: float | None) -> None:
        """What is in force; not while the person types."""
        if value != self._value or not self.isModified():
            self._value = value
            self.setText("" if value is None else value_words.threshold(value))
            self.setModified(False)

    def event(self, event: QEvent) -> bool:
        """Enter and Esc are the field's, though the window has shortcuts on them."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() in _OWN:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Esc restores, the arrows count."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
            self.left.emit()
        elif key == Qt.Key.Key_Escape:
            self._restore()
            self.left.emit()
        elif key in _STEPS:
            now = parsed(self.text())
            start = self._value or 0.0 if now is None else now
            self.setText(value_words.threshold(min(1.0, max(0.0, start + _STEPS[key]))))
            self.setModified(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed counts."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take()
            self.left.emit()

    def _take(self) -> None:
        if not self.isModified():
            return
        typed = parsed(self.text())
        if typed is None and self.text().strip():
            self._restore()
            return
        self.setModified(False)
        if typed != self._value:
            self._value = typed
            self.setText("" if typed is None else value_words.threshold(typed))
            self.entered.emit(typed)

    def _restore(self) -> None:
        self.setModified(False)
        self.show_value(self._value)


def parsed(text: str) -> float | None:
    """A score of two digits, written with a point or the locale's comma; None for anything else."""
    for locale in (QLocale(), QLocale.c()):
        number, good = locale.toDouble(text.strip())
        if good and 0.0 <= number <= 1.0:
            return round(number, 2)
    return None
