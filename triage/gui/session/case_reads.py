"""Reading the case in a thread of its own: opened when needed, and anew after a fault."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

from triage.store.faults import told
from triage.store.reader import Reader

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")


class CaseReads:
    """One read-only connection, used by one thread; :meth:`break_off` is for the others."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._reader: Reader | None = None

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Answer it. Raises a fault of the medium or the case as one plain sentence.

        After such a fault the case is opened anew: a cable may have been put back by then.
        """
        try:
            return question(self._connection())
        except Exception as error:
            plain = told(error, self._path)
            if plain is error:
                raise
            self.close()
            raise plain from error

    def break_off(self) -> None:
        """Let what is being read fail at once, from any thread; nobody wants it any more."""
        with self._lock:
            if self._reader is not None:
                self._reader.connection.interrupt()

    def close(self) -> None:
        """Let go of the case, in the thread that reads."""
        with self._lock:
            reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    def _connection(self) -> sqlite3.Connection:
        if self._reader is None:
            reader = Reader.open(self._path)
            with self._lock:
                self._reader = reader
            return reader.connection
        return self._reader.connection
