"""How a case file is opened: for writing by one, for reading by many."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes

from triage.store.migrations import check_identity

if TYPE_CHECKING:
    from pathlib import Path

    from triage.store.medium import Medium

PAGE_SIZE = 8192
_BUSY_MS = 10_000
_MAP_BYTES = 8 << 30
_CLOSE_PATIENCE_S = 2.0
SIDECARS = ("-wal", "-journal")


def for_writing(path: Path, medium: Medium, *, fresh: bool = False) -> sqlite3.Connection:
    """The writer's connection, in autocommit mode; never creates a file.

    WAL on a local medium, a rollback journal on a network share; every commit reaches the
    disk. Raises CaseError for a file that is no case of ours, and sqlite3.Error (with
    SQLITE_READONLY where the case cannot be written).
    """
    conn = _connect(path, "mode=rw")
    try:
        if fresh:
            conn.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        else:
            check_identity(conn, path)  # before anything that could write into a stranger's file
        _prove_writable(conn)
        conn.execute(f"PRAGMA journal_mode = {'DELETE' if medium.network else 'WAL'}")
        for pragma in (
            "synchronous = FULL",
            "fullfsync = ON",
            "foreign_keys = ON",
            "temp_store = MEMORY",
            "cache_size = -65536",
            "mmap_size = 0",
        ):
            conn.execute(f"PRAGMA {pragma}")
    except BaseException:
        conn.close()
        raise
    return conn


def for_reading(path: Path, medium: Medium, *, mode: str = "mode=ro") -> sqlite3.Connection:
    """A reader's connection; the case is mapped into memory on a fixed local disk only."""
    mapped = medium.fixed and not medium.network
    conn = _connect(path, mode)
    try:
        for pragma in (
            "query_only = ON",
            "trusted_schema = OFF",
            "temp_store = MEMORY",
            # What is mapped is in the system's cache already; a second copy costs 64 MB a reader.
            f"cache_size = {-2000 if mapped else -65536}",
            f"mmap_size = {_MAP_BYTES if mapped else 0}",
        ):
            conn.execute(f"PRAGMA {pragma}")
    except BaseException:
        conn.close()
        raise
    return conn


def close_into_one_file(conn: sqlite3.Connection) -> None:
    """Close the writer's connection so that the one file is the case again.

    Readers that are still at work keep SQLite from it: after two seconds the ``-wal`` stays,
    which loses nothing, and the next writer tidies up. Raises sqlite3.Error where the medium
    fails (no room to move the ``-wal`` in, say); the connection is closed all the same.
    """
    try:
        deadline = time.monotonic() + _CLOSE_PATIENCE_S
        while not _leave_wal(conn) and time.monotonic() < deadline:
            time.sleep(0.02)
    finally:
        conn.close()


def _leave_wal(conn: sqlite3.Connection) -> bool:
    try:
        conn.execute("PRAGMA busy_timeout = 100")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return conn.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete"
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return False
        raise


def sidecars(path: Path) -> list[Path]:
    """The non-empty ``-wal`` or ``-journal`` beside a case: it holds a part of it."""
    beside = (path.with_name(path.name + suffix) for suffix in SIDECARS)
    return [file for file in beside if file.is_file() and file.stat().st_size > 0]


def file_of(conn: sqlite3.Connection) -> str:
    """Path of the file behind a connection, as SQLite knows it."""
    return conn.execute("PRAGMA database_list").fetchone()[2]


def _connect(path: Path, query: str) -> sqlite3.Connection:
    conn = sqlite3.connect(
        f"{_uri(path)}?{query}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    conn.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    return conn


def _uri(path: Path) -> str:
    """``file:`` with every odd byte escaped; a share keeps an empty authority (four slashes)."""
    absolute = str(path.absolute())
    if sys.platform == "win32":
        slashed = absolute.replace("\\", "/").encode("utf-8", "surrogatepass")
        return (
            "file://"
            + ("" if slashed.startswith(b"/") else "/")
            + quote_from_bytes(slashed, safe="/:")
        )
    return "file://" + quote_from_bytes(os.fsencode(absolute), safe="/")


def _prove_writable(conn: sqlite3.Connection) -> None:
    """SQLite opens a protected file for reading without a word; writing tells."""
    conn.execute("BEGIN IMMEDIATE")
    conn.execute("ROLLBACK")
