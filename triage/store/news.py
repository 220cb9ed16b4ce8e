"""What became different between two moments of a case: what an import says at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core.records import Flag

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment: the highest item id, and when a content was last found replaced.

    ``other_kind`` counts items that changed without ever having had another content: a link
    that became a file, say.
    """

    item_id: int
    seen_until: str
    other_kind: int


@dataclass(frozen=True, slots=True)
class News:
    """``items`` and ``changed`` since a mark; ``missing`` are all items whose file is gone."""

    items: int
    changed: int
    missing: int


def news_mark(conn: sqlite3.Connection) -> Mark:
    """Now."""
    newest = conn.execute("SELECT coalesce(max(id), 0) FROM item").fetchone()[0]
    replaced = conn.execute("SELECT coalesce(max(seen_until), '') FROM earlier_content")
    return Mark(newest, replaced.fetchone()[0], _of_other_kind(conn))


def news(conn: sqlite3.Connection, since: Mark) -> News:
    """Counts of what is new since a mark.

    A file that could not be read again and one that had its old bytes after all are no change:
    a changed item has an earlier content and the flag.
    """
    return News(
        items=_count(conn, "SELECT count(*) FROM item WHERE id > ?", since.item_id),
        changed=_count(
            conn,
            "SELECT count(*) FROM item WHERE flags & ? AND id IN "
            "(SELECT item_id FROM earlier_content WHERE seen_until > ?)",
            int(Flag.CHANGED),
            since.seen_until,
        )
        + max(0, _of_other_kind(conn) - since.other_kind),
        missing=_count(conn, "SELECT count(*) FROM item WHERE flags & ?", int(Flag.MISSING)),
    )


def _of_other_kind(conn: sqlite3.Connection) -> int:
    return _count(
        conn,
        "SELECT count(*) FROM item WHERE flags & ? AND id NOT IN "
        "(SELECT item_id FROM earlier_content)",
        int(Flag.CHANGED),
    )


def _count(conn: sqlite3.Connection, sql: str, *values: int | str) -> int:
    return conn.execute(sql, values).fetchone()[0]
