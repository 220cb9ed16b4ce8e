"""Long work of one open case: queued, watched at 10 Hz, never waited for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from triage.core.job import Cancelled, JobRunner, JobState
from triage.gui.session.job_view import JobView

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.core.job import Job, JobContext

_LOOK_MS = 100
_OVER = {JobState.DONE, JobState.CANCELLED, JobState.FAILED}


@dataclass(slots=True)
class _Watched:
    number: int
    kind: str
    title: str
    job: Job[Any]
    over: bool = False


class Jobs(QObject):
    """One job runs at a time, the others wait in line.

    ``progressed`` bears the JobView of every job that is not over, ten times a second;
    ``ended`` that of a job just over; ``idle`` comes when none is left.
    """

    progressed = Signal(object)
    ended = Signal(object)
    started = Signal(object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = JobRunner()
        self._jobs: list[_Watched] = []
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start(self, kind: str, title: str, work: Callable[[JobContext], Any]) -> int:
        """Queue a job; its number names it from now on. 0, and no job, once closed."""
        if self._closed:
            return 0
        number = len(self._jobs) + 1
        watched = _Watched(number, kind, title, self._runner.start(title, work))
        self._jobs.append(watched)
        self._timer.start()
        self.started.emit(_view(watched))
        return number

    def views(self) -> list[JobView]:
        """Every job of this session, the newest last."""
        return [_view(watched) for watched in self._jobs]

    @property
    def running(self) -> bool:
        """Whether any job runs or waits."""
        return any(not watched.over for watched in self._jobs)

    def titles(self) -> list[str]:
        """The jobs that run or wait, in words."""
        return [watched.title for watched in self._jobs if not watched.over]

    def pause(self, number: int) -> None:
        """Hold a job at its next checkpoint."""
        self._jobs[number - 1].job.ctx.pause()

    def resume(self, number: int) -> None:
        """Let a paused job go on."""
        self._jobs[number - 1].job.ctx.resume()

    def cancel(self, number: int) -> None:
        """Stop a job at its next checkpoint; what was committed stays."""
        self._jobs[number - 1].job.cancel()

    def cancel_all(self) -> None:
        """Stop everything, the last one first, so that none begins in between."""
        for watched in reversed(self._jobs):
            if not watched.over:
                watched.job.cancel()

    def close(self) -> None:
        """Watch no more and begin nothing; what still runs is stopped. :meth:`wait` for it."""
        self._closed = True
        self._timer.stop()
        self.cancel_all()

    def wait(self) -> None:
        """Until no job runs and the thread has ended; in another thread than the window's."""
        self._runner.close()

    def _look(self) -> None:
        for watched in list(self._jobs):
            if watched.over:
                continue
            view = _view(watched)
            if view.state in _OVER:
                watched.over = True
                self.ended.emit(view)
            else:
                self.progressed.emit(view)
        if not self.running and not self._closed:
            self._timer.stop()
            self.idle.emit()


def _view(watched: _Watched) -> JobView:
    job = watched.job
    state = job.state
    error: BaseException | None = None
    result: Any = None
    if state is JobState.DONE:
        result = job.future.result()
    elif state is JobState.FAILED:
        error = job.future.exception()
    elif state is JobState.CANCELLED:
        error = Cancelled()
    progress = job.ctx.progress
    return JobView(watched.number, watched.kind, watched.title, state, progress, error, result)
