"""The only place where other threads meet Qt: calls posted to the GUI thread.

A signal that is emitted on an object which the GUI thread deletes at that moment is a crash,
and one for a job that ended before anybody listened is lost. So there is one courier for a
window, closed under a lock, and it looks whether the receiver still lives.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

T = TypeVar("T")


class Courier(QObject):
    """Runs in the GUI thread what other threads post."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._open = True
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, owner: QObject, call: Callable[[], None]) -> None:
        """Call in the GUI thread soon, unless ``owner`` is gone by then. From any thread."""
        with self._lock:
            if self._open:
                self._posted.emit((owner, call))

    def deliver(self, future: Future[T], owner: QObject, slot: Callable[[Future[T]], None]) -> None:
        """Give a future to ``slot`` in the GUI thread once it is done; silent without owner."""
        future.add_done_callback(lambda done: self.post(owner, lambda: slot(done)))

    def close(self) -> None:
        """Post nothing any more; what is on the way is dropped."""
        with self._lock:
            self._open = False

    def _run(self, posted: tuple[QObject, Callable[[], None]]) -> None:
        owner, call = posted
        if self._open and shiboken6.isValid(owner):
            call()
