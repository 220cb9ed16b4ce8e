"""The case in memory for filters, counts and orders; SQLite stays the truth.

A few hundred bytes an item. Loaded once in a reader's thread, then read by one thread: only
:class:`triage.store.query.Query` changes it (thresholds, grades).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from triage.store.coded import Coded, fitting
from triage.store.dates import NO_DAY, NO_KEY, TakenColumns, months, with_suffixes
from triage.store.digests import Digests
from triage.store.fetch import NO_IDS, narrow
from triage.store.grade_columns import GradeColumns, no_grades
from triage.store.growth import Growth, read_growth
from triage.store.haystack import Haystack, folded
from triage.store.heap import trim
from triage.store.known import Known, nothing
from triage.store.metadata_words import Metadata
from triage.store.order import Orders
from triage.store.order_growth import grown_orders
from triage.store.snapshot import snapshot
from triage.store.spliced import spliced
from triage.store.text import TextIndex
from triage.store.top import TopLabels

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Hashable

    from triage.core.records import Reason, State
    from triage.store.coded import AnyRows, Codes, Rows
    from triage.store.content_columns import Camera
    from triage.store.fetch import Integers
    from triage.store.score_columns import PackScores

Numbers = npt.NDArray[np.signedinteger[Any]]


@dataclass(slots=True)
class Columns:
    """One array an attribute, shape (items,), by ascending item id.

    ``content`` is the number of an item's content, -1 without one. ``size`` is -1, ``pixels``
    0, ``taken_day`` and ``modified_day`` NO_DAY where unknown. ``copies`` is how many items
    have the same content, itself included. ``packs`` are the newest of each name, by name.
    ``has_text``: whether metadata were loaded for text search. Codes and numbers have the
    smallest type that holds them.
    """

    ids: Integers
    content: Rows
    state: Coded[State]
    reason: Coded[Reason]
    flags: npt.NDArray[np.uint16]
    source: Coded[str]
    folder: Coded[str]
    size: Numbers
    media_type: Coded[str]
    camera: Coded[Camera]
    pixels: Numbers
    taken: TakenColumns
    taken_month: Coded[str | None]
    modified_day: npt.NDArray[np.int32]
    modified_month: Coded[str | None]
    gps: npt.NDArray[np.bool_]
    copies: npt.NDArray[np.integer[Any]]
    grades: GradeColumns
    digests: Digests
    packs: tuple[PackScores, ...]
    top: TopLabels
    orders: Orders
    texts: TextIndex
    has_text: bool
    known: Known

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def taken_day(self) -> npt.NDArray[np.int32]:
        """Days since 1970 of the wall clock as written."""
        return self.taken.day

    @classmethod
    def load(cls, connection: sqlite3.Connection, *, text: bool = True) -> Columns:
        """Read the whole case as it stands at one moment.

        ``text=False`` leaves the metadata unread (half of the time); a text search is then
        refused. Raises CaseError where the case holds what it cannot hold.
        """
        columns = _empty(text=text).refresh(connection)
        trim()
        return columns

    def refresh(self, connection: sqlite3.Connection) -> Columns:
        """The case as it stands now; these columns stay as they are, for whoever reads them.

        Reads what came or changed, and all anew where items are gone.
        """
        with snapshot(connection):
            growth = read_growth(connection, self)
            if growth is None:
                return Columns.load(connection, text=self.has_text)
            return _grown(connection, self, growth)

    def with_text(self, connection: sqlite3.Connection) -> Columns:
        """The same of now, with the text that ``text=False`` left out."""
        texts = self.texts
        of_items = (texts.names, texts.folders, texts.folder)
        searchable = TextIndex(*of_items, Metadata.none(), self.content)
        return replace(self, texts=searchable, has_text=True).refresh(connection)

    @property
    def content_ids(self) -> Integers:
        """The id of each content by its number, shape (contents,)."""
        return self.known.contents.ids()

    def content_id_of(self, row: int) -> int | None:
        """The id of the content of one row, None without content."""
        number = int(self.content[row])
        return None if number < 0 else self.known.contents.id_at(number)

    def rows_of(self, ids: Integers) -> Rows:
        """The rows of item ids; ids that are not loaded (yet) are left out."""
        places = np.searchsorted(self.ids, ids)
        inside = places < len(self.ids)
        places, ids = places[inside], ids[inside]
        return places[self.ids[places] == ids].astype(np.int32)


def _empty(*, text: bool) -> Columns:
    """Of a case without items."""
    codes = np.zeros(0, dtype=np.uint8)
    rows = np.zeros(0, dtype=np.int32)
    none: Coded[Any] = Coded(codes, ())
    metadata = Metadata.none() if text else None
    texts = TextIndex(Haystack.of(()), Haystack.of(()), codes, metadata, rows)
    return Columns(
        ids=NO_IDS,
        content=rows,
        state=none,
        reason=none,
        flags=np.zeros(0, dtype=np.uint16),
        source=none,
        folder=none,
        size=rows,
        media_type=none,
        camera=none,
        pixels=rows,
        taken=TakenColumns(rows, NO_IDS, ()),
        taken_month=none,
        modified_day=rows,
        modified_month=none,
        gps=np.zeros(0, dtype=np.bool_),
        copies=codes,
        grades=no_grades(),
        digests=Digests(),
        packs=(),
        top=TopLabels((), 0),
        orders=Orders(rows, NO_IDS, rows, texts),
        texts=texts,
        has_text=text,
        known=nothing(),
    )


def _grown(connection: sqlite3.Connection, before: Columns, growth: Growth) -> Columns:
    splice = _Splice(growth)
    columns = _with_contents(_with_items(before, growth, splice), growth, splice)
    texts = _grown_texts(before, growth, columns.folder)
    orders = grown_orders(
        *(connection, before.orders, growth, columns.source, columns.folder),
        *(columns.taken.key, columns.size, texts),
    )
    return replace(
        columns,
        grades=growth.grades,
        digests=growth.digests,
        packs=growth.packs,
        top=TopLabels(growth.packs, growth.size),
        orders=orders,
        texts=texts,
        known=growth.known,
    )


def _with_items(columns: Columns, growth: Growth, splice: _Splice) -> Columns:
    """What the items themselves say."""
    items, folders = growth.items, growth.known.folders
    folder = folders.codes(items.folder_id)
    source = folders.source.take(folder)
    modified_day = splice.of_item(columns.modified_day, items.modified_day)
    flags = items.flags | _of_item(growth.contents.flags, growth.place, np.uint16(0))
    return replace(
        columns,
        ids=growth.ids,
        state=splice.codes(columns.state, items.state.codes, items.state.values),
        reason=splice.codes(columns.reason, items.reason.codes, items.reason.values),
        flags=splice.of_item(columns.flags, flags),
        source=splice.codes(columns.source, source, folders.sources),
        folder=splice.codes(columns.folder, folder, folders.texts),
        size=splice.of_item(columns.size, narrow(items.size)),
        modified_day=modified_day,
        modified_month=months(modified_day),
    )


def _with_contents(columns: Columns, growth: Growth, splice: _Splice) -> Columns:
    """What their contents say of them."""
    contents = growth.contents
    pixels = narrow(contents.pixels)
    taken = splice.taken(columns.taken, contents.taken)
    return replace(
        columns,
        content=growth.content,
        media_type=splice.coded_of_content(columns.media_type, contents.media_type),
        camera=splice.coded_of_content(columns.camera, contents.camera),
        pixels=splice.of_content(columns.pixels, pixels, pixels.dtype.type(0)),
        taken=taken,
        taken_month=months(taken.day),
        gps=splice.of_content(columns.gps, contents.gps, np.False_),
        copies=_copies(growth.content),
    )


def _grown_texts(before: Columns, growth: Growth, folder: Coded[str]) -> TextIndex:
    folders = folder.values[len(before.folder.values) :]
    return TextIndex(
        before.texts.names.followed_by(growth.items.names.folded()),
        before.texts.folders.followed_by(folded(folders)),
        folder.codes,
        growth.metadata,
        growth.content,
    )


N = TypeVar("N", bound=np.generic)
V = TypeVar("V", bound="Hashable")


class _Splice:
    """Puts what was read of some items into the columns of all, which are made anew."""

    def __init__(self, growth: Growth) -> None:
        self._rows = growth.rows
        self._size = growth.size
        self._place = growth.place

    def of_item(self, column: npt.NDArray[N], values: npt.NDArray[N]) -> npt.NDArray[N]:
        """``values`` are those of the items that were read."""
        return spliced(column, self._rows, values, self._size)

    def of_content(
        self, column: npt.NDArray[N], values: npt.NDArray[N], without: N
    ) -> npt.NDArray[N]:
        """``values`` are those of the contents that were read; ``without`` content this one."""
        return self.of_item(column, _of_item(values, self._place, without))

    def codes(self, column: Coded[V], codes: Codes, values: tuple[V, ...]) -> Coded[V]:
        """``values`` begin with those of ``column``; ``codes`` are of the items read."""
        fit = fitting(len(values))
        return Coded(self.of_item(column.codes.astype(fit), codes.astype(fit)), values)

    def coded_of_content(self, column: Coded[V], values: Coded[V]) -> Coded[V]:
        """Code 0 is "none" in both columns that come from contents."""
        codes = _of_item(values.codes, self._place, values.codes.dtype.type(0))
        return self.codes(column, codes, values.values)

    def taken(self, column: TakenColumns, values: TakenColumns) -> TakenColumns:
        """By the places of all suffixes that there are now."""
        suffixes = tuple(sorted({*column.suffixes, *values.suffixes}))
        old = with_suffixes(column.key, column.suffixes, suffixes)
        new = with_suffixes(values.key, values.suffixes, suffixes)
        return TakenColumns(
            self.of_content(column.day, values.day, NO_DAY),
            self.of_content(old, new, np.int64(NO_KEY)),
            suffixes,
        )


def _of_item(column: npt.NDArray[N], place: AnyRows, without: N) -> npt.NDArray[N]:
    """An item's value is its content's; at place -1, of an item without, the given one."""
    last = np.array([without], dtype=column.dtype)
    return np.concatenate([column, last]).take(place, mode="wrap")


def _copies(content: Rows) -> npt.NDArray[np.integer[Any]]:
    counts = np.bincount(content + 1, minlength=1)
    counts[:1] = 1
    return counts.astype(fitting(int(counts.max()) + 1)).take(content + 1)
