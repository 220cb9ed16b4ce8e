"""The chunks of a PNG (PNG 1.3, section 5): which of them are damaged."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from triage.evidence.evidence_file import IN_MEMORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from triage.evidence.evidence_file import EvidenceFile

MOST_CHUNKS: Final = 100_000
_START: Final = 8
_PIECE: Final = 1 << 20


def bare(file: EvidenceFile) -> bytes:
    """A PNG of critical chunks and sound transparency alone; b"" where it would be large."""
    if file.size > IN_MEMORY:
        return b""
    parts = [file.read_at(0, _START)]
    for at, length, name in _chunks(file):
        if _is_critical(name) or (name == b"tRNS" and _agrees(file, at, length)):
            parts.append(file.read_at(at, 12 + length))
    return b"".join(parts)


def is_picture_whole(file: EvidenceFile) -> bool:
    """Whether every critical chunk up to the end chunk is there and agrees with its checksum.

    Then whatever is damaged stands in ancillary chunks, and the pixels lack nothing.
    """
    name = b""
    for at, length, name in _chunks(file):
        if _is_critical(name) and not _agrees(file, at, length):
            return False
    return name == b"IEND"


def _chunks(file: EvidenceFile) -> Iterator[tuple[int, int, bytes]]:
    """Offset, length of the content, and name of each complete chunk up to the end chunk."""
    at = _START
    for _ in range(MOST_CHUNKS):
        head = file.read_at(at, 8)
        length, name = int.from_bytes(head[:4], "big"), head[4:]
        if len(name) < 4 or at + 12 + length > file.size:
            return
        yield at, length, name
        if name == b"IEND":
            return
        at += 12 + length


def _is_critical(name: bytes) -> bool:
    """A capital first letter says that no picture is shown without the chunk."""
    return name[:1].isupper()


def _agrees(file: EvidenceFile, at: int, length: int) -> bool:
    """The checksum covers the name and the content."""
    start, end = at + 4, at + 8 + length
    found = 0
    for place in range(start, end, _PIECE):
        found = zlib.crc32(file.read_at(place, min(_PIECE, end - place)), found)
    return found == int.from_bytes(file.read_at(end, 4), "big")
