"""The only place where other threads meet Qt: calls posted to the GUI thread.

A signal that is emitted on an object which the GUI thread deletes at that moment is a crash,
and one for a job that ended before anybody listened is lost. So there is one courier for a
window, closed under a lock, and it looks whether the receiver still lives.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

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
        self._gate = _Gate()
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)
        # Its own end closes it too: no thread may be inside while Qt takes it down.
        self.destroyed.connect(self._gate.close)

    def post(self, owner: QObject, call: Callable[[], None]) -> None:
        """Call in the GUI thread soon, unless ``owner`` is gone by then. From any thread."""
        with self._gate.lock, suppress(RuntimeError):
            # Qt is taking it down at this moment: the gate closes next.
            if self._gate.open:
                self._posted.emit((owner, call))

    def deliver(self, future: Future[T], owner: QObject, slot: Callable[[Future[T]], None]) -> None:
        """Give a future to ``slot`` in the GUI thread once it is done.

        Silent without owner, and where the future was cancelled: nobody wants the answer then.
        """
        future.add_done_callback(_Errand(self, owner, slot))

    def close(self) -> None:
        """Post nothing any more; what is on the way is dropped."""
        self._gate.close()

    def _run(self, posted: tuple[QObject, Callable[[], None]]) -> None:
        owner, call = posted
        if self._gate.open and shiboken6.isValid(owner):
            call()


class _Gate:
    """Whether the courier still goes; it outlives the courier, as threads may hold it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.open = True

    def close(self) -> None:
        with self.lock:
            self.open = False


class _Errand:
    """Brings one future to its slot, and then holds nothing of the window any more.

    A future may lie about in another thread for long; a widget whose last holder it was would
    end in that thread.
    """

    def __init__(
        self, courier: Courier, owner: QObject, slot: Callable[[Future[Any]], None]
    ) -> None:
        self._held: tuple[Courier, QObject, Callable[[Future[Any]], None]] | None
        self._held = (courier, owner, slot)

    def __call__(self, done: Future[Any]) -> None:
        held, self._held = self._held, None
        if held is None or done.cancelled():
            return
        courier, owner, slot = held
        courier.post(owner, lambda: slot(done))
