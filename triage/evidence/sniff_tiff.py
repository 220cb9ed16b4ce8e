"""TIFF or camera RAW in TIFF clothes: told by what the directories say of their samples.

A RAW that passed as TIFF would show its small preview, or one raw plane, as if it were the
picture. Signs: the mark of CR2, the version tag of DNG, or samples of a sensor (colour filter
array, linear raw, the makers' own compressions) in the first directory or its sub-directories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from triage.evidence.ifd import Directory, NotTiffError, TiffBlock
from triage.evidence.kinds import TIFF, Kind, unsupported

if TYPE_CHECKING:
    from triage.evidence.ifd import Read

_NEW_SUBFILE, _COMPRESSION, _PHOTOMETRIC, _MAKE, _SUB_IFDS, _DNG = 254, 259, 262, 271, 330, 50706
_SENSOR: Final = {32803, 34892}
"""PhotometricInterpretation: colour filter array, linear raw (TIFF/EP, DNG)."""
_MAKERS_OWN: Final = {34713, 32767, 32769, 32770, 65535}
"""Compression: Nikon, Sony, Samsung (two), Pentax."""
_MOST_SUBS: Final = 8
_MAKERS: Final = (
    (b"NIKON", "image/x-nikon-nef"),
    (b"SONY", "image/x-sony-arw"),
    (b"PENTAX", "image/x-pentax-pef"),
    (b"RICOH", "image/x-pentax-pef"),
    (b"SAMSUNG", "image/x-samsung-srw"),
    (b"CANON", "image/x-canon-cr2"),
    (b"HASSELBLAD", "image/x-hasselblad-3fr"),
    (b"PHASE ONE", "image/x-phaseone-iiq"),
    (b"EPSON", "image/x-epson-erf"),
    (b"KODAK", "image/x-kodak-dcr"),
    (b"EASTMAN KODAK", "image/x-kodak-dcr"),
    (b"MAMIYA", "image/x-mamiya-mef"),
    (b"LEAF", "image/x-leaf-mos"),
)


def sniff_tiff(read: Read, size: int, head: bytes) -> Kind | None:
    """TIFF or a kind of RAW; None where there is no TIFF header."""
    if head[:4] not in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return None
    if head[8:10] == b"CR":
        return unsupported("image/x-canon-cr2")
    try:
        block = TiffBlock(read, size)
    except NotTiffError:
        return TIFF
    first, _ = block.directory(block.first, "IFD0")
    if _DNG in first:
        return unsupported("image/x-adobe-dng")
    maker = first[_MAKE].data.upper() if _MAKE in first else b""
    known = next((kind for name, kind in _MAKERS if maker.startswith(name)), "")
    if _is_raw(first, known) or (known and _has_raw_part(block, first)):
        return unsupported(known or "image/x-dcraw")
    return TIFF


def _has_raw_part(block: TiffBlock, first: Directory) -> bool:
    offsets = first[_SUB_IFDS].numbers() if _SUB_IFDS in first else []
    for place in offsets[:_MOST_SUBS]:
        if not isinstance(place, int):
            continue
        if place >= block.size:
            # A maker's file cut before its sub-directory, with a preview in the first one.
            return _number(first, _NEW_SUBFILE) == 1
        part, _ = block.directory(place, "SubIFD")
        if _is_raw(part, "a maker"):
            return True
    return False


def _is_raw(directory: Directory, maker: str) -> bool:
    if _number(directory, _PHOTOMETRIC) in _SENSOR:
        return True
    return bool(maker) and _number(directory, _COMPRESSION) in _MAKERS_OWN


def _number(directory: Directory, tag: int) -> int | float | None:
    return directory[tag].number() if tag in directory else None
