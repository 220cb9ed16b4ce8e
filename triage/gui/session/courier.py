"""The only place where other threads meet Qt: calls posted to the GUI thread.

A signal that is emitted on an object which the GUI thread deletes at that moment is a crash,
and one for a job that ended before anybody listened is lost. So there is one courier for a
window, closed under a lock, and it looks whether the receiver still lives.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

T = TypeVar("T")


class Courier(QObject):
    """Runs in the GUI thread what other threads post."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bell = _Bell()
        self.destroyed.connect(self._bell.close)

    def post(self, owner: QObject, call: Callable[[], None]) -> None:
        """Call in the GUI thread soon, unless ``owner`` is gone by then. From any thread."""
        self._bell.ring(owner, call)

    def deliver(self, future: Future[T], owner: QObject, slot: Callable[[Future[T]], None]) -> None:
        """Give a future to ``slot`` in the GUI thread once it is done.

        Silent without owner, and where the future was cancelled: nobody wants the answer then.
        """
        future.add_done_callback(_Errand(self._bell, owner, slot))

    def close(self) -> None:
        """Post nothing any more; what is on the way is dropped."""
        self._bell.close()


class _Bell(QObject):
    """What other threads hold of the courier. Its own end comes after its closing, never before.

    An object that Qt takes down is half gone before anybody hears of it, so the courier itself
    must not be what threads emit on.
    """

    _rung = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._open = True
        self._rung.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def ring(self, owner: QObject, call: Callable[[], None]) -> None:
        with self._lock:
            if self._open:
                self._rung.emit((owner, call))

    def close(self) -> None:
        """Once closed nothing is emitted on it, so that it may end."""
        with self._lock:
            was_open, self._open = self._open, False
        if was_open:
            self.deleteLater()

    def _run(self, rung: tuple[QObject, Callable[[], None]]) -> None:
        owner, call = rung
        if self._open and shiboken6.isValid(owner):
            call()


class _Errand:
    """Brings one future to its slot, and then holds nothing of the window any more.

    A future may lie about in another thread for long; a widget whose last holder it was would
    end in that thread.
    """

    def __init__(self, bell: _Bell, owner: QObject, slot: Callable[[Future[Any]], None]) -> None:
        self._held: tuple[_Bell, QObject, Callable[[Future[Any]], None]] | None
        self._held = (bell, owner, slot)

    def __call__(self, done: Future[Any]) -> None:
        held, self._held = self._held, None
        if held is None or done.cancelled():
            return
        bell, owner, slot = held
        bell.ring(owner, lambda: slot(done))
