"""Items as the contract's JSON objects, read from SQLite by id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from triage.core import clock, names
from triage.core.errors import BugError
from triage.core.records import Flag, Reason, State
from triage.store.json_text import json_line, parse_metadata
from triage.store.page_scores import ScoreReader
from triage.store.snapshot import snapshot

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from triage.store.coded import Rows
    from triage.store.columns import Columns

__all__ = ["hydrate", "json_line", "stream"]

CHUNK = 500
MOST_DUPLICATES = 20
_ITEMS = """
SELECT item.id, folder.path, item.name, source.name, item.size, item.modified_ns,
       item.created_ns, item.state, item.reason, item.flags, item.content_id,
       content.md5, content.sha1, content.sha256, content.media_type, content.width,
       content.height, content.flags, content.taken, content.metadata,
       grade.category, grade."by", grade.at, graded.sha256
FROM item
JOIN folder ON folder.id = item.folder_id
JOIN source ON source.id = item.source_id
LEFT JOIN content ON content.id = item.content_id
LEFT JOIN grade ON grade.item_id = item.id
LEFT JOIN content AS graded
    ON graded.id = grade.content_id AND graded.id IS NOT item.content_id
WHERE item.id IN ({marks})
"""
_EARLIER = """
SELECT item_id, content.sha256, seen_until FROM earlier_content
JOIN content ON content.id = earlier_content.content_id
WHERE item_id IN ({marks}) ORDER BY item_id, seen_until
"""
_TWINS = "SELECT id FROM item WHERE content_id = ? ORDER BY id LIMIT ?"
_COPIES = """
SELECT content_id, count(*) FROM item WHERE content_id IN ({marks}) GROUP BY content_id
"""

Record = dict[str, Any]


def hydrate(connection: sqlite3.Connection, columns: Columns, rows: Rows) -> list[Record]:
    """The items of ``rows``, in their order, as the contract's objects.

    Extra keys: ``earlier`` where an item changed, ``grade.given_to`` (a SHA-256) where the
    grade was given to an earlier content.
    """
    return list(stream(connection, columns, rows))


def stream(connection: sqlite3.Connection, columns: Columns, rows: Rows) -> Iterator[Record]:
    """:func:`hydrate` one after the other, in flat memory however many there are."""
    scores = ScoreReader(connection, columns)
    for start in range(0, len(rows), CHUNK):
        ids: list[int] = columns.ids[rows[start : start + CHUNK]].tolist()
        with snapshot(connection):
            records = _Chunk(connection, scores, ids).records()
        yield from records


class _Chunk:
    """Some items at once."""

    def __init__(
        self, connection: sqlite3.Connection, scores: ScoreReader, ids: Sequence[int]
    ) -> None:
        self._connection = connection
        self._scores = scores
        self._ids = ids
        self._copies: dict[int, int] = {}
        self._twins: dict[int, list[int]] = {}

    def records(self) -> list[Record]:
        found: dict[int, Any] = {row[0]: row for row in self._by_id(_ITEMS, self._ids)}
        contents = sorted({row[10] for row in found.values() if row[10] is not None})
        self._scores.read(contents)
        self._copies = dict(self._by_id(_COPIES, contents))
        records = {item: self._record(row) for item, row in found.items()}
        changed = [item for item, record in records.items() if "changed" in record["flags"]]
        for item, sha256, seen in self._by_id(_EARLIER, changed):
            earlier = records[item].setdefault("earlier", [])
            earlier.append({"sha256": sha256.hex(), "seen": seen})
        try:
            return [records[item] for item in self._ids]
        except KeyError as missing:
            raise BugError(f"item {missing} is not in the case") from missing

    def _by_id(self, sql: str, ids: Sequence[int]) -> list[Any]:
        marks = ",".join("?" * len(ids))
        return self._connection.execute(sql.format(marks=marks), ids).fetchall()

    def _record(self, row: Sequence[Any]) -> Record:
        content: int | None = row[10]
        return {
            "id": row[0],
            "path": names.text(names.join(row[1], row[2])),
            "source": row[3],
            "size": row[4],
            "modified": clock.from_ns(row[5]),
            "created": clock.from_ns(row[6]),
            "md5": _hex(row[11]),
            "sha1": _hex(row[12]),
            "sha256": _hex(row[13]),
            "media_type": row[14] or None,
            "width": row[15],
            "height": row[16],
            "state": State(row[7]).word,
            "reason": Reason(row[8]).word or None,
            "flags": Flag(row[9] | (row[17] or 0)).words,
            "taken": row[18],
            "metadata": parse_metadata(row[19]) if row[19] else {},
            **self._scores.of(content),
            "grade": _grade(*row[20:24]),
            "copies": 1 if content is None else self._copies[content],
            "duplicates": self._duplicates(row[0], content),
        }

    def _duplicates(self, item: int, content: int | None) -> list[int]:
        """The ids of the first other items with the same content."""
        if content is None or self._copies[content] == 1:
            return []
        if content not in self._twins:
            rows = self._connection.execute(_TWINS, (content, MOST_DUPLICATES + 1))
            self._twins[content] = [row[0] for row in rows]
        others = [twin for twin in self._twins[content] if twin != item]
        return others[:MOST_DUPLICATES]


def _hex(digest: bytes | None) -> str | None:
    return None if digest is None else digest.hex()


def _grade(category: int | None, by: str, at: str, given_to: bytes | None) -> Record | None:
    if category is None:
        return None
    grade: Record = {"category": category, "by": by, "at": at}
    if given_to is not None:
        grade["given_to"] = given_to.hex()
    return grade
