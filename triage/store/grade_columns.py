"""Grades: what a person said of an item, and who. Few items have one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from triage.store.coded import Coded

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from triage.store.fetch import Integers

_GRADES = 'SELECT item_id, category, "by" FROM grade'
_CHUNK = 500


@dataclass(slots=True)
class GradeColumns:
    """``category`` is None and ``grader`` empty for items without a grade (code 0)."""

    category: Coded[int | None]
    grader: Coded[str]


def load_grades(connection: sqlite3.Connection, ids: Integers) -> GradeColumns:
    """The grades of all items; ``ids`` ascend."""
    codes = np.zeros(len(ids), dtype=np.int32)
    empty = GradeColumns(Coded(codes, (None,)), Coded(codes.copy(), ("",)))
    return _with(empty, ids, connection.execute(_GRADES).fetchall())


def regrade(
    connection: sqlite3.Connection, grades: GradeColumns, ids: Integers, changed: Sequence[int]
) -> GradeColumns:
    """``grades`` with those of the items ``changed`` (their ids) read anew."""
    rows: list[tuple[int, int | None, str]] = [(item, None, "") for item in changed]
    for start in range(0, len(changed), _CHUNK):
        part = list(changed[start : start + _CHUNK])
        marks = ",".join("?" * len(part))
        sql = f"{_GRADES} WHERE item_id IN ({marks})"
        rows.extend(connection.execute(sql, part).fetchall())
    return _with(grades, ids, rows)


def _with(grades: GradeColumns, ids: Integers, rows: Sequence[Any]) -> GradeColumns:
    """Later rows win. Rows of items that are not loaded (yet) are left out."""
    latest = {item: (category, by) for item, category, by in rows}
    wanted = np.fromiter(latest, dtype=np.int64, count=len(latest))
    known = np.isin(wanted, ids, assume_unique=True)
    places = np.searchsorted(ids, wanted[known])
    values = [value for value, there in zip(latest.values(), known.tolist(), strict=True) if there]
    return GradeColumns(
        _replaced(grades.category, places, (category for category, _ in values)),
        _replaced(grades.grader, places, (by for _, by in values)),
    )


def _replaced(column: Coded[Any], places: Integers, values: Iterable[Any]) -> Coded[Any]:
    table = {value: code for code, value in enumerate(column.values)}
    codes = column.codes.copy()
    codes[places] = [table.setdefault(value, len(table)) for value in values]
    return Coded(codes, tuple(table))
