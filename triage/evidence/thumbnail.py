"""The small JPEG that a case keeps of every picture."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image

SIDE: Final = 320
QUALITY: Final = 80


def small(picture: Image.Image) -> Image.Image:
    """The picture with no side above 320 pixels; as it is where it is small already."""
    width, height = picture.size
    scale = SIDE / max(width, height)
    if scale >= 1:
        return picture
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return picture.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)


def encoded(thumbnail: Image.Image) -> bytes:
    """JPEG bytes, quality 80, of an RGB picture."""
    into = io.BytesIO()
    thumbnail.save(into, "JPEG", quality=QUALITY)
    return into.getvalue()
