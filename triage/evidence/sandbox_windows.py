"""Holding a child on Windows: a job object that ends with the program and limits memory.

Beside the job, the child watches its own memory (:mod:`triage.evidence.memory_watch`).

Structures and constants: winnt.h and jobapi2.h of the Windows SDK, psapi.h for the counters.
"""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
from ctypes import wintypes
from typing import IO

from triage.evidence.memory_watch import MemoryWatch

assert sys.platform == "win32"

_PROCESS_SET_QUOTA = 0x0100
_PROCESS_TERMINATE = 0x0001
_EXTENDED_LIMITS = 9
_LIMIT_PROCESS_MEMORY = 0x0100
_LIMIT_DIE_ON_EXCEPTION = 0x0400
_LIMIT_KILL_ON_CLOSE = 0x2000
_NO_ERROR_BOXES = 0x0001 | 0x0002
"""SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX: a crashed child must not wait for a click."""

_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel32.GetCurrentProcess.restype = wintypes.HANDLE
_kernel32.CreateJobObjectW.restype = wintypes.HANDLE
_kernel32.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
_kernel32.SetInformationJobObject.argtypes = (
    wintypes.HANDLE,
    ctypes.c_int,
    wintypes.LPVOID,
    wintypes.DWORD,
)
_kernel32.OpenProcess.restype = wintypes.HANDLE
_kernel32.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
_kernel32.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
_kernel32.CloseHandle.argtypes = (wintypes.HANDLE,)


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", wintypes.DWORD),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", wintypes.DWORD),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", wintypes.DWORD),
        ("SchedulingClass", wintypes.DWORD),
    )


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


class _Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS_EX."""

    _fields_ = (
        ("cb", wintypes.DWORD),
        ("PageFaultCount", wintypes.DWORD),
        ("PeakWorkingSetSize", ctypes.c_size_t),
        ("WorkingSetSize", ctypes.c_size_t),
        ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
        ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
        ("PagefileUsage", ctypes.c_size_t),
        ("PeakPagefileUsage", ctypes.c_size_t),
        ("PrivateUsage", ctypes.c_size_t),
    )


_kernel32.K32GetProcessMemoryInfo.argtypes = (
    wintypes.HANDLE,
    ctypes.POINTER(_Counters),
    wintypes.DWORD,
)


def settle(parent: int) -> None:  # noqa: ARG001  the job object knows the parent
    """Crash without a dialogue, let Ctrl-C be the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _kernel32.SetErrorMode(_NO_ERROR_BOXES)


def _counters() -> _Counters | None:
    counters = _Counters(cb=ctypes.sizeof(_Counters))
    process = _kernel32.GetCurrentProcess()
    if _kernel32.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.cb):
        return counters
    return None


def size_now() -> int:
    """Memory committed by this process in bytes, 0 where the system does not tell."""
    counters = _counters()
    # The same thing twice; old systems leave the first empty, and wine the second.
    return max(counters.PagefileUsage, counters.PrivateUsage) if counters else 0


def peak_size() -> int | None:
    """The most memory this process ever committed, None where the system does not tell."""
    counters = _counters()
    return counters.PeakPagefileUsage if counters else None


class Ceiling:
    """A limit that the process keeps by itself, beside the program's :class:`Leash`."""

    def __init__(self) -> None:
        self._watch = MemoryWatch(size_now)

    def allow(self, total: int) -> None:
        """Set it, ``total`` bytes committed; may be moved up and down again."""
        self._watch.allow(total)


def spawn_flags() -> int:
    """No console window for a helper of a windowed program."""
    return subprocess.CREATE_NO_WINDOW


def widen(pipe: IO[bytes] | None) -> None:
    """Nothing: a pipe's size is settled when it is made."""


class Leash:
    """A job object: Windows ends its process when the program, its only holder, ends."""

    def __init__(self, process: int) -> None:
        self._job = _kernel32.CreateJobObjectW(None, None)
        if not self._job:
            raise ctypes.WinError(ctypes.get_last_error())
        self._set(0)
        handle = _kernel32.OpenProcess(_PROCESS_SET_QUOTA | _PROCESS_TERMINATE, False, process)
        if not handle:
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            if not _kernel32.AssignProcessToJobObject(self._job, handle):
                raise ctypes.WinError(ctypes.get_last_error())
        finally:
            _kernel32.CloseHandle(handle)

    def limit_memory(self, total: int) -> None:
        """Limit what the child may commit to ``total`` bytes."""
        self._set(total)

    def close(self) -> None:
        """Give the job back; the child ends with it."""
        _kernel32.CloseHandle(self._job)

    def _set(self, memory: int) -> None:
        limits = _ExtendedLimits()
        flags = _LIMIT_KILL_ON_CLOSE | _LIMIT_DIE_ON_EXCEPTION
        limits.BasicLimitInformation.LimitFlags = flags | (_LIMIT_PROCESS_MEMORY if memory else 0)
        limits.ProcessMemoryLimit = memory
        size = ctypes.sizeof(limits)
        if not _kernel32.SetInformationJobObject(
            self._job, _EXTENDED_LIMITS, ctypes.byref(limits), size
        ):
            raise ctypes.WinError(ctypes.get_last_error())
