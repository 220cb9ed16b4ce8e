"""A column of few distinct values: one small code per item, the values once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

Mask = npt.NDArray[np.bool_]
"""One truth per item, shape (items,)."""
Rows = npt.NDArray[np.int32]
"""Dense row numbers: the item with the lowest id is row 0."""
AnyRows = npt.NDArray[np.int64]
"""The same as an index straight from NumPy: faster to use, twice as large to keep."""
Codes = npt.NDArray[np.int32]

V = TypeVar("V", bound="Hashable")


@dataclass(frozen=True, slots=True)
class Coded(Generic[V]):
    """``values[codes[row]]`` is an item's value; values may repeat (folders of two sources)."""

    codes: Codes
    values: tuple[V, ...]

    def mask(self, wanted: Iterable[V]) -> Mask:
        """The items whose value is one of ``wanted``."""
        chosen = set(wanted)
        return self.where([value in chosen for value in self.values])

    def where(self, table: list[bool]) -> Mask:
        """The items whose value has a True in ``table``, which is parallel to ``values``."""
        return np.asarray(table, dtype=np.bool_).take(self.codes)

    def counts(self, rows: AnyRows | None) -> dict[V, int]:
        """How often each value occurs among ``rows`` (None: all items); zeros are left out."""
        codes = self.codes if rows is None else self.codes.take(rows)
        found = np.bincount(codes, minlength=len(self.values))
        result: dict[V, int] = {}
        for code in np.flatnonzero(found).tolist():
            value = self.values[code]
            result[value] = result.get(value, 0) + int(found[code])
        return result


def encode(values: Iterable[V], first: tuple[V, ...] = ()) -> Coded[V]:
    """Code ``values`` in order of appearance, after those of ``first``."""
    table: dict[V, int] = {value: code for code, value in enumerate(first)}
    codes = [table.setdefault(value, len(table)) for value in values]
    return Coded(np.array(codes, dtype=np.int32), tuple(table))


def encode_numbers(numbers: npt.NDArray[Any], values: tuple[V, ...], keys: list[int]) -> Coded[V]:
    """Code database numbers: ``keys`` (ascending) are parallel to ``values``; all must be known."""
    codes = np.searchsorted(np.array(keys, dtype=np.int64), numbers)
    return Coded(codes.astype(np.int32), values)
