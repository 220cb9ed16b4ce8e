"""Threads that read every file once for its three hashes."""

from __future__ import annotations

import os
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core import names
from triage.core.longpath import openable
from triage.core.records import FileKind, FoundFile, Hashes, Reason
from triage.evidence.hashing import hash_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from triage.ingest.place import Place
    from triage.store.worklist import WorkItem


@dataclass(frozen=True, slots=True)
class Work:
    """One item on its way; ``path`` is where it lies now."""

    item: WorkItem
    place: Place

    @property
    def path(self) -> Path:
        """Where the file lies on this machine."""
        return names.on_disk(self.place.path, self.item.folder, self.item.name)


@dataclass(frozen=True, slots=True)
class Hashed:
    """A file that could be read. ``found`` has the size and times that were hashed."""

    work: Work
    found: FoundFile
    hashes: Hashes


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
        path = work.path
        try:
            status = os.lstat(openable(path))
            hashes = hash_file(path, self._cancelled)
        except FileNotFoundError as error:
            return Unhashed(work, Reason.DISAPPEARED, str(error.strerror))
        except OSError as error:
            return Unhashed(work, Reason.UNREADABLE, str(error.strerror or error))
        except Exception as error:  # noqa: BLE001  carried to the job, which ends with it
            return HashBroke(work, error)
        if hashes.size != status.st_size:
            return Unhashed(work, Reason.UNREADABLE, "its size changed while it was read")
        found = FoundFile(
            folder=work.item.folder,
            name=work.item.name,
            kind=FileKind.REGULAR,
            size=hashes.size,
            modified_ns=status.st_mtime_ns,
            created_ns=work.item.created_ns,
        )
        return Hashed(work, found, hashes)
