"""Reading a case: no lock, nothing written, beside a running import and on any medium."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core.errors import CaseError
from triage.store import connections
from triage.store.faults import code_of, plainly, shown, told
from triage.store.lock import held
from triage.store.medium import medium_of
from triage.store.migrations import check_identity, newest

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

_COULD_NOT_TOUCH = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
}


class Reader:
    """A read-only connection to a case. One thread uses it at a time.

    ``notice`` is a sentence for the examiner where the case had to be copied to be read,
    else empty.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        notice: str = "",
        copy: tempfile.TemporaryDirectory[str] | None = None,
    ) -> None:
        self.path = path
        self.connection = connection
        self.notice = notice
        self._copy = copy

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a case for reading.

        Raises CaseError in one sentence: nothing there, not a case, damaged, of a newer
        schema, of an older one that a writer must migrate first.
        """
        path = Path(path)
        if not path.is_file():
            raise CaseError(f"There is no case at {shown(path)}.")
        with plainly(path):
            if connections.sidecars(path) and _protected(path) and not held(path):
                return cls._copied(path)
            try:
                return cls(path, _checked(path, path, "mode=ro"))
            except sqlite3.OperationalError as error:
                if code_of(error) not in _COULD_NOT_TOUCH:
                    raise
            if connections.sidecars(path):
                return cls._copied(path)
            # In WAL mode without a -wal, where SQLite may not make one: nobody can change it.
            return cls(path, _checked(path, path, "immutable=1"))

    @classmethod
    def _copied(cls, path: Path) -> Self:
        """Read a copy, in which SQLite may settle what the unfinished ``-wal`` holds."""
        parts = [path, *connections.sidecars(path)]
        folder = tempfile.TemporaryDirectory(prefix="triage-case-", ignore_cleanup_errors=True)
        try:
            for part in parts:
                shutil.copyfile(part, Path(folder.name) / part.name)
            conn = _checked(Path(folder.name) / path.name, path, "mode=rw")
        except BaseException:
            folder.cleanup()
            raise
        names = " and ".join(part.name for part in parts)
        notice = (
            "The case was not closed cleanly, and where it lies it cannot be tidied up by reading "
            f"(write-protected medium, or no right to write): {names} were copied to "
            f"{folder.name} and are read there."
        )
        return cls(path, conn, notice, folder)

    def close(self) -> None:
        """Let go of the case, and delete the copy where there was one."""
        self.connection.close()
        if self._copy is not None:
            self._copy.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close; a fault of SQLite inside the block becomes a plain sentence."""
        self.close()
        if isinstance(error, sqlite3.Error):
            raise told(error, self.path) from error


def _checked(file: Path, path: Path, mode: str) -> sqlite3.Connection:
    """A connection to ``file`` that is known to be a readable case of this schema."""
    conn = connections.for_reading(file, medium_of(file), mode=mode)
    try:
        _refuse_older(check_identity(conn, path), path)
        conn.execute("SELECT uuid FROM case_info").fetchone()
    except BaseException:
        conn.close()
        raise
    return conn


def _refuse_older(version: int, path: Path) -> None:
    if version < newest():
        raise CaseError(
            f"{shown(path)} was written by an older version (schema {version}); import into it "
            "or open it for writing once, then it is brought up to date."
        )


def _protected(path: Path) -> bool:
    """Whether this user cannot write beside the case, as far as the system tells."""
    return not os.access(path.parent, os.W_OK)
