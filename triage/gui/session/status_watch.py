"""The equation of the case and the head of its audit log, kept fresh without hurry."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from triage.gui.looks import words
from triage.gui.session.counted import CaseStatus
from triage.store import audit, provenance
from triage.store.snapshot import snapshot
from triage.store.status import counts

if TYPE_CHECKING:
    import sqlite3
    from concurrent.futures import Future

    from triage.gui.session.asker import Asker
    from triage.gui.session.courier import Courier

_LEAST_PAUSE_MS = 300
_PAUSE_PER_LOOK = 10
_PAUSE_AFTER_FAULT_MS = 3000


class StatusWatch(QObject):
    """``changed`` bears a :class:`CaseStatus`; looks again only after :meth:`soon`.

    ``failed`` bears a fault, once until it went well again; meanwhile it goes on trying.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, asker: Asker, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asker = asker
        self._courier = courier
        self._looking = False
        self._again = False
        self._stopped = False
        self._pause_ms = _LEAST_PAUSE_MS
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self.latest = CaseStatus()

    def soon(self) -> None:
        """Something changed: look, but not more often than counting costs."""
        if self._looking:
            self._again = True
        elif not self._timer.isActive() and not self._stopped:
            self._timer.start(self._pause_ms)

    def now(self) -> None:
        """Look at once."""
        if self._looking:
            self._again = True
        elif not self._stopped:
            self._timer.stop()
            self._look()

    def stop(self) -> None:
        """Look no more."""
        self._stopped = True
        self._timer.stop()

    def _look(self) -> None:
        self._looking = True
        self._courier.deliver(self._asker.ask(_status), self, self._take)

    def _take(self, done: Future[tuple[CaseStatus, float]]) -> None:
        self._looking = False
        if self._stopped:
            return
        if done.cancelled():
            return  # the case is being closed
        error = done.exception()
        if error is None:
            self._said = ""
            self.latest, seconds = done.result()
            self._pause_ms = max(_LEAST_PAUSE_MS, int(1000 * _PAUSE_PER_LOOK * seconds))
            self.changed.emit(self.latest)
        else:
            self._tell(error)
        if self._again or error is not None:
            self._again = False
            self.soon()

    def _tell(self, error: BaseException) -> None:
        """What is shown is older than it looks: say so, and look less often."""
        self._pause_ms = _PAUSE_AFTER_FAULT_MS
        said = f"{type(error).__name__}: {error}"
        if said != self._said:
            self._said = said
            self.failed.emit(error)


def _status(conn: sqlite3.Connection) -> tuple[CaseStatus, float]:
    began = time.monotonic()
    with snapshot(conn):
        found = counts(conn)
        rows, head = audit.head(conn)
        newest = provenance.newest_device(conn)
    status = CaseStatus(
        found=found["found"],
        analysed=found["analysed"],
        skipped=found["skipped"],
        failed=found["failed"],
        pending=found["pending"],
        audit_rows=rows,
        audit_head=head,
        device="" if newest is None else words.device(*newest),
    )
    return status, time.monotonic() - began
