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
Codes = npt.NDArray[np.integer[Any]]
"""Of the smallest type that :func:`fitting` finds."""

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

    def replaced(self, rows: AnyRows, values: Iterable[V], size: int) -> Coded[V]:
        """A column of ``size`` items: these, with the values at ``rows`` in their place.

        Items that are new and not among ``rows`` get code 0. New values come behind the old
        ones.
        """
        table = {value: code for code, value in enumerate(self.values)}
        codes = [table.setdefault(value, len(table)) for value in values]
        made = np.zeros(size, dtype=fitting(len(table)))
        made[: len(self.codes)] = self.codes
        made[rows] = codes
        return Coded(made, tuple(table))


def fitting(values: int) -> type[np.integer[Any]]:
    """The smallest type for codes of so many values."""
    if values <= 1 << 8:
        return np.uint8
    return np.uint16 if values <= 1 << 16 else np.int32


def encode_numbers(numbers: npt.NDArray[Any], values: tuple[V, ...], keys: list[int]) -> Coded[V]:
    """Code database numbers: ``keys`` (ascending) are parallel to ``values``; all must be known."""
    codes = np.searchsorted(np.array(keys, dtype=np.int64), numbers)
    return Coded(codes.astype(fitting(len(values))), values)


class Encoder(Generic[V]):
    """Codes values chunk by chunk, in order of appearance, after those of ``first``."""

    def __init__(self, first: tuple[V, ...] = ()) -> None:
        self._table: dict[V, int] = {value: code for code, value in enumerate(first)}
        self._parts: list[npt.NDArray[np.int32]] = [np.zeros(0, dtype=np.int32)]

    def add(self, values: Iterable[V]) -> None:
        """Append a code for each of ``values``."""
        table = self._table
        codes = [table.setdefault(value, len(table)) for value in values]
        self._parts.append(np.array(codes, dtype=np.int32))

    def coded(self) -> Coded[V]:
        """All that was added."""
        codes = np.concatenate(self._parts)
        return Coded(codes.astype(fitting(len(self._table))), tuple(self._table))
