"""Two bounded queues into one writer: a person's changes go first, bulk work waits its turn."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from triage.core.errors import CaseError
from triage.store.commands.base import Changes

if TYPE_CHECKING:
    from triage.store.commands.base import Command

_CLOSED = "The case is closed; open it again to change it."


@dataclass(frozen=True, slots=True)
class Order:
    """A command on its way, and the promise to whoever sent it."""

    command: Command
    by_person: bool
    future: Future[Changes] = field(default_factory=Future[Changes])

    def start(self) -> bool:
        """Claim it; False where the sender cancelled it in time."""
        return self.future.set_running_or_notify_cancel()


class Lanes:
    """Accepting and closing share one lock, so that no accepted order is ever stranded."""

    def __init__(self, person_room: int = 1024, bulk_room: int = 256) -> None:
        self._person_room = person_room
        self._bulk_room = bulk_room
        self._person: deque[Order] = deque()
        self._bulk: deque[Order] = deque()
        self._changed = threading.Condition()
        self._closed = False

    def put(self, order: Order) -> None:
        """Accept an order. A bulk order waits for room; a person's never waits.

        Raises CaseError once closed, and for a person's order when far too many wait already.
        """
        with self._changed:
            if not order.by_person:
                self._changed.wait_for(lambda: self._closed or len(self._bulk) < self._bulk_room)
            if self._closed:
                raise CaseError(_CLOSED)
            if order.by_person and len(self._person) >= self._person_room:
                raise CaseError("The medium of the case is too slow for this many changes; wait.")
            (self._person if order.by_person else self._bulk).append(order)
            self._changed.notify_all()

    def take(self, timeout: float) -> Order | None:
        """The next order; None when ``timeout`` seconds are over or all work is done."""
        with self._changed:
            self._changed.wait_for(lambda: self._person or self._bulk or self._closed, timeout)
            lane = self._person or self._bulk
            if not lane:
                return None
            order = lane.popleft()
            self._changed.notify_all()
            return order

    def close(self) -> None:
        """Accept nothing more; what was accepted can still be taken."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def finished(self) -> bool:
        """Closed and empty."""
        with self._changed:
            return self._closed and not self._person and not self._bulk
