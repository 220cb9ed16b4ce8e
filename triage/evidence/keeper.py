"""Keeps one child alive for its tasks: starts it on demand, watches its clock, replaces it."""

from __future__ import annotations

import time
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from triage.core.errors import KnownError
from triage.evidence.messages import Again
from triage.evidence.task import Do
from triage.evidence.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.evidence.launch import Terms
    from triage.evidence.second_run import Judge
    from triage.evidence.task import Task

_START_SECONDS = 60.0
"""A virus scanner may look at every module of a fresh child."""
_KILL_SECONDS = 5.0
"""A process stuck in the kernel (a dead network share) outlives even SIGKILL."""
_STARTS_MOST = 2
_FILES_PER_CHILD = 25_000
"""C libraries leak a little; a fresh child costs half a second."""


class Keeper:
    """All methods are for the dispatcher's thread, but :meth:`again` and :meth:`ended`."""

    def __init__(
        self, terms: Terms, judge: Judge, post: Callable[[Callable[[], None]], None]
    ) -> None:
        self._terms = terms
        self._judge = judge
        self._post = post
        self._waiting: deque[Task] = deque()
        self._worker: Worker | None = None
        self._failed_starts = 0
        self._why_broken = ""
        self._closed: Exception | None = None

    @property
    def busy(self) -> bool:
        """Whether a clock must be watched."""
        worker = self._worker
        if worker is None:
            return bool(self._waiting)
        return bool(self._waiting or worker.tasks or worker.killed_at)

    def put(self, task: Task) -> None:
        """One more file; its future is ended sooner or later, whatever happens."""
        self._waiting.append(task)
        self.go_on()

    def go_on(self) -> None:
        """Hand out what waits, to a fresh child where there is none."""
        if self._closed is not None:
            self._refuse(self._closed)
            return
        self._renew()
        while self._worker is None and not self._why_broken:
            self._start()
        if self._why_broken:
            self._refuse(_cannot_start(self._why_broken))
            return
        worker = self._worker
        while worker and self._waiting and not worker.killed_at and worker.sent < _FILES_PER_CHILD:
            worker.send(self._waiting.popleft())

    def again(self, worker: Worker, task: Task, why: Again, detail: str) -> None:  # noqa: ARG002  one judge for all
        """From a reading thread: a task came back without an answer."""
        self._post(partial(self._judge.asked_again, task, why, detail))

    def ended(self, worker: Worker) -> None:
        """From a reading thread: nothing more will come from this child."""
        self._post(partial(self._bury, worker))

    def look(self, late: float) -> None:
        """Watch the clock. ``late``: seconds that the program itself slept meanwhile."""
        worker = self._worker
        if worker is None:
            return
        moment = time.monotonic()
        if worker.killed_at is not None:
            if moment - worker.killed_at > _KILL_SECONDS:
                self._bury(worker)
        elif not worker.ready:
            if moment - worker.started > _START_SECONDS + late:
                worker.trouble = f"not ready after {_START_SECONDS:g} s"
                worker.kill()
        elif worker.too_slow(moment, late):
            worker.timed_out = True
            worker.kill()
        else:
            self.go_on_if_waiting()

    def go_on_if_waiting(self) -> None:
        """Hand out what a used-up child was not given."""
        if self._waiting:
            self.go_on()

    def close(self, error: Exception) -> None:
        """End the child at once; every task, left or still to come, fails with ``error``."""
        self._closed = error
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
            left, _ = worker.bury()
            self._waiting.extend(left)
        self._refuse(error)

    def _renew(self) -> None:
        worker = self._worker
        if worker is None or worker.sent < _FILES_PER_CHILD or worker.tasks:
            return
        self._worker = None
        worker.kill()
        worker.bury()

    def _start(self) -> None:
        try:
            self._worker = Worker(self._terms, self)
        except (OSError, RuntimeError) as error:
            # RuntimeError: no more threads. Both mean that this machine has no room.
            self._count_failed_start(str(error))

    def _bury(self, worker: Worker) -> None:
        if worker is not self._worker:
            return
        self._worker = None
        left, how = worker.bury()
        if worker.proved:
            self._failed_starts = 0
        else:
            self._count_failed_start(how)
        begun = [task for task in left if task.began is not None]
        self._waiting.extendleft(reversed([task for task in left if task.began is None]))
        for task in begun:
            if worker.ran_out and not worker.timed_out and task.do is not Do.PEEK:
                self._judge.asked_again(task, Again.MEMORY, how)
            else:
                self._judge.lost(task, worker.timed_out, how)
        self.go_on_if_waiting()

    def _count_failed_start(self, how: str) -> None:
        self._failed_starts += 1
        if self._failed_starts >= _STARTS_MOST:
            self._why_broken = how

    def _refuse(self, error: Exception) -> None:
        while self._waiting:
            self._waiting.popleft().fail(error)


def _cannot_start(how: str) -> KnownError:
    return KnownError(
        f"The helper process that reads pictures cannot be started ({how}); close other"
        " programs, see that no virus scanner blocks it, and begin again."
    )
