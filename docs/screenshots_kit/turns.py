"""Letting the program run while the script waits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE_S = 90.0
_REST_S = 0.45
"""Long enough for the inspector to follow, and for a preview to be decoded."""


def until(condition: Callable[[], bool]) -> None:
    """Let the program run until something is so."""
    end = time.monotonic() + _PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for did not come")
        _turn()


def rest(seconds: float = _REST_S) -> None:
    """Let the program run for a moment."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        _turn()


def dialogs() -> list[QDialog]:
    """Dialogs that are open."""
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, QDialog) and one.isVisible()]


def _turn() -> None:
    # Not the application's own loop: leaving that would ask the window to close.
    loop = QEventLoop()
    QTimer.singleShot(10, loop.quit)
    loop.exec()
