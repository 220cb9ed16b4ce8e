"""Holding a child on Linux and macOS: address space limit, death with the parent.

macOS knows neither a useful address space limit nor a death signal: there the end of the pipe
and the time limit must do.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import signal
import sys
from pathlib import Path
from typing import IO

assert sys.platform != "win32"

_PR_SET_PDEATHSIG = 1
"""prctl(2). Sent when the *thread* that started the child ends: see triage.evidence.pool."""

_KILL_ME_FIRST = "500"
"""proc(5), oom_score_adj: short of memory, the kernel should take a child, not the program."""

_PIPE_BYTES = 1 << 20
"""The most that pipe(7) gives an ordinary user."""

_STATM = Path("/proc/self/statm")
_STATUS = Path("/proc/self/status")


def settle(parent: int) -> None:
    """Die with the parent, leave no core dump, let Ctrl-C be the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        _offer_to_the_kernel()
    if os.getppid() != parent:
        os._exit(0)


def _offer_to_the_kernel() -> None:
    try:
        Path("/proc/self/oom_score_adj").write_text(_KILL_ME_FIRST, encoding="ascii")
    except OSError:
        # A hardened system may refuse; the limits below hold all the same.
        return


def size_now() -> int:
    """Address space of this process in bytes, 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    pages = int(_STATM.read_bytes().split(maxsplit=1)[0])
    return pages * resource.getpagesize()


def peak_size() -> int | None:
    """The most address space this process ever had, None where the system does not tell."""
    if sys.platform != "linux":
        return None
    for line in _STATUS.read_bytes().splitlines():
        if line.startswith(b"VmPeak:"):
            return int(line.split()[1]) << 10
    return None


class Ceiling:
    """A limit of this process's own address space: allocations above it fail."""

    def allow(self, total: int) -> None:
        """Set it, ``total`` bytes; may be moved up and down again."""
        if sys.platform != "linux":
            return
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = total if hard == resource.RLIM_INFINITY else min(total, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def spawn_flags() -> int:
    """Nothing: ``creationflags`` are a matter of Windows."""
    return 0


def widen(pipe: IO[bytes] | None) -> None:
    """Room for several answers in the pipe: fewer waits on both sides. Not vital."""
    if sys.platform != "linux" or pipe is None:
        return
    try:
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    except OSError:
        # The user's share of pipe memory is used up (pipe(7)); the usual 64 KiB do.
        return


class Leash:
    """The program's hold on a child; here the child holds itself (:func:`settle`)."""

    def __init__(self, process: int) -> None:
        self._process = process

    def limit_memory(self, total: int) -> None:
        """Nothing: the child sets its own ceiling."""

    def close(self) -> None:
        """Nothing to give back."""
