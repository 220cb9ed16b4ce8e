"""A key that is held, until it is really let go of."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

_MOMENT_MS = 25


class HeldKey(QObject):
    """``released`` once a release was not followed by a press within a moment.

    An X server repeats a held key as releases and presses in pairs. Where the program is busy,
    the press of a pair comes too late for Qt to see that the two are one repetition, and the
    release looks like any other: what is done while a key is held would flicker.
    """

    released = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._down = False
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(_MOMENT_MS)
        self._moment.timeout.connect(self._look_once_more)
        self._last = QTimer(self)
        self._last.setSingleShot(True)
        self._last.timeout.connect(self._let_go)

    def press(self) -> bool:
        """It went down; whether it was up before."""
        self._moment.stop()
        self._last.stop()
        was_up, self._down = not self._down, True
        return was_up

    def release(self) -> None:
        """It came up, or so it seems."""
        self._moment.start()

    def forget(self) -> None:
        """The keyboard is elsewhere: nobody will hear of a release."""
        self.press()
        self._down = False

    def _look_once_more(self) -> None:
        """A press may lie in the queue behind this very timer: let it come first."""
        self._last.start(0)

    def _let_go(self) -> None:
        self._down = False
        self.released.emit()
