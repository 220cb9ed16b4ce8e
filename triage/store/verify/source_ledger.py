"""Evidence sources: what the log says of their names, exhibits and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core import names
from triage.store import provenance
from triage.store.values import storable
from triage.store.verify.ledger import same_moment

if TYPE_CHECKING:
    import sqlite3

    from triage.store.provenance import SourceRow
    from triage.store.verify.ledger import Entry


@dataclass(slots=True)
class _Source:
    name: str
    exhibit: str
    place: str
    by: str
    at: str


class SourceLedger:
    """Replays ``source-added`` and ``source-moved``."""

    kinds = frozenset({"source-added", "source-moved"})

    def __init__(self) -> None:
        self._sources: dict[int, _Source] = {}

    def take(self, entry: Entry) -> None:
        """Note a new source, or a new place of one."""
        told = entry.detail
        if entry.what == "source-moved":
            self._sources[told["source"]].place = told["new"]
            return
        exhibit = storable(told["exhibit"])
        source = _Source(told["name"], exhibit, told["place"], entry.by, entry.at)
        self._sources[told["source"]] = source

    def differences(self, conn: sqlite3.Connection) -> list[str]:
        """Sources that the log does not know, that are gone, or that were rewritten."""
        there = {row.id: row for row in provenance.sources(conn)}
        problems = [
            f"the source {row.name} is not in the audit log"
            for number, row in there.items()
            if number not in self._sources
        ]
        for number, told in self._sources.items():
            row = there.get(number)
            if row is None:
                problems.append(f"the source {told.name} of the audit log is missing")
            else:
                problems += _compare(row, told)
        return problems


def _compare(row: SourceRow, told: _Source) -> list[str]:
    pairs = {
        "name": (row.name, told.name),
        "exhibit number": (row.exhibit, told.exhibit),
        "place": (names.text(row.place), told.place),
        "person who added it": (row.added_by, told.by),
    }
    problems = [
        f"source {told.name}: its {what} is {now!r}, the audit log says {then!r}"
        for what, (now, then) in pairs.items()
        if now != then
    ]
    if not same_moment(row.added_at, told.at):
        problems.append(
            f"source {told.name}: it was added at {row.added_at}, the audit log says {told.at}"
        )
    return problems
