"""Formats whose first bytes say little: accepted only where the whole header makes sense."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final

from triage.evidence.kinds import BMP, ICO, PCX, TGA, Kind, picture, unsupported

if TYPE_CHECKING:
    from triage.evidence.ifd import Read

_BLANK: Final = rb"(?:[ \t\r\n]|#[^\r\n]*[\r\n])+"
_NETPBM: Final = re.compile(rb"P([1-6])" + _BLANK + rb"\d+" + _BLANK + rb"\d+[ \t\r\n]")
_NETPBM_KINDS: Final = {
    digit: picture(f"image/x-portable-{name}", "PPM")
    for digits, name in ((b"14", "bitmap"), (b"25", "graymap"), (b"36", "pixmap"))
    for digit in (digits[:1], digits[1:])
}
_TGA_DEPTHS: Final = {1: {8, 16}, 2: {15, 16, 24, 32}, 3: {8, 16}}
_TGA_REST: Final = 4096
"""Bytes that may follow the picture."""
_TGA_FOOTER: Final = b"TRUEVISION-XFILE.\0"


def sniff_weak(read: Read, size: int, head: bytes) -> Kind | None:
    """The kind by a strict look at the whole header, None where none fits."""
    netpbm = _NETPBM.match(head)
    if netpbm:
        return _NETPBM_KINDS[netpbm[1]]
    kinds = (
        (BMP, _is_bmp(head)),
        (ICO, _is_icon(head)),
        (PCX, _is_pcx(head, size)),
        (TGA, _is_tga(read, head, size)),
        (unsupported("video/x-flc"), _is_flic(head, size)),
        (unsupported("image/x-sgi"), _is_sgi(head)),
        (unsupported("image/x-portable-arbitrarymap"), head.startswith(b"P7\nWIDTH ")),
    )
    return next((kind for kind, fits in kinds if fits), None)


def _is_bmp(head: bytes) -> bool:
    if head[:2] != b"BM":
        return False
    return len(head) == 2 or b"\0" in head[2:18]


def _is_icon(head: bytes) -> bool:
    # The other byte orders of these four bytes are MPEG, fonts and cursors.
    return head[:4] == b"\0\0\x01\0" and len(head) >= 22 and head[4:6] != b"\0\0"


def _is_pcx(head: bytes, size: int) -> bool:
    if size < 128 or len(head) < 128 or head[0] != 0x0A or head[1] not in (0, 2, 3, 4, 5):
        return False
    left, top, right, bottom = struct.unpack_from("<4H", head, 4)
    sensible = head[2] == 1 and head[3] in (1, 2, 4, 8) and head[64] == 0
    return sensible and head[65] in (1, 3, 4) and left <= right and top <= bottom


def _is_tga(read: Read, head: bytes, size: int) -> bool:
    """Truevision TGA (specification 2.0): no mark at the start, one at the end since 2.0."""
    if size < 19 or len(head) < 18:
        return False
    kind, width, height, depth, descriptor = struct.unpack_from("<2xB9xHHBB", head)
    base = kind & 7
    sensible = kind in (1, 2, 3, 9, 10, 11) and width and height and not descriptor & 0xC0
    if not sensible or depth not in _TGA_DEPTHS[base] or (descriptor & 15) not in (0, 1, 8):
        return False
    palette = _tga_palette_bytes(head, base)
    if palette is None:
        return False
    if read(size - 18, 18) == _TGA_FOOTER:
        return True
    body, pixel = size - 18 - head[0] - palette, (depth + 7) // 8
    if kind < 8:
        return 0 <= body - width * height * pixel <= _TGA_REST
    # Run lengths: a packet holds at most 128 pixels in at least 1 + pixel bytes.
    return width * height / 128 * (1 + pixel) <= body <= width * height * (1 + pixel) + _TGA_REST


def _tga_palette_bytes(head: bytes, base: int) -> int | None:
    """Size of the colour map, None where its description makes no sense."""
    has_palette, first, entries, entry_bits = struct.unpack_from("<xBxHHB", head)
    if has_palette == 0:
        return None if first or entries or entry_bits or base == 1 else 0
    sensible = has_palette == 1 and base == 1 and entry_bits in (15, 16, 24, 32)
    return entries * ((entry_bits + 7) // 8) if sensible and 0 < entries <= 256 else None


def _is_flic(head: bytes, size: int) -> bool:
    if len(head) < 14 or head[4:6] not in (b"\x11\xaf", b"\x12\xaf"):
        return False
    return int.from_bytes(head[:4], "little") <= 4 * size and head[12] in (8, 15, 16, 24)


def _is_sgi(head: bytes) -> bool:
    return head[:2] == b"\x01\xda" and head[2:3] in (b"\0", b"\1") and head[3:4] in (b"\1", b"\2")
