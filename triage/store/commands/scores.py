"""What the machine says: model runs with full provenance, and their score vectors."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from triage.core import clock
from triage.store import audit
from triage.store.commands.base import Changes, Command
from triage.store.values import as_json, storable

if TYPE_CHECKING:
    import sqlite3

    from triage.core.records import PackInfo, RunProvenance

# One vector a pack and content: what was scored once is not scored over in silence.
_INSERT = (
    "INSERT OR IGNORE INTO suggestion (pack_id, content_id, run_id, scores) "
    "SELECT pack_id, ?, id, ? FROM model_run WHERE id = ?"
)


def insert_scores(
    conn: sqlite3.Connection, content_id: int, scores: tuple[tuple[int, bytes], ...]
) -> int:
    """Write the vectors (float32, little endian, the pack's label order); how many were new."""
    written = 0
    for run_id, vector in scores:
        written += conn.execute(_INSERT, (content_id, vector, run_id)).rowcount
    return written


@dataclass(frozen=True, slots=True)
class RecordScores(Command):
    """Scores for a content that was examined before this pack came."""

    content_id: int
    scores: tuple[tuple[int, bytes], ...]

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Write the vectors."""
        written = insert_scores(conn, self.content_id, self.scores)
        return Changes(ids=(self.content_id,), rows=written)


@dataclass(frozen=True, slots=True)
class BeginModelRun(Command):
    """A pack starts scoring on one device; ``ids`` is (run id, pack id)."""

    pack: PackInfo
    provenance: RunProvenance
    job_id: int | None
    by: str

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Write the pack where it is new, the run, and the audit row with all of it."""
        pack_id = self._pack_id(conn)
        how = self.provenance
        cursor = conn.execute(
            "INSERT INTO model_run (pack_id, job_id, started_at, runtime, provider, device, "
            "app_version, batch, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(pack_id, self.job_id, clock.now(), storable(how.runtime)),
                *(storable(how.provider), storable(how.device), how.app_version),
                *(how.batch, storable(how.note)),
            ),
        )
        run_id = cursor.lastrowid or 0
        audit.append(conn, self.by, "model-run", self._detail(run_id))
        return Changes(ids=(run_id, pack_id), rows=1)

    def _detail(self, run_id: int) -> dict[str, Any]:
        pack = asdict(self.pack)
        pack["pack"] = pack.pop("name")
        pack["labels"] = [
            {"name": label.name, "threshold": label.threshold, "notable": label.notable}
            for label in self.pack.labels
        ]
        return {**pack, **asdict(self.provenance), "run": run_id, "job": self.job_id}

    def _pack_id(self, conn: sqlite3.Connection) -> int:
        pack = self.pack
        row = conn.execute("SELECT id FROM pack WHERE sha256 = ?", (pack.sha256,)).fetchone()
        if row is not None:
            return row[0]
        labels = as_json([asdict(label) for label in pack.labels])
        cursor = conn.execute(
            "INSERT INTO pack (sha256, model_sha256, name, version, licence, multi_label, "
            "labels, preprocessing, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(pack.sha256, pack.model_sha256, storable(pack.name), storable(pack.version)),
                *(storable(pack.licence), int(pack.multi_label), labels),
                *(as_json(pack.preprocessing), clock.now()),
            ),
        )
        return cursor.lastrowid or 0
