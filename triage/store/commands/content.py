"""One row for each distinct content: what its bytes are, for every copy alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from triage.core.records import CONTENT_FLAGS
from triage.store.values import as_json, storable

if TYPE_CHECKING:
    import sqlite3

    from triage.core.records import Examined, Hashes

_INSERT = (
    "INSERT INTO content (sha256, md5, sha1, size, state, reason, detail, media_type, width, "
    "height, flags, taken, camera_id, latitude, longitude, phash, metadata, raw_tags, decoder, "
    "seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def insert_content(conn: sqlite3.Connection, hashes: Hashes, examined: Examined) -> int:
    """Write what the child found, thumbnail included; the new content's id."""
    latitude, longitude = _position(examined.metadata)
    camera_id = _camera_id(conn, examined.metadata)
    what = (int(examined.state), int(examined.reason), storable(examined.detail))
    looks = (storable(examined.media_type), examined.width, examined.height)
    flags = int(examined.flags & CONTENT_FLAGS)
    taken = None if examined.taken is None else storable(examined.taken)
    tags = (as_json(examined.metadata), as_json(examined.raw_tags))
    how = (storable(examined.decoder), examined.seconds)
    digests = (hashes.sha256, hashes.md5, hashes.sha1, hashes.size)
    where = (camera_id, latitude, longitude)
    values = (*digests, *what, *looks, flags, taken, *where, examined.phash, *tags, *how)
    content_id = conn.execute(_INSERT, values).lastrowid or 0
    if examined.thumbnail is not None:
        conn.execute(
            "INSERT INTO thumbnail (content_id, jpeg) VALUES (?, ?)",
            (content_id, examined.thumbnail),
        )
    return content_id


def _camera_id(conn: sqlite3.Connection, metadata: dict[str, Any]) -> int | None:
    make = _word(metadata.get("Make"))
    model = _word(metadata.get("Model"))
    if not make and not model:
        return None
    row = conn.execute(
        "SELECT id FROM camera WHERE make = ? AND model = ?", (make, model)
    ).fetchone()
    if row is not None:
        return row[0]
    cursor = conn.execute("INSERT INTO camera (make, model) VALUES (?, ?)", (make, model))
    return cursor.lastrowid


def _word(value: object) -> str:
    return storable(value.strip()) if isinstance(value, str) else ""


def _position(metadata: dict[str, Any]) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees where both are there and on this globe."""
    latitude = metadata.get("GPSLatitude")
    longitude = metadata.get("GPSLongitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return None, None
    if -90 <= latitude <= 90 and -180 <= longitude <= 180:
        return float(latitude), float(longitude)
    return None, None
