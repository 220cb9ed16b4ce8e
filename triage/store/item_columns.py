"""What is known of every item, as loaded: one NumPy column a property."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from triage.core import names
from triage.core.records import Reason, State
from triage.store.coded import Coded, encode_numbers
from triage.store.dates import NO_TIME_NS, days_of_ns
from triage.store.fetch import IntegerColumns, Integers, chunks

if TYPE_CHECKING:
    import sqlite3

    from triage.store.coded import Rows

NO_SIZE = -1
_ITEMS = f"""
SELECT name, id, source_id, folder_id, coalesce(size, {NO_SIZE}),
       coalesce(modified_ns, {NO_TIME_NS}), state, reason, flags, coalesce(content_id, 0)
FROM item ORDER BY id
"""  # noqa: S608  two integers of our own


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """Shape (items,) each, by ascending id. ``content_id`` is 0 without content.

    ``size`` in bytes, NO_SIZE where unknown; ``modified_day`` in days since 1970 UTC.
    ``names`` are texts as JSON shows them; ``folder`` values are texts too.
    """

    ids: Integers
    names: list[str]
    source: Coded[str]
    folder: Coded[str]
    size: Integers
    modified_day: npt.NDArray[np.int32]
    state: Coded[State]
    reason: Coded[Reason]
    flags: npt.NDArray[np.uint16]
    content_id: Integers


def load_items(connection: sqlite3.Connection) -> ItemColumns:
    """All items of the case."""
    shown: list[str] = []
    gathered = IntegerColumns(9)
    for raw_names, *columns in chunks(connection, _ITEMS):
        shown.extend(map(names.text, raw_names))
        gathered.add(columns)
    ids, source, folder, size, modified, state, reason, flags, content_id = gathered.joined()
    return ItemColumns(
        ids=ids,
        names=shown,
        source=_sources(connection, source),
        folder=_folders(connection, folder),
        size=size,
        modified_day=days_of_ns(modified),
        state=encode_numbers(state, tuple(State), [int(state) for state in State]),
        reason=encode_numbers(reason, tuple(Reason), [int(reason) for reason in Reason]),
        flags=flags.astype(np.uint16),
        content_id=content_id,
    )


def _sources(connection: sqlite3.Connection, numbers: Integers) -> Coded[str]:
    rows = connection.execute("SELECT id, name FROM source ORDER BY id").fetchall()
    return encode_numbers(numbers, tuple(row[1] for row in rows), [row[0] for row in rows])


def _folders(connection: sqlite3.Connection, numbers: Integers) -> Coded[str]:
    rows = connection.execute("SELECT id, path FROM folder ORDER BY id").fetchall()
    shown = tuple(names.text(row[1]) for row in rows)
    return encode_numbers(numbers, shown, [row[0] for row in rows])


def source_rank(source: Coded[str]) -> Rows:
    """The place of each item's source among the sources' names in order."""
    place = {name: rank for rank, name in enumerate(sorted(source.values))}
    ranks = np.array([place[name] for name in source.values], dtype=np.int32)
    return ranks.take(source.codes)
