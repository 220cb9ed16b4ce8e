"""Bounded walk over the boxes of ISO base media files (ISO/IEC 14496-12), JP2 and JPEG XL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from triage.evidence.ifd import Read

MOST_BOXES: Final = 2000
"""Boxes looked at in one parent; more is no picture file."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its four-letter kind, where its content begins and ends.

    ``end`` is as claimed and may lie outside of the parent or the file.
    """

    kind: bytes
    start: int
    end: int


def boxes(read: Read, start: int, end: int) -> Iterator[Box]:
    """The boxes between two offsets; stops at the first that makes no sense."""
    at = start
    for _ in range(MOST_BOXES):
        head = read(at, 16) if at + 8 <= end else b""
        if len(head) < 8:
            return
        length = int.from_bytes(head[:4], "big")
        header = 8
        if length == 1:
            if len(head) < 16:
                return
            length = int.from_bytes(head[8:16], "big")
            header = 16
        elif length == 0:
            length = end - at
        if length < header:
            return
        yield Box(head[4:8], at + header, at + length)
        at += length


def first_box(read: Read, start: int, end: int, kind: bytes) -> Box | None:
    """The first box of a kind, None where there is none."""
    return next((box for box in boxes(read, start, end) if box.kind == kind), None)
