"""The reading order behind what is shown: ids in bulk, and who stands nearest to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from triage.gui.session.facts import Shown, TileFacts

_NEAR = 32
"""So many neighbours are asked one by one before all of them are compared."""


class Nothing:
    """What is shown before anything is: no item."""

    def __len__(self) -> int:
        return 0

    def id_at(self, position: int) -> int:
        """No position has an item."""
        raise IndexError(position)

    def position_of(self, item_id: int) -> int | None:
        """No item has a position."""
        return None

    def facts(self, position: int) -> TileFacts:
        """No position has facts."""
        raise IndexError(position)


class Order:
    """The ids of a ``Shown`` in reading order; the bulk array is made at the first wish.

    A ``Shown`` that has an array ``ids`` gives it in one go; any other is asked id by id.
    """

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.count = len(shown)
        self._ids: npt.NDArray[np.int64] | None = None

    @property
    def ids(self) -> npt.NDArray[np.int64]:
        """All ids, shape (count,)."""
        if self._ids is None:
            bulk = getattr(self.shown, "ids", None)
            if isinstance(bulk, np.ndarray):
                self._ids = bulk.astype(np.int64, copy=False)
            else:
                each = (self.shown.id_at(position) for position in range(self.count))
                self._ids = np.fromiter(each, dtype=np.int64, count=self.count)
        return self._ids

    def id_at(self, position: int) -> int:
        """The id at a position."""
        return self.shown.id_at(position)

    def position_of(self, item_id: int | None) -> int | None:
        """Where an item stands; None where it is not shown, or for no item."""
        return None if item_id is None else self.shown.position_of(item_id)

    def continues(self, before: Order) -> bool:
        """Whether this is the order before it with nothing but items added behind it."""
        if self.count < before.count:
            return False
        if before.count == 0:
            return True
        last = before.count - 1
        if self.id_at(0) != before.id_at(0) or self.id_at(last) != before.id_at(last):
            return False  # spares the arrays in nearly every case
        return bool(np.array_equal(self.ids[: before.count], before.ids))

    def mask_of(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Which positions hold one of these ids, shape (count,)."""
        if len(ids) > _NEAR:
            return np.isin(self.ids, ids)
        mask = np.zeros(self.count, dtype=np.bool_)
        places = [place for item in ids.tolist() if (place := self.position_of(item)) is not None]
        mask[places] = True
        return mask

    def nearest_left(self, position: int, later: Order) -> int | None:
        """The item nearest to a position here that ``later`` still shows; None where none is.

        Of two that are equally near the one behind wins: whoever grades goes forward.
        """
        if not self.count or not later.count:
            return None
        for distance in range(_NEAR):
            for place in (position + distance, position - distance):
                if 0 <= place < self.count:
                    item = self.id_at(place)
                    if later.position_of(item) is not None:
                        return item
        return self.nearest_of(position, np.isin(self.ids, later.ids))

    def nearest_of(self, position: int, mask: npt.NDArray[np.bool_]) -> int | None:
        """The item nearest to a position among those of a mask, shape (count,)."""
        left = np.flatnonzero(mask)
        if not len(left):
            return None
        behind = int(np.searchsorted(left, position))
        near = left[max(0, behind - 1) : behind + 1]
        closest = near[np.argmin(np.abs(near - position) * 2 + (near < position))]
        return self.id_at(int(closest))
