"""The small pictures of a case, and what is said where their table is gone.

Pictures are disposable: they can be made again from the evidence. So a case without its table
still opens, lists and grades; whoever wanted pictures is told.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core.errors import CaseError
from triage.store import connections
from triage.store.faults import shown, told

if TYPE_CHECKING:
    from collections.abc import Generator

_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('thumbnail', 'peek')"


class PicturesGoneError(CaseError):
    """The case has lost the table of its small pictures; everything else in it can be read."""


def pictures_gone(conn: sqlite3.Connection) -> str:
    """A sentence where the case has lost its small pictures, empty where they are there."""
    there = {name for (name,) in conn.execute(_TABLES)}
    if there == {"thumbnail", "peek"}:
        return ""
    return (
        f"{shown(Path(connections.file_of(conn)))} has lost its small pictures (the table is "
        "gone): names, scores and grades are all there. Work on with a whole copy of it to see "
        "pictures again."
    )


@contextmanager
def reading(conn: sqlite3.Connection) -> Generator[None]:
    """Turn what SQLite raises inside into a plain sentence.

    Raises PicturesGoneError where it is the pictures that are missing.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if "no such table" in str(error) and (sentence := pictures_gone(conn)):
            raise PicturesGoneError(sentence) from error
        raise told(error, Path(connections.file_of(conn))) from error
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise told(error, Path(connections.file_of(conn))) from error


def picture_of(
    conn: sqlite3.Connection, item_id: int, content_id: int | None
) -> tuple[bytes | None, bool]:
    """The JPEG of a content, else the peek of its item, and whether it is the peek.

    A lost table counts as no picture.
    """
    for table, key, wanted in (
        ("thumbnail", "content_id", content_id),
        ("peek", "item_id", item_id),
    ):
        sql = f"SELECT jpeg FROM {table} WHERE {key} = ?"  # noqa: S608  two names of our own
        try:
            row = conn.execute(sql, (wanted,)).fetchone()
        except sqlite3.OperationalError:
            if not pictures_gone(conn):
                raise
            continue
        if row is not None and row[0] is not None:
            return row[0], table == "peek"
    return None, False
