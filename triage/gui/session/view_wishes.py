"""What the window wants of the view thread next: newer wishes replace older ones."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.core.filters import Filter, Sort
    from triage.core.privacy import Privacy


@dataclass(slots=True)
class Wishes:
    """Everything that was asked since the thread last looked.

    ``thresholds`` are values by (pack, label), None for the default, ``settled`` those that
    the case has by now; ``graded`` are ids whose
    grades changed. ``arrange`` asks for rows anew, ``count`` for every facet too.
    """

    refresh: bool = False
    privacy: Privacy | None = None
    thresholds: dict[tuple[str, str], float | None] = field(
        default_factory=dict[tuple[str, str], float | None]
    )
    settled: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    graded: list[int] = field(default_factory=list[int])
    regrades: int = 0
    arrange: tuple[Filter, Sort, bool] | None = None
    counts: list[tuple[list[Filter], Future[list[int]]]] = field(
        default_factory=list["tuple[list[Filter], Future[list[int]]]"]
    )
    stop: bool = False

    @property
    def any(self) -> bool:
        """Whether there is something to do."""
        return bool(
            self.refresh
            or self.privacy is not None
            or self.thresholds
            or self.settled
            or self.graded
            or self.arrange
            or self.counts
            or self.stop
        )


class WishBox:
    """Filled by the GUI thread, emptied by the view thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._wishes = Wishes()

    def refresh(self) -> None:
        """The case changed: read what is new."""
        with self._changed:
            self._wishes.refresh = True
            self._changed.notify()

    def privacy(self, rule: Privacy) -> None:
        """Cover by another rule from now on."""
        with self._changed:
            self._wishes.privacy = rule
            self._changed.notify()

    def threshold(self, pack: str, label: str, value: float | None) -> None:
        """Show the case as it is with this threshold."""
        with self._changed:
            self._wishes.thresholds[pack, label] = value
            self._changed.notify()

    def settled(self, pack: str, label: str) -> None:
        """The case has the threshold that was shown, or never will."""
        with self._changed:
            self._wishes.settled.add((pack, label))
            self._changed.notify()

    def graded(self, ids: list[int]) -> None:
        """The grades of these items changed in the case."""
        with self._changed:
            self._wishes.graded.extend(ids)
            self._wishes.regrades += 1
            self._changed.notify()

    def arrange(self, wanted: Filter, sort: Sort, *, natural: bool) -> None:
        """Show these items in this order."""
        with self._changed:
            self._wishes.arrange = (wanted, sort, natural)
            self._changed.notify()

    def count(self, filters: list[Filter]) -> Future[list[int]]:
        """How many items each of these would show."""
        future: Future[list[int]] = Future()
        with self._changed:
            self._wishes.counts.append((filters, future))
            self._changed.notify()
        return future

    def stop(self) -> None:
        """End the thread."""
        with self._changed:
            self._wishes.stop = True
            self._changed.notify()

    @property
    def waiting(self) -> bool:
        """Whether something newer was asked, so that counting may be given up."""
        with self._changed:
            return self._wishes.any

    @property
    def stopping(self) -> bool:
        """Whether the thread is to end."""
        with self._changed:
            return self._wishes.stop

    def take(self, timeout_s: float | None = None) -> Wishes:
        """All wishes; waits for one, or until the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._wishes.any, timeout_s)
            taken, self._wishes = self._wishes, Wishes()
            if taken.stop:
                self._wishes.stop = True
            return taken
