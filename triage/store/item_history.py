"""What persons said of one item, and how its file changed: newest first."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from triage.store.thumbnails import reading

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

GRADED = "grade-set"
CHANGED = "content-changed"
# Rows of many thousand ids are not parsed where the text of the id is not in them. The log is
# written without blanks: an id stands between brackets and commas.
_GRADED = (
    "SELECT n, at, by, detail FROM audit WHERE what = 'grade-set' AND (instr(detail, ?) "
    "OR instr(detail, ?) OR instr(detail, ?) OR instr(detail, ?)) ORDER BY n DESC"
)
_CHANGED = (
    "SELECT seen_until, content.sha256 FROM earlier_content "
    "JOIN content ON content.id = earlier_content.content_id "
    "WHERE item_id = ? ORDER BY seen_until DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One event. ``n`` is the row of the audit log, 0 for what the log does not tell by item.

    ``what`` is ``grade-set`` with ``detail`` {category, name, old, items, note}: the category
    given (None: taken away) and its name, the one before, how many items were graded with it,
    and "undo", "redo" or ""; or ``content-changed`` with {sha256}: what was seen until then.
    """

    n: int
    at: str
    by: str
    what: str
    detail: dict[str, Any] = field(default_factory=dict[str, Any])


def item_history(conn: sqlite3.Connection, item_id: int, limit: int = 100) -> list[HistoryRow]:
    """The newest events of an item, at most ``limit``."""
    with reading(conn):
        grades: list[HistoryRow] = []
        for row in _grades(conn, int(item_id)):
            grades.append(row)
            if len(grades) == limit:
                break
        changes = [
            HistoryRow(0, at, "", CHANGED, {"sha256": sha256.hex()})
            for at, sha256 in conn.execute(_CHANGED, (item_id, limit))
        ]
    return sorted([*grades, *changes], key=lambda row: row.at, reverse=True)[:limit]


def _grades(conn: sqlite3.Connection, item_id: int) -> Iterator[HistoryRow]:
    shapes = (f"[{item_id}]", f"[{item_id},", f",{item_id},", f",{item_id}]")
    for n, at, by, text in conn.execute(_GRADED, shapes):
        detail = _of_item(text, item_id)
        if detail is not None:
            yield HistoryRow(n, at, by, GRADED, detail)


def _of_item(text: str, item_id: int) -> dict[str, Any] | None:
    """What a row says of one item; None where it does not speak of it."""
    try:
        row = json.loads(text)
        items: list[int] = row["items"]
        place = items.index(item_id)
        return {
            "category": row["category"],
            "name": row["name"],
            "old": row["old"][place],
            "items": len(items),
            "note": row.get("note", ""),
        }
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None
