"""Which item an import reads next: those that somebody looks at, then the others by id."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from triage.ingest.hash_stage import Work
from triage.ingest.in_sight import Sighted
from triage.store.worklist import pending

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Mapping

    from triage.ingest.in_sight import InSight
    from triage.ingest.place import Place
    from triage.store.worklist import WorkItem

_PAGE: Final = 256


class ReadingOrder:
    """Gives out pending items whose source is here, each once while it is on its way.

    ``begun`` are the ids that were given out and are not decided yet; whoever asks must have
    put in there what was given out before. What lies ready here was looked up when it was
    pending: nothing else may decide items.
    """

    def __init__(
        self, connection: sqlite3.Connection, here: Mapping[int, Place], in_sight: InSight
    ) -> None:
        self._connection = connection
        self._here = here
        self._sighted = Sighted(connection, in_sight)
        self._page: deque[WorkItem] = deque()
        self._last_id = 0

    def next(self, begun: Container[int]) -> Work | None:
        """The next item. None at the end of the pages, or of a page with nothing to read."""
        while (item := self._sighted.next(begun)) is not None:
            # The page may have it too, and would give it out once more after it was decided.
            self._page.clear()
            if item.source_id in self._here:
                return Work(item, self._here[item.source_id])
        if not self._page and not self._turn_page(begun):
            return None
        item = self._page.popleft()
        self._last_id = item.id
        return Work(item, self._here[item.source_id])

    def from_the_first(self, begun: Container[int]) -> Work | None:
        """Look through all pending items once more; None where nothing is left to read."""
        self._page.clear()
        self._last_id = 0
        while True:
            work = self.next(begun)
            if work is not None or self._last_id == 0:
                return work

    def _turn_page(self, begun: Container[int]) -> bool:
        """The next page with what can be read of it; whether that is anything."""
        found = pending(self._connection, self._last_id, _PAGE)
        self._page.extend(
            item for item in found if item.source_id in self._here and item.id not in begun
        )
        if not self._page:
            # A re-check may make an item pending behind us: begin again after the last page.
            self._last_id = found[-1].id if found else 0
        return bool(self._page)
