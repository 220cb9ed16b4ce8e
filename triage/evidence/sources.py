"""Finding what lies in an evidence source, without opening, following or changing anything."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

from triage.core import names
from triage.core.errors import SourceError
from triage.core.longpath import openable
from triage.core.records import FileKind, FoundFile
from triage.evidence.beneath import is_link
from triage.evidence.folders import folders_of
from triage.evidence.opening import said_by_system

if TYPE_CHECKING:
    import os
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from triage.evidence.folders import Folders

DEEPEST_BYTES = 1 << 16
"""A folder's path, relative to its source: each item holds it, so it must have an end."""


def scan(place: Path) -> Generator[FoundFile]:
    """Every entry below ``place`` that is not a folder, and every folder that cannot be listed.

    Files of a folder come first, by raw name, then its folders, by raw name. Links of any kind
    are listed and never followed. No file is opened. Memory holds one folder's entries and the
    names of the folders still to be visited, and few folders are open at a time, at any depth.
    Where another folder takes the place of ``place`` meanwhile, POSIX systems go on with the
    one that was there. Close it to let go of the folders early. Raises SourceError (at the
    first ``next``) where ``place`` itself cannot be listed.
    """
    root = openable(place)
    try:
        folders = folders_of(root)
    except OSError as error:
        raise _unlisted_source(root, error) from None
    try:
        yield from _walked(root, folders)
    finally:
        folders.close()


def _walked(root: str, folders: Folders) -> Iterator[FoundFile]:
    waiting = [b""]
    while waiting:
        folder = waiting.pop()
        entries, problem = _listed(folders, folder)
        if problem is not None:
            if not folder:
                raise _unlisted_source(root, problem)
            yield _unlisted(folder, said_by_system(problem))
        below: list[bytes] = []
        for name in entries:
            found = _look(folders, folder, name)
            if found is not None:
                yield found
            elif len(folder) + 1 + len(name) > DEEPEST_BYTES:
                yield _unlisted(names.join(folder, name), "lies too deep")
            else:
                below.append(names.join(folder, name))
        waiting.extend(reversed(below))


def _listed(folders: Folders, folder: bytes) -> tuple[list[bytes], OSError | None]:
    """Raw names in order, as far as the folder could be read, and what stopped it."""
    found: list[bytes] = []
    problem = None
    try:
        folders.names_in(folder, found)
    except OSError as error:
        problem = error
    found.sort()
    return found, problem


def _look(folders: Folders, folder: bytes, name: bytes) -> FoundFile | None:
    """What an entry is; None for a real folder."""
    try:
        status = folders.look(folder, name)
    except OSError as error:
        return FoundFile(folder, name, FileKind.UNREADABLE, detail=said_by_system(error))
    if is_link(status):
        kind = FileKind.LINK
    elif stat.S_ISDIR(status.st_mode):
        return None
    elif stat.S_ISREG(status.st_mode):
        kind = FileKind.REGULAR
    else:
        kind = FileKind.SPECIAL
    return FoundFile(folder, name, kind, status.st_size, status.st_mtime_ns, _created(status))


def _created(status: os.stat_result) -> int | None:
    """Nanoseconds since 1970, where Python knows a time of birth on this system."""
    nanoseconds = getattr(status, "st_birthtime_ns", None)
    if nanoseconds is not None:
        return int(nanoseconds)
    seconds = getattr(status, "st_birthtime", None)
    if seconds is not None:
        return int(seconds * 1_000_000) * 1000
    return status.st_ctime_ns if sys.platform == "win32" else None


def _unlisted(folder: bytes, why: str) -> FoundFile:
    above, _, name = folder.rpartition(b"/")
    return FoundFile(above, name, FileKind.UNREADABLE, detail=why)


def _unlisted_source(root: str, problem: OSError) -> SourceError:
    text = said_by_system(problem)
    return SourceError(
        f"The folder {names.safe(root)} cannot be listed ({text}); name one that can."
    )
