"""One job as the status bar and the jobs page show it: an immutable look, polled at 10 Hz."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from triage.core.job import JobState, Progress


@dataclass(frozen=True, slots=True)
class JobView:
    """``number`` names the job within this session. ``kind``: import, export, verify.

    ``error`` is the sentence of a failed job; ``result`` what a finished one answered
    (ImportSummary, ExportResult, VerifyResult ...).
    """

    number: int
    kind: str
    title: str
    state: JobState
    progress: Progress = field(default_factory=Progress)
    error: BaseException | None = None
    result: Any = None
