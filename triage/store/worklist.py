"""What a job has to do next, paged by id: nothing here needs the whole case in memory."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core.records import FileKind, Flag, Reason, State

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A pending item; ``content_id`` is set where a file known before is read again."""

    id: int
    source_id: int
    folder: bytes
    name: bytes
    size: int | None
    modified_ns: int | None
    created_ns: int | None = None
    content_id: int | None = None


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """Where one copy of a content lies: raw folder and name within its source."""

    item_id: int
    source_id: int
    folder: bytes
    name: bytes


@dataclass(frozen=True, slots=True)
class Unscored:
    """An analysed content that a pack has not scored, and all its places."""

    content_id: int
    sha256: bytes
    places: tuple[ItemPlace, ...]


@dataclass(frozen=True, slots=True)
class KnownContent:
    """A content that the case has already."""

    content_id: int
    state: State
    reason: Reason
    media_type: str
    flags: Flag
    scored_by: frozenset[int]
    """Ids of the packs that have scored it."""


@dataclass(frozen=True, slots=True)
class ScoredContent:
    """A content with the vector (float32 LE) that one pack gave it."""

    content_id: int
    sha256: bytes
    pack_id: int
    run_id: int
    scores: bytes


@dataclass(frozen=True, slots=True)
class RecordedItem:
    """An item as recorded, to be compared with what lies on the disk now."""

    id: int
    source_id: int
    folder: bytes
    name: bytes
    kind: FileKind
    state: State
    flags: Flag
    size: int | None
    modified_ns: int | None
    sha256: bytes | None
    md5: bytes | None
    sha1: bytes | None


_WORK_ITEM = (
    "SELECT item.id, item.source_id, folder.path, item.name, item.size, item.modified_ns, "
    "item.created_ns, item.content_id FROM "
)


def pending(conn: sqlite3.Connection, after_id: int = 0, limit: int = 1000) -> list[WorkItem]:
    """Items still to be read, by id, from the one after ``after_id``."""
    found = conn.execute(
        f"{_WORK_ITEM} item INDEXED BY item_pending JOIN folder ON folder.id = item.folder_id "
        "WHERE item.state = 0 AND item.id > ? ORDER BY item.id LIMIT ?",
        (after_id, limit),
    )
    return [WorkItem(*row) for row in found]


def pending_among(conn: sqlite3.Connection, ids: Sequence[int]) -> list[WorkItem]:
    """Those of these items that are still to be read, each once, in the order of ``ids``."""
    found = conn.execute(
        f"{_WORK_ITEM} json_each(?) AS wanted CROSS JOIN item ON item.id = wanted.value "
        "JOIN folder ON folder.id = item.folder_id WHERE item.state = 0 ORDER BY wanted.key",
        (json.dumps(list(dict.fromkeys(ids))),),
    )
    return [WorkItem(*row) for row in found]


def unscored(
    conn: sqlite3.Connection, pack_id: int | None, after_content_id: int = 0, limit: int = 1000
) -> list[Unscored]:
    """Analysed contents without scores of a pack (None: of a pack that is new to the case)."""
    found = conn.execute(
        "SELECT id, sha256 FROM content WHERE id > ? AND state = 1 AND NOT EXISTS "
        "(SELECT 1 FROM suggestion WHERE pack_id = ? AND content_id = content.id) "
        "AND EXISTS (SELECT 1 FROM item WHERE content_id = content.id) ORDER BY id LIMIT ?",
        (after_content_id, pack_id, limit),
    ).fetchall()
    return [Unscored(content_id, sha, paths_of(conn, content_id)) for content_id, sha in found]


def find_content(conn: sqlite3.Connection, sha256: bytes) -> KnownContent | None:
    """The content with this SHA-256 (32 bytes), None where the case has it not yet."""
    row = conn.execute(
        "SELECT id, state, reason, media_type, flags FROM content WHERE sha256 = ?", (sha256,)
    ).fetchone()
    if row is None:
        return None
    packs = conn.execute("SELECT pack_id FROM suggestion WHERE content_id = ?", (row[0],))
    scored_by = frozenset(pack_id for (pack_id,) in packs)
    return KnownContent(row[0], State(row[1]), Reason(row[2]), row[3], Flag(row[4]), scored_by)


def random_scored(conn: sqlite3.Connection, n: int) -> list[ScoredContent]:
    """At most ``n`` score vectors, drawn evenly from all of them."""
    found = conn.execute(
        "SELECT content.id, content.sha256, drawn.pack_id, drawn.run_id, drawn.scores FROM "
        "(SELECT pack_id, content_id, run_id, scores FROM suggestion ORDER BY random() LIMIT ?) "
        "AS drawn JOIN content ON content.id = drawn.content_id",
        (n,),
    )
    return [ScoredContent(*row) for row in found]


def paths_of(conn: sqlite3.Connection, content_id: int) -> tuple[ItemPlace, ...]:
    """Every place of a content, by item id."""
    found = conn.execute(
        "SELECT item.id, item.source_id, folder.path, item.name FROM item "
        "JOIN folder ON folder.id = item.folder_id WHERE item.content_id = ? ORDER BY item.id",
        (content_id,),
    )
    return tuple(ItemPlace(*row) for row in found)


def recorded(
    conn: sqlite3.Connection,
    after_id: int = 0,
    limit: int = 1000,
    source_id: int | None = None,
) -> list[RecordedItem]:
    """Items as recorded, by id; of one source where it is given."""
    found = conn.execute(
        "SELECT item.id, item.source_id, folder.path, item.name, item.kind, item.state, "
        "item.flags, item.size, item.modified_ns, content.sha256, content.md5, content.sha1 "
        "FROM item JOIN folder ON folder.id = item.folder_id "
        "LEFT JOIN content ON content.id = item.content_id "
        "WHERE item.id > ? AND (? IS NULL OR item.source_id = ?) ORDER BY item.id LIMIT ?",
        (after_id, source_id, source_id, limit),
    )
    return [
        RecordedItem(item_id, source, path, name, FileKind(kind), State(state), Flag(flags), *rest)
        for item_id, source, path, name, kind, state, flags, *rest in found
    ]


def item_ids(conn: sqlite3.Connection, source_id: int) -> list[int]:
    """Ids of every item of a source, ascending."""
    found = conn.execute("SELECT id FROM item WHERE source_id = ? ORDER BY id", (source_id,))
    return [item_id for (item_id,) in found]


def count_pending(conn: sqlite3.Connection, but: Iterable[int] = ()) -> int:
    """Number of items still to be read, those with the ids ``but`` left out."""
    return conn.execute(
        "SELECT count(*) FROM item WHERE state = 0 AND id NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(list(but)),),
    ).fetchone()[0]


def count_unscored(conn: sqlite3.Connection, pack_id: int | None) -> int:
    """Number of analysed contents without scores of a pack (None: of a new pack)."""
    return conn.execute(
        "SELECT count(*) FROM content WHERE state = 1 AND NOT EXISTS "
        "(SELECT 1 FROM suggestion WHERE pack_id = ? AND content_id = content.id) "
        "AND EXISTS (SELECT 1 FROM item WHERE content_id = content.id)",
        (pack_id,),
    ).fetchone()[0]
