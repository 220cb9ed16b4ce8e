"""Exports leave a trace in the case that they came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from triage.store import audit
from triage.store.commands.base import Changes, Command

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class RecordExport(Command):
    """An export was written to ``out``; ``sha256`` (hex) is its own, or its manifest's."""

    kind: str
    out: str
    detail: dict[str, Any]
    sha256: str
    by: str

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Write the audit row; ``value`` is its number."""
        fixed = {"kind": self.kind, "out": self.out, "sha256": self.sha256}
        row = audit.append(conn, self.by, "exported", {**self.detail, **fixed})
        return Changes(rows=1, value=row.n)
