"""The three digests of a file from one read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from triage.core.job import Cancelled
from triage.core.records import Hashes
from triage.evidence.opening import identity_of, open_beneath, raise_changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from io import FileIO

    from triage.core.records import Identity, Where

_BUFFER_BYTES = 1 << 20


def hash_file(where: Where, cancelled: Callable[[], bool] | None = None) -> Hashes:
    """MD5, SHA-1 and SHA-256 of a file; ``size`` counts the bytes that were really read.

    ``cancelled`` is asked between reads of at most 1 MiB. Raises OSError as the system says it,
    or where the file changed meanwhile; :class:`triage.core.job.Cancelled` when asked to stop.
    Access times stay as they are where the system permits.
    """
    return hash_and_identify(where, cancelled)[0]


def hash_and_identify(
    where: Where, cancelled: Callable[[], bool] | None = None
) -> tuple[Hashes, Identity]:
    """The same, with the identity of the very file that was hashed."""
    with open_beneath(where) as file:
        identity = identity_of(file, where)
        hashes = _hashes(file, identity.size, cancelled)
        if identity_of(file, where) != identity or hashes.size != identity.size:
            raise_changed(where)
    return hashes, identity


def _hashes(file: FileIO, expected: int, cancelled: Callable[[], bool] | None) -> Hashes:
    md5 = hashlib.md5(usedforsecurity=False)
    sha1 = hashlib.sha1(usedforsecurity=False)
    sha256 = hashlib.sha256()
    size = 0
    # One byte more than the file, so that a small file needs one read and its end another.
    buffer = memoryview(bytearray(min(_BUFFER_BYTES, expected + 1)))
    while count := file.readinto(buffer):
        if cancelled is not None and cancelled():
            raise Cancelled
        block = buffer[:count]
        md5.update(block)
        sha1.update(block)
        sha256.update(block)
        size += count
    return Hashes(md5.digest(), sha1.digest(), sha256.digest(), size)


def first_with(
    sha256: bytes, copies: Iterable[Where], cancelled: Callable[[], bool] | None = None
) -> tuple[Where, Identity] | None:
    """The first of ``copies`` that has these bytes now; None where none can be read any more."""
    for where in copies:
        try:
            hashes, identity = hash_and_identify(where, cancelled)
        except OSError:
            # Another copy may be readable; if none is, the caller says so.
            continue
        if hashes.sha256 == sha256:
            return where, identity
    return None
