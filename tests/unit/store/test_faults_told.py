from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from triage.core.errors import BugError, CaseError, DiskFullError, KnownError
from triage.store.faults import plainly, told

_PATH = Path("c.triage")


def _sqlite(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (_sqlite(sqlite3.SQLITE_FULL), DiskFullError, "no room left"),
        (_sqlite(sqlite3.SQLITE_IOERR_SHMSIZE), DiskFullError, "no room left"),
        (_sqlite(sqlite3.SQLITE_IOERR_WRITE), CaseError, "look at the disk, its cable"),
        (_sqlite(sqlite3.SQLITE_BUSY), CaseError, "try again in a moment"),
        (_sqlite(sqlite3.SQLITE_READONLY_DBMOVED), CaseError, "write-protected"),
        (_sqlite(sqlite3.SQLITE_CORRUPT_INDEX), CaseError, "damaged"),
        (_sqlite(sqlite3.SQLITE_NOTADB), CaseError, "not a case of Forensic Triage"),
        (_sqlite(sqlite3.SQLITE_ERROR), BugError, "as SQLite says it"),
        (OSError(errno.ENOSPC, "x"), DiskFullError, "no room left"),
        (OSError(errno.EROFS, "x"), CaseError, "write-protected"),
        (PermissionError(errno.EACCES, "Permission denied"), CaseError, "Permission denied"),
    ],
)
def test_each_fault_has_its_sentence(error: Exception, kind: type, words: str) -> None:
    translated = told(error, _PATH)
    assert isinstance(translated, kind)
    assert words in str(translated)
    assert translated.__cause__ is error


@pytest.mark.parametrize("error", [KnownError("said already"), ValueError("not the medium's")])
def test_what_is_no_fault_of_the_medium_stays_itself(error: Exception) -> None:
    assert told(error, _PATH) is error
    with pytest.raises(type(error)), plainly(_PATH):
        raise error


def test_a_sentence_shows_no_direction_characters() -> None:
    translated = told(_sqlite(sqlite3.SQLITE_NOTADB), Path("\u202egpj.triage"))
    assert "\u202e" not in str(translated)
