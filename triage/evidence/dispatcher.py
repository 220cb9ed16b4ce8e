"""The one thread that starts children, hands out files and watches the clock."""

from __future__ import annotations

import queue
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

from triage.core.errors import BugError
from triage.core.job import Cancelled
from triage.evidence.keeper import Keeper
from triage.evidence.second_run import SecondChance, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.evidence.launch import Terms
    from triage.evidence.second_run import Judge
    from triage.evidence.task import Task

_LOOK_SECONDS = 0.25
_SLEPT_SECONDS = 1.0


class Dispatcher:
    """Everything that decides happens on its thread, one message after another, without locks.

    Children are started from this thread only: Linux sends the death signal that they ask for
    when the thread that started them ends, and this one lives as long as the pool.

    ``judge`` makes, of a way to a child alone, who says what becomes of a file that the shared
    child did not answer.
    """

    def __init__(
        self,
        shared: Terms,
        alone: Terms,
        judge: Callable[[Callable[[Task], None]], Judge] = SecondChance,
    ) -> None:
        self._messages: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._alone = Keeper(alone, Verdict(alone), self._messages.put)
        self._shared = Keeper(shared, judge(self._alone.put), self._messages.put)
        self._tick = min(_LOOK_SECONDS, shared.seconds / 4)
        self._next_look = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="examiner-pool", daemon=True)
        self._messages.put(self._shared.go_on)
        self._thread.start()

    def put(self, task: Task) -> None:
        """Hand over a file; returns at once."""
        self._messages.put(partial(self._shared.put, task))

    def close(self) -> None:
        """End the children, fail what is left with Cancelled, and wait for the thread."""
        self._messages.put(None)
        self._thread.join()

    def _run(self) -> None:
        error: Exception = Cancelled()
        bug = self._serve()
        if bug is not None:
            error = BugError(f"the examiner pool fell over: {type(bug).__name__}: {bug}")
            error.__cause__ = bug
        # In this order: what the shared child leaves may still ask for a second run.
        self._shared.close(error)
        self._alone.close(error)
        if bug is not None:
            while (message := self._messages.get()) is not None:
                message()
        self._empty()

    def _serve(self) -> Exception | None:
        """Until asked to stop, or something that was thought impossible."""
        try:
            while (message := self._next()) is not None:
                message()
                self._look()
        except Exception as bug:  # noqa: BLE001  every future that is still out will carry it
            return bug
        return None

    def _empty(self) -> None:
        """Messages that the children sent while they were ended."""
        while not self._messages.empty():
            message = self._messages.get()
            if message is not None:
                message()

    def _next(self) -> Callable[[], None] | None:
        """The next message; a look at the clock where none comes while files are out."""
        if not (self._shared.busy or self._alone.busy):
            message = self._messages.get()
            self._next_look = time.monotonic() + self._tick
            return message
        try:
            return self._messages.get(timeout=max(0.0, self._next_look - time.monotonic()))
        except queue.Empty:
            return self._look

    def _look(self) -> None:
        late = time.monotonic() - self._next_look
        if late < 0:
            return
        # A machine that slept, or a program that was stopped, must not cost a file its time.
        forgiven = late if late > _SLEPT_SECONDS else 0.0
        self._shared.look(forgiven)
        self._alone.look(forgiven)
        self._next_look = time.monotonic() + self._tick
