"""Threads that read every file once for its three hashes."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core.records import FileKind, FoundFile, Hashes, Reason
from triage.evidence.hashing import hash_and_identify
from triage.evidence.opening import said_by_system

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.core.records import Identity, Where
    from triage.ingest.place import Place
    from triage.store.worklist import WorkItem


@dataclass(frozen=True, slots=True)
class Work:
    """One item on its way."""

    item: WorkItem
    place: Place

    @property
    def where(self) -> Where:
        """Where the file lies on this machine."""
        return self.place.where(self.item.folder, self.item.name)


@dataclass(frozen=True, slots=True)
class Hashed:
    """A file that could be read. ``identity`` is that of the bytes that were hashed."""

    work: Work
    found: FoundFile
    hashes: Hashes
    identity: Identity


@dataclass(frozen=True, slots=True)
class Unhashed:
    """A file that could not be read, and why."""

    work: Work
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class HashBroke:
    """A fault of ours in a hash thread; the job must end with it."""

    work: Work
    error: Exception


HashEvent = Hashed | Unhashed | HashBroke


class HashStage:
    """``threads`` readers; every ``put`` comes back once through ``deliver``."""

    def __init__(
        self, threads: int, deliver: Callable[[HashEvent], None], cancelled: Callable[[], bool]
    ) -> None:
        self._deliver = deliver
        self._cancelled = cancelled
        self._queue: queue.SimpleQueue[Work | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._run, name=f"hash-{n}", daemon=True)
            for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, work: Work) -> None:
        """Queue a file; the caller keeps the number on the way bounded."""
        self._queue.put(work)

    def close(self) -> None:
        """Let the threads finish what is queued, then end them."""
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while (work := self._queue.get()) is not None:
            if not self._cancelled():
                self._deliver(self._hash(work))

    def _hash(self, work: Work) -> HashEvent:
        try:
            hashes, identity = hash_and_identify(work.where, self._cancelled)
        except FileNotFoundError as error:
            return Unhashed(work, Reason.DISAPPEARED, said_by_system(error))
        except OSError as error:
            return Unhashed(work, Reason.UNREADABLE, said_by_system(error))
        except Exception as error:  # noqa: BLE001  carried to the job, which ends with it
            return HashBroke(work, error)
        found = FoundFile(
            folder=work.item.folder,
            name=work.item.name,
            kind=FileKind.REGULAR,
            size=identity.size,
            modified_ns=identity.modified_ns,
            created_ns=work.item.created_ns,
        )
        return Hashed(work, found, hashes, identity)
