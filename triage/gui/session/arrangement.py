"""What the grid shows at one moment: rows of the columns, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from triage.core.errors import KnownError
from triage.core.records import Flag
from triage.gui.session.facts import Suggested, TileFacts
from triage.gui.session.newer_grades import NewerGrades
from triage.store.label_group import find_label
from triage.store.privacy import with_copies
from triage.store.top import NO_LABEL

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy.typing as npt

    from triage.core.privacy import Privacy
    from triage.gui.session.view_wishes import Asked
    from triage.store.coded import Mask, Rows
    from triage.store.columns import Columns
    from triage.store.score_columns import PackScores

_LOOKED_UP_SINGLY = 16
"""A table of all places takes as long as so many searches: most rows are gone before it pays."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What a rule of privacy covers, shape (items,); ``hidden`` is None where it is off."""

    by: Privacy
    hidden: Mask | None


@dataclass(frozen=True, slots=True, eq=False)
class Tops:
    """A copy of the top labels: ``score`` float32, ``code`` int16, shape (items,) each."""

    score: npt.NDArray[np.float32]
    code: npt.NDArray[np.int16]


class Arrangement:
    """An answer to "these items, in this order"; satisfies ``Shown``.

    ``rows`` and ``ids`` are in reading order, shape (len,).

    Made in the view thread, then read by the GUI thread alone. The columns behind it never
    change but for thresholds, grades and the top label; of the first and the last it keeps
    its own copy. ``regrades``: how many deeds of a person the grades in it know.
    """

    def __init__(
        self,
        columns: Columns,
        rows: Rows,
        asked: Asked,
        judged: Judged,
        tops: Tops,
        regrades: int,
    ) -> None:
        self.columns = columns
        self.rows = rows
        self.ids: npt.NDArray[np.int64] = columns.ids.take(rows)
        self.wanted, self.sort, self.natural = asked
        self.privacy = judged.by
        self.hidden = judged.hidden
        self.regrades = regrades
        self._tops = tops
        self._labels = columns.top.labels
        self._newer = NewerGrades()
        self._newly_covered: Mask | None = None
        self._all_covered = False
        self._chosen = _chosen(columns, self.wanted.labels)
        self._places: Rows | None = None
        self._looked_up = 0

    def __len__(self) -> int:
        return len(self.rows)

    def put_on_top(self, newer: NewerGrades, covering: Collection[int]) -> None:
        """Grades newer than the columns; ``covering`` are the categories that privacy covers.

        An item that got one of those is covered with all copies, as the rule says.
        """
        self._newer = newer
        rows = self.columns.rows_of(newer.given(covering))
        if len(rows):
            covered = np.zeros(len(self.columns), dtype=np.bool_)
            covered[rows] = True
            self._newly_covered = with_copies(self.columns, covered)

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
            if self._looked_up < _LOOKED_UP_SINGLY:
                self._looked_up += 1
                found = np.flatnonzero(self.rows == row)
                return int(found[0]) if len(found) else None
            self._places = self._all_places()
        place = int(self._places[row])
        return None if place < 0 else place

    def _all_places(self) -> Rows:
        places = np.full(len(self.columns), -1, dtype=np.int32)
        places[self.rows] = np.arange(len(self.rows), dtype=np.int32)
        return places

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
        return True if row is None else self._hides_row(row)

    def covers(self, item_id: int, content_id: int | None) -> bool:
        """The same for the picture of one content: another one than was judged is covered."""
        if self.hidden is None:
            return self._all_covered
        row = self.row_of(item_id)
        if row is None or self.columns.content_id_of(row) != content_id:
            return True
        return self._hides_row(row)

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
        grades = columns.grades.category
        size = int(columns.size[row])
        return TileFacts(
            item_id=item_id,
            state=state.values[state.codes[row]],
            reason=reason.values[reason.codes[row]],
            flags=Flag(int(columns.flags[row])),
            category=self._newer.category(item_id, grades.values[grades.codes[row]]),
            suggestion=self._suggestion(row),
            copies=int(columns.copies[row]),
            gps=bool(columns.gps[row]),
            hidden=self._hides_row(row),
            scored=self._scored(row),
            media_type=media.values[media.codes[row]],
            size=None if size < 0 else size,
        )

    def _hides_row(self, row: int) -> bool:
        if self.hidden is None or self._all_covered:
            return self._all_covered
        newly = self._newly_covered
        return bool(self.hidden[row]) or (newly is not None and bool(newly[row]))

    def _scored(self, row: int) -> bool:
        return any(
            not np.isnan(pack.columns[0][row]) for pack in self.columns.packs if pack.columns
        )

    def _suggestion(self, row: int) -> Suggested | None:
        if self._chosen:
            return self._best_chosen(row)
        code = int(self._tops.code[row])
        if code == NO_LABEL:
            return None
        pack, number = self._labels[code]
        return _suggested(pack, number, float(self._tops.score[row]), reached=True)

    def _best_chosen(self, row: int) -> Suggested | None:
        """The label that brought the item here: the best that is reached, else the best."""
        best: Suggested | None = None
        for pack, number, threshold in self._chosen:
            score = pack.columns[number][row]
            if np.isnan(score):
                continue
            found = _suggested(pack, number, float(score), reached=bool(score >= threshold))
            if best is None or (found.reached, found.score) > (best.reached, best.score):
                best = found
        return best


def _chosen(columns: Columns, labels: tuple[str, ...]) -> list[tuple[PackScores, int, np.float32]]:
    """The labels that a filter names, each with its threshold of now; unknown ones are none."""
    chosen: list[tuple[PackScores, int, np.float32]] = []
    for label in labels:
        try:
            found = find_label(columns.packs, label)
        except KnownError:
            continue
        chosen += [(pack, number, pack.thresholds[number]) for pack, number in found]
    return chosen


def _suggested(pack: PackScores, number: int, score: float, *, reached: bool) -> Suggested:
    label = pack.labels[number]
    return Suggested(pack.key, label.name, label.display, score, reached, label.notable)
