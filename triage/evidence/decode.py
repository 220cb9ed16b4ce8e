"""Pixels of a file's first picture, decoded once per scale that somebody needs.

A JPEG is decoded at 1/1, 1/2, 1/4 or 1/8 by its own transform (libjpeg's scaled DCT), all
other formats in full and then averaged down by a power of two. Either way the scale depends
on the picture and on what was asked for alone, so that a pack's scores never depend on which
other packs are there.
"""

from __future__ import annotations

import io
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cache
from typing import IO, TYPE_CHECKING, Final

import pi_heif
from PIL import Image, features

from triage.evidence import colour, jpeg_end, kinds, limits, orientation
from triage.evidence.jpeg_header import jpeg_header
from triage.evidence.pillow import open_picture, tolerance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from triage.evidence.evidence_file import EvidenceFile
    from triage.evidence.kinds import Kind

BASE_SIDE: Final = 320
"""The short side that the decode for thumbnail, hash and most models keeps at least."""
_JPEG_SCALES: Final = (8, 4, 2, 1)
_TIFF_COMPRESSION: Final = 259
_RARE_COMPRESSIONS: Final = {34661, 34712, 34887, 34925, 50000, 50001}
"""JBIG, JPEG 2000, LERC, LZMA, Zstandard, WebP: builds of libtiff have them or not."""
_LIBRARIES: Final = {
    "JPEG": "libjpeg_turbo",
    "WEBP": "webp",
    "AVIF": "avif",
    "JPEG2000": "jpg_2000",
    "TIFF": "libtiff",
    "PNG": "zlib",
}


class CannotDecodeError(ValueError):
    """A valid picture of a kind that no decoder here reads."""


@dataclass(slots=True)
class Decoded:
    """``pictures``: RGB as shown, by the least short side asked for.

    ``width``, ``height``: of the full picture as shown. ``recipe``: decoder, library, scales.
    ``doubtful``: a JPEG whose last rows or scans may be missing.
    """

    width: int = 0
    height: int = 0
    pictures: dict[int, Image.Image] = field(default_factory=dict[int, "Image.Image"])
    recipe: str = ""
    doubtful: bool = False

    @property
    def base(self) -> Image.Image:
        """The picture for thumbnail and hash."""
        return self.pictures[BASE_SIDE]


def decode(
    file: EvidenceFile,
    kind: Kind,
    sides: frozenset[int] = frozenset(),
    *,
    tolerant: bool = False,
    bare: bytes = b"",
) -> Decoded:
    """Decode for :data:`BASE_SIDE` and all other ``sides`` (least short sides, pixels).

    ``tolerant`` sets Pillow's global flag for cut files while it runs: for a file alone.
    ``bare`` is decoded in the file's place where it is given. Raises :class:`CannotDecodeError`,
    :class:`limits.TooLargeError`, ``MemoryError``, and whatever the decoders raise on bad data.
    """
    limits.check_before_open(file, kind)
    wanted = sorted({BASE_SIDE, *sides})
    with tolerance() if tolerant else nullcontext():
        if kind is kinds.JPEG:
            return _decode_jpeg(file, kind, wanted)
        stream = io.BytesIO(bare) if bare else file.stream()
        return _decode_whole(stream, kind, wanted)


def reduction(size: tuple[int, int], side: int, *, most: int) -> int:
    """The largest power of two, up to ``most``, that leaves ``side`` pixels of the short side."""
    factor = 1
    while factor < most and min(size) // side >= 2 * factor:
        factor *= 2
    return factor


def _decode_jpeg(file: EvidenceFile, kind: Kind, wanted: list[int]) -> Decoded:
    header = jpeg_header(file.read_at)
    if header.unsupported:
        raise CannotDecodeError(header.unsupported)
    decoded = Decoded()
    by_scale: dict[int, Image.Image] = {}
    for side in wanted:
        stream = file.stream()
        image = open_picture(stream, kind.formats[0])
        size = image.size
        scale = reduction(size, side, most=_JPEG_SCALES[0])
        if scale not in by_scale:
            image.draft(image.mode, (side, side))
            limits.check_jpeg(image, size, header)
            image.load()
            decoded.doubtful = jpeg_end.is_doubtful(image, header, stream.tell(), file.size)
            turn = orientation.orientation(image, kind)
            by_scale[scale] = orientation.turned(colour.shown(image, 1), turn)
            decoded.width, decoded.height = orientation.turned_size(size, turn)
        decoded.pictures[side] = by_scale[scale]
    decoded.recipe = _recipe(kind, by_scale, "DCT")
    return decoded


def _decode_whole(stream: IO[bytes], kind: Kind, wanted: list[int]) -> Decoded:
    image = open_picture(stream, kind.formats[0])
    limits.check_opened(image, kind)
    load(image)
    turn = orientation.orientation(image, kind)
    decoded = Decoded(*orientation.turned_size(image.size, turn))
    by_scale: dict[int, Image.Image] = {}
    for side in wanted:
        scale = reduction(image.size, side, most=max(image.size))
        if scale not in by_scale:
            by_scale[scale] = orientation.turned(colour.shown(image, scale), turn)
        decoded.pictures[side] = by_scale[scale]
    decoded.recipe = _recipe(kind, by_scale, "mean")
    return decoded


def load(image: Image.Image) -> None:
    """Read the pixels. Raises :class:`CannotDecodeError` for what libtiff was built without."""
    try:
        image.load()
    except OSError as error:
        compression = getattr(image, "tag_v2", {}).get(_TIFF_COMPRESSION)
        if compression in _RARE_COMPRESSIONS:
            raise CannotDecodeError(f"TIFF compression {compression}") from error
        raise


def _recipe(kind: Kind, by_scale: dict[int, Image.Image], how: str) -> str:
    return f"{_decoder(kind.formats[0])}; {', '.join(_scales(by_scale, how))}"


def _scales(by_scale: dict[int, Image.Image], how: str) -> Iterator[str]:
    for scale, picture in by_scale.items():
        way = "full" if scale == 1 else f"1/{scale} {how}"
        yield f"{way} {picture.width}x{picture.height}"


@cache
def _decoder(plugin: str) -> str:
    if plugin == "HEIF":
        return f"pi-heif {pi_heif.__version__} libheif {pi_heif.libheif_version()}"
    library = _LIBRARIES.get(plugin, "")
    version = features.version(library) if library else None
    return f"Pillow {Image.__version__} {plugin}" + (f" {library} {version}" if version else "")
