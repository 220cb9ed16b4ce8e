"""Grades: who gave which category when, by the log, against the table."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from triage.store import provenance
from triage.store.verify.offenders import Offenders

if TYPE_CHECKING:
    import sqlite3

    import numpy.typing as npt

    from triage.store.verify.ledger import Entry

_CHUNK = 20_000
_SAME_MOMENT_MS = 60_000
_ROWS = "SELECT item_id, category, by, at FROM grade ORDER BY item_id"


class GradeLedger:
    """Replays ``grade-set``: 24 bytes for each item of the case, however long the log is."""

    kinds = frozenset({"grade-set"})

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._ids = _item_ids(conn)
        self._category = np.zeros(len(self._ids), np.int64)
        self._person = np.zeros(len(self._ids), np.int32)
        self._at_ms = np.zeros(len(self._ids), np.int64)
        self._people: dict[str, int] = {}
        self._gone: dict[int, int] = {}
        self._names: dict[int, str] = {}

    def take(self, entry: Entry) -> None:
        """Note the last grade of each item; 0 where it was taken away."""
        category = int(entry.detail["category"] or 0)
        items = np.asarray(entry.detail["items"], dtype=np.int64)
        places = self._places(items)
        there = places >= 0
        known = places[there]
        self._category[known] = category
        self._person[known] = self._people.setdefault(entry.by, len(self._people))
        self._at_ms[known] = _milliseconds(entry.at)
        for item in items[~there].tolist():
            self._gone[item] = category
        if category:
            self._names[category] = entry.detail["name"]

    def differences(self, conn: sqlite3.Connection) -> list[str]:
        """Grades that nobody gave, that are gone, or that are told otherwise."""
        unknown = Offenders("grades stand in the case that the audit log does not know", "items")
        wrong = Offenders("grades are not those that the audit log tells", "items")
        lost = Offenders("grades of the audit log are missing from the case", "items")
        seen = np.zeros(len(self._ids), bool)
        cursor = conn.execute(_ROWS)
        while rows := cursor.fetchmany(_CHUNK):
            places = self._places(np.array([row[0] for row in rows], np.int64))
            for (item, category, by, at), place in zip(rows, places.tolist(), strict=True):
                if place < 0 or not self._category[place]:
                    unknown.add(item)
                    continue
                seen[place] = True
                if not self._agrees(place, category, self._people.get(by, -1), at):
                    wrong.add(item)
        for item in self._ids[(self._category != 0) & ~seen].tolist():
            lost.add(item)
        for item in sorted(item for item, category in self._gone.items() if category):
            lost.add(item)
        return [*unknown.told(), *wrong.told(), *lost.told(), *self._renamed(conn)]

    def _agrees(self, place: int, category: int, person: int, at: str) -> bool:
        return (
            category == self._category[place]
            and person == self._person[place]
            and abs(_milliseconds(at) - int(self._at_ms[place])) <= _SAME_MOMENT_MS
        )

    def _places(self, items: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Where each item stands in the arrays; -1 for an item that the case has not."""
        if not len(self._ids):
            return np.full(len(items), -1, np.int64)
        places = np.searchsorted(self._ids, items)
        places[places == len(self._ids)] = 0
        return np.where(self._ids[places] == items, places, -1)

    def _renamed(self, conn: sqlite3.Connection) -> list[str]:
        now = provenance.categories(conn)
        return [
            f"category {number} is called {now.get(number)!r}, "
            f"and was {name!r} when grades were given"
            for number, name in sorted(self._names.items())
            if now.get(number) != name
        ]


def _item_ids(conn: sqlite3.Connection) -> npt.NDArray[np.int64]:
    """Ids of all items, ascending."""
    cursor = conn.execute("SELECT id FROM item ORDER BY id")
    parts: list[npt.NDArray[np.int64]] = []
    while rows := cursor.fetchmany(_CHUNK):
        parts.append(np.array([row[0] for row in rows], np.int64))
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _milliseconds(at: str) -> int:
    """Since 1970; -1, which is never near, for what is no time."""
    try:
        return int(datetime.fromisoformat(at).timestamp() * 1000)
    except (TypeError, ValueError, OverflowError, OSError):
        return -1
