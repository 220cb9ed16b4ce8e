"""What the grid shows at one moment: rows of the columns, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from triage.core.records import Flag
from triage.gui.session.facts import Suggested, TileFacts
from triage.store.label_group import find_label
from triage.store.top import NO_LABEL

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from triage.core.filters import Filter, Sort
    from triage.store.coded import Mask, Rows
    from triage.store.columns import Columns
    from triage.store.score_columns import PackScores


class Arrangement:
    """An answer to "these items, in this order"; satisfies ``Shown``.

    Made in the view thread, then read by the GUI thread. The columns behind it never change
    but for thresholds and the top label, of which it keeps its own copy (``top_code`` int16,
    ``top_score`` float32, shape (items,)). ``hidden`` is None while privacy is off. ``graded``
    are grades that were committed after the columns were read: they win.
    """

    def __init__(
        self,
        columns: Columns,
        rows: Rows,
        wanted: Filter,
        order: tuple[Sort, bool],
        top: tuple[npt.NDArray[np.float32], npt.NDArray[np.int16]],
        hidden: Mask | None,
        regrades: int,
    ) -> None:
        self.columns = columns
        self.rows = rows
        self.wanted = wanted
        self.sort, self.natural = order
        self.hidden = hidden
        self.regrades = regrades
        self.graded: Mapping[int, int | None] = {}
        self._covered: frozenset[int] = frozenset()
        self._all_covered = False
        self._top_score, self._top_code = top
        self._chosen = [
            found for label in wanted.labels for found in find_label(columns.packs, label)
        ]
        self._places: Rows | None = None
        self._ids: npt.NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def ids(self) -> npt.NDArray[np.int64]:
        """The ids in reading order, shape (len,); made at the first wish."""
        if self._ids is None:
            self._ids = self.columns.ids.take(self.rows)
        return self._ids

    def put_on_top(self, graded: Mapping[int, int | None], covered: frozenset[int]) -> None:
        """Grades newer than the columns, and the items that privacy covers for them."""
        self.graded = graded
        self._covered = covered

    def cover_all(self) -> None:
        """Another rule of privacy is on the way: nothing is seen until it was applied."""
        self._all_covered = True

    def id_at(self, position: int) -> int:
        """The id of the item at a position."""
        return int(self.columns.ids[self.rows[position]])

    def position_of(self, item_id: int) -> int | None:
        """Where an item stands, None where it is not shown."""
        row = self.row_of(item_id)
        if row is None:
            return None
        if self._places is None:
            places = np.full(len(self.columns), -1, dtype=np.int32)
            places[self.rows] = np.arange(len(self.rows), dtype=np.int32)
            self._places = places
        place = int(self._places[row])
        return None if place < 0 else place

    def row_of(self, item_id: int) -> int | None:
        """The column row of an item, None where it is not loaded yet."""
        ids = self.columns.ids
        place = int(np.searchsorted(ids, item_id))
        return place if place < len(ids) and ids[place] == item_id else None

    def hides(self, item_id: int) -> bool:
        """Whether privacy covers the picture of an item; an unknown item is covered."""
        if self.hidden is None:
            return self._all_covered
        row = self.row_of(item_id)
        return True if row is None else self._hides_row(item_id, row)

    def covers(self, item_id: int, content_id: int | None) -> bool:
        """The same for the picture of one content: another one than was judged is covered."""
        if self.hidden is None:
            return self._all_covered
        row = self.row_of(item_id)
        if row is None or self.columns.content_id_of(row) != content_id:
            return True
        return self._hides_row(item_id, row)

    def facts(self, position: int) -> TileFacts:
        """What the tile at a position says."""
        return self.facts_of_row(int(self.rows[position]))

    def facts_of_row(self, row: int) -> TileFacts:
        """What is known of one column row."""
        columns = self.columns
        item_id = int(columns.ids[row])
        state = columns.state
        reason = columns.reason
        media = columns.media_type
        size = int(columns.size[row])
        return TileFacts(
            item_id=item_id,
            state=state.values[state.codes[row]],
            reason=reason.values[reason.codes[row]],
            flags=Flag(int(columns.flags[row])),
            category=self._category(item_id, row),
            suggestion=self._suggestion(row),
            copies=int(columns.copies[row]),
            gps=bool(columns.gps[row]),
            hidden=self._hides_row(item_id, row),
            scored=self._scored(row),
            media_type=media.values[media.codes[row]],
            size=None if size < 0 else size,
        )

    def _hides_row(self, item_id: int, row: int) -> bool:
        if self.hidden is None or self._all_covered:
            return self._all_covered
        return bool(self.hidden[row]) or item_id in self._covered

    def _category(self, item_id: int, row: int) -> int | None:
        if item_id in self.graded:
            return self.graded[item_id]
        category = self.columns.grades.category
        return category.values[category.codes[row]]

    def _scored(self, row: int) -> bool:
        return any(
            not np.isnan(pack.columns[0][row]) for pack in self.columns.packs if pack.columns
        )

    def _suggestion(self, row: int) -> Suggested | None:
        if self._chosen:
            return self._best_chosen(row)
        code = int(self._top_code[row])
        if code == NO_LABEL:
            return None
        pack, number = self.columns.top.labels[code]
        return _suggested(pack, number, float(self._top_score[row]), reached=True)

    def _best_chosen(self, row: int) -> Suggested | None:
        best: Suggested | None = None
        for pack, number in self._chosen:
            score = pack.columns[number][row]
            if np.isnan(score) or (best is not None and score <= best.score):
                continue
            reached = bool(score >= pack.thresholds[number])
            best = _suggested(pack, number, float(score), reached=reached)
        return best


def _suggested(pack: PackScores, number: int, score: float, *, reached: bool) -> Suggested:
    label = pack.labels[number]
    return Suggested(pack.key, label.name, label.display, score, reached, label.notable)
