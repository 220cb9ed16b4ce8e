"""What came or changed in a case since columns of it were made, read in proportion to that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from triage.store.content_columns import ContentColumns, load_contents, load_digests, load_metadata
from triage.store.fetch import EVERYTHING, Wanted
from triage.store.grade_columns import GradeColumns, grades_since
from triage.store.item_columns import ItemColumns, load_items
from triage.store.known import Known, look, outdated
from triage.store.provenance import PackRow, pack_keys
from triage.store.score_columns import (
    PackScores,
    Scored,
    load_vectors,
    no_scores,
    thresholds_in_force,
)

if TYPE_CHECKING:
    import sqlite3

    from triage.store.coded import AnyRows, Rows
    from triage.store.columns import Columns
    from triage.store.digests import Digests
    from triage.store.fetch import Integers
    from triage.store.metadata_words import Metadata


@dataclass(frozen=True, slots=True)
class Growth:
    """``items`` changed or are new; ``rows`` are theirs (ascending), among ``size``.

    ``place`` is that of each one's content among ``contents``, -1 without; ``content`` the
    number of the content of every item of the case. Packs and grades are those of all items.
    """

    known: Known
    rows: AnyRows
    size: int
    items: ItemColumns
    contents: ContentColumns
    place: AnyRows
    ids: Integers
    content: Rows
    packs: tuple[PackScores, ...]
    grades: GradeColumns
    digests: Digests
    metadata: Metadata | None


def read_growth(connection: sqlite3.Connection, before: Columns) -> Growth | None:
    """What is new since ``before``; None where items are gone: then only all anew is right.

    To be called inside one snapshot of the case.
    """
    newest = [pack for pack in pack_keys(connection) if pack.newest]
    now = look(connection, before.known, newest)
    changed = outdated(before, now)
    also = before.ids.take(changed)
    last = int(before.ids[-1]) if len(before) else 0
    items = load_items(connection, Wanted(last, also))
    size = len(before) + len(items.ids) - len(also)
    if size != now.items or not np.array_equal(items.ids[: len(also)], also):
        return None
    return _read(connection, before, now, items, changed, newest)


def _read(
    connection: sqlite3.Connection,
    before: Columns,
    now: Known,
    items: ItemColumns,
    changed: AnyRows,
    newest: list[PackRow],
) -> Growth:
    rows = np.concatenate([changed, np.arange(len(before), now.items)])
    ids = np.concatenate([before.ids, items.ids[len(changed) :]])
    last = before.known.contents.last
    used = np.unique(items.content_id)
    wanted = Wanted(last, used[(used > 0) & (used <= last)])
    contents = load_contents(connection, wanted, before.media_type.values or ("",))
    new_contents = contents.ids[len(wanted.also) :]
    now = replace(now, contents=before.known.contents.followed_by(new_contents))
    place = _places(contents.ids, items.content_id)
    content = np.full(now.items, -1, dtype=np.int32)
    content[: len(before)] = before.content
    numbers = now.contents.places(items.content_id)
    content[rows] = np.where(items.content_id == 0, -1, numbers)
    packs = _Packs(connection, now, rows, content)
    metadata = before.texts.metadata
    return Growth(
        known=now,
        rows=rows,
        size=now.items,
        items=items,
        contents=contents,
        place=place,
        ids=ids,
        content=content,
        packs=tuple(packs.read(pack, before, wanted, contents.ids, place) for pack in newest),
        grades=grades_since(connection, before.grades, ids, before.known.audited),
        digests=load_digests(connection, last, before.digests),
        metadata=None if metadata is None else _more(connection, before, metadata),
    )


def _more(connection: sqlite3.Connection, before: Columns, metadata: Metadata) -> Metadata:
    """Where no text was loaded before, that of all contents is."""
    count = len(metadata.codes)
    after = before.known.contents.id_at(count - 1) if count else 0
    return load_metadata(connection, after, metadata)


def _places(content_ids: Integers, of_items: Integers) -> AnyRows:
    return np.where(of_items == 0, -1, np.searchsorted(content_ids, of_items))


class _Packs:
    """Reads scores: of the items at ``rows`` for a pack that was there, else of all."""

    def __init__(
        self, connection: sqlite3.Connection, now: Known, rows: AnyRows, content: Rows
    ) -> None:
        self._connection = connection
        self._now = now
        self._rows = rows
        self._content = content

    def read(
        self, pack: PackRow, before: Columns, wanted: Wanted, ids: Integers, place: AnyRows
    ) -> PackScores:
        """One pack for all items. ``ids`` are the wanted contents', ``place`` as in Growth."""
        size = self._now.items
        thresholds = thresholds_in_force(self._connection, pack)
        known = next((scores for scores in before.packs if scores.pack_id == pack.id), None)
        if known is not None:
            vectors = load_vectors(self._connection, pack, wanted, ids)
            return known.followed_by(Scored(self._rows, size, vectors, place), thresholds)
        vectors = load_vectors(self._connection, pack, EVERYTHING, self._now.contents.ids())
        everyone = Scored(np.arange(size), size, vectors, self._content.astype(np.int64))
        return no_scores(pack).followed_by(everyone, thresholds)
