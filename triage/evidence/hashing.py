"""The three digests of a file from one read."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from triage.core.job import Cancelled
from triage.core.longpath import openable
from triage.core.records import Hashes
from triage.evidence.opening import open_evidence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_BUFFER_BYTES = 1 << 20


def hash_file(path: Path, cancelled: Callable[[], bool] | None = None) -> Hashes:
    """MD5, SHA-1 and SHA-256 of a file; ``size`` counts the bytes that were really read.

    ``cancelled`` is asked between reads of at most 1 MiB. Raises OSError as the system says
    it, :class:`triage.core.job.Cancelled` when asked to stop. Access times stay as they are
    where the system permits.
    """
    md5 = hashlib.md5(usedforsecurity=False)
    sha1 = hashlib.sha1(usedforsecurity=False)
    sha256 = hashlib.sha256()
    size = 0
    with open_evidence(openable(path)) as file:
        # One byte more than the file, so that a small file needs one read and its end another.
        expected = os.fstat(file.fileno()).st_size + 1
        buffer = memoryview(bytearray(min(_BUFFER_BYTES, expected)))
        while count := file.readinto(buffer):
            if cancelled is not None and cancelled():
                raise Cancelled
            block = buffer[:count]
            md5.update(block)
            sha1.update(block)
            sha256.update(block)
            size += count
    return Hashes(md5.digest(), sha1.digest(), sha256.digest(), size)
