"""Width and height as a file's header states them, read without any decoder.

They are for pictures that are not decoded: refused as too large, or the end of their child.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final

from triage.evidence.boxes import first_box
from triage.evidence.heif_items import heif_items
from triage.evidence.ifd import NotTiffError, TiffBlock
from triage.evidence.jpeg_header import jpeg_header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from triage.evidence.evidence_file import EvidenceFile
    from triage.evidence.ifd import Read
    from triage.evidence.kinds import Kind

Size = tuple[int, int]
"""Width and height in pixels, as stored."""

MOST_SIDE: Final = 1 << 31
_PNG_MARK: Final = b"\x89PNG\r\n\x1a\n"
_PNM_HEAD: Final = re.compile(rb"P\d\s+(?:#[^\n]*\n\s*)*(\d{1,9})\s+(?:#[^\n]*\n\s*)*(\d{1,9})\s")
_TIFF_SIDES: Final = (256, 257)


def stated_size(file: EvidenceFile, kind: Kind) -> Size | None:
    """What the header states, None where it is cut short or states nothing."""
    reader = _READERS.get(kind.formats[0]) if kind.formats else None
    if reader is None:
        return None
    try:
        width, height = reader(file)
    except (ValueError, struct.error, NotTiffError):
        return None
    return (width, height) if min(width, height) > 0 and max(width, height) < MOST_SIDE else None


def webp_size(read: Read) -> Size:
    """Of a WebP's canvas (RFC 9649, section 2); zeros where the header is cut."""
    head = read(0, 30)
    if len(head) < 30:
        return 0, 0
    kind = head[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
    elif kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    else:
        width, height = (int.from_bytes(head[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    return width, height


def icon_size(read: Read) -> Size:
    """Of the largest picture inside an icon; its directory knows sides up to 256 only."""
    return max(_icon_sizes(read), key=lambda size: size[0] * size[1], default=(0, 0))


def _icon_sizes(read: Read) -> Iterator[Size]:
    for index in range(int.from_bytes(read(4, 2), "little")):
        entry = read(6 + 16 * index, 16)
        head = read(int.from_bytes(entry[12:16], "little"), 24) if len(entry) == 16 else b""
        if len(head) < 24:
            continue
        if head.startswith(_PNG_MARK):
            yield _numbers(">II", head, 16)
        else:
            width, height = _numbers("<ii", head, 4)
            # The mask lies below the picture and counts in the height.
            yield abs(width), abs(height) // 2


def _numbers(layout: str, data: bytes, at: int = 0) -> Size:
    first, second = struct.unpack_from(layout, data, at)
    return first, second


def _jpeg(file: EvidenceFile) -> Size:
    header = jpeg_header(file.read_at)
    return header.width, header.height


def _bmp(file: EvidenceFile) -> Size:
    head = file.read_at(14, 12)
    old = head[:4] == (12).to_bytes(4, "little")
    width, height = _numbers("<HH" if old else "<Ii", head, 4)
    # Rows from top to bottom are told by a negative height.
    return width, abs(height)


def _tiff(file: EvidenceFile) -> Size:
    block = TiffBlock(file.read_at, file.size)
    tags = block.directory(block.first, "IFD0")[0]
    width, height = (tags[tag].number() if tag in tags else 0 for tag in _TIFF_SIDES)
    return int(width or 0), int(height or 0)


def _jpeg2000(file: EvidenceFile) -> Size:
    header = first_box(file.read_at, 0, file.size, b"jp2h")
    if header is None:
        # A bare codestream: the SIZ segment follows the first marker.
        right, bottom, left, top = struct.unpack(">IIII", file.read_at(8, 16))
        return right - left, bottom - top
    box = first_box(file.read_at, header.start, header.end, b"ihdr")
    height, width = _numbers(">II", file.read_at(box.start, 8)) if box else (0, 0)
    return width, height


def _psd(file: EvidenceFile) -> Size:
    height, width = _numbers(">II", file.read_at(14, 8))
    return width, height


def _pcx(file: EvidenceFile) -> Size:
    left, top, right, bottom = struct.unpack("<HHHH", file.read_at(4, 8))
    return right - left + 1, bottom - top + 1


def _pnm(file: EvidenceFile) -> Size:
    found = _PNM_HEAD.match(file.read_at(0, 1024))
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _heif(file: EvidenceFile) -> Size:
    return heif_items(file.read_at, file.size).shown


_READERS: Final[dict[str, Callable[[EvidenceFile], Size]]] = {
    "JPEG": _jpeg,
    "PNG": lambda file: _numbers(">II", file.read_at(16, 8)),
    "GIF": lambda file: _numbers("<HH", file.read_at(6, 4)),
    "BMP": _bmp,
    "TIFF": _tiff,
    "WEBP": lambda file: webp_size(file.read_at),
    "HEIF": _heif,
    "AVIF": _heif,
    "JPEG2000": _jpeg2000,
    "PSD": _psd,
    "ICO": lambda file: icon_size(file.read_at),
    "QOI": lambda file: _numbers(">II", file.read_at(4, 8)),
    "TGA": lambda file: _numbers("<HH", file.read_at(12, 4)),
    "PCX": _pcx,
    "PPM": _pnm,
}
"""By the name of the Pillow plugin that would decode it."""
