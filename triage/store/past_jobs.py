"""What was done to a case in long work, newest first: its imports, and the exports of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from triage.store.json_text import parse_object
from triage.store.thumbnails import reading

if TYPE_CHECKING:
    import sqlite3

_JOBS = (
    "SELECT job.id, job.kind, source.name, job.by, job.started_at, job.ended_at, job.outcome, "
    "job.detail FROM job LEFT JOIN source ON source.id = job.source_id ORDER BY job.id"
)
_EXPORTS = "SELECT by, at, detail FROM audit WHERE what = 'exported' ORDER BY n"


@dataclass(frozen=True, slots=True)
class PastJob:
    """``source`` is its name where the job had exactly one. ``outcome``: done, cancelled, failed.

    Without ``ended_at`` and ``outcome`` it never ended, or still runs. ``detail`` holds the
    arguments and, once it ended, the counts. Exports leave no job, only a row in the audit
    log: their ``id`` is 0 and their ``detail`` is that row's.
    """

    id: int
    kind: str
    source: str | None
    by: str
    started_at: str
    ended_at: str | None = None
    outcome: str | None = None
    detail: dict[str, Any] = field(default_factory=dict[str, Any])


def past_jobs(conn: sqlite3.Connection) -> list[PastJob]:
    """Every job and export on record, the one that began last first."""
    with reading(conn):
        # Newest first already, so that what began in one moment stays so.
        found = [*reversed(_exports(conn)), *reversed(recorded_jobs(conn))]
    return sorted(found, key=lambda job: job.started_at, reverse=True)


def recorded_jobs(conn: sqlite3.Connection) -> list[PastJob]:
    """The jobs of the case, oldest first, exports left out."""
    return [PastJob(*row[:7], detail=parse_object(row[7])) for row in conn.execute(_JOBS)]


def _exports(conn: sqlite3.Connection) -> list[PastJob]:
    return [
        PastJob(0, "export", None, by, at, at, "done", parse_object(detail))
        for by, at, detail in conn.execute(_EXPORTS)
    ]
