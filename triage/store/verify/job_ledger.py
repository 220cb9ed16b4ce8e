"""Jobs: the rows of the table against what the log says of their beginning and end."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from triage.store.verify.ledger import same_moment

if TYPE_CHECKING:
    import sqlite3

    from triage.store.verify.ledger import Entry

_ROWS = (
    "SELECT job.id, kind, source.name, by, outcome, started_at, ended_at, detail FROM job "
    "LEFT JOIN source ON source.id = source_id ORDER BY job.id"
)
_OF_THE_LOG = frozenset({"job", "kind", "source", "outcome"})
"""Keys that the log adds to what a job says of itself."""


@dataclass(slots=True)
class _Job:
    kind: str
    source: str | None
    by: str
    began: str
    detail: dict[str, Any] = field(default_factory=dict[str, Any])
    outcome: str | None = None
    ended: str | None = None


class JobLedger:
    """Replays ``job-begun`` and ``job-ended``."""

    kinds = frozenset({"job-begun", "job-ended"})

    def __init__(self) -> None:
        self._jobs: dict[int, _Job] = {}

    def take(self, entry: Entry) -> None:
        """Note the beginning or the end of a job."""
        told = entry.detail
        if entry.what == "job-begun":
            job = _Job(told["kind"], told["source"], entry.by, entry.at)
            self._jobs[told["job"]] = job
        else:
            job = self._jobs[told["job"]]
            job.outcome, job.ended = told["outcome"], entry.at
        job.detail.update({key: told[key] for key in told.keys() - _OF_THE_LOG})

    def differences(self, conn: sqlite3.Connection) -> list[str]:
        """Jobs that the log does not know, that are gone, or that are told otherwise."""
        problems: list[str] = []
        waiting = dict(self._jobs)
        for job_id, *values in conn.execute(_ROWS):
            job = waiting.pop(job_id, None)
            if job is None:
                problems.append(f"job {job_id} is not in the audit log")
            elif wrong := _compare(job, *values):
                listed = ", ".join(wrong)
                problems.append(f"job {job_id}: the audit log says otherwise on: {listed}")
        problems += [f"job {job_id} of the audit log is missing" for job_id in waiting]
        return problems


def _compare(
    job: _Job,
    kind: str,
    source: str | None,
    by: str,
    outcome: str | None,
    started_at: str,
    ended_at: str | None,
    detail: str,
) -> list[str]:
    """What differs between a job of the log and its row."""
    same = {
        "kind": kind == job.kind,
        "source": source == job.source,
        "person": by == job.by,
        "outcome": outcome == job.outcome,
        "beginning": same_moment(started_at, job.began),
        "end": ended_at is job.ended is None or same_moment(ended_at or "", job.ended or ""),
        "detail": _own(detail) == job.detail,
    }
    return [what for what, agrees in same.items() if not agrees]


def _own(detail: str) -> dict[str, Any] | None:
    try:
        parsed = json.loads(detail)
        return {key: parsed[key] for key in parsed.keys() - _OF_THE_LOG}
    except (AttributeError, TypeError, ValueError):
        return None
