"""Items to be shown that nobody has imported: ids in an order, facts made when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from triage.gui.session.facts import Suggested, TileFacts

if TYPE_CHECKING:
    from collections.abc import Sequence


class FakeShown:
    """Satisfies ``Shown``: ``ids`` in reading order; every ``hide_each``-th id is hidden."""

    def __init__(self, ids: Sequence[int] | np.ndarray, hide_each: int = 0) -> None:
        self.ids = np.asarray(ids, dtype=np.int64)
        self.hide_each = hide_each
        self.asked = 0
        highest = int(self.ids.max()) if len(self.ids) else 0
        self._places = np.full(highest + 1, -1, dtype=np.int64)
        self._places[self.ids] = np.arange(len(self.ids))

    @classmethod
    def of(cls, count: int, **named: int) -> FakeShown:
        """Items 1 to ``count``."""
        return cls(np.arange(1, count + 1), **named)

    def __len__(self) -> int:
        return len(self.ids)

    def id_at(self, position: int) -> int:
        return int(self.ids[position])

    def position_of(self, item_id: int) -> int | None:
        if not 0 <= item_id < len(self._places):
            return None
        place = int(self._places[item_id])
        return None if place < 0 else place

    def facts(self, position: int) -> TileFacts:
        self.asked += 1
        item = self.id_at(position)
        return TileFacts(
            item_id=item,
            category=1 if item % 7 == 0 else None,
            suggestion=Suggested("tiny", "firearm", "firearm", item % 100 / 100, True, True),
            hidden=bool(self.hide_each and item % self.hide_each == 0),
            scored=True,
            media_type="image/jpeg",
            size=item * 1000,
        )
