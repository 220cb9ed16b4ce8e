"""What is known of some items, as loaded: one NumPy column a property."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from triage.core import names
from triage.core.records import Reason, State
from triage.store.coded import Coded, encode_numbers, fitting
from triage.store.dates import NO_TIME_NS, days_of_ns
from triage.store.fetch import NO_IDS, IntegerColumns, Integers, chosen, chunks
from triage.store.numbering import Numbering
from triage.store.spelled import Spelled

if TYPE_CHECKING:
    import sqlite3

    from triage.store.coded import Codes, Rows
    from triage.store.fetch import Wanted
    from triage.store.packed import Packed

NO_SIZE = -1
# State, reason, flags and folder in one number: that many Python objects less. The folder
# tells the source.
_ITEMS = f"""
SELECT name, id, coalesce(size, {NO_SIZE}), coalesce(modified_ns, {NO_TIME_NS}),
       state | (reason << 8) | (flags << 16) | (folder_id << 32), coalesce(content_id, 0)
FROM item WHERE 1
"""  # noqa: S608  two integers of our own
_SOURCES = "SELECT id, name FROM source WHERE id > ? ORDER BY id"
_FOLDERS = "SELECT id, source_id, path FROM folder WHERE id > ? ORDER BY id"
_NAMES = "SELECT name FROM item ORDER BY id"


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """Shape (items,) each, by ascending id. ``content_id`` is 0 without content.

    ``size`` in bytes, NO_SIZE where unknown; ``modified_day`` in days since 1970 UTC.
    ``names`` are those of items above the ``after`` that was wanted, and no others.
    """

    ids: Integers
    folder_id: Integers
    size: Integers
    modified_day: npt.NDArray[np.int32]
    state: Coded[State]
    reason: Coded[Reason]
    flags: npt.NDArray[np.uint16]
    content_id: Integers
    names: Spelled


def load_items(connection: sqlite3.Connection, wanted: Wanted) -> ItemColumns:
    """The wanted items of the case."""
    spelled = Spelled()
    gathered = IntegerColumns(5)
    for raw_names, *columns in chosen(connection, _ITEMS, "id", wanted):
        if columns[0][0] > wanted.after:
            spelled.add(raw_names)
        gathered.add(columns)
    ids, size, modified, standing, content_id = gathered.joined()
    state, reason = standing & 0xFF, standing >> 8 & 0xFF
    return ItemColumns(
        ids=ids,
        folder_id=standing >> 32,
        size=size,
        modified_day=days_of_ns(modified),
        state=encode_numbers(state, tuple(State), [int(state) for state in State]),
        reason=encode_numbers(reason, tuple(Reason), [int(reason) for reason in Reason]),
        flags=(standing >> 16 & 0xFFFF).astype(np.uint16),
        content_id=content_id,
        names=spelled,
    )


def all_names(connection: sqlite3.Connection) -> Packed:
    """The names of all items, by id, for sorting."""
    spelled = Spelled()
    for (raw_names,) in chunks(connection, _NAMES):
        spelled.add(raw_names)
    return spelled.exact()


@dataclass(frozen=True, slots=True)
class Folders:
    """All sources and folders, by ascending id: texts, and the source of each folder by place.

    Names and paths never change, and new ones come behind.
    """

    sources: tuple[str, ...]
    source_numbering: Numbering
    texts: tuple[str, ...]
    numbering: Numbering
    source: Codes

    @classmethod
    def none(cls) -> Folders:
        """Of an empty case."""
        numbering = Numbering(NO_IDS)
        return cls((), numbering, (), numbering, np.zeros(0, dtype=np.uint8))

    def codes(self, ids: Integers) -> Codes:
        """The place of each folder id, all of which are known."""
        return self.numbering.places(ids).astype(fitting(len(self.texts)))

    def followed_by(self, connection: sqlite3.Connection) -> Folders:
        """With those that came since."""
        sources = _above(connection, _SOURCES, self.source_numbering.last)
        folders = _above(connection, _FOLDERS, self.numbering.last)
        source_numbering = self.source_numbering.followed_by(_integers(sources, 0))
        source = source_numbering.places(_integers(folders, 1))
        names_of_sources = (*self.sources, *(name for _, name in sources))
        return Folders(
            names_of_sources,
            source_numbering,
            (*self.texts, *(names.text(path) for _, _, path in folders)),
            self.numbering.followed_by(_integers(folders, 0)),
            np.append(self.source, source).astype(fitting(len(names_of_sources))),
        )


def _above(connection: sqlite3.Connection, sql: str, last: int) -> list[Any]:
    return connection.execute(sql, (last,)).fetchall()


def _integers(rows: list[Any], column: int) -> Integers:
    return np.array([row[column] for row in rows], dtype=np.int64)


def source_rank(source: Coded[str]) -> Rows:
    """The place of each item's source among the sources' names in order."""
    place = {name: rank for rank, name in enumerate(sorted(source.values))}
    ranks = np.array([place[name] for name in source.values], dtype=np.int32)
    return ranks.take(source.codes)
