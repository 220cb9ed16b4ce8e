"""What went wrong with a case file, in one plain sentence."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from triage.core.errors import BugError, CaseError, DiskFullError, TriageError
from triage.core.names import safe

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_FULL_ERRNOS = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_WINERROR_FULL = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
_SENTENCES = {
    sqlite3.SQLITE_BUSY: "is busy: another program reads or writes it and does not let go; "
    "try again in a moment",
    sqlite3.SQLITE_LOCKED: "is busy: another program reads or writes it and does not let go; "
    "try again in a moment",
    sqlite3.SQLITE_READONLY: "is write-protected: it can be looked at but not changed; "
    "copy it to a medium that can be written",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; look whether the file, its folder and your rights "
    "to both are there",
    sqlite3.SQLITE_PERM: "cannot be opened: the rights to the file are missing",
    sqlite3.SQLITE_AUTH: "cannot be opened: the rights to the file are missing",
    sqlite3.SQLITE_CORRUPT: "is damaged; work on with a copy of it that is whole",
    sqlite3.SQLITE_NOTADB: "is not a case of Forensic Triage, or its beginning is damaged",
    sqlite3.SQLITE_NOMEM: "needs more memory than this machine has free; close other programs",
}


def shown(path: Path) -> str:
    """A path for a sentence, control and direction characters escaped."""
    return safe(str(path))


def told(error: BaseException, path: Path) -> BaseException:
    """The error to raise instead: a CaseError with a sentence, a BugError, or itself.

    Errors of this program and those that have nothing to do with SQLite or the file system
    come back as they are.
    """
    if isinstance(error, TriageError):
        return error
    if isinstance(error, sqlite3.Error):
        translated = _sqlite_told(error, path)
    elif isinstance(error, UnicodeDecodeError):
        # sqlite3 could not even decode what SQLite says of a mangled schema.
        translated = CaseError(f"{shown(path)} {_SENTENCES[sqlite3.SQLITE_CORRUPT]}.")
    elif isinstance(error, OSError):
        translated = _os_told(error, path)
    else:
        return error
    translated.__cause__ = error
    return translated


@contextmanager
def plainly(path: Path) -> Generator[None]:
    """Turn what SQLite or the file system raises inside into plain sentences about ``path``."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise told(error, path) from error


def code_of(error: BaseException) -> int:
    """SQLite's primary result code; 0 where the error has none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def disk_full(path: Path) -> DiskFullError:
    """The sentence for a medium without room."""
    return DiskFullError(
        f"There is no room left on the medium of {shown(path)}; what was recorded so far is safe. "
        "Make room and go on."
    )


def _sqlite_told(error: sqlite3.Error, path: Path) -> TriageError:
    code = code_of(error)
    # The shared-memory file of WAL cannot grow: SQLite's name for a full medium there.
    full_shm = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_SHMSIZE
    if code == sqlite3.SQLITE_FULL or full_shm:
        return disk_full(path)
    if code == sqlite3.SQLITE_IOERR:
        return CaseError(
            f"The medium of {shown(path)} does not answer as it should ({error}); look at the "
            "disk, its cable or the network, then open the case again."
        )
    if code in _SENTENCES:
        return CaseError(f"{shown(path)} {_SENTENCES[code]}.")
    return BugError(f"{type(error).__name__} in {shown(path)}: {error}")


def _os_told(error: OSError, path: Path) -> TriageError:
    full = error.errno in _FULL_ERRNOS or getattr(error, "winerror", None) in _WINERROR_FULL
    if full:
        return disk_full(path)
    if error.errno == errno.EROFS:
        return CaseError(f"{shown(path)} {_SENTENCES[sqlite3.SQLITE_READONLY]}.")
    return CaseError(f"{shown(path)} cannot be used: {error.strerror or error}.")
