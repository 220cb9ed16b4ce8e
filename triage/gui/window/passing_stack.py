"""A stack of pages that hands the focus on to the page in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent


class PassingStack(QStackedWidget):
    """Whoever gives it the focus means what it shows.

    No focus proxy: Tab takes a widget with one for a stop, goes on from the proxy, and so never
    meets what stands between the two.
    """

    def focusInEvent(self, event: QFocusEvent) -> None:
        """On to the page."""
        page = self.currentWidget()
        if page is None:
            super().focusInEvent(event)
        else:
            page.setFocus(event.reason())
