"""What a person looks at while an import runs: the import reads that first."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Final

from triage.store.worklist import pending_among

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable

    from triage.store.worklist import WorkItem

MOST_IN_SIGHT: Final = 512
"""Two screens of small tiles; what is asked for beyond has scrolled by before it is read."""


class InSight:
    """The items that somebody looks at now, first things first; the newest look is the one.

    Told by one thread, read by any others: a look replaces one reference and waits for nobody.
    It outlives a job, so that the next one begins with what is in sight already.
    """

    def __init__(self) -> None:
        self._ids: tuple[int, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """The newest look; every look makes a tuple of its own."""
        return self._ids

    def look(self, ids: Iterable[int]) -> None:
        """These are in sight, and no others any more."""
        self._ids = tuple(islice(ids, MOST_IN_SIGHT))


class Sighted:
    """The pending items in sight, each once in a look; for the thread of the connection."""

    def __init__(self, connection: sqlite3.Connection, in_sight: InSight) -> None:
        self._connection = connection
        self._in_sight = in_sight
        self._looked: tuple[int, ...] = ()
        self._items: deque[WorkItem] = deque()

    def next(self, begun: Container[int]) -> WorkItem | None:
        """The next one; None where none is left. What is ``begun`` at a new look is no more."""
        ids = self._in_sight.ids
        # Another tuple with the same ids is a new look too: one of them may be pending again.
        if ids is not self._looked:
            self._looked = ids
            found = pending_among(self._connection, ids)
            self._items = deque(item for item in found if item.id not in begun)
        return self._items.popleft() if self._items else None
