"""One writer a case: an operating-system lock on the case file that dies with its holder.

POSIX: ``flock`` on a descriptor of its own, which SQLite's own ``fcntl`` locks do not see; no
child inherits it. On a network share Linux turns ``flock`` into ``fcntl`` locks on the whole
file, which would shut SQLite out: there it is an open-file-description lock on one byte far
behind everything that SQLite uses. Windows: ``LockFileEx`` on that byte.

A trap: when a process closes *any* descriptor of a file, POSIX drops *all* its ``fcntl`` locks
on it, SQLite's included (sqlite.org/howtocorrupt.html, 2.2). So a process that holds a case
never opens the file a second time by hand: :func:`_ours` looks first.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

_FAR_BYTE = 2**62
_RETRY_S = 1.0
_PAUSE_S = 0.02
_SOMEBODY = -1

if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    class _Overlapped(ctypes.Structure):
        _fields_ = (
            ("internal", ctypes.c_size_t),
            ("internal_high", ctypes.c_size_t),
            ("offset", wintypes.DWORD),
            ("offset_high", wintypes.DWORD),
            ("event", wintypes.HANDLE),
        )

    def _try_lock(descriptor: int, *, network: bool) -> bool:  # noqa: ARG001  one way for both
        """LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY = 3."""
        where = _Overlapped(offset=_FAR_BYTE & 0xFFFFFFFF, offset_high=_FAR_BYTE >> 32)
        lock = ctypes.windll.kernel32.LockFileEx
        lock.argtypes = (
            *(wintypes.HANDLE, wintypes.DWORD, wintypes.DWORD),
            *(wintypes.DWORD, wintypes.DWORD, ctypes.POINTER(_Overlapped)),
        )
        handle = msvcrt.get_osfhandle(descriptor)
        return bool(lock(handle, 3, 0, 1, 0, ctypes.byref(where)))

    def _is_free(descriptor: int, *, network: bool) -> bool:
        """Closing the descriptor gives the lock back, if this got it."""
        return _try_lock(descriptor, network=network)

else:
    import fcntl
    import struct

    def _try_lock(descriptor: int, *, network: bool) -> bool:
        try:
            if network and hasattr(fcntl, "F_OFD_SETLK"):
                fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, _far_byte_lock())
            else:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def _is_free(descriptor: int, *, network: bool) -> bool:
        """Ask without taking it, where the system can; closing gives a lock back otherwise."""
        if network and hasattr(fcntl, "F_OFD_GETLK"):
            answer = fcntl.fcntl(descriptor, fcntl.F_OFD_GETLK, _far_byte_lock())
            return struct.unpack_from("h", answer)[0] == fcntl.F_UNLCK
        return _try_lock(descriptor, network=network)

    def _far_byte_lock() -> bytes:
        """``struct flock`` of 64-bit Linux: a write lock on one byte."""
        return struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, _FAR_BYTE, 1, 0)


class CaseLock:
    """The right to write a case; released by :meth:`release` or the end of the process."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, path: Path, *, network: bool, retry_s: float = _RETRY_S) -> Self | None:
        """Take the lock, trying for about a second; None where somebody else has it.

        Raises OSError where the file cannot be opened.
        """
        deadline = time.monotonic() + retry_s
        while True:
            descriptor = None if _ours(path) else _open(path, writing=network)
            if descriptor is not None:
                if _try_lock(descriptor, network=network):
                    return cls(descriptor)
                os.close(descriptor)
            if time.monotonic() > deadline:
                return None
            time.sleep(_PAUSE_S)

    def release(self) -> None:
        """Give the lock up. Close every SQLite connection to the case before (see the trap)."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def held(path: Path, *, network: bool = False) -> bool:
    """Whether a process has the case for writing at this moment.

    Raises OSError where the file cannot be opened.
    """
    if _lock_holders(path):
        return True
    descriptor = _open(path, writing=False)
    try:
        return not _is_free(descriptor, network=network)
    finally:
        os.close(descriptor)


def _open(path: Path, *, writing: bool) -> int:
    """A descriptor that no child inherits (PEP 446). An OFD write lock needs write access."""
    access = os.O_RDWR if writing and sys.platform != "win32" else os.O_RDONLY
    return os.open(path, access | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))


def _ours(path: Path) -> bool:
    """Whether this very process holds the lock, as far as the system tells (Linux does)."""
    return not {os.getpid(), _SOMEBODY}.isdisjoint(_lock_holders(path))


def _lock_holders(path: Path) -> list[int]:
    """Process ids with our kind of lock on the file, from proc(5)'s ``/proc/locks``.

    Opens no descriptor of the case. Compares inodes alone: stat and the kernel disagree on
    the device of some file systems. A lock on the far byte belongs to -1, nobody by name.
    """
    table = Path("/proc/locks")
    if not table.is_file():
        return []
    inode = str(path.stat().st_ino)
    holders: list[int] = []
    for line in table.read_text("utf-8").splitlines():
        fields = line.split()
        if len(fields) != 8 or fields[5].rpartition(":")[2] != inode:
            continue
        if fields[1] == "FLOCK" or (fields[1], fields[6]) == ("OFDLCK", str(_FAR_BYTE)):
            holders.append(int(fields[4]))
    return holders
