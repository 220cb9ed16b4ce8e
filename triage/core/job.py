"""Long work: a job with progress, pause and cancel, the same for CLI and window.

Progress is one immutable snapshot that viewers poll (10 Hz is plenty); a job never calls
back into a viewer.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from triage.core.errors import TriageError

if TYPE_CHECKING:
    from collections.abc import Callable


class Cancelled(TriageError):  # noqa: N818  a verdict of the examiner, not an error
    """The examiner asked to stop; what was committed stays."""


class JobState(StrEnum):
    """Where a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """One look at a job. ``total`` is None until it is known; ``rate`` is items a second."""

    stage: str = ""
    done: int = 0
    total: int | None = None
    rate: float = 0.0
    seconds_left: float | None = None
    counts: tuple[tuple[str, int], ...] = ()
    message: str = ""


_RATE_WINDOW_S = 20.0

T = TypeVar("T")


class JobContext:
    """What a job function holds: it reports, and learns here that it must pause or stop."""

    def __init__(self) -> None:
        self._progress = Progress()
        self._cancel = threading.Event()
        self._resume = threading.Event()
        self._resume.set()
        self._lock = threading.Lock()
        self._samples: list[tuple[float, int]] = []

    @property
    def progress(self) -> Progress:
        """The newest snapshot."""
        return self._progress

    @property
    def paused(self) -> bool:
        """Whether a pause was asked for."""
        return not self._resume.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether a stop was asked for."""
        return self._cancel.is_set()

    def pause(self) -> None:
        """Hold the job at its next checkpoint."""
        self._resume.clear()

    def resume(self) -> None:
        """Let a paused job go on."""
        with self._lock:
            self._samples.clear()
        self._resume.set()

    def cancel(self) -> None:
        """Ask the job to stop at its next checkpoint."""
        self._cancel.set()
        self._resume.set()

    def checkpoint(self) -> None:
        """Wait while paused; raise Cancelled once a stop was asked for."""
        self._resume.wait()
        if self._cancel.is_set():
            raise Cancelled

    def report(
        self,
        stage: str,
        done: int,
        total: int | None = None,
        counts: tuple[tuple[str, int], ...] = (),
        message: str = "",
    ) -> None:
        """Replace the snapshot; rate and time left follow from the last twenty seconds."""
        moment = time.monotonic()
        with self._lock:
            if (self._progress.stage, self._progress.total) != (stage, total):
                # Counted on another footing from here on: what went before is no rate.
                self._samples.clear()
            self._samples.append((moment, done))
            while len(self._samples) > 2 and moment - self._samples[0][0] > _RATE_WINDOW_S:
                del self._samples[0]
            first_moment, first_done = self._samples[0]
            span = moment - first_moment
            rate = (done - first_done) / span if span > 0 else 0.0
            left = (total - done) / rate if total is not None and rate > 0 else None
            self._progress = Progress(stage, done, total, rate, left, counts, message)

    def say(self, message: str) -> None:
        """Add a sentence to the snapshot without moving it."""
        with self._lock:
            self._progress = replace(self._progress, message=message)


class Job(Generic[T]):
    """One piece of long work and its future."""

    def __init__(self, name: str, work: Callable[[JobContext], T]) -> None:
        self.name = name
        self.ctx = JobContext()
        self.future: Future[T] = Future()
        self._work = work
        self._started = False

    @property
    def state(self) -> JobState:
        """Where the job is now."""
        if self.future.cancelled():
            return JobState.CANCELLED
        if self.future.done():
            return self._end_state()
        if not self._started:
            return JobState.QUEUED
        return JobState.PAUSED if self.ctx.paused else JobState.RUNNING

    def _end_state(self) -> JobState:
        error = self.future.exception()
        if error is None:
            return JobState.DONE
        return JobState.CANCELLED if isinstance(error, Cancelled) else JobState.FAILED

    def cancel(self) -> None:
        """Stop at the next checkpoint, or never start."""
        self.future.cancel()
        self.ctx.cancel()

    def run(self) -> None:
        """Do the work in this thread; the outcome lands in ``future``, whatever it is."""
        if not self.future.set_running_or_notify_cancel():
            return
        self._started = True
        try:
            self.future.set_result(self._work(self.ctx))
        except BaseException as error:  # noqa: BLE001  the future carries it to whoever asks
            self.future.set_exception(error)


class JobRunner:
    """Runs queued jobs one after another in a thread of its own."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")

    def start(self, name: str, work: Callable[[JobContext], T]) -> Job[T]:
        """Queue ``work``; it begins when the jobs before it are done."""
        job = Job(name, work)
        self._pool.submit(job.run)
        return job

    def close(self) -> None:
        """Wait for every job that was queued."""
        self._pool.shutdown(wait=True)
