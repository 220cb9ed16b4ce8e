"""One deed of a person, as it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Items that got one category; ``old`` are their categories before, 0 for none.

    ``chosen`` ids were picked, the others are their exact copies. ``old`` is parallel to ``ids``.
    """

    ids: npt.NDArray[np.int64]
    category: int | None
    chosen: npt.NDArray[np.int64]
    old: npt.NDArray[np.int64]

    def with_old(self, old: Sequence[Any]) -> Step:
        """The same deed, done again over what the items had by then."""
        return replace(self, old=categories(old))

    def part(self, inside: npt.NDArray[np.bool_]) -> Step:
        """Some of the items, as a deed of their own."""
        ids = self.ids[inside]
        chosen = self.chosen[np.isin(self.chosen, ids)]
        return Step(ids, self.category, chosen, self.old[inside])

    def olds(self) -> list[tuple[int | None, npt.NDArray[np.bool_]]]:
        """What the items had before: each category with its items; shape (items,)."""
        return [(int(old) or None, self.old == old) for old in np.unique(self.old)]


def categories(values: Sequence[Any]) -> npt.NDArray[np.int64]:
    """Categories as numbers, 0 for none."""
    return np.fromiter((value or 0 for value in values), dtype=np.int64, count=len(values))
