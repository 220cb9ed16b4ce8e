"""Opening evidence so that it stays as it is: read-only, no link followed, no access time set.

A file of a source is reached folder by folder from the source's own: whatever lies below that,
a link is never followed, also not one that took a folder's place after the scan.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, NoReturn

from triage.core import names
from triage.core.records import Identity
from triage.evidence import beneath

if TYPE_CHECKING:
    from io import FileIO

    from triage.core.records import Where


def open_beneath(where: Where) -> FileIO:
    """A regular file of a source, unbuffered, for reading only, however deep it lies (POSIX).

    Raises FileNotFoundError where nothing of that name can be reached: it is gone, a link is in
    the way (``strerror`` says which), or the source's folder is another one. Otherwise OSError:
    as the system says it, or EINVAL where the path holds no regular file (any more).
    """
    return _regular(beneath.opened(where), names.native(where.name))


def look_beneath(where: Where) -> os.stat_result:
    """What ``lstat`` says of an entry, reached in the same way. Raises OSError alike."""
    return beneath.looked(where)


def can_be_listed(where: Where) -> bool:
    """Whether an entry is a folder, reached in the same way, whose entries may be read."""
    try:
        beneath.try_to_list(where)
    except OSError:
        return False
    return True


def open_evidence(path: str) -> FileIO:
    """A regular file by its path alone; a link in its own place is not followed.

    ``path`` is what :func:`triage.core.longpath.openable` gives. Raises OSError alike.
    """
    return _regular(beneath.open_quietly(path, beneath.FILE), path)


def identity_of(file: FileIO, where: Where) -> Identity:
    """What the open file is now, from its own descriptor, whatever lies at its path."""
    status = os.fstat(file.fileno())
    return Identity(
        device=status.st_dev,
        inode=0 if beneath.on_a_windows_share(where) else status.st_ino,
        size=status.st_size,
        modified_ns=status.st_mtime_ns,
        changed_ns=status.st_ctime_ns,
    )


def raise_changed(where: Where) -> NoReturn:
    """The error of a file whose identity is not what it was when it was opened."""
    raise OSError(errno.EBUSY, CHANGED, names.native(where.name))


CHANGED = "changed while it was read"


def said_by_system(error: OSError) -> str:
    """The system's own words for an error, without the path that stands beside it anyway."""
    return error.strerror or type(error).__name__


def _regular(descriptor: int, name: str) -> FileIO:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a regular file", name)
    return open(descriptor, "rb", buffering=0)
