"""Examining files in disposable children: what the rest of the program sees of them."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING, Any

from triage.core.closing import Closing
from triage.core.job import Cancelled
from triage.evidence.dispatcher import Dispatcher
from triage.evidence.launch import Terms
from triage.evidence.protocol import head
from triage.evidence.question import question
from triage.evidence.task import Do, Task

if TYPE_CHECKING:
    from concurrent.futures import Future

    from triage.core.records import Examined, Identity, InputSpec, Peek, Where

SECONDS_PER_FILE = 10.0
MEMORY_ABOVE_IDLE = 1 << 30


class ExaminerPool(Closing):
    """A shared child of ``threads`` threads, and one for second runs made when it is needed.

    ``specs``: the model inputs that every examination makes. ``hook``: rehearsed mishaps
    (:mod:`triage.evidence.sabotage`). A file gets ``seconds_per_file`` of wall clock, and alone
    ``memory_above_idle`` bytes above the idle child. ``command`` replaces our own child in
    tests of this end.

    Callbacks of the futures run on the pool's threads and must neither block nor call it.
    """

    def __init__(
        self,
        threads: int,
        specs: tuple[InputSpec, ...],
        hook: str | None = None,
        *,
        seconds_per_file: float = SECONDS_PER_FILE,
        memory_above_idle: int = MEMORY_ABOVE_IDLE,
        command: tuple[str, ...] | None = None,
    ) -> None:
        def terms(count: int, alone: bool) -> Terms:
            limits = (seconds_per_file, memory_above_idle)
            return Terms(count, alone, *limits, specs, hook or "", command)

        self._room = threading.Condition()
        self._most = 2 * threads + 2
        self._out = 0
        self._closed = False
        self._numbers = itertools.count(1)
        self._dispatcher = Dispatcher(terms(threads, alone=False), terms(1, alone=True))

    def examine(self, where: Where, identity: Identity | None = None) -> Future[Examined]:
        """Examine a file; blocks while 2 * threads + 2 files are out.

        ``identity`` is that of the file whose bytes are meant. A file that is another when it
        is opened, or after it was read, is ``failed/unreadable``. The future ends with a record
        in every case that is the file's; with KnownError where no child can be started, with
        Cancelled after :meth:`close`.
        """
        return self._ask(Do.EXAMINE, question(Do.EXAMINE, where, identity))

    def peek(self, where: Where) -> Future[Peek | None]:
        """A quick look at a file's head, for show; None too where it brings the child down."""
        return self._ask(Do.PEEK, question(Do.PEEK, where))

    def close(self) -> None:
        """End the children at once; whatever is out fails with Cancelled."""
        with self._room:
            if self._closed:
                return
            self._closed = True
            self._room.notify_all()
        self._dispatcher.close()

    def _ask(self, do: Do, facts: dict[str, Any]) -> Future[Any]:
        number = next(self._numbers)
        task = Task(number, head({**facts, "id": number}), do, release=self._release)
        with self._room:
            self._room.wait_for(lambda: self._closed or self._out < self._most)
            self._out += 1
            closed = self._closed
            if not closed:
                self._dispatcher.put(task)
        if closed:
            task.fail(Cancelled())
        return task.future

    def _release(self) -> None:
        with self._room:
            self._out -= 1
            self._room.notify()
