"""A stack of pages that hands the focus on to the page in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent


class PassingStack(QStackedWidget):
    """Whoever gives it the focus means what it shows.

    No focus proxy: Tab takes a widget with one for a stop, goes on from the proxy, and so never
    meets what stands between the two.
    """

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """On to the page, also while the window lies behind a dialog and is told of no focus."""
        page = self.currentWidget()
        if page is None:
            super().setFocus(reason)
        else:
            page.setFocus(reason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt itself gave it the focus."""
        self.setFocus(event.reason())
