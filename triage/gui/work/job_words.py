"""Where a job is, in words: short enough for the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from triage.core.job import JobState
from triage.gui.looks import words

if TYPE_CHECKING:
    from triage.core.job import Progress
    from triage.gui.session.job_view import JobView

STATES = {
    JobState.QUEUED: "waiting",
    JobState.RUNNING: "running",
    JobState.PAUSED: "paused",
    JobState.DONE: "done",
    JobState.CANCELLED: "cancelled",
    JobState.FAILED: "failed",
}
_FEW = 10


def numbers(view: JobView) -> str:
    """``31,204 of 52,310 · 118/s · 3 min left``, as far as it is known."""
    progress = view.progress
    if not progress.done and progress.total is None:
        parts = [progress.stage] if progress.stage else []
    else:
        parts = [how_many(progress)]
    if view.state is JobState.PAUSED:
        parts.append(STATES[JobState.PAUSED])
    elif progress.rate > 0:
        parts.append(rate(progress.rate))
        if progress.seconds_left is not None:
            parts.append(f"{roughly(progress.seconds_left)} left")
    return " \N{MIDDLE DOT} ".join(parts)


def how_many(progress: Progress) -> str:
    """``31,204 of 52,310``, or ``31,204 so far`` while nobody knows."""
    if progress.total is None:
        return f"{words.count(progress.done)} so far"
    return f"{words.count(progress.done)} of {words.count(progress.total)}"


def rate(per_second: float) -> str:
    """``118/s``; slow work with one more digit, so that it never says 0."""
    if per_second >= _FEW:
        return f"{words.count(round(per_second))}/s"
    digits = 1 if per_second >= 1 else 2
    return f"{QLocale().toString(per_second, 'f', digits)}/s"


def roughly(seconds: float) -> str:
    """A time left as exactly as anybody knows it: ``40 s``, ``3 min``, ``2 h 05 min``."""
    if seconds < 55:
        return words.duration(max(1, round(seconds)) if seconds < _FEW else 5 * round(seconds / 5))
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return f"{minutes} min"
    return words.duration(60 * minutes)
