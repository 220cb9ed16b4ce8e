"""Jobs of the past, and what a job answered, in words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core import fault_log, names
from triage.core.job import JobState
from triage.export.run import ExportResult
from triage.gui.looks import words
from triage.gui.work.import_words import import_words
from triage.ingest.request import ImportSummary

if TYPE_CHECKING:
    from triage.gui.session.job_view import JobView
    from triage.store.past_jobs import PastJob

KINDS = {"import": "Import", "export": "Export", "verify": "Check", "trial": "Trial"}
_OUTCOMES = {"done": "done", "cancelled": "stopped", "failed": "failed"}


def kind(name: str) -> str:
    """A kind of job for a heading or a cell."""
    return KINDS.get(name, name)


def ended(view: JobView) -> str:
    """What became of a job of this session."""
    if view.state is JobState.CANCELLED:
        return "Stopped; what was done before stays."
    if view.state is JobState.FAILED:
        return "Failed." if view.error is None else fault_log.sentence(view.error)
    result = view.result
    if isinstance(result, ImportSummary):
        return " ".join(import_words(result))
    if isinstance(result, ExportResult):
        items = words.noun(result.items, "item", "items")
        return f"{items} exported to {words.safe(str(result.path))}. {result.note}".strip()
    differences = getattr(result, "differences", None)
    if isinstance(differences, tuple | list):
        found: int = len(differences)  # pyright: ignore[reportUnknownArgumentType]  only its length counts
        if found:
            return f"{words.noun(found, 'difference was', 'differences were')} found."
        return "No difference was found."
    return "Done."


def past_row(job: PastJob) -> tuple[str, ...]:
    """Kind, source or place, by, when, how long, outcome, counts."""
    return (
        kind(job.kind),
        words.safe(job.source or _place(job)),
        words.safe(job.by),
        words.moment(job.started_at),
        _lasted(job),
        _OUTCOMES.get(job.outcome or "", job.outcome or "not ended"),
        _counts(job),
    )


def export_folder(job: PastJob) -> Path | None:
    """The folder that holds an export, where the job was one."""
    if job.kind != "export" and job.id:
        return None
    place = job.detail.get("place") or job.detail.get("out")
    if not isinstance(place, str) or not place:
        return None
    try:
        return Path(names.native(names.from_text(place)))
    except ValueError:
        return None


def _place(job: PastJob) -> str:
    if job.kind == "export":
        form = job.detail.get("kind", "")
        out = job.detail.get("out", "")
        return f"{form} to {out}" if out else str(form)
    sources = job.detail.get("sources")
    if isinstance(sources, list):
        told = [str(one.get("name", "")) for one in sources if isinstance(one, dict)]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType, reportUnknownMemberType]  JSON of the log
        return ", ".join(told)
    return ""


def _lasted(job: PastJob) -> str:
    if not job.ended_at or job.id == 0:
        return words.NOTHING
    try:
        span = datetime.fromisoformat(job.ended_at) - datetime.fromisoformat(job.started_at)
    except (TypeError, ValueError):
        return words.NOTHING
    return words.duration(span.total_seconds())


def _counts(job: PastJob) -> str:
    detail = job.detail
    if job.kind == "export":
        items = detail.get("items")
        return words.noun(items, "item", "items") if isinstance(items, int) else ""
    told = [
        f"{word} {words.count(number)}"
        for word in ("found", "analysed", "skipped", "failed", "pending")
        if isinstance(number := detail.get(word), int) and (number or word != "pending")
    ]
    return " \N{MIDDLE DOT} ".join(told)
