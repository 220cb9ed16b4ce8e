"""What is shown while the columns are still being read: the first items, by path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from triage.gui.session.facts import TileFacts
from triage.gui.session.newer_grades import NewerGrades

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy.typing as npt

    from triage.store.first_page import FirstItem


class FirstPage:
    """The first items in path order; satisfies ``Shown``.

    With privacy on every picture is hidden: no score is known yet.
    """

    def __init__(self, items: Sequence[FirstItem], *, privacy: bool) -> None:
        self._items = items
        self._privacy = privacy
        self._newer = NewerGrades()
        self._places = {item.item_id: place for place, item in enumerate(items)}
        self.ids: npt.NDArray[np.int64] = np.array([i.item_id for i in items], dtype=np.int64)

    def __len__(self) -> int:
        return len(self._items)

    def put_on_top(self, newer: NewerGrades, covering: Collection[int]) -> None:
        """Grades newer than the page; whatever they are, privacy covers all of it or nothing."""
        self._newer = newer

    def cover_all(self) -> None:
        """Privacy was switched on."""
        self._privacy = True

    def id_at(self, position: int) -> int:
        """The id of the item at a position."""
        return self._items[position].item_id

    def position_of(self, item_id: int) -> int | None:
        """Where an item stands, None where it is not shown."""
        return self._places.get(item_id)

    def hides(self, item_id: int) -> bool:
        """Whether privacy covers the picture of an item."""
        return self._privacy

    def covers(self, item_id: int, content_id: int | None) -> bool:
        """The same for the picture of one content."""
        return self._privacy

    def facts(self, position: int) -> TileFacts:
        """What is known without any column."""
        item = self._items[position]
        return TileFacts(
            item_id=item.item_id,
            state=item.state,
            reason=item.reason,
            flags=item.flags,
            category=self._newer.category(item.item_id, item.category),
            hidden=self._privacy,
            media_type=item.media_type,
            size=item.size,
        )
