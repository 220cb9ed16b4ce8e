"""Rows of SQLite as NumPy columns, in chunks so that a million rows never stand as tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

CHUNK = 500
Integers = npt.NDArray[np.int64]


def chunks(connection: sqlite3.Connection, sql: str, *arguments: int) -> Iterator[list[Any]]:
    """The answer of ``sql`` as lists of columns, at most :data:`CHUNK` rows each."""
    cursor = connection.cursor()
    cursor.arraysize = CHUNK
    cursor.execute(sql, arguments)
    while rows := cursor.fetchmany():
        yield list(zip(*rows, strict=True))
    cursor.close()


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
        return [np.concatenate([np.zeros(0, np.int64), *part]) for part in self._parts]
