"""Opens and makes cases in a thread of its own: a disk that sleeps must not hold the window."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.ingest.overlap import refuse_case_in_source
from triage.store.case import Case
from triage.store.case_facts import CaseFacts, case_facts
from triage.store.unfinished import Unfinished, unfinished

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from triage.gui.session.courier import Courier


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that is ours to write, and what there is to say of it at first."""

    case: Case
    by: str
    facts: CaseFacts
    unfinished: Unfinished


class Opener(QObject):
    """``opened`` bears an :class:`Opened`, ``failed`` (path, fault)."""

    opened = Signal(object)
    failed = Signal(object, object)

    def __init__(self, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = courier
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="case-open")

    def open(self, path: Path, by: str) -> None:
        """Open a case that is there."""

        def work() -> Opened:
            refuse_case_in_source(path)
            return _described(Case.open(path, by=by), by)

        self._start(path, work)

    def make(self, path: Path, name: str, number: str, examiner: str) -> None:
        """Make a new one."""

        def work() -> Opened:
            made = Case.create(path, name=name, number=number, examiner=examiner, by=examiner)
            return _described(made, examiner)

        self._start(path, work)

    def close(self) -> None:
        """End the thread after what it does now."""
        self._pool.shutdown(wait=False)

    def _start(self, path: Path, work: Callable[[], Opened]) -> None:
        future = self._pool.submit(work)
        self._courier.deliver(future, self, lambda done: self._take(path, done))

    def _take(self, path: Path, done: Future[Opened]) -> None:
        error = done.exception()
        if error is None:
            self.opened.emit(done.result())
        else:
            self.failed.emit(path, error)


def _described(case: Case, by: str) -> Opened:
    try:
        with case.reader() as reader:
            conn = reader.connection
            return Opened(case, by, case_facts(conn), unfinished(conn))
    except BaseException:
        case.close()
        raise
