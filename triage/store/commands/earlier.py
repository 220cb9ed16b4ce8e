"""What a changed item was before: no content is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core import clock

if TYPE_CHECKING:
    import sqlite3


def retire_content(conn: sqlite3.Connection, item_id: int, content_id: int) -> None:
    """Take the content off the item and keep it as an earlier one, seen until now."""
    conn.execute(
        "INSERT OR REPLACE INTO earlier_content (item_id, content_id, seen_until) VALUES (?, ?, ?)",
        (item_id, content_id, clock.now()),
    )
    conn.execute("UPDATE item SET content_id = NULL WHERE id = ?", (item_id,))


def last_retired(conn: sqlite3.Connection, item_id: int) -> int | None:
    """The newest earlier content of an item that has none at present."""
    row = conn.execute(
        "SELECT content_id FROM earlier_content WHERE item_id = ? ORDER BY seen_until DESC LIMIT 1",
        (item_id,),
    ).fetchone()
    return row[0] if row else None


def take_back(conn: sqlite3.Connection, item_id: int, content_id: int) -> None:
    """The file is what it was all along: its content is no earlier one."""
    conn.execute(
        "DELETE FROM earlier_content WHERE item_id = ? AND content_id = ? AND seen_until = "
        "(SELECT max(seen_until) FROM earlier_content WHERE item_id = ?)",
        (item_id, content_id, item_id),
    )
