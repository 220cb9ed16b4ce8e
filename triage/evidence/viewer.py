"""Pictures to look at, decoded in disposable children as everything else is."""

from __future__ import annotations

import itertools
import threading
from dataclasses import astuple
from functools import partial
from typing import TYPE_CHECKING

from triage.core.closing import Closing
from triage.core.job import Cancelled
from triage.evidence.dispatcher import Dispatcher
from triage.evidence.launch import Terms
from triage.evidence.protocol import head
from triage.evidence.question import question
from triage.evidence.second_run import Impatience
from triage.evidence.task import Do, Task

if TYPE_CHECKING:
    from concurrent.futures import Future

    from triage.core.records import Identity, Imported, Rendered, RenderFailed, Where

SECONDS_PER_PICTURE = 30.0
MEMORY_ABOVE_IDLE = 1536 << 20
"""A picture in full, its colours and its bytes on their way take more than a thumbnail does."""
THREADS = 2


class ViewerPool(Closing):
    """A child of two threads, and one for files that must be alone; made when they are needed.

    ``hook``: rehearsed mishaps (:mod:`triage.evidence.sabotage`). ``command`` replaces our own
    child in tests of this end.

    Callbacks of the futures run on the pool's threads and must neither block nor call it.
    """

    def __init__(
        self,
        hook: str | None = None,
        *,
        seconds: float = SECONDS_PER_PICTURE,
        memory: int = MEMORY_ABOVE_IDLE,
        command: tuple[str, ...] | None = None,
    ) -> None:
        def terms(threads: int, alone: bool) -> Terms:
            return Terms(threads, alone, seconds, memory, (), hook or "", command, renders=True)

        self._terms = (terms(THREADS, alone=False), terms(1, alone=True))
        self._judge = partial(Impatience, seconds)
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._dispatcher: Dispatcher | None = None
        self._closed = False

    def render(
        self,
        where: Where,
        identity: Identity | None = None,
        longest: int = 0,
        imported: Imported | None = None,
    ) -> Future[Rendered | RenderFailed]:
        """Decode a file to be looked at, no side above ``longest`` where that is not 0.

        ``imported``: what the case knows of the file; another one is said to be one, and not
        decoded at all where that is strict.

        Never waits; who asks for much at once holds much memory. A mishap of the file is a
        :class:`RenderFailed`; the future fails with KnownError where no child can be started,
        with Cancelled after :meth:`close`.
        """
        number = next(self._numbers)
        facts = {
            **question(Do.RENDER, where, identity),
            "longest": longest,
            "imported": None if imported is None else astuple(imported),
            "id": number,
        }
        task = Task(number, head(facts), Do.RENDER, release=_nobody_waits, longest=longest)
        with self._lock:
            if not self._closed:
                if self._dispatcher is None:
                    self._dispatcher = Dispatcher(*self._terms, self._judge)
                self._dispatcher.put(task)
                return task.future
        task.fail(Cancelled())
        return task.future

    def close(self) -> None:
        """End the children at once; whatever is out fails with Cancelled."""
        with self._lock:
            self._closed = True
            dispatcher, self._dispatcher = self._dispatcher, None
        if dispatcher is not None:
            dispatcher.close()


def _nobody_waits() -> None:
    """No caller is held up when much is out: that is the caller's own matter."""
