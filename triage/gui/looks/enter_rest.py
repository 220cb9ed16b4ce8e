"""Enter pressed twice in a row is one deed: the second finds nothing to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_KEYS = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}


class EnterRest(QObject):
    """Takes Enter away from everybody for as long as a double click may last, then goes.

    A dialog that Enter has closed leaves the focus to whatever lies behind it: a second press,
    or a key that is held, would do there what nobody asked for.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.deleteLater)
        self._begin()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter is nobody's; its override too, for shortcuts would see it first."""
        if event.type() not in _KEYS or not self._window.isVisible():
            return False
        if isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()
            if event.isAutoRepeat():
                self._begin()
            return True
        return False

    def _begin(self) -> None:
        self._rest.start(QApplication.doubleClickInterval())
