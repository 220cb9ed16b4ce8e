"""Rows of SQLite as NumPy columns, in chunks so that a million rows never stand as tuples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

CHUNK = 500
Integers = npt.NDArray[np.int64]
NO_IDS: Integers = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of a table to read: those with the ids ``also``, and all above ``after``.

    ``also`` ascend and are not above ``after``.
    """

    after: int
    also: Integers


EVERYTHING = Wanted(0, NO_IDS)


def chunks(connection: sqlite3.Connection, sql: str, *arguments: int) -> Iterator[list[Any]]:
    """The answer of ``sql`` as lists of columns, at most :data:`CHUNK` rows each."""
    cursor = connection.cursor()
    cursor.arraysize = CHUNK
    cursor.execute(sql, arguments)
    while rows := cursor.fetchmany():
        yield list(zip(*rows, strict=True))
    cursor.close()


def chosen(
    connection: sqlite3.Connection, sql: str, key: str, wanted: Wanted, *arguments: int
) -> Iterator[list[Any]]:
    """:func:`chunks` of the wanted rows, by ascending ``key``, the id's column.

    ``sql`` ends with a condition, to which that on the key is added; ``arguments`` are its own.
    """
    for start in range(0, len(wanted.also), CHUNK):
        part: list[int] = wanted.also[start : start + CHUNK].tolist()
        marks = ",".join("?" * len(part))
        among = f"{sql} AND {key} IN ({marks}) ORDER BY {key}"
        yield from chunks(connection, among, *arguments, *part)
    above = f"{sql} AND {key} > ? ORDER BY {key}"
    yield from chunks(connection, above, *arguments, wanted.after)


class IntegerColumns:
    """Gathers the columns of several chunks as int64."""

    def __init__(self, count: int) -> None:
        self._parts: list[list[Integers]] = [[] for _ in range(count)]

    def add(self, columns: list[Any]) -> None:
        """Append one chunk: as many columns as there are, all integers."""
        for part, column in zip(self._parts, columns, strict=True):
            part.append(np.array(column, dtype=np.int64))

    def joined(self) -> list[Integers]:
        """Every column in one piece."""
        return [np.concatenate([NO_IDS, *part]) for part in self._parts]


def narrow(numbers: npt.NDArray[Any]) -> npt.NDArray[np.signedinteger[Any]]:
    """The same integers in half the memory where they fit."""
    if not len(numbers):
        return numbers.astype(np.int32)
    limits = np.iinfo(np.int32)
    fits = numbers.min() >= limits.min and numbers.max() <= limits.max
    return numbers.astype(np.int32 if fits else np.int64, copy=False)
