"""Everything that the case knows of one item, for whoever looks at it alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.core import names
from triage.core.errors import KnownError
from triage.core.records import Flag, Reason, State, Where
from triage.store.item_scores import RunFacts, ScoreRow, item_scores
from triage.store.json_text import parse_object
from triage.store.snapshot import snapshot
from triage.store.thumbnails import picture_of, reading

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from triage.store.columns import Columns

__all__ = ["CopyPath", "GradeFacts", "ItemDetail", "RunFacts", "ScoreRow", "item_detail"]

MOST_COPIES = 200
_ITEM = """
SELECT item.name, folder.path, source.name, source.exhibit, source.place, item.state,
       item.reason, item.detail, item.flags, item.size, item.modified_ns, item.created_ns,
       item.content_id, grade.category, grade."by", grade.at, graded.sha256
FROM item
JOIN folder ON folder.id = item.folder_id
JOIN source ON source.id = item.source_id
LEFT JOIN grade ON grade.item_id = item.id
LEFT JOIN content AS graded
    ON graded.id = grade.content_id AND graded.id IS NOT item.content_id
WHERE item.id = ?
"""
_CONTENT = (
    "SELECT md5, sha1, sha256, media_type, width, height, flags, taken, latitude, longitude, "
    "metadata, raw_tags, decoder, seconds FROM content WHERE id = ?"
)
_COPIES = (
    "SELECT item.id, source.name, folder.path, item.name FROM item "
    "JOIN folder ON folder.id = item.folder_id JOIN source ON source.id = item.source_id "
    "WHERE item.content_id = ? ORDER BY item.id LIMIT ?"
)
_EARLIER = (
    "SELECT content.sha256, seen_until FROM earlier_content "
    "JOIN content ON content.id = earlier_content.content_id WHERE item_id = ? ORDER BY seen_until"
)


@dataclass(frozen=True, slots=True)
class GradeFacts:
    """What a person said. ``given_to``: the SHA-256 of the earlier content that was graded."""

    category: int
    by: str
    at: str
    given_to: str | None = None


@dataclass(frozen=True, slots=True)
class CopyPath:
    """One place of a content: its source and the raw path within."""

    item_id: int
    source: str
    path: bytes


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """One item. ``name``, ``folder`` and ``place`` (its source's) are raw names, hashes hex.

    ``flags`` are the item's and its content's. ``copies`` are the first places of the content,
    itself among them, of ``copies_count``. ``earlier`` are (SHA-256, seen until). Of a pending
    item, ``jpeg`` (``from_peek``), ``taken`` and ``claimed_camera`` are what the head of the
    file says. ``scored``: some pack has scored the content.
    """

    item_id: int
    name: bytes
    folder: bytes
    source: str
    exhibit: str
    place: bytes
    state: State
    reason: Reason
    detail: str
    flags: Flag
    size: int | None
    modified_ns: int | None
    created_ns: int | None
    where: Where
    media_type: str = ""
    width: int | None = None
    height: int | None = None
    taken: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict[str, Any])
    raw_tags: dict[str, Any] = field(default_factory=dict[str, Any])
    md5: str | None = None
    sha1: str | None = None
    sha256: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    decoder: str = ""
    seconds: float | None = None
    grade: GradeFacts | None = None
    scores: tuple[ScoreRow, ...] = ()
    runs: tuple[RunFacts, ...] = ()
    copies: tuple[CopyPath, ...] = ()
    copies_count: int = 1
    earlier: tuple[tuple[str, str], ...] = ()
    jpeg: bytes | None = None
    from_peek: bool = False
    claimed_camera: str | None = None
    scored: bool = False
    content_id: int | None = None

    @property
    def path(self) -> bytes:
        """Raw path within the source."""
        return names.join(self.folder, self.name)


def item_detail(conn: sqlite3.Connection, columns: Columns | None, item_id: int) -> ItemDetail:
    """One item as it stands now; thresholds are those of ``columns`` where they are given.

    Raises KnownError where the case has no such item, CaseError for faults of the case; lost
    pictures count as none.
    """
    with reading(conn), snapshot(conn):
        row = conn.execute(_ITEM, (item_id,)).fetchone()
        if row is None:
            raise KnownError(f"This case has no item {item_id}.")
        content_id: int | None = row[12]
        content = _content(conn, content_id)
        flags = Flag(row[8] | content.pop("flags", 0))
        scores, runs = item_scores(conn, columns, content_id)
        jpeg, from_peek = picture_of(conn, item_id, content_id)
        facts = {**_claims(conn, item_id), **content} if from_peek else content
        copies, count = _copies(conn, content_id)
        return ItemDetail(
            item_id,
            *row[:5],
            state=State(row[5]),
            reason=Reason(row[6]),
            detail=row[7],
            flags=flags,
            size=row[9],
            modified_ns=row[10],
            created_ns=row[11],
            where=Where(Path(names.native(row[4])), row[1], row[0]),
            grade=_grade(row[13:17]),
            scores=scores,
            runs=runs,
            copies=copies,
            copies_count=count,
            earlier=_earlier(conn, item_id),
            jpeg=jpeg,
            from_peek=from_peek,
            scored=bool(scores),
            content_id=content_id,
            **facts,
        )


def _content(conn: sqlite3.Connection, content_id: int | None) -> dict[str, Any]:
    row = conn.execute(_CONTENT, (content_id,)).fetchone()
    if row is None:
        return {}
    return {
        **dict(zip(("md5", "sha1", "sha256"), (digest.hex() for digest in row[:3]), strict=True)),
        **dict(zip(("media_type", "width", "height", "flags", "taken"), row[3:8], strict=True)),
        **dict(zip(("latitude", "longitude"), row[8:10], strict=True)),
        "metadata": parse_object(row[10]),
        "raw_tags": parse_object(row[11]),
        "decoder": row[12],
        "seconds": row[13],
    }


def _claims(conn: sqlite3.Connection, item_id: int) -> dict[str, Any]:
    row = conn.execute("SELECT taken, camera FROM peek WHERE item_id = ?", (item_id,)).fetchone()
    return {"taken": row[0], "claimed_camera": row[1]} if row else {}


def _grade(row: Sequence[Any]) -> GradeFacts | None:
    category, by, at, given_to = row
    if category is None:
        return None
    return GradeFacts(category, by, at, None if given_to is None else given_to.hex())


def _copies(conn: sqlite3.Connection, content_id: int | None) -> tuple[tuple[CopyPath, ...], int]:
    if content_id is None:
        return (), 1
    rows = conn.execute(_COPIES, (content_id, MOST_COPIES))
    copies = tuple(
        CopyPath(item, source, names.join(folder, name)) for item, source, folder, name in rows
    )
    sql = "SELECT count(*) FROM item WHERE content_id = ?"
    return copies, conn.execute(sql, (content_id,)).fetchone()[0]


def _earlier(conn: sqlite3.Connection, item_id: int) -> tuple[tuple[str, str], ...]:
    rows = conn.execute(_EARLIER, (item_id,))
    return tuple((sha256.hex(), seen) for sha256, seen in rows)
