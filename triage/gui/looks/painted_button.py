"""A button that paints itself: what all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class PaintedButton(QAbstractButton):
    """Enter presses it, and another theme paints it anew. Subclasses paint.

    ``SPACE_PRESSES``: as on any button of Qt. Where pictures are near it is False: Space lifts
    the cover of a hidden one, and that key and the digits are the window's.
    """

    SPACE_PRESSES = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is a press, as on every button here."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif self.SPACE_PRESSES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Painted anew where the theme changes."""
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)
