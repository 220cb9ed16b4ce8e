"""How far columns know their case, and which of their rows are no longer right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from triage.store.block_sums import in_changed_blocks, item_sums, score_counts
from triage.store.fetch import NO_IDS
from triage.store.item_columns import Folders
from triage.store.numbering import Numbering

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from triage.store.coded import AnyRows
    from triage.store.columns import Columns
    from triage.store.fetch import Integers
    from triage.store.provenance import PackRow


@dataclass(frozen=True, slots=True)
class Known:
    """One moment of a case. ``scored`` has the counts of each newest pack by its id.

    ``items`` is how many there are, ``audited`` the number of the last audit row.
    """

    items: int
    item_sums: Integers
    scored: dict[int, Integers]
    folders: Folders
    contents: Numbering
    audited: int


def nothing() -> Known:
    """Before anything is known."""
    return Known(0, NO_IDS, {}, Folders.none(), Numbering(NO_IDS), 0)


def look(connection: sqlite3.Connection, before: Known, packs: Sequence[PackRow]) -> Known:
    """What there is now; the contents are still those of ``before``."""
    last_item = _number(connection, "SELECT max(id) FROM item")
    last_content = _number(connection, "SELECT max(id) FROM content")
    return Known(
        items=_number(connection, "SELECT count(*) FROM item"),
        item_sums=item_sums(connection, last_item),
        scored={pack.id: score_counts(connection, pack.id, last_content) for pack in packs},
        folders=before.folders.followed_by(connection),
        contents=before.contents,
        audited=_number(connection, "SELECT max(n) FROM audit"),
    )


def _number(connection: sqlite3.Connection, sql: str) -> int:
    return connection.execute(sql).fetchone()[0] or 0


def outdated(columns: Columns, now: Known) -> AnyRows:
    """The rows of items that changed, or whose content was scored since, ascending."""
    before = columns.known
    wrong = np.zeros(len(columns), dtype=np.bool_)
    wrong[in_changed_blocks(columns.ids, before.item_sums, now.item_sums)] = True
    content_ids = before.contents.ids()
    for pack_id, counts in before.scored.items():
        if pack_id in now.scored:
            late = in_changed_blocks(content_ids, counts, now.scored[pack_id])
            # The last one stays False: it is -1, an item without content.
            marks = np.zeros(len(content_ids) + 1, dtype=np.bool_)
            marks[late] = True
            wrong |= marks.take(columns.content, mode="wrap")
    return np.flatnonzero(wrong)
