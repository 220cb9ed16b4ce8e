"""Numbered changes of the schema: each change and its record are one transaction.

``executescript`` commits an open transaction before it starts, so the transaction stands
inside each SQL file, and whoever runs it rolls back on any error. Migrations import nothing
of today's code.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from triage.core.errors import CaseError, DiskFullError
from triage.store.faults import shown, told

APPLICATION_ID = 0x54524947  # "TRIG"
FOLDER = Path(__file__).with_name("migrations")


def newest(folder: Path = FOLDER) -> int:
    """The schema that this program writes."""
    return max(_files(folder))


def check_identity(conn: sqlite3.Connection, path: Path, folder: Path = FOLDER) -> int:
    """The schema of a case. Raises CaseError for a file that is no case, or a newer one."""
    application = conn.execute("PRAGMA application_id").fetchone()[0]
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID or version < 1:
        raise CaseError(f"{shown(path)} is not a case of Forensic Triage.")
    if version > newest(folder):
        raise CaseError(
            f"{shown(path)} was written by a newer version of Forensic Triage (schema {version}, "
            f"this one knows {newest(folder)}); open it with that version."
        )
    return version


def migrate(conn: sqlite3.Connection, path: Path, folder: Path = FOLDER) -> None:
    """Bring a case to the newest schema; a fresh file (schema 0) gets all of it.

    An older case is copied first, to ``NAME.triage.backup-v1`` for schema 1, with SQLite's
    backup (a plain copy of a live file can be empty). Raises CaseError in one sentence where
    a step fails; the case is then as it was before that step.
    """
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    steps = {number: file for number, file in sorted(_files(folder).items()) if number > version}
    if steps and version > 0:
        _back_up(conn, path, version)
    for number, file in steps.items():
        try:
            conn.executescript(file.read_text("utf-8"))
        except sqlite3.Error as error:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise _failed(error, path, number) from error


def _failed(error: sqlite3.Error, path: Path, number: int) -> CaseError:
    translated = told(error, path)
    if isinstance(translated, DiskFullError):
        return translated
    return CaseError(
        f"{shown(path)} could not be brought to schema {number} ({error}); nothing in it was "
        "changed. Open it with the version that wrote it, and report this."
    )


def _back_up(conn: sqlite3.Connection, path: Path, version: int) -> None:
    """A whole copy under its own name, or none."""
    target = path.with_name(f"{path.name}.backup-v{version}")
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished)) as copy:
            conn.backup(copy)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _files(folder: Path) -> dict[int, Path]:
    names = ((re.match(r"(\d{4})_", file.name), file) for file in folder.glob("*.sql"))
    return {int(match[1]): file for match, file in names if match}
