"""The first pass: embedded thumbnails of the first items, so that there is something to see.

For show only. What it reads is never stored as metadata, and a row goes when its item is done.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from triage.core.errors import KnownError
from triage.core.job import Cancelled
from triage.store.commands import RecordPeek
from triage.store.worklist import pending

if TYPE_CHECKING:
    from collections.abc import Mapping

    from triage.evidence.pool import ExaminerPool
    from triage.ingest.place import Place
    from triage.ingest.scan_stage import ScanStage
    from triage.store.case import Case

PEEKED_ITEMS = 1_000
"""About twenty screens of tiles; the full pass catches up with the rest."""

_HEAD_START = 120
_PAGE = 120


class PeekStage:
    """A thread that peeks at the first pending items; ``head_start`` is set after a screenful."""

    def __init__(
        self, case: Case, pool: ExaminerPool, places: Mapping[int, Place], scan: ScanStage
    ) -> None:
        self.head_start = threading.Event()
        self._case = case
        self._pool = pool
        self._places = places
        self._scan = scan
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
        peeked = 0
        last_id = 0
        with self._case.reader() as reader:
            while peeked < PEEKED_ITEMS and not self._stop.is_set():
                scan_is_over = self._scan.finished.is_set()
                page = pending(reader.connection, last_id, _PAGE)
                if not page and scan_is_over:
                    return
                if not page:
                    self._stop.wait(0.02)
                    continue
                for item in page:
                    self._peek(item.id, item.source_id, item.folder, item.name)
                last_id = page[-1].id
                peeked += len(page)
                if peeked >= _HEAD_START:
                    self.head_start.set()

    def _peek(self, item_id: int, source_id: int, folder: bytes, name: bytes) -> None:
        place = self._places.get(source_id)
        if place is None or self._stop.is_set():
            return
        peek = self._pool.peek(place.where(folder, name)).result()
        if peek is not None and peek.thumbnail is not None:
            self._case.send_bulk(RecordPeek(item_id=item_id, peek=peek))
