"""Finding what lies in an evidence source, without opening, following or changing anything."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from triage.core import names
from triage.core.errors import SourceError
from triage.core.longpath import openable
from triage.core.records import FileKind, FoundFile
from triage.evidence.opening import said_by_system

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME_SURROGATE = 0x20000000
"""Bit of a Windows reparse tag: stands for another place (link, junction), unlike the tags of
deduplicated or cloud files, which hold data of their own ([MS-FSCC] 2.1.2.1)."""


def scan(place: Path) -> Iterator[FoundFile]:
    """Every entry below ``place`` that is not a folder, and every folder that cannot be listed.

    Files of a folder come first, by raw name, then its folders, by raw name. Links of any kind
    are listed and never followed. Nothing is opened. Memory holds one folder's entries and the
    names of the folders still to be visited. Raises SourceError (at the first ``next``) where
    ``place`` itself cannot be listed.
    """
    root = openable(place)
    waiting = [b""]
    while waiting:
        folder = waiting.pop()
        entries, problem = _listed(_at(root, folder))
        if problem is not None:
            yield _unlisted(root, folder, problem)
        below: list[bytes] = []
        for name in entries:
            found = _look(root, folder, name)
            if found is None:
                below.append(names.join(folder, name))
            else:
                yield found
        waiting.extend(reversed(below))


def _at(root: str, relative: bytes) -> str:
    if not relative:
        return root
    below = names.native(relative)
    if sys.platform == "win32":
        below = below.replace("/", "\\")
    return root.rstrip(os.sep) + os.sep + below


def _listed(folder: str) -> tuple[list[bytes], OSError | None]:
    """Raw names in order, as far as the folder could be read, and what stopped it."""
    found: list[bytes] = []
    problem = None
    try:
        with os.scandir(folder) as entries:
            found.extend(names.raw(entry.name) for entry in entries)
    except OSError as error:
        problem = error
    found.sort()
    return found, problem


def _look(root: str, folder: bytes, name: bytes) -> FoundFile | None:
    """What an entry is; None for a real folder."""
    try:
        # Not DirEntry.stat: Windows keeps stale sizes and times in its folders.
        status = os.lstat(_at(root, names.join(folder, name)))
    except OSError as error:
        return FoundFile(folder, name, FileKind.UNREADABLE, detail=said_by_system(error))
    if _is_link(status):
        kind = FileKind.LINK
    elif stat.S_ISDIR(status.st_mode):
        return None
    elif stat.S_ISREG(status.st_mode):
        kind = FileKind.REGULAR
    else:
        kind = FileKind.SPECIAL
    return FoundFile(folder, name, kind, status.st_size, status.st_mtime_ns, _created(status))


def _is_link(status: os.stat_result) -> bool:
    if stat.S_ISLNK(status.st_mode):
        return True
    return bool(getattr(status, "st_reparse_tag", 0) & _NAME_SURROGATE)


def _created(status: os.stat_result) -> int | None:
    """Nanoseconds since 1970, where Python knows a time of birth on this system."""
    nanoseconds = getattr(status, "st_birthtime_ns", None)
    if nanoseconds is not None:
        return int(nanoseconds)
    seconds = getattr(status, "st_birthtime", None)
    if seconds is not None:
        return int(seconds * 1_000_000) * 1000
    return status.st_ctime_ns if sys.platform == "win32" else None


def _unlisted(root: str, folder: bytes, problem: OSError) -> FoundFile:
    text = said_by_system(problem)
    if not folder:
        raise SourceError(
            f"The folder {names.safe(root)} cannot be listed ({text}); name one that can."
        )
    above, _, name = folder.rpartition(b"/")
    return FoundFile(above, name, FileKind.UNREADABLE, detail=text)
