"""Quick questions to the case, answered in one thread with a read-only connection."""

from __future__ import annotations

import threading
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from triage.gui.session.case_reads import CaseReads

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")
V = TypeVar("V")


class Asker:
    """One thread and one reader, made at the first question. Close it before the case."""

    def __init__(self, path: Path, name: str = "case-asker") -> None:
        self._reads = CaseReads(path)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._lock = threading.Lock()
        self._open = True
        self._waiting: set[Future[Any]] = set()

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> Future[T]:
        """Answer in the thread; the future bears CaseError where the case cannot be read.

        Once closed nothing is answered: the future is cancelled, as all that were waiting.
        """
        answer: Future[T] = Future()
        with self._lock:
            if self._open:
                self._waiting.add(answer)
                self._pool.submit(self._answer, question, answer)
            else:
                answer.cancel()
        return answer

    def close(self) -> Future[None]:
        """Answer nothing more and let go of the case; the future is done once nothing is open."""
        with self._lock:
            self._open = False
            unanswered, self._waiting = self._waiting, set()
        for answer in unanswered:
            answer.cancel()
        self._reads.break_off()
        done = self._pool.submit(self._reads.close)
        self._pool.shutdown(wait=False)
        return done

    def _answer(self, question: Callable[[sqlite3.Connection], T], answer: Future[T]) -> None:
        if answer.cancelled():
            return
        try:
            found = self._reads.ask(question)
        except Exception as error:  # noqa: BLE001  the future carries it to whoever asks
            self._give(answer.set_exception, error, answer)
        else:
            self._give(answer.set_result, found, answer)

    def _give(self, give: Callable[[V], None], what: V, answer: Future[Any]) -> None:
        with self._lock:
            self._waiting.discard(answer)
        try:
            give(what)
        except InvalidStateError:
            return  # closed at this very moment: nobody listens
