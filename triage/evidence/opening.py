"""Opening evidence so that it stays as it is: read-only, no link followed, no access time set."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from io import FileIO

_PLAIN = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOINHERIT", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    # A FIFO put in the place of a file would otherwise hold the opener for ever.
    | getattr(os, "O_NONBLOCK", 0)
)
_NO_ACCESS_TIME = getattr(os, "O_NOATIME", 0)


def open_evidence(path: str) -> FileIO:
    """A regular file, unbuffered, for reading only.

    ``path`` is what :func:`triage.core.longpath.openable` gives. Raises OSError: as the system
    says it, or EINVAL where the path holds something that is no regular file (any more).
    """
    descriptor = _open(path)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a regular file", path)
    return open(descriptor, "rb", buffering=0)  # noqa: PTH123  a descriptor is no path


def _open(path: str) -> int:
    """Only a file's owner (or root) may read without leaving an access time on Linux."""
    if _NO_ACCESS_TIME:
        try:
            return os.open(path, _PLAIN | _NO_ACCESS_TIME)
        except PermissionError:
            pass
    return os.open(path, _PLAIN)


def said_by_system(error: OSError) -> str:
    """The system's own words for an error, without the path that stands beside it anyway."""
    return error.strerror or type(error).__name__
