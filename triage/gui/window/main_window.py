"""The main window: a start page, or an open case with its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from triage.gui.window import menus

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent
    from PySide6.QtWidgets import QWidget

    from triage.gui.looks.settings import Settings
    from triage.gui.window.actions import Actions

LEAST = (1280, 720)
_FRAME_WIDTH, _FRAME_HEIGHT = 16, 48
_TITLE = "Forensic Triage"


class MainWindow(QMainWindow):
    """A frame: whoever owns it puts pages in. ``closing`` asks whether it may close."""

    closing = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._may_close = False
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self.setWindowTitle(_TITLE)
        self.setMinimumSize(*_least_for(self))
        self._restore()

    def show_title(self, case: str = "") -> None:
        """Name the case that is open."""
        self.setWindowTitle(f"{case} · {_TITLE}" if case else _TITLE)

    def show_menus(self, actions: Actions, *, with_case: bool) -> None:
        """The menus of the start page, or those of a case."""
        menus.fill(self.menuBar(), actions, with_case=with_case)

    def show_page(self, page: QWidget) -> None:
        """Put a page in sight."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.setFocus()

    def drop_page(self, page: QWidget) -> None:
        """Take a page out for good."""
        self.pages.removeWidget(page)

    def toggle_full_screen(self) -> None:
        """All of the screen, or a window again."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def close_now(self) -> None:
        """Close without asking: everything was let go of."""
        self._may_close = True
        QTimer.singleShot(0, self.close)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first; nothing is lost by a slip of the mouse."""
        if not self._may_close:
            event.ignore()
            self.closing.emit()
            return
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._settings.set("geometry", geometry)
        self._settings.save()
        event.accept()

    def _restore(self) -> None:
        told = self._settings.get("geometry", "")
        if not told or not self.restoreGeometry(QByteArray.fromBase64(told.encode("ascii"))):
            # The frame takes room too; a window as large as the screen hides its own status bar.
            room = self.screen().availableGeometry().size() - QSize(_FRAME_WIDTH, _FRAME_HEIGHT)
            self.resize(QSize(1600, 1000).boundedTo(room))


def _least_for(window: QMainWindow) -> tuple[int, int]:
    """1280 x 720, less where the screen (at 200 %, say) has no such room."""
    room = window.screen().availableGeometry()
    return min(LEAST[0], room.width()), min(LEAST[1], room.height())
