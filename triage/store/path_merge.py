"""Orders by path that grow: a few new rows find their place among the others by bisection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from triage.core import names
from triage.store.counted import counted
from triage.store.fetch import CHUNK
from triage.store.haystack import encode
from triage.store.packed import END, Packed
from triage.store.path_order import front, texts_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from triage.store.coded import AnyRows, Coded, Rows
    from triage.store.fetch import Integers
    from triage.store.text import TextIndex

MANY = 200
"""Where more than one in so many rows is new, sorting all of them anew is faster."""
_NAMES = "SELECT id, name FROM item WHERE id IN ({marks})"
Key = tuple[bytes, int]


class Paths(Protocol):
    """What rows are ordered by."""

    def keys(self, rows: Sequence[int]) -> list[Key]:
        """The path of each row as bytes that compare, and what decides between equal ones."""
        ...


class StoredPaths:
    """Paths as JSON shows them, which are not kept in memory: names come from the case."""

    def __init__(
        self, connection: sqlite3.Connection, ids: Integers, folder: Coded[str], source_rank: Rows
    ) -> None:
        self._connection = connection
        self._ids = ids
        self._folder = folder
        self._source_rank = source_rank

    def keys(self, rows: Sequence[int]) -> list[Key]:
        """Path, and the rank of the source."""
        ids: list[int] = self._ids.take(rows).tolist()
        found: dict[int, bytes] = {}
        for start in range(0, len(ids), CHUNK):
            part = ids[start : start + CHUNK]
            sql = _NAMES.format(marks=",".join("?" * len(part)))
            found.update(self._connection.execute(sql, part).fetchall())
        folders = self._folder.codes.take(rows).tolist()
        ranks = self._source_rank.take(rows).tolist()
        return [
            (front(encode(self._folder.values[folder])) + encode(names.text(found[item])), rank)
            for item, folder, rank in zip(ids, folders, ranks, strict=True)
        ]


class NaturalPaths:
    """Paths as people count, which are in memory."""

    def __init__(self, texts: TextIndex, path_rank: Rows) -> None:
        self._texts = texts
        self._path_rank = path_rank

    def keys(self, rows: Sequence[int]) -> list[Key]:
        """Path without case, numbers made comparable; and the rank of the exact path."""
        texts = self._texts
        folders = texts.folder.take(rows).tolist()
        paths = [
            front(texts.folders.text(folder)) + texts.names.text(row) + END
            for row, folder in zip(rows, folders, strict=True)
        ]
        comparable = texts_of(counted(Packed.of(b"".join(paths))))
        return list(zip(comparable, self._path_rank.take(rows).tolist(), strict=True))


def merged(order: Rows, new: AnyRows, paths: Paths) -> Rows:
    """``order`` with the rows ``new`` at their places.

    All of them are bisected at once, so that each step asks for its paths together.
    """
    fresh = paths.keys(new.tolist())
    by_key = sorted(range(len(fresh)), key=fresh.__getitem__)
    low = np.zeros(len(new), dtype=np.int64)
    high = np.full(len(new), len(order), dtype=np.int64)
    while len(still := np.flatnonzero(low < high)):
        middle = (low + high).take(still) // 2
        places, of_each = np.unique(middle, return_inverse=True)
        known = paths.keys(order.take(places).tolist())
        pairs = zip(of_each.tolist(), still.tolist(), strict=True)
        behind = np.array([known[there] < fresh[by_key[one]] for there, one in pairs])
        low[still[behind]] = middle[behind] + 1
        high[still[~behind]] = middle[~behind]
    return np.insert(order, low, new.take(by_key).astype(order.dtype))
