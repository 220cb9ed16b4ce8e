"""Evidence sources: where the files of a case come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from triage.core import clock, names
from triage.core.errors import SourceError
from triage.store import audit
from triage.store.commands.base import Changes, Command
from triage.store.values import storable

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class AddSource(Command):
    """Add a folder by its real path (raw name); ``ids`` holds its id.

    A place that the case has already is the same source: nothing is written, ``rows`` is 0.
    A name that is taken gets `` (2)``, `` (3)``, ...; ``value`` is the name it got.
    """

    place: bytes
    name: str
    exhibit: str
    by: str

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Write the row and its audit row."""
        known = conn.execute("SELECT id, name FROM source WHERE place = ?", (self.place,))
        row = known.fetchone()
        if row is not None:
            return Changes(ids=(row[0],), rows=0, value=row[1])
        name = _free_name(conn, storable(self.name) or "source")
        cursor = conn.execute(
            "INSERT INTO source (name, exhibit, place, added_at, added_by) VALUES (?, ?, ?, ?, ?)",
            (name, storable(self.exhibit), self.place, clock.now(), storable(self.by)),
        )
        source_id = cursor.lastrowid or 0
        detail = {
            "source": source_id,
            "name": name,
            "exhibit": self.exhibit,
            "place": names.text(self.place),
        }
        audit.append(conn, self.by, "source-added", detail)
        return Changes(ids=(source_id,), rows=1, value=name)


def _free_name(conn: sqlite3.Connection, wanted: str) -> str:
    taken = {row[0] for row in conn.execute("SELECT name FROM source")}
    name = wanted
    number = 2
    while name in taken:
        name = f"{wanted} ({number})"
        number += 1
    return name


@dataclass(frozen=True, slots=True)
class MoveSource(Command):
    """Re-point a source to another folder; ``checked`` says what was compared before.

    Raises SourceError for an unknown source and for a place that another source has.
    """

    source_id: int
    place: bytes
    by: str
    checked: dict[str, Any] = field(default_factory=dict[str, Any])

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Write the new place and its audit row."""
        row = conn.execute(
            "SELECT name, place FROM source WHERE id = ?", (self.source_id,)
        ).fetchone()
        if row is None:
            raise SourceError(f"This case has no evidence source number {self.source_id}.")
        other = conn.execute(
            "SELECT name FROM source WHERE place = ? AND id <> ?", (self.place, self.source_id)
        ).fetchone()
        if other is not None:
            raise SourceError(
                f"{names.safe(names.text(self.place))} is the place of the source {other[0]} "
                "already; choose another folder."
            )
        conn.execute("UPDATE source SET place = ? WHERE id = ?", (self.place, self.source_id))
        detail = {
            "source": self.source_id,
            "name": row[0],
            "old": names.text(row[1]),
            "new": names.text(self.place),
            "checked": self.checked,
        }
        audit.append(conn, self.by, "source-moved", detail)
        return Changes(ids=(self.source_id,), rows=1)
