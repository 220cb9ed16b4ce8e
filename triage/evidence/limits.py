"""How large a picture may be: what its decoder will allocate, judged before it does.

The child that decodes may use 1 GiB more than when it idles. A file whose decoder would need
more than :data:`MOST_DECODE_BYTES`, by the factors below, is refused as too large.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from triage.evidence import kinds
from triage.evidence.heif_items import heif_items
from triage.evidence.stated_size import icon_size, webp_size

if TYPE_CHECKING:
    from PIL import Image

    from triage.evidence.evidence_file import EvidenceFile
    from triage.evidence.jpeg_header import JpegHeader
    from triage.evidence.kinds import Kind

MOST_CLAIMED_PIXELS: Final = 1_000_000_000
"""A header that claims more is refused, whatever its decoder would do."""
MOST_DECODE_BYTES: Final = 800 << 20
MOST_FILE_BYTES: Final = 512 << 20
MOST_PIXELS: Final = 179_000_000
"""For decoders that read the picture in full."""
MOST_ICON_PIXELS: Final = 16_000_000

_MODE_BYTES: Final = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16L": 2, "I;16B": 2, "I;16N": 2}
"""Bytes a pixel of Pillow's own memory; 4 for all other modes."""
_EXTRA_BYTES: Final = {"WEBP": 12, "AVIF": 10, "HEIF": 10, "JPEG2000": 16, "QOI": 4, "PSD": 2}
"""Bytes a pixel that a decoder takes beside Pillow's own memory.

Measured as growth of the address space at 24 megapixels: WebP 16 in all, JPEG 2000 19, AVIF 9
(4:2:0), HEIF 11 to 13; rounded up for deeper samples.
"""


class TooLargeError(ValueError):
    """The picture needs more than the limits allow."""


def check_before_open(file: EvidenceFile, kind: Kind) -> None:
    """Refuse by size and by headers whose decoder allocates on opening.

    Raises :class:`TooLargeError`.
    """
    if file.size > MOST_FILE_BYTES:
        raise TooLargeError(f"{file.size} bytes; at most {MOST_FILE_BYTES} are decoded")
    if kind is kinds.WEBP:
        width, height = webp_size(file.read_at)
        _check_bytes(width * height, 4 + _EXTRA_BYTES["WEBP"])
    elif kind is kinds.ICO:
        width, height = icon_size(file.read_at)
        if width * height > MOST_ICON_PIXELS:
            raise TooLargeError(f"{width} x {height} pixels in an icon")
    elif kind is kinds.AVIF or "HEIF" in kind.formats:
        try:
            pixels = heif_items(file.read_at, file.size).pixels
        except ValueError:
            return
        _check_bytes(pixels, 4 + _EXTRA_BYTES[kind.formats[0]])


def check_opened(image: Image.Image, kind: Kind) -> None:
    """Refuse a picture that is read in full, by its size and mode.

    Raises :class:`TooLargeError`.
    """
    width, height = image.size
    own = _MODE_BYTES.get(image.mode, 4)
    extra = _EXTRA_BYTES.get(kind.formats[0], 0)
    if kind is kinds.TIFF:
        extra = _strip_bytes(image)
    _check_bytes(width * height, own + extra)
    if width * height > MOST_PIXELS:
        raise TooLargeError(f"{width} x {height} pixels")


def check_jpeg(image: Image.Image, full: tuple[int, int], header: JpegHeader) -> None:
    """Refuse a JPEG by its ``full`` and its reduced size (after ``draft``), and by what it keeps.

    Reduced decoding lets a JPEG claim more pixels than others; its coefficients count too.
    Raises :class:`TooLargeError`.
    """
    if full[0] * full[1] > MOST_CLAIMED_PIXELS:
        raise TooLargeError(f"{full[0]} x {full[1]} pixels")
    width, height = image.size
    needed = width * height * _MODE_BYTES.get(image.mode, 4) + header.coefficient_bytes
    if needed > MOST_DECODE_BYTES:
        raise TooLargeError(f"{header.width} x {header.height} pixels need {needed >> 20} MiB")


def _check_bytes(pixels: int, each: int) -> None:
    if pixels * each > MOST_DECODE_BYTES:
        raise TooLargeError(f"{pixels} pixels need {pixels * each >> 20} MiB")


def _strip_bytes(image: Image.Image) -> int:
    """Bytes a pixel of one strip at the worst: the whole picture, with its own sample depth."""
    tags = getattr(image, "tag_v2", {})
    depths = tags.get(258) or (8,)
    turned = 4 if tags.get(274, 1) not in (0, 1) else 0
    if tags.get(259, 1) == 1:
        return turned
    return turned + (sum(depths[:4]) + 7) // 8
