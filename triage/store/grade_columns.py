"""Grades: what a person said of an item, and who. Few items have one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from triage.store.coded import Coded

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from triage.store.fetch import Integers

_GRADES = 'SELECT item_id, category, "by" FROM grade'
_TOTALS = "SELECT count(*), coalesce(sum(category), 0) FROM grade"
_GIVEN = "SELECT detail FROM audit WHERE n > ? AND what = 'grade-set'"
_CHUNK = 500
_MANY = 20_000
"""One statement for all grades is faster than one for every 500 of so many items."""


@dataclass(slots=True)
class GradeColumns:
    """``category`` is None and ``grader`` empty for items without a grade (code 0)."""

    category: Coded[int | None]
    grader: Coded[str]

    @property
    def totals(self) -> tuple[int, int]:
        """How many grades there are, and the sum of their categories."""
        counts = self.category.counts(None)
        given = {category: n for category, n in counts.items() if category is not None}
        return sum(given.values()), sum(category * n for category, n in given.items())


def no_grades() -> GradeColumns:
    """Of no item."""
    codes = np.zeros(0, dtype=np.uint8)
    return GradeColumns(Coded(codes, (None,)), Coded(codes, ("",)))


def load_grades(connection: sqlite3.Connection, ids: Integers) -> GradeColumns:
    """The grades of all items; ``ids`` ascend."""
    return _with(no_grades(), ids, connection.execute(_GRADES).fetchall())


def grades_since(
    connection: sqlite3.Connection, grades: GradeColumns, ids: Integers, audited: int
) -> GradeColumns:
    """``grades`` as they stand now; they stood so at the audit row ``audited``.

    Whoever grades leaves an audit row with the items. Where the sums do not agree then, all
    grades are read.
    """
    details = connection.execute(_GIVEN, (audited,)).fetchall()
    given = {item for (detail,) in details for item in json.loads(detail)["items"]}
    made = regrade(connection, grades, ids, sorted(given))
    if made.totals == connection.execute(_TOTALS).fetchone():
        return made
    return load_grades(connection, ids)


def regrade(
    connection: sqlite3.Connection, grades: GradeColumns, ids: Integers, changed: Sequence[int]
) -> GradeColumns:
    """``grades`` with those of the items ``changed`` (their ids) read anew, or all for many."""
    if len(changed) > _MANY:
        return load_grades(connection, ids)
    rows: list[tuple[int, int | None, str]] = [(item, None, "") for item in changed]
    for start in range(0, len(changed), _CHUNK):
        part = list(changed[start : start + _CHUNK])
        marks = ",".join("?" * len(part))
        sql = f"{_GRADES} WHERE item_id IN ({marks})"
        rows.extend(connection.execute(sql, part).fetchall())
    return _with(grades, ids, rows)


def _with(grades: GradeColumns, ids: Integers, rows: Sequence[Any]) -> GradeColumns:
    """Later rows win. Rows of items that are not loaded (yet) are left out.

    Items behind those of ``grades`` have no grade but in ``rows``.
    """
    latest = {item: (category, by) for item, category, by in rows}
    wanted = np.fromiter(latest, dtype=np.int64, count=len(latest))
    known = np.isin(wanted, ids, assume_unique=True)
    places = np.searchsorted(ids, wanted[known])
    values = [value for value, there in zip(latest.values(), known.tolist(), strict=True) if there]
    size = len(ids)
    return GradeColumns(
        grades.category.replaced(places, (category for category, _ in values), size),
        grades.grader.replaced(places, (by for _, by in values), size),
    )
