"""Which place an id of the case has among all ids of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from triage.store.coded import AnyRows
    from triage.store.fetch import Integers


class Numbering:
    """Ids in ascending order by place.

    Without a gap, and there nearly always is none, they cost no memory.
    """

    def __init__(self, ids: Integers) -> None:
        self._count = len(ids)
        self._first = int(ids[0]) if len(ids) else 1
        self.last = int(ids[-1]) if len(ids) else 0
        gapless = self.last - self._first + 1 == self._count
        self._ids = None if gapless or not len(ids) else ids

    def __len__(self) -> int:
        return self._count

    def ids(self) -> Integers:
        """All of them."""
        if self._ids is not None:
            return self._ids
        return np.arange(self._first, self._first + self._count, dtype=np.int64)

    def places(self, ids: Integers) -> AnyRows:
        """The place of each of ``ids``; all must be among these."""
        return ids - self._first if self._ids is None else np.searchsorted(self._ids, ids)

    def id_at(self, place: int) -> int:
        """One id."""
        return self._first + place if self._ids is None else int(self._ids[place])

    def followed_by(self, ids: Integers) -> Numbering:
        """These and higher ones."""
        if self._ids is None and len(ids) and self._count:
            gapless = int(ids[0]) == self.last + 1 and int(ids[-1]) == self.last + len(ids)
            if gapless:
                made = Numbering(ids)
                made._first = self._first
                made._count += self._count
                return made
        return Numbering(np.concatenate([self.ids(), ids])) if len(ids) else self
