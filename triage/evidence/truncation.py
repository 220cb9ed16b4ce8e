"""Whether a file ends before its picture does, told by its structure alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from triage.evidence import kinds
from triage.evidence.boxes import boxes
from triage.evidence.heif_items import heif_items
from triage.evidence.ifd import NotTiffError, TiffBlock
from triage.evidence.jpeg_header import jpeg_header
from triage.evidence.pillow import NotOpenedError

if TYPE_CHECKING:
    from PIL import Image

    from triage.evidence.evidence_file import EvidenceFile
    from triage.evidence.kinds import Kind

TOLERATED: Final = {"JPEG", "PNG", "GIF", "BMP", "TIFF", "PSD", "PPM", "TGA", "PCX"}
"""Plugins whose picture is partly right when the file is cut; JPEG 2000 and HEIF give a blank."""
_CUT_WORDS: Final = (
    "truncated",
    "unexpected end",
    "end of file",
    "no more data",
    "eof",
)
_LEAST_SCAN: Final = 16
"""Bytes of coded data below which a JPEG has no pixels worth the name."""
_PIECE: Final = 64 << 10
_SHORTEST: Final = 64
"""Files below this hold the first bytes of a picture and no more."""


def may_be_tolerated(kind: Kind, error: Exception) -> bool:
    """Whether decoding once more, tolerating a cut, can give a picture that is partly right.

    Not where the header was refused, nor in a compressed TIFF (libtiff's own error). Pillow
    refuses a PNG for any checksum before the pixels, but tolerates those of ancillary chunks.
    """
    refused = isinstance(error, NotOpenedError) and kind is not kinds.PNG
    hopeless = refused or str(error).startswith("decoder error")
    return kind.formats[0] in TOLERATED and not hopeless


def is_cut(file: EvidenceFile, kind: Kind) -> bool:
    """Whether the structure says that bytes are missing at the end; False where it cannot tell."""
    if "HEIF" in kind.formats or kind is kinds.AVIF:
        return _boxes_are_cut(file)
    if kind is kinds.WEBP:
        claimed = int.from_bytes(file.read_at(4, 4), "little")
        return file.size < 8 + claimed
    if kind is kinds.JPEG:
        return not _jpeg_has_end(file)
    if kind is kinds.PNG:
        return b"IEND" not in file.read_at(max(0, file.size - _PIECE), _PIECE)
    if kind is kinds.GIF:
        return file.read_at(file.size - 1, 1) != b";"
    return kind is kinds.TIFF and _directory_is_cut(file)


def looks_cut(file: EvidenceFile, kind: Kind, error: Exception) -> bool:
    """Whether a failed decode failed because the file is cut short."""
    text = str(error).lower()
    if isinstance(error, EOFError) or any(word in text for word in _CUT_WORDS):
        return True
    if "no marker found" in text:
        # Between two segments stands something else: damage, wherever the file ends.
        return False
    return file.size < _SHORTEST or is_cut(file, kind)


def shows_something(file: EvidenceFile, kind: Kind, picture: Image.Image) -> bool:
    """Whether a tolerant decode of an RGB picture found any pixels at all.

    One single colour is what a decoder fills in where there are none; libjpeg also makes one
    block of noise out of nothing.
    """
    if kind is kinds.JPEG:
        scan = jpeg_header(file.read_at).first_scan
        if file.size - scan < _LEAST_SCAN:
            return False
    extremes = picture.getextrema()
    return any(low != high for low, high in extremes)  # type: ignore[misc]  Pillow: pairs for RGB


def _jpeg_has_end(file: EvidenceFile) -> bool:
    """Whether an end marker follows a first scan that can hold all blocks.

    Bytes of a scan never look like the marker.
    """
    header = jpeg_header(file.read_at)
    scan = header.first_scan
    if not scan:
        return not header.ends_early
    if file.size - scan < header.least_scan_bytes:
        return False
    tail = max(scan, file.size - _PIECE)
    if b"\xff\xd9" in file.read_at(tail, _PIECE):
        return True
    # One byte more than a piece, so that a marker on the border is seen.
    pieces = range(scan, tail, _PIECE)
    return any(b"\xff\xd9" in file.read_at(at, _PIECE + 1) for at in pieces)


def _directory_is_cut(file: EvidenceFile) -> bool:
    """Whether a TIFF's first directory begins in the file but does not end in it."""
    try:
        block = TiffBlock(file.read_at, file.size)
    except NotTiffError:
        return False
    return block.first < file.size < block.end_of_directory(block.first)


def _boxes_are_cut(file: EvidenceFile) -> bool:
    """The file against its boxes, and against the end of the last picture part (``iloc``).

    The second is the only sign of missing tiles in a HEIC: it decodes without an error.
    """
    try:
        if heif_items(file.read_at, file.size).end > file.size:
            return True
    except ValueError:
        return True
    return any(box.end > file.size for box in boxes(file.read_at, 0, file.size))
