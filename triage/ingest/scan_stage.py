"""A thread that walks the sources and writes down every entry before anything is read."""

from __future__ import annotations

import threading
from collections import deque
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from triage.core import names
from triage.core.errors import Remedy, SourceError
from triage.core.job import Cancelled
from triage.core.records import FileKind, FoundFile, State
from triage.evidence.opening import can_be_listed
from triage.evidence.sources import scan
from triage.ingest.seen import SeenIds
from triage.store.commands import MarkMissing, OpenUpFolder, RecordFound
from triage.store.worklist import recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from triage.ingest.place import Place
    from triage.store.case import Case
    from triage.store.commands import Changes
    from triage.store.worklist import RecordedItem

_BATCH = 500
_AHEAD = 4
_PAGE = 5_000


class ScanStage:
    """Scans ``places`` one after another; ``finished`` is set at the end, come what may."""

    def __init__(
        self,
        case: Case,
        places: Sequence[Place],
        job_id: int,
        by: str,
        checkpoint: Callable[[], None],
    ) -> None:
        self.finished = threading.Event()
        self.committed = threading.Event()
        self._case = case
        self._places = tuple(places)
        self._job_id = job_id
        self._by = by
        self._checkpoint = checkpoint
        self._error: BaseException | None = None
        self._found = 0
        self._thread = threading.Thread(target=self._run, name="scan", daemon=True)
        self._thread.start()

    @property
    def found(self) -> int:
        """Entries written down so far."""
        return self._found

    def raise_error(self) -> None:
        """Raise what ended the scan early, if anything did."""
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        """Wait for the thread; it stops at its next batch once the job is cancelled."""
        self._thread.join()

    def _run(self) -> None:
        try:
            for place in self._places:
                self._scan(place)
        except Cancelled:
            pass
        except BaseException as error:  # noqa: BLE001  raised again by raise_error in the job
            self._error = error
        finally:
            self.committed.set()
            self.finished.set()

    def _scan(self, place: Place) -> None:
        seen = SeenIds()
        unreadable: list[bytes] = []
        on_the_way: deque[Future[Changes]] = deque()
        with closing(scan(place.path)) as entries:
            while batch := tuple(islice(entries, _BATCH)):
                self._checkpoint()
                self._refuse_lost(place)
                unreadable.extend(_unreadable_folders(batch))
                command = RecordFound(source_id=place.source_id, files=batch, job_id=self._job_id)
                on_the_way.append(self._case.send_bulk(command))
                self._found += len(batch)
                if len(on_the_way) > _AHEAD:
                    self._take(on_the_way.popleft(), seen)
        for future in on_the_way:
            self._take(future, seen)
        self._refuse_lost(place)
        self._mark_missing(place, seen, unreadable)

    def _take(self, future: Future[Changes], seen: SeenIds) -> None:
        seen.add(future.result().ids)
        self.committed.set()

    def _refuse_lost(self, place: Place) -> None:
        if not place.still_here():
            raise SourceError(
                f"The folder {place.path} of source {place.name} went away while it was scanned.",
                remedy=Remedy.GO_ON,
            )

    def _mark_missing(self, place: Place, seen: SeenIds, unreadable: list[bytes]) -> None:
        """Items of an earlier import that are gone; what cannot be listed now is not gone."""
        closed = tuple(folder + b"/" for folder in unreadable)
        opened: list[int] = []
        last_id = 0
        with self._case.reader() as reader:
            while page := recorded(reader.connection, last_id, _PAGE, place.source_id):
                self._checkpoint()
                gone = [
                    item
                    for item in page
                    if item.state is not State.PENDING
                    and not seen.holds(item.id)
                    and not (item.folder + b"/").startswith(closed)
                ]
                if gone:
                    ids = tuple(item.id for item in gone)
                    self._case.send_bulk(MarkMissing(item_ids=ids)).result()
                opened += [item.id for item in gone if _opened_up(place, item)]
                last_id = page[-1].id
        for item_id in opened:
            self._case.send_bulk(OpenUpFolder(item_id, self._by)).result()


def _opened_up(place: Place, item: RecordedItem) -> bool:
    """Whether an item that stood for a folder nobody could list is a folder that can be.

    Asked only where the scan has not come upon it as an entry: then it went in, or nothing is
    there. What it found inside says too little: the folder may be empty.
    """
    if item.kind is not FileKind.UNREADABLE:
        return False
    # Where it is gone, or closed again since, its item stays.
    return can_be_listed(place.where(item.folder, item.name))


def _unreadable_folders(batch: tuple[FoundFile, ...]) -> Iterator[bytes]:
    for file in batch:
        if file.kind is FileKind.UNREADABLE:
            yield names.join(file.folder, file.name)
