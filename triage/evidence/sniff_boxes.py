"""Kinds of ISO base media files: HEIF, AVIF, RAW (CR3), videos; by brand and by coding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from triage.evidence.heif_items import heif_items
from triage.evidence.kinds import AVIF, HEIC, HEIF, Kind, no_image, unsupported

if TYPE_CHECKING:
    from triage.evidence.ifd import Read

_HEVC: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_AV1: Final = {b"avif", b"avis"}
_HEIF: Final = {b"mif1", b"msf1", b"mif2", b"miaf"}
_OTHER_CODING: Final = {b"avci", b"avcs", b"j2ki", b"j2is", b"vvic", b"vvis", b"evbi", b"mif3"}
_DECODED_ITEMS: Final = {b"hvc1", b"grid", b"iden", b"iovl", b"av01", b""}
_FIRST_BOXES: Final = {b"moov", b"mdat", b"wide", b"pnot", b"free", b"skip"}


def sniff_boxes(read: Read, size: int, head: bytes) -> Kind | None:
    """The kind of a file that begins with a box, None where it does not."""
    first = head[4:8]
    if first in _FIRST_BOXES and _sound(head, size):
        return unsupported("video/quicktime")
    if first != b"ftyp":
        return None
    length = min(int.from_bytes(head[:4], "big"), len(head))
    major = head[8:12]
    brands = {major, *(head[at : at + 4] for at in range(16, length - 3, 4))}
    if major in _HEVC | _AV1 | _HEIF | _OTHER_CODING:
        return _still(read, size, major, brands)
    return _film(major)


def _sound(head: bytes, size: int) -> bool:
    length = int.from_bytes(head[:4], "big")
    return length in (0, 1) or 8 <= length <= size


def _film(major: bytes) -> Kind:
    if major == b"crx ":
        return unsupported("image/x-canon-cr3")
    if major == b"qt  ":
        return unsupported("video/quicktime")
    if major.startswith((b"3gp", b"3g2")):
        return unsupported("video/3gpp")
    if major in (b"M4A ", b"M4B "):
        return no_image("audio/mp4")
    return unsupported("video/mp4")


def _still(read: Read, size: int, major: bytes, brands: set[bytes]) -> Kind:
    try:
        items = heif_items(read, size)
    except ValueError:
        coding = b""
    else:
        coding = items.kinds.get(items.primary, b"")
    if major in _OTHER_CODING or coding not in _DECODED_ITEMS:
        return unsupported("image/heif")
    if coding == b"av01" or major in _AV1:
        return AVIF
    if coding != b"hvc1" and brands & _AV1 and not brands & _HEVC:
        return AVIF
    return HEIC if brands & _HEVC else HEIF
