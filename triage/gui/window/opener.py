"""Opens and makes cases in a thread of its own: a disk that sleeps must not hold the window."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from triage.gui.session.courier import Courier
    from triage.gui.window.opening import Opened


class Opener(QObject):
    """One at a time. ``opened`` bears an ``Opened``, ``failed`` (path, fault).

    All that a case needs is loaded here, in the thread: the window shows before.
    """

    opened = Signal(object)
    failed = Signal(object, object)

    def __init__(self, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = courier
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="case-open")
        self._busy = False

    def open(self, path: Path, by: str) -> None:
        """Open a case that is there."""

        def work() -> Opened:
            from triage.gui.window import opening  # noqa: PLC0415  the window comes first

            return opening.open_case(path, by)

        self._start(path, work)

    def make(self, path: Path, name: str, number: str, examiner: str) -> None:
        """Make a new one."""

        def work() -> Opened:
            from triage.gui.window import opening  # noqa: PLC0415  the window comes first

            return opening.make_case(path, name, number, examiner)

        self._start(path, work)

    def close(self) -> None:
        """End the thread after what it does now."""
        self._pool.shutdown(wait=False)

    def _start(self, path: Path, work: Callable[[], Opened]) -> None:
        """A second wish while a case is on its way is a slip of the hand."""
        if self._busy:
            return
        self._busy = True
        future = self._pool.submit(work)
        self._courier.deliver(future, self, lambda done: self._take(path, done))

    def _take(self, path: Path, done: Future[Opened]) -> None:
        self._busy = False
        error = done.exception()
        if error is None:
            self.opened.emit(done.result())
        else:
            self.failed.emit(path, error)
