"""Jobs: long work, begun and ended on the record."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from triage.core import clock
from triage.core.errors import BugError
from triage.store import audit
from triage.store.commands.base import Changes, Command
from triage.store.values import as_json, storable

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class BeginJob(Command):
    """Record that a job starts; ``ids`` holds its id. ``detail``: its arguments."""

    kind: str
    source_id: int | None
    by: str
    detail: dict[str, Any] = field(default_factory=dict[str, Any])

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Write the row and its audit row."""
        cursor = conn.execute(
            "INSERT INTO job (kind, source_id, by, started_at, detail) VALUES (?, ?, ?, ?, ?)",
            (self.kind, self.source_id, storable(self.by), clock.now(), as_json(self.detail)),
        )
        job_id = cursor.lastrowid or 0
        source = conn.execute("SELECT name FROM source WHERE id = ?", (self.source_id,))
        row = source.fetchone()
        fixed = {"job": job_id, "kind": self.kind, "source": row[0] if row else None}
        audit.append(conn, self.by, "job-begun", {**self.detail, **fixed})
        return Changes(ids=(job_id,), rows=1)


@dataclass(frozen=True, slots=True)
class EndJob(Command):
    """Record that a job ended: ``outcome`` done, cancelled or failed; ``detail``: its counts."""

    job_id: int
    outcome: str
    by: str
    detail: dict[str, Any] = field(default_factory=dict[str, Any])

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Write outcome and counts and their audit row."""
        row = conn.execute("SELECT kind, detail FROM job WHERE id = ?", (self.job_id,)).fetchone()
        if row is None:
            raise BugError(f"job {self.job_id} ended but never began")
        whole = {**json.loads(row[1]), **self.detail}
        conn.execute(
            "UPDATE job SET ended_at = ?, outcome = ?, detail = ? WHERE id = ?",
            (clock.now(), self.outcome, as_json(whole), self.job_id),
        )
        fixed = {"job": self.job_id, "kind": row[0], "outcome": self.outcome}
        audit.append(conn, self.by, "job-ended", {**self.detail, **fixed})
        return Changes(ids=(self.job_id,), rows=1)
