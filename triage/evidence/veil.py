"""Pictures made unrecognisable, and the small pictures of a case as pixels.

A veil keeps the size and loses the picture: what is left are 8 by 6 averages, or nothing. It
fails closed: whatever cannot be decoded or is asked for in an unknown style becomes grey.
"""

from __future__ import annotations

import io
from typing import Final

from PIL import Image

from triage.evidence import thumbnail
from triage.evidence.pillow import open_picture

MOST_BYTES: Final = 2 << 20
MOST_SIDE: Final = 1024
"""Thumbnails have at most 320 pixels a side; a case of a later version may have larger ones."""
_CELLS_LONG: Final = 8
_CELLS_SHORT: Final = 6
_LEAST_CELL: Final = 8
"""Pixels a cell has each way: an average of few pixels can be one of their colours."""
_GREY: Final = (128, 128, 128)
_PAINTED_OVER: Final = 0.4
"""How much of the blurred picture is grey, so that no strong colour of it comes through."""
_UNKNOWN_SIZE: Final = (320, 240)


class ThumbnailError(ValueError):
    """The bytes are no small picture as a case keeps them."""


def decoded(jpeg: bytes) -> tuple[int, int, bytes]:
    """``width``, ``height`` and pixels (rows of RGB, no padding) of a thumbnail of the case.

    Lets other threads run meanwhile. Raises ThumbnailError for anything but a JPEG of at most
    1024 pixels a side.
    """
    picture = _opened(jpeg)
    return picture.width, picture.height, picture.tobytes()


def veiled(jpeg: bytes, style: str) -> bytes:
    """A JPEG of the same size with the picture made unrecognisable; grey where it is none."""
    try:
        picture = _opened(jpeg)
    except ThumbnailError:
        return thumbnail.encoded(Image.new("RGB", _UNKNOWN_SIZE, _GREY))
    return thumbnail.encoded(_veil(picture, style))


def veiled_rgb(width: int, height: int, rgb: bytes, style: str) -> bytes:
    """:func:`veiled` for pixels (rows of RGB, no padding); the same number of them comes back.

    Raises ValueError where there are not ``width * height`` of them.
    """
    if width < 1 or height < 1 or len(rgb) != width * height * 3:
        raise ValueError(f"{len(rgb)} bytes are no {width} x {height} pixels")
    if style != "blur":
        return bytes(_GREY) * (width * height)
    return _veil(Image.frombuffer("RGB", (width, height), rgb), style).tobytes()


def _opened(jpeg: bytes) -> Image.Image:
    if len(jpeg) > MOST_BYTES:
        raise ThumbnailError(f"{len(jpeg)} bytes are too many for a thumbnail")
    try:
        picture = open_picture(io.BytesIO(jpeg), "JPEG")
        too_large = max(picture.size) > MOST_SIDE
        pixels = None if too_large else picture.convert("RGB")
    except Exception as error:  # decoders raise anything
        raise ThumbnailError(f"a thumbnail cannot be decoded: {error}") from error
    if pixels is None:
        raise ThumbnailError(f"{picture.width} x {picture.height} pixels in a thumbnail")
    return pixels


def _veil(picture: Image.Image, style: str) -> Image.Image:
    grey = Image.new("RGB", picture.size, _GREY)
    if style != "blur" or min(picture.size) < _LEAST_CELL:
        return grey
    cells = picture.resize(_cells(*picture.size), Image.Resampling.BOX)
    # Bilinear never leaves the range of what it is given, as sharper ways do.
    smooth = cells.resize(picture.size, Image.Resampling.BILINEAR)
    return Image.blend(smooth, grey, _PAINTED_OVER)


def _cells(width: int, height: int) -> tuple[int, int]:
    """At most 8 along the longer side and 6 along the shorter, none of them small."""
    across, down = (_CELLS_LONG, _CELLS_SHORT) if width >= height else (_CELLS_SHORT, _CELLS_LONG)
    return max(1, min(across, width // _LEAST_CELL)), max(1, min(down, height // _LEAST_CELL))
