"""How much room there is where a case lies, and how fast it can be written."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from typing import TYPE_CHECKING

from triage.core.names import safe
from triage.doctor.finding import Finding, fault, fine, warning

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.job import JobContext
    from triage.doctor.patient import Patient

TOO_LITTLE = 200 << 20
SCARCE = 2 << 30
SLOW = 10.0
"""MB a second: below it, writing the case is what an import waits for."""

_WRITTEN = 8 << 20
_BLOCK = 1 << 20
_ROOM = "Make room there, or let the case lie on a larger disk."
_OTHER = "Check that the folder is there and that you may write in it, or choose another one."
_FAST = "Let the case lie on an internal disk; a stick or a network share makes an import wait."


def look(patient: Patient, ctx: JobContext) -> Finding:
    """Write a few megabytes into a file without a name, to the disk itself, and let it go."""
    folder = patient.folder
    shown = safe(str(folder))
    try:
        free = shutil.disk_usage(folder).free
        rate = _rate(folder, ctx)
    except OSError as error:
        why = safe(error.strerror or str(error))
        return fault(f"Nothing can be written in {shown}: {why}.", _OTHER)
    told = f"{shown}: {_size(free)} free, written at {rate:,.0f} MB a second."
    if free < TOO_LITTLE:
        return fault(told, _ROOM)
    if free < SCARCE:
        return warning(told, _ROOM)
    if rate < SLOW:
        return warning(told, _FAST)
    return fine(told)


def _rate(folder: Path, ctx: JobContext) -> float:
    """Megabytes a second, the way to the disk included."""
    block = os.urandom(_BLOCK)  # a file system that compresses shall not shine
    with tempfile.TemporaryFile(prefix=".triage-self-test-", dir=folder) as file:
        began = time.perf_counter()
        for _ in range(_WRITTEN // _BLOCK):
            ctx.checkpoint()
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
        seconds = max(time.perf_counter() - began, 1e-9)
    return _WRITTEN / 1e6 / seconds


def _size(count: int) -> str:
    return f"{count / 1e9:,.1f} GB" if count >= 1_000_000_000 else f"{count / 1e6:,.0f} MB"
