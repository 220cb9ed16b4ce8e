"""Bounded reader of TIFF directories (TIFF 6.0, BigTIFF, EXIF 2.32), from any byte source.

It trusts no count and no offset: every directory has at most :data:`MOST_ENTRIES` entries, no
value is read beyond :data:`MOST_VALUE_BYTES`, and what does not fit is left out and named in
:attr:`TiffBlock.problems`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[[int, int], bytes]

MOST_ENTRIES: Final = 1000
MOST_VALUE_BYTES: Final = 64 << 10
MOST_BYTES: Final = 1 << 20
"""All values of one block together."""

ASCII: Final = 2
RATIONALS: Final = (5, 10)
_SIZES: Final = {
    1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4,
    16: 8, 17: 8, 18: 8, 129: 1,
}  # fmt: skip
_CODES: Final = {
    1: "B", 3: "H", 4: "I", 5: "I", 6: "b", 8: "h", 9: "i", 10: "i", 11: "f", 12: "d",
    13: "I", 16: "Q", 17: "q", 18: "Q",
}  # fmt: skip
_MAGIC: Final = {
    b"II*\0": "<", b"MM\0*": ">", b"II+\0": "<", b"MM\0+": ">",
    b"IIU\0": "<", b"IIRO": "<", b"IIRS": "<", b"MMOR": ">",
}  # fmt: skip
"""TIFF, BigTIFF, and the marks of Panasonic (RW2) and Olympus (ORF) in its place."""


class NotTiffError(ValueError):
    """The block does not begin with a TIFF header."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One tag's value: ``data`` are its bytes, cut at the limit; ``count`` is the claimed one."""

    kind: int
    count: int
    data: bytes
    order: str

    def numbers(self) -> list[int | float | None]:
        """The values as numbers; None for a rational over 0 (no value); [] for text."""
        code = _CODES.get(self.kind)
        if code is None:
            return []
        size = struct.calcsize(code)
        found = struct.unpack_from(f"{self.order}{len(self.data) // size}{code}", self.data)
        if self.kind not in RATIONALS:
            return list(found)
        pairs = zip(found[::2], found[1::2], strict=False)
        return [above / below if below else None for above, below in pairs]

    def number(self) -> int | float | None:
        """The first number, None where there is none or it is no number."""
        return next(iter(self.numbers()), None)

    def offset(self) -> int | None:
        """The first number where it can be a place in the file."""
        first = self.number()
        return first if isinstance(first, int) and first > 0 else None


Directory = dict[int, Entry]


@dataclass(slots=True)
class TiffBlock:
    """A TIFF structure inside ``read(offset, length)``, whose offsets count from 0.

    Raises :class:`NotTiffError` where there is no TIFF header.
    """

    read: Read
    size: int
    order: str = "<"
    big: bool = False
    first: int = 0
    problems: list[str] = field(default_factory=list[str])
    _left: int = MOST_BYTES

    def __post_init__(self) -> None:
        head = self.read(0, 16)
        order = _MAGIC.get(head[:4])
        if order is None or len(head) < 8:
            raise NotTiffError("no TIFF header")
        self.order = order
        self.big = head[2:4] in (b"+\0", b"\0+")
        if self.big and len(head) < 16:
            raise NotTiffError("the BigTIFF header is cut short")
        self.first = struct.unpack_from(f"{order}Q" if self.big else f"{order}I", head, self._at)[0]

    @property
    def _at(self) -> int:
        return 8 if self.big else 4

    def end_of_directory(self, offset: int) -> int:
        """Where the directory at ``offset`` claims to end, its link to the next one left out."""
        width = 8 if self.big else 2
        count = int.from_bytes(self.read(offset, width), "little" if self.order == "<" else "big")
        return offset + width + count * (20 if self.big else 12)

    def directory(self, offset: int, name: str) -> tuple[Directory, int]:
        """The directory at ``offset`` and where the next one claims to be (0 = none)."""
        width = 8 if self.big else 2
        head = self.read(offset, width) if offset > 0 else b""
        if len(head) < width:
            self.problems.append(f"{name}: no directory at {offset}")
            return {}, 0
        count = int.from_bytes(head, "little" if self.order == "<" else "big")
        taken = min(count, MOST_ENTRIES)
        row = 20 if self.big else 12
        table = self.read(offset + width, taken * row)
        if count > len(table) // row:
            self.problems.append(f"{name}: {count} entries claimed, {len(table) // row} read")
        found: Directory = {}
        layout = struct.Struct(f"{self.order}HHQ8s" if self.big else f"{self.order}HHI4s")
        whole = len(table) // row * row
        for tag, kind, number, inline in layout.iter_unpack(table[:whole]):
            entry = self._entry(f"{name} tag {tag}", kind, number, inline)
            if entry is not None:
                found.setdefault(tag, entry)
        return found, self._next(offset + width + count * row) if count == taken else 0

    def _next(self, offset: int) -> int:
        width = 8 if self.big else 4
        found = self.read(offset, width)
        if len(found) < width:
            return 0
        return int.from_bytes(found, "little" if self.order == "<" else "big")

    def _entry(self, name: str, kind: int, count: int, inline: bytes) -> Entry | None:
        size = _SIZES.get(kind)
        if size is None:
            if kind or count:
                self.problems.append(f"{name}: unknown type {kind}")
            return None
        length = size * count
        if length <= len(inline):
            return Entry(kind, count, inline[:length], self.order)
        offset = struct.unpack(f"{self.order}Q" if self.big else f"{self.order}I", inline)[0]
        if offset + length > self.size:
            self.problems.append(f"{name}: {length} bytes at {offset} lie outside")
            return None
        wanted = min(length, MOST_VALUE_BYTES, self._left)
        self._left -= wanted
        return Entry(kind, count, self.read(offset, wanted // size * size), self.order)
