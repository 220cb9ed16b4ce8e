"""What the window wants of the view thread next: newer wishes replace older ones."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import numpy.typing as npt

    from triage.core.filters import Filter, Sort
    from triage.core.privacy import Privacy

Label = tuple[str, str]
"""A pack's key and the name of a label in it."""
Asked = tuple["Filter", "Sort", bool]
"""A filter, an order, and whether paths are ordered as people count."""
Counting = tuple[list["Filter"], Future[list[int]]]


@dataclass(slots=True)
class Wishes:
    """Everything that was asked since the thread last looked.

    ``refresh``: the case has something new; ``at_once``: read it now, whatever that costs.
    ``thresholds`` are values by label, None for the default; those of ``settled`` are the
    case's own again, after the values. ``graded`` are ids whose grades changed, in
    ``regrades`` deeds.
    """

    refresh: bool = False
    at_once: bool = False
    privacy: Privacy | None = None
    thresholds: dict[Label, float | None] = field(default_factory=dict[Label, "float | None"])
    settled: set[Label] = field(default_factory=set[Label])
    graded: list[npt.NDArray[np.int64]] = field(default_factory=list["npt.NDArray[np.int64]"])
    regrades: int = 0
    arrange: Asked | None = None
    counts: list[Counting] = field(default_factory=list[Counting])
    stop: bool = False

    @property
    def any(self) -> bool:
        """Whether there is something to do."""
        return bool(
            self.refresh
            or self.thresholds
            or self.settled
            or self.graded
            or self.counts
            or self.urgent
        )

    @property
    def urgent(self) -> bool:
        """Whether whoever waits looks at another thing than what is worked on now."""
        return self.arrange is not None or self.privacy is not None or self.stop


class WishBox:
    """Filled by the GUI thread, emptied by the view thread. Nothing is wished after the end."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._wishes = Wishes()

    def refresh(self, *, at_once: bool = False) -> None:
        """The case changed: read what is new."""

        def wish(wishes: Wishes) -> None:
            wishes.refresh = True
            wishes.at_once |= at_once

        self._put(wish)

    def privacy(self, rule: Privacy) -> None:
        """Cover by another rule from now on."""
        self._put(lambda wishes: setattr(wishes, "privacy", rule))

    def threshold(self, pack: str, label: str, value: float | None) -> None:
        """Show the case as it is with this threshold, until it is settled."""

        def wish(wishes: Wishes) -> None:
            wishes.thresholds[pack, label] = value
            wishes.settled.discard((pack, label))

        self._put(wish)

    def settled(self, pack: str, label: str) -> None:
        """Show the threshold that the case has."""
        self._put(lambda wishes: wishes.settled.add((pack, label)))

    def graded(self, ids: npt.NDArray[np.int64]) -> None:
        """The grades of these items changed in the case."""

        def wish(wishes: Wishes) -> None:
            wishes.graded.append(ids)
            wishes.regrades += 1

        self._put(wish)

    def arrange(self, wanted: Filter, sort: Sort, *, natural: bool) -> None:
        """Show these items in this order."""
        self._put(lambda wishes: setattr(wishes, "arrange", (wanted, sort, natural)))

    def count(self, filters: list[Filter]) -> Future[list[int]]:
        """How many items each of these would show; cancelled where nobody is there to count."""
        future: Future[list[int]] = Future()
        if not self._put(lambda wishes: wishes.counts.append((filters, future))):
            future.cancel()
        return future

    def stop(self) -> None:
        """End the thread; what waits to be counted never is."""
        with self._changed:
            dropped = self._wishes.counts
            self._wishes = Wishes(stop=True)
            self._changed.notify()
        for _, future in dropped:
            future.cancel()

    @property
    def urgent(self) -> bool:
        """Whether something was asked that counting has to stand back for."""
        with self._changed:
            return self._wishes.urgent

    @property
    def stopping(self) -> bool:
        """Whether the thread is to end."""
        with self._changed:
            return self._wishes.stop

    def take(self, timeout_s: float | None = None) -> Wishes:
        """All wishes; waits for one, or until the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._wishes.any, timeout_s)
            taken, self._wishes = self._wishes, Wishes(stop=self._wishes.stop)
            return taken

    def _put(self, wish: Callable[[Wishes], object]) -> bool:
        with self._changed:
            if self._wishes.stop:
                return False
            wish(self._wishes)
            self._changed.notify()
            return True
