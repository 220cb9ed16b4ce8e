"""The first items by path, straight from SQL: something to see before the columns are loaded."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from triage.core import names
from triage.core.records import Flag, Reason, State
from triage.store.byte_order import sorted_rows
from triage.store.counted import counted
from triage.store.fetch import CHUNK, chunks
from triage.store.haystack import encode, folded
from triage.store.path_order import Tree, front, texts_of
from triage.store.snapshot import snapshot
from triage.store.spelled import Spelled

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from triage.store.packed import Packed
    from triage.store.path_order import Section

_FOLDERS = """
SELECT folder.id, path, name FROM folder JOIN source ON source.id = source_id ORDER BY folder.id
"""
_NAMES = "SELECT id, name FROM item WHERE folder_id = ?"
_ITEMS = """
SELECT item.id, item.state, item.reason, item.flags | coalesce(content.flags, 0), category,
       coalesce(media_type, ''), item.size
FROM item
LEFT JOIN content ON content.id = item.content_id LEFT JOIN grade ON grade.item_id = item.id
WHERE item.id IN ({marks})
"""


@dataclass(frozen=True, slots=True)
class FirstItem:
    """What a tile needs. ``category`` is a person's grade, None without; ``size`` in bytes."""

    item_id: int
    state: State
    reason: Reason
    flags: Flag
    category: int | None
    media_type: str
    size: int | None


def count_items(conn: sqlite3.Connection) -> int:
    """How many items the case has; some milliseconds at a million."""
    return conn.execute("SELECT count(*) FROM item").fetchone()[0]


def first_page(
    conn: sqlite3.Connection, count: int = 500, *, natural: bool = True
) -> list[FirstItem]:
    """The first items as :meth:`triage.store.query.Query.rows` has them by path.

    ``natural``: as people count. Only folders are read in whole, and the names of those that
    come first.
    """
    with snapshot(conn):
        ids: list[int] = []
        walk = _Walk(conn, count, natural=natural)
        for section in walk.tree.sections():
            ids.extend(walk.ids(section))
            if len(ids) >= count:
                break
        return list(_items(conn, ids[:count]))


def _items(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[FirstItem]:
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        sql = _ITEMS.format(marks=",".join("?" * len(part)))
        found = {row[0]: row for row in conn.execute(sql, part)}
        for item_id in part:
            _, state, reason, flags, *others = found[item_id]
            yield FirstItem(item_id, State(state), Reason(reason), Flag(flags), *others)


@dataclass(frozen=True, slots=True, order=True)
class _Entry:
    """``key`` is the name as it is compared; equal ones are by path, then by source."""

    key: bytes
    path: bytes
    source: str
    item_id: int


class _Walk:
    """Folders that are equal in the order (of several sources, or but for case) are one."""

    def __init__(self, conn: sqlite3.Connection, count: int, *, natural: bool) -> None:
        self._conn = conn
        self._count = count
        self._natural = natural
        self._folders: list[Any] = conn.execute(_FOLDERS).fetchall()
        texts = [names.text(path) for _, path, _ in self._folders]
        self._fronts = [front(encode(text)) for text in texts]
        compared = self._fronts
        if natural:
            compared = [front(text) for text in texts_of(counted(folded(texts)))]
        self.tree = Tree(compared)
        self._of_number: dict[int, list[int]] = {}
        for place, text in enumerate(compared):
            self._of_number.setdefault(self.tree.numbers[text], []).append(place)
        # Those of a folder with folders below it are wanted again after these.
        self._read: dict[int, list[_Entry]] = {}

    def ids(self, section: Section) -> list[int]:
        """The items of one section, of the first ``count`` of its folder."""
        entries = self._read.get(section.folder)
        if entries is None:
            entries = self._entries(section.folder)
            self._read[section.folder] = entries
        start = bisect_left(entries, section.start, key=_key)
        stop = None if section.stop is None else bisect_left(entries, section.stop, key=_key)
        return [entry.item_id for entry in entries[start:stop]]

    def _entries(self, number: int) -> list[_Entry]:
        entries: list[_Entry] = []
        for place in self._of_number[number]:
            entries.extend(self._of_folder(place))
        return sorted(entries)[: self._count]

    def _of_folder(self, place: int) -> Iterator[_Entry]:
        """The first ``count`` of one folder, and those equal to the last of them."""
        folder_id, _, source = self._folders[place]
        spelled, ids = Spelled(), list[int]()
        for some_ids, some_names in chunks(self._conn, _NAMES, folder_id):
            ids.extend(some_ids)
            spelled.add(some_names)
        exact = spelled.exact()
        keys = counted(spelled.folded()) if self._natural else exact
        for row in _first_rows(keys, self._count):
            path = self._fronts[place] + exact.text(row)
            yield _Entry(keys.text(row), path, source, ids[row])


def _key(entry: _Entry) -> bytes:
    return entry.key


def _first_rows(keys: Packed, count: int) -> list[int]:
    nothing = np.zeros(len(keys), dtype=np.int32)
    order = sorted_rows(nothing, keys, nothing).tolist()
    end = count
    while 0 < end < len(order) and keys.text(order[end]) == keys.text(order[end - 1]):
        end += 1
    return order[:end]
