"""Whether SQLite can keep a write-ahead log in a folder: tried, not guessed."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path


def carries_wal(folder: Path) -> bool:
    """Write a database in WAL mode there, read it by a second connection, and take it away.

    Raises OSError where nothing can be written at all.
    """
    with tempfile.TemporaryDirectory(prefix=".triage-self-test-", dir=folder) as name:
        path = Path(name) / "trial.sqlite"
        try:
            with closing(_opened(path)) as writer:
                return _wrote(writer) and _read(path)
        except sqlite3.Error:
            return False


def sqlite_version() -> str:
    """The version of SQLite that cases are written by."""
    return sqlite3.sqlite_version


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def _wrote(writer: sqlite3.Connection) -> bool:
    if writer.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        return False
    writer.execute("CREATE TABLE trial (number INTEGER)")
    writer.execute("INSERT INTO trial VALUES (7)")
    return True


def _read(path: Path) -> bool:
    with closing(_opened(path)) as reader:
        return reader.execute("SELECT number FROM trial").fetchall() == [(7,)]
