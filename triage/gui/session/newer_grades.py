"""Grades that were committed after the columns were read: painted at once, counted soon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy.typing as npt

_FEW = 1000
"""Up to so many items of a deed are looked up one by one, more of them by a search."""


@dataclass(frozen=True, slots=True)
class _Deed:
    """Many items that got one category; ``ids`` ascend."""

    number: int
    ids: npt.NDArray[np.int64]
    category: int | None

    def holds(self, item_id: int) -> bool:
        place = int(np.searchsorted(self.ids, item_id))
        return place < len(self.ids) and self.ids[place] == item_id


class NewerGrades:
    """Belongs to the GUI thread. Deeds count from 1; a million items in one cost no time."""

    def __init__(self) -> None:
        self._deeds = 0
        self._few: dict[int, tuple[int, int | None]] = {}
        self._many: list[_Deed] = []

    def add(self, ids: npt.NDArray[np.int64], category: int | None) -> None:
        """These items have this category by now, None for no grade."""
        self._deeds += 1
        if len(ids) > _FEW:
            self._many.append(_Deed(self._deeds, np.sort(ids), category))
        else:
            self._few.update((item, (self._deeds, category)) for item in ids.tolist())

    def forget(self, deeds: int) -> None:
        """The columns know the first ``deeds`` of them."""
        if self._few:
            self._few = {item: mark for item, mark in self._few.items() if mark[0] > deeds}
        self._many = [deed for deed in self._many if deed.number > deeds]

    def category(self, item_id: int, otherwise: int | None) -> int | None:
        """The newest category of an item, ``otherwise`` where the columns have it."""
        number, category = self._few.get(item_id, (0, otherwise))
        for deed in self._many:
            if deed.number > number and deed.holds(item_id):
                number, category = deed.number, deed.category
        return category

    def given(self, categories: Collection[int]) -> npt.NDArray[np.int64]:
        """The items that got one of these categories."""
        few = [item for item, mark in self._few.items() if mark[1] in categories]
        many = [deed.ids for deed in self._many if deed.category in categories]
        return np.concatenate([np.array(few, dtype=np.int64), *many])
