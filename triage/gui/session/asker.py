"""Quick questions to the case, answered in one thread with a read-only connection."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from triage.store.reader import Reader

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

T = TypeVar("T")


class Asker:
    """One thread and one reader, made at the first question. Close it before the case."""

    def __init__(self, path: Path, name: str = "case-asker") -> None:
        self._path = path
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._reader: Reader | None = None

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> Future[T]:
        """Answer in the thread; the future bears CaseError where the case cannot be read."""
        return self._pool.submit(self._answer, question)

    def close(self) -> Future[None]:
        """Drop what waits and let go of the case; the future is done once nothing is open."""
        done = self._pool.submit(self._let_go)
        self._pool.shutdown(wait=False)
        return done

    def _let_go(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _answer(self, question: Callable[[sqlite3.Connection], T]) -> T:
        if self._reader is None:
            self._reader = Reader.open(self._path)
        return question(self._reader.connection)
