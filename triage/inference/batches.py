"""Single things in, batches out: a bounded queue between many givers and a few takers."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

from triage.core.errors import BugError

T = TypeVar("T")


class Batches(Generic[T]):
    """Gathers up to ``size`` things; a smaller batch goes once nothing came for ``wait_s``.

    ``put`` blocks while ``room`` things wait.
    """

    def __init__(self, size: int, wait_s: float, room: int) -> None:
        self._size = size
        self._wait_s = wait_s
        self._room = room
        self._waiting: deque[T] = deque()
        self._arrivals = 0
        self._closed = False
        self._changed = threading.Condition()

    def put(self, thing: T) -> None:
        """Add one thing, waiting for room; BugError after :meth:`close`."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._waiting) < self._room)
            if self._closed:
                raise BugError("something was put into a closed queue")
            self._waiting.append(thing)
            self._arrivals += 1
            self._changed.notify_all()

    def take(self) -> list[T]:
        """The next batch, at least one thing; empty once the queue is closed and drained."""
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._closed or bool(self._waiting))
                self._gather()
                count = min(self._size, len(self._waiting))
                batch = [self._waiting.popleft() for _ in range(count)]
                if batch or self._closed:
                    self._changed.notify_all()
                    return batch

    def close(self) -> None:
        """Take nothing more; what waits is still handed out, at once."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _gather(self) -> None:
        """Wait for a full batch, as long as things keep coming."""
        while len(self._waiting) < self._size and not self._closed:
            seen = self._arrivals
            more = self._changed.wait_for(
                lambda seen=seen: self._closed or self._arrivals != seen, self._wait_s
            )
            if not more:
                return
