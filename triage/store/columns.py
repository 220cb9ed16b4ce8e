"""The case in memory for filters, counts and orders; SQLite stays the truth.

A few hundred bytes an item. Loaded once in a reader's thread, then read by one thread: only
:class:`triage.store.query.Query` changes it (thresholds, grades).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from triage.store.coded import Coded
from triage.store.content_columns import Camera, ContentColumns, load_contents
from triage.store.dates import NO_DAY, NO_KEY, months
from triage.store.grade_columns import GradeColumns, load_grades
from triage.store.haystack import Haystack
from triage.store.item_columns import ItemColumns, load_items, source_rank
from triage.store.order import Orders
from triage.store.path_order import path_rows
from triage.store.provenance import pack_keys
from triage.store.score_columns import PackScores, load_pack
from triage.store.snapshot import snapshot
from triage.store.text import TextIndex
from triage.store.top import TopLabels

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Hashable

    from triage.core.records import Reason, State
    from triage.store.coded import Rows
    from triage.store.digests import Digests
    from triage.store.fetch import Integers


@dataclass(slots=True)
class Columns:
    """One array an attribute, shape (items,), by ascending item id.

    ``content`` is the number of an item's content, -1 without one. ``size`` is -1, ``width``
    and ``height`` 0, ``taken_day`` and ``modified_day`` NO_DAY where unknown. ``copies`` is
    how many items have the same content, itself included. ``packs`` are the newest of each
    name, by name. ``has_text``: whether metadata were loaded for text search.
    """

    ids: Integers
    content: Rows
    state: Coded[State]
    reason: Coded[Reason]
    flags: npt.NDArray[np.uint16]
    source: Coded[str]
    folder: Coded[str]
    size: Integers
    media_type: Coded[str]
    camera: Coded[Camera]
    pixels: Integers
    taken_day: npt.NDArray[np.int32]
    taken_month: Coded[str | None]
    modified_day: npt.NDArray[np.int32]
    modified_month: Coded[str | None]
    gps: npt.NDArray[np.bool_]
    copies: npt.NDArray[np.int32]
    grades: GradeColumns
    digests: Digests
    packs: tuple[PackScores, ...]
    top: TopLabels
    orders: Orders
    texts: TextIndex
    has_text: bool

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def load(cls, connection: sqlite3.Connection, *, text: bool = True) -> Columns:
        """Read the whole case as it stands at one moment.

        ``text=False`` leaves the metadata unread (half of the time); a text search is then
        refused. Raises CaseError where the case holds what it cannot hold.
        """
        with snapshot(connection):
            items = load_items(connection)
            contents = load_contents(connection, text=text)
            content = _places(contents.ids, items.content_id)
            packs = tuple(
                load_pack(connection, pack, contents.ids, content)
                for pack in pack_keys(connection)
                if pack.newest
            )
            grades = load_grades(connection, items.ids)
        return _assemble(items, contents, content, packs, grades)

    def refresh(self, connection: sqlite3.Connection) -> Columns:
        """The case as it stands now, loaded anew; these columns stay as they are."""
        return Columns.load(connection, text=self.has_text)

    def rows_of(self, ids: Integers) -> Rows:
        """The rows of item ids; ids that are not loaded (yet) are left out."""
        places = np.searchsorted(self.ids, ids)
        inside = places < len(self.ids)
        places, ids = places[inside], ids[inside]
        return places[self.ids[places] == ids].astype(np.int32)


def _places(content_ids: Integers, of_items: Integers) -> Rows:
    places = np.searchsorted(content_ids, of_items)
    return np.where(of_items == 0, -1, places).astype(np.int32)


def _assemble(
    items: ItemColumns,
    contents: ContentColumns,
    content: Rows,
    packs: tuple[PackScores, ...],
    grades: GradeColumns,
) -> Columns:
    pixels = contents.width.astype(np.int64) * contents.height
    taken_day = _of_item(contents.taken.day, content, NO_DAY)
    texts, orders = _texts_and_orders(items, contents, content)
    return Columns(
        ids=items.ids,
        content=content,
        state=items.state,
        reason=items.reason,
        flags=items.flags | _of_item(contents.flags, content, np.uint16(0)),
        source=items.source,
        folder=items.folder,
        size=items.size,
        media_type=_coded_of_item(contents.media_type, content),
        camera=_coded_of_item(contents.camera, content),
        pixels=_of_item(pixels, content, np.int64(0)),
        taken_day=taken_day,
        taken_month=months(taken_day),
        modified_day=items.modified_day,
        modified_month=months(items.modified_day),
        gps=_of_item(contents.gps, content, np.False_),
        copies=_copies(content),
        grades=grades,
        digests=contents.digests,
        packs=packs,
        top=TopLabels(packs, len(content)),
        orders=orders,
        texts=texts,
        has_text=contents.words is not None,
    )


def _texts_and_orders(
    items: ItemColumns, contents: ContentColumns, content: Rows
) -> tuple[TextIndex, Orders]:
    """What is made of names; these are let go then, being a fifth of all memory."""
    folder = items.folder
    by_path = path_rows(folder.values, folder.codes, items.names, source_rank(items.source))
    texts = TextIndex(
        Haystack(items.names),
        Haystack(folder.values),
        folder.codes,
        contents.words.searchable() if contents.words else [],
        content,
    )
    items.names.clear()
    taken_key = _of_item(contents.taken.key, content, np.int64(NO_KEY))
    return texts, Orders(by_path, taken_key, items.size, texts)


N = TypeVar("N", bound=np.generic)
V = TypeVar("V", bound="Hashable")


def _of_item(column: npt.NDArray[N], content: Rows, without: N) -> npt.NDArray[N]:
    """An item's value is its content's; ``without`` content it is the given one."""
    # Place -1, an item without content, wraps to the last one.
    last = np.array([without], dtype=column.dtype)
    return np.concatenate([column, last]).take(content, mode="wrap")


def _coded_of_item(column: Coded[V], content: Rows) -> Coded[V]:
    """Code 0 is "none" in both columns that come from contents."""
    return Coded(_of_item(column.codes, content, np.int32(0)), column.values)


def _copies(content: Rows) -> npt.NDArray[np.int32]:
    counts = np.bincount(content + 1, minlength=1).astype(np.int32)
    counts[:1] = 1
    return counts.take(content + 1)
