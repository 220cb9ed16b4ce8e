"""The first pass: embedded thumbnails of the first items, so that there is something to see.

For show only. What it reads is never stored as metadata, and a row goes when its item is done.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from triage.core.errors import KnownError
from triage.core.job import Cancelled
from triage.ingest.in_sight import Sighted
from triage.store.commands import RecordPeek
from triage.store.worklist import pending

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from triage.evidence.pool import ExaminerPool
    from triage.ingest.in_sight import InSight
    from triage.ingest.place import Place
    from triage.ingest.scan_stage import ScanStage
    from triage.store.case import Case
    from triage.store.worklist import WorkItem

PEEKED_ITEMS = 1_000
"""About twenty screens of tiles; the full pass catches up with the rest."""

_HEAD_START = 120
_PAGE = 120


class PeekStage:
    """A thread that peeks at the first pending items, those in sight before all others.

    ``head_start`` is set after a screenful.
    """

    def __init__(
        self,
        case: Case,
        pool: ExaminerPool,
        places: Mapping[int, Place],
        scan: ScanStage,
        in_sight: InSight,
    ) -> None:
        self.head_start = threading.Event()
        self._case = case
        self._pool = pool
        self._places = places
        self._scan = scan
        self._in_sight = in_sight
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="peek", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End early; a peek that was not taken is no loss."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            self._peek_first_items()
        except (Cancelled, KnownError):
            # The job meets the same trouble in a stage that counts, and tells it there.
            return
        finally:
            self.head_start.set()

    def _peek_first_items(self) -> None:
        peeked: set[int] = set()
        with self._case.reader() as reader:
            sighted = Sighted(reader.connection, self._in_sight)
            by_id = self._by_id(reader.connection)
            while len(peeked) < PEEKED_ITEMS and not self._stop.is_set():
                item = sighted.next(peeked) or next(by_id, None)
                if item is None:
                    return
                if item.id not in peeked:
                    peeked.add(item.id)
                    self._peek(item)
                if len(peeked) >= _HEAD_START:
                    self.head_start.set()

    def _by_id(self, connection: sqlite3.Connection) -> Iterator[WorkItem]:
        """Pending items as the scan finds them, until it is over."""
        last_id = 0
        while not self._stop.is_set():
            scan_is_over = self._scan.finished.is_set()
            page = pending(connection, last_id, _PAGE)
            yield from page
            if page:
                last_id = page[-1].id
            elif scan_is_over:
                return
            else:
                self._stop.wait(0.02)

    def _peek(self, item: WorkItem) -> None:
        place = self._places.get(item.source_id)
        if place is None:
            return
        peek = self._pool.peek(place.where(item.folder, item.name)).result()
        if peek is not None and peek.thumbnail is not None:
            self._case.send_bulk(RecordPeek(item_id=item.id, peek=peek))
