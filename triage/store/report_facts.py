"""What reports say beyond the JSON object of an item: details, other paths, thumbnails."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core import names
from triage.store.provenance import pack_keys

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """``place``, ``folder`` and ``name`` are raw names; ``detail`` tells more of the reason."""

    exhibit: str
    place: bytes
    folder: bytes
    name: bytes
    detail: str


_DETAILS = """
SELECT item.id, source.exhibit, source.place, folder.path, item.name, item.detail
FROM item
JOIN source ON source.id = item.source_id
JOIN folder ON folder.id = item.folder_id
WHERE item.id IN (SELECT value FROM json_each(?))
"""

_PATHS = """
SELECT item.id, source.name, folder.path, item.name
FROM item
JOIN source ON source.id = item.source_id
JOIN folder ON folder.id = item.folder_id
WHERE item.id IN (SELECT value FROM json_each(?))
"""


def item_details(conn: sqlite3.Connection, ids: Sequence[int]) -> dict[int, ItemDetail]:
    """Details of these items by their id."""
    rows = conn.execute(_DETAILS, (json.dumps(list(ids)),))
    return {row[0]: ItemDetail(*row[1:]) for row in rows}


def item_paths(conn: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Source name and path, as JSON shows it, of these items by their id."""
    rows = conn.execute(_PATHS, (json.dumps(list(ids)),))
    return {
        key: (source, names.text(names.join(folder, name))) for key, source, folder, name in rows
    }


def thumbnail(conn: sqlite3.Connection, sha256: str) -> bytes | None:
    """The JPEG kept for a content (SHA-256 in hex), None where there is none."""
    row = conn.execute(
        "SELECT jpeg FROM thumbnail JOIN content ON content.id = thumbnail.content_id"
        " WHERE content.sha256 = ?",
        (bytes.fromhex(sha256),),
    ).fetchone()
    return row[0] if row else None


def items_with(conn: sqlite3.Connection, sha256: str) -> list[int]:
    """The ids of all items that have this content (SHA-256 in hex)."""
    rows = conn.execute(
        "SELECT item.id FROM item JOIN content ON content.id = item.content_id"
        " WHERE content.sha256 = ?",
        (bytes.fromhex(sha256),),
    )
    return [item_id for (item_id,) in rows]


def graded_counts(conn: sqlite3.Connection) -> dict[int, int]:
    """How many items each category was given to; categories never given are left out."""
    return dict(conn.execute("SELECT category, count(*) FROM grade GROUP BY category").fetchall())


def threshold_moves(conn: sqlite3.Connection) -> dict[tuple[str, str], tuple[str, str]]:
    """Who moved a threshold and when, by pack key and label, where it is not at its default."""
    keys = {pack.id: pack.key for pack in pack_keys(conn)}
    rows = conn.execute("SELECT pack_id, label, by, at FROM threshold")
    return {(keys[pack], label): (by, at) for pack, label, by, at in rows if pack in keys}
