"""The first items in path order, straight from SQLite: shown while the columns are read."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core import names
from triage.core.records import Flag, Reason, State
from triage.store.haystack import encode, fold
from triage.store.path_order import counted

if TYPE_CHECKING:
    import sqlite3

_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class FirstItem:
    """What is known of an item without its columns; ``category`` is a person's grade."""

    item_id: int
    state: State
    reason: Reason
    flags: Flag
    category: int | None
    media_type: str
    size: int | None


def first_page(
    conn: sqlite3.Connection, count: int = 500, *, natural: bool = True
) -> list[FirstItem]:
    """The first ``count`` items by path, as people count them where ``natural``."""
    fronts = {
        folder: (names.text(path), source)
        for folder, path, source in conn.execute(
            "SELECT folder.id, folder.path, source.name FROM folder "
            "JOIN source ON source.id = folder.source_id"
        )
    }
    rows = conn.execute("SELECT id, folder_id, name FROM item INDEXED BY sqlite_autoindex_item_1")

    def key(row: tuple[int, int, bytes]) -> tuple[bytes, str, str]:
        front, source = fronts[row[1]]
        path = (f"{front}/" if front else "") + names.text(row[2])
        return (counted(encode(fold(path))) if natural else b"", path, source)

    ids = [row[0] for row in heapq.nsmallest(count, rows, key=key)]
    return _items(conn, ids)


def _items(conn: sqlite3.Connection, ids: list[int]) -> list[FirstItem]:
    marks = ",".join("?" * len(ids))
    found = {
        row[0]: FirstItem(row[0], State(row[1]), Reason(row[2]), Flag(row[3]), *row[4:])
        for row in conn.execute(
            "SELECT item.id, item.state, item.reason, item.flags | coalesce(content.flags, 0), "
            "grade.category, coalesce(content.media_type, ''), item.size FROM item "
            "LEFT JOIN content ON content.id = item.content_id "
            f"LEFT JOIN grade ON grade.item_id = item.id WHERE item.id IN ({marks})",  # noqa: S608  question marks alone
            ids,
        )
    }
    return [found[item] for item in ids]
