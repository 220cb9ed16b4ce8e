"""The case as its one writer holds it: create, open, lock, migrate, send, close."""

from __future__ import annotations

import os
import platform
import socket
import sqlite3
import sys
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlite_utils

from triage import __version__
from triage.core import clock
from triage.core.closing import Closing
from triage.core.errors import BugError, CaseError, CaseLockedError
from triage.core.names import safe
from triage.core.windows_names import trouble
from triage.store import audit, connections, migrations, provenance
from triage.store.faults import plainly, shown, told
from triage.store.lock import CaseLock
from triage.store.medium import Medium, medium_of
from triage.store.reader import Reader
from triage.store.values import storable
from triage.store.writer import Writer

if TYPE_CHECKING:
    from concurrent.futures import Future
    from typing import Self

    from triage.store.commands.base import Changes, Command

DEFAULT_CATEGORIES = {1: "relevant", 2: "possibly relevant", 3: "to discuss", 4: "not relevant"}


@dataclass(frozen=True, slots=True)
class CaseInfo:
    """What a case says of itself; ``created_at`` UTC, ISO 8601."""

    uuid: str
    name: str
    number: str
    examiner: str
    created_at: str
    app_version: str


class Case(Closing):
    """The right to write one case. Close it, or use it as a context manager.

    Close every :class:`Reader` first: the last step of :meth:`close` folds the ``-wal`` into
    the one file, which SQLite does for nobody but the only one there.
    """

    def __init__(
        self, path: Path, lock: CaseLock, connection: sqlite3.Connection, info: CaseInfo
    ) -> None:
        self.path = path
        self._lock = lock
        self._info = info
        self._connection: sqlite3.Connection | None = connection
        self._writer = Writer(connection, path)

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        name: str = "",
        number: str = "",
        examiner: str = "",
        by: str,
        medium: Medium | None = None,
    ) -> Self:
        """Make a new case file and open it.

        Raises CaseError where something lies there already or nothing can be written, and
        DiskFullError; a file that was begun is taken away again.
        """
        path = Path(path)
        _reserve(path)
        app = __version__
        info = CaseInfo(str(uuid.uuid4()), name or path.stem, number, examiner, clock.now(), app)
        try:
            return cls._locked(path, by, medium, fresh=info)
        except BaseException:
            for suffix in ("", "-wal", "-shm", "-journal"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, path: Path, *, by: str, medium: Medium | None = None) -> Self:
        """Take the lock and open a case for writing, brought to the newest schema.

        ``medium``: what the case lies on, found out where it is not given. Raises
        CaseLockedError with the name of the holder, and CaseError for what is no case, newer,
        damaged or write-protected.
        """
        path = Path(path)
        if not path.is_file():
            raise CaseError(f"There is no case at {shown(path)}.")
        return cls._locked(path, by, medium, fresh=None)

    @classmethod
    def _locked(cls, path: Path, by: str, medium: Medium | None, *, fresh: CaseInfo | None) -> Self:
        with plainly(path):
            medium = medium or medium_of(path)
            lock = CaseLock.acquire(path, network=medium.network)
            if lock is None:
                raise CaseLockedError(_holder(path))
            try:
                connection, info = _prepared(path, by, medium, fresh)
                return cls(path, lock, connection, info)
            except BaseException:
                lock.release()
                raise

    def info(self) -> CaseInfo:
        """Name, number, examiner and birth of the case."""
        return self._info

    def send(self, command: Command) -> Future[Changes]:
        """A person's change: goes before all bulk work, in a transaction of its own.

        Never blocks. The future resolves after the commit, or raises the fault in one
        sentence (DiskFullError, say). Raises CaseError once the case is closed.
        """
        return self._writer.send(command, by_person=True)

    def send_bulk(self, command: Command) -> Future[Changes]:
        """A job's change: committed with its neighbours, each 64 items or one second.

        Blocks while too many wait. A command that weighs 64 items or more (a batch of found
        files) is committed at once.
        """
        return self._writer.send(command, by_person=False)

    def reader(self) -> Reader:
        """A new read-only view of what was committed, for one thread."""
        return Reader.open(self.path)

    def close(self) -> None:
        """Finish what was sent, leave one file behind, give the lock up.

        Raises DiskFullError or CaseError where the medium fails; what was committed is safe.
        """
        connection = self._connection
        if connection is None:
            return
        self._connection = None
        try:
            self._writer.close()
            with plainly(self.path):
                connections.close_into_one_file(connection)
        finally:
            self._lock.release()


def _reserve(path: Path) -> None:
    """Make the empty file; whoever comes second is refused."""
    odd = trouble(path)
    if odd:
        raise CaseError(f"{shown(path)} is no name for a case: {odd}. Choose another name.")
    try:
        path.open("xb").close()
    except FileExistsError:
        raise CaseError(f"{shown(path)} exists already; choose another name, or open it.") from None
    except FileNotFoundError:
        raise CaseError(f"The folder {shown(path.parent)} does not exist; make it first.") from None
    except OSError as error:
        raise told(error, path) from error


def _prepared(
    path: Path, by: str, medium: Medium, fresh: CaseInfo | None
) -> tuple[sqlite3.Connection, CaseInfo]:
    """The writer's connection to a case of the newest schema, its opening on record."""
    connection = connections.for_writing(path, medium, fresh=fresh is not None)
    try:
        migrations.migrate(connection, path)
        connection.execute("BEGIN IMMEDIATE")
        if fresh is not None:
            _describe(connection, fresh, by)
        audit.append(connection, by, "case-opened", _opening(connection, by))
        connection.execute("COMMIT")
        return connection, CaseInfo(**provenance.case_info(connection))
    except BaseException:
        connection.close()
        raise


def _describe(connection: sqlite3.Connection, info: CaseInfo, by: str) -> None:
    """What a case has from birth: its names and the categories that a person may give."""
    database = sqlite_utils.Database(connection, recursive_triggers=False)
    facts = {key: storable(value) for key, value in asdict(info).items()}
    database.table("case_info").insert({"id": 1, **facts})
    database.table("category").insert_all(
        {"number": number, "name": name} for number, name in DEFAULT_CATEGORIES.items()
    )
    audit.append(connection, by, "case-created", asdict(info))


def _opening(connection: sqlite3.Connection, by: str) -> dict[str, Any]:
    unfinished = connection.execute("SELECT id FROM job WHERE ended_at IS NULL ORDER BY id")
    return {
        "by": by,
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "app_version": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "sqlite": sqlite3.sqlite_version,
        "frozen": bool(getattr(sys, "frozen", False)),
        "unfinished_jobs": [row[0] for row in unfinished],
    }


def _holder(path: Path) -> str:
    """By whom the case is in use: the last who opened it."""
    somebody = f"{shown(path)} is in use by another program; close the case there first."
    try:
        with Reader.open(path) as reader:
            row = audit.last(reader.connection, "case-opened")
    except (CaseError, BugError):
        return somebody  # the holder is only now making it, or it cannot be read: still in use
    if row is None:
        return somebody
    who = f"{safe(row.by)} on {row.detail.get('host')} (process {row.detail.get('pid')})"
    since = clock.told(row.at)
    return f"{shown(path)} is in use by {who} since {since}; close the case there first."
