"""What earlier imports left to do: asked when a case is opened, so it must be cheap.

No table of contents is walked: their rows are long. Items and two indexes say the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.store.past_jobs import PastJob, recorded_jobs
from triage.store.provenance import pack_keys
from triage.store.snapshot import snapshot
from triage.store.thumbnails import reading
from triage.store.worklist import count_pending

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_ANALYSED = "SELECT count(DISTINCT content_id) FROM item WHERE state = 1"
_SCORED = "SELECT count(*) FROM suggestion WHERE pack_id = ?"
# Scored once, and no analysed item has them now: their item changed, or is read again.
_PASSED = """
SELECT content_id FROM earlier_content
UNION
SELECT content_id FROM item INDEXED BY item_pending WHERE state = 0 AND content_id IS NOT NULL
"""
_PASSED_SCORED = """
SELECT count(*) FROM suggestion
WHERE pack_id = ? AND content_id IN (SELECT value FROM json_each(?))
AND NOT EXISTS (
    SELECT 1 FROM item WHERE item.content_id = suggestion.content_id AND item.state = 1
)
"""


@dataclass(frozen=True, slots=True)
class UnscoredBy:
    """A pack of the case, the newest of its name, with how many analysed contents lack scores."""

    pack: str
    sha256: str
    contents: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """``pending`` items are still to be read; ``analysed`` are distinct contents.

    ``unscored`` names packs with something left alone: a pack that never scored here is not
    among them, all ``analysed`` contents lack its scores. ``jobs`` never ended, were cancelled
    or failed, oldest first, with no finished import after them.
    """

    pending: int
    analysed: int
    unscored: tuple[UnscoredBy, ...]
    jobs: tuple[PastJob, ...]

    @property
    def anything(self) -> bool:
        """Whether an import would find work, new files aside.

        A job that was stopped while it looked for files leaves nothing but its own row.
        """
        return bool(self.pending or self.unscored or self.jobs)


def unfinished(conn: sqlite3.Connection) -> Unfinished:
    """What remains to be done. While an import runs, that import is among its jobs."""
    with reading(conn), snapshot(conn):
        analysed = conn.execute(_ANALYSED).fetchone()[0]
        return Unfinished(
            pending=count_pending(conn),
            analysed=analysed,
            unscored=_unscored(conn, analysed),
            jobs=_stopped(recorded_jobs(conn)),
        )


def _unscored(conn: sqlite3.Connection, analysed: int) -> tuple[UnscoredBy, ...]:
    packs = [pack for pack in pack_keys(conn) if pack.newest]
    passed = [row[0] for row in conn.execute(_PASSED)] if packs else []
    found: list[UnscoredBy] = []
    for pack in packs:
        scored = conn.execute(_SCORED, (pack.id,)).fetchone()[0]
        if passed:
            scored -= conn.execute(_PASSED_SCORED, (pack.id, json.dumps(passed))).fetchone()[0]
        if analysed > scored:
            found.append(UnscoredBy(pack.key, pack.sha256, analysed - scored))
    return tuple(found)


def _stopped(jobs: Sequence[PastJob]) -> tuple[PastJob, ...]:
    """Those after the last that ran to its end."""
    stopped: list[PastJob] = []
    for job in jobs:
        stopped = [] if job.outcome == "done" else [*stopped, job]
    return tuple(stopped)
