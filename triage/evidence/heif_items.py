"""The item table of a HEIF or AVIF file (ISO/IEC 23008-12): what is where in the file.

Read by ourselves for three things that the decoders do not tell: where the EXIF block lies
(also in files that do not decode), how the primary picture is coded, and whether the file is
shorter than its last picture part (a cut HEIC of tiles decodes without any error).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from triage.evidence.boxes import Box, boxes, first_box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from triage.evidence.ifd import Read

MOST_ITEMS: Final = 5000
MOST_TABLE_BYTES: Final = 1 << 20


class Cursor:
    """Big-endian numbers one after the other from bytes; reads past the end raise ValueError."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, width: int) -> int:
        """The next number of ``width`` bytes (0 bytes give 0)."""
        part = self._data[self._at : self._at + width]
        if len(part) < width:
            raise ValueError("an item table is cut short")
        self._at += width
        return int.from_bytes(part, "big")

    def raw(self, width: int) -> bytes:
        """The next ``width`` bytes as they are."""
        return self.take(width).to_bytes(width, "big")


@dataclass(slots=True)
class HeifItems:
    """``kinds``: item number to its four-letter type. ``extents``: (offset, length) in the file.

    ``largest``: width and height of the largest picture claimed, as coded. ``on_its_side``:
    whether it is shown turned by a quarter. ``end``: the last byte any item needs.
    """

    primary: int = 0
    kinds: dict[int, bytes] = field(default_factory=dict[int, bytes])
    extents: dict[int, list[tuple[int, int]]] = field(
        default_factory=dict[int, list[tuple[int, int]]]
    )
    largest: tuple[int, int] = (0, 0)
    on_its_side: bool = False
    end: int = 0

    @property
    def pixels(self) -> int:
        """Of the largest picture."""
        return self.largest[0] * self.largest[1]

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height of the largest picture after turning."""
        width, height = self.largest
        return (height, width) if self.on_its_side else (width, height)

    def exif(self, read: Read) -> bytes:
        """The TIFF block of the first Exif item, b"" where there is none."""
        for item, kind in self.kinds.items():
            if kind != b"Exif":
                continue
            parts = self.extents.get(item, [])[:64]
            data = b"".join(read(at, min(length, MOST_TABLE_BYTES)) for at, length in parts)
            skip = int.from_bytes(data[:4], "big") + 4
            return data[skip if skip < len(data) else 4 :]
        return b""


def heif_items(read: Read, size: int) -> HeifItems:
    """The item table of the first ``meta`` box; empty where there is none.

    Raises ``ValueError`` where a table is cut short.
    """
    items = HeifItems()
    meta = first_box(read, 0, size, b"meta")
    if meta is None:
        return items
    idat = 0
    tables: list[Box] = []
    for box in boxes(read, meta.start + 4, meta.end):
        if box.kind == b"idat":
            idat = box.start
        elif box.kind == b"iprp":
            _read_properties(read, box, items)
        else:
            tables.append(box)
    for box in tables:
        content = read(box.start, min(box.end - box.start, MOST_TABLE_BYTES))
        if box.kind == b"pitm":
            table = Cursor(content)
            items.primary = table.take(2 if table.take(4) >> 24 == 0 else 4)
        elif box.kind == b"iinf":
            items.kinds = dict(_kinds(read, box, content))
        elif box.kind == b"iloc":
            _locate(Cursor(content), items, idat)
    return items


def _kinds(read: Read, box: Box, content: bytes) -> Iterator[tuple[int, bytes]]:
    version = content[0] if content else 0
    for entry in boxes(read, box.start + (6 if version == 0 else 8), box.end):
        if entry.kind != b"infe":
            continue
        table = Cursor(read(entry.start, 16))
        version = table.take(4) >> 24
        if version >= 2:
            number = table.take(2 if version == 2 else 4)
            table.take(2)
            yield number, table.raw(4)


def _locate(table: Cursor, items: HeifItems, idat: int) -> None:
    version = table.take(4) >> 24
    sizes = table.take(2)
    offset_width, length_width = sizes >> 12, sizes >> 8 & 15
    base_width, index_width = sizes >> 4 & 15, sizes & 15 if version else 0
    wide = 4 if version == 2 else 2
    for _ in range(min(table.take(wide), MOST_ITEMS)):
        number = table.take(wide)
        method = table.take(2) & 15 if version else 0
        table.take(2)
        base = table.take(base_width) + (idat if method == 1 else 0)
        parts: list[tuple[int, int]] = []
        for _ in range(min(table.take(2), MOST_ITEMS)):
            table.take(index_width)
            parts.append((base + table.take(offset_width), table.take(length_width)))
        if method < 2:
            items.extents[number] = parts
            items.end = max([items.end, *(at + length for at, length in parts)])


def _read_properties(read: Read, properties: Box, items: HeifItems) -> None:
    container = first_box(read, properties.start, properties.end, b"ipco")
    if container is None:
        return
    for box in boxes(read, container.start, container.end):
        if box.kind == b"ispe":
            size = read(box.start + 4, 8)
            width, height = int.from_bytes(size[:4], "big"), int.from_bytes(size[4:], "big")
            if width * height > items.pixels:
                items.largest = (width, height)
        elif box.kind == b"irot" and read(box.start, 1)[-1:] in (b"\1", b"\3"):
            items.on_its_side = True
