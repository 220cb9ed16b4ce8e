"""A small picture made smaller still: to the size in which it is about to be shown."""

from __future__ import annotations

from typing import Final

from PIL import Image

_WORTH_IT: Final = 1.1
"""A picture that is hardly larger than the box costs less as it is."""


def fitted(width: int, height: int, rgb: bytes, box: tuple[int, int]) -> tuple[int, int, bytes]:
    """Width, height and pixels (rows of RGB, no padding) that fit into ``box``, never enlarged.

    Lets other threads run meanwhile. Raises ValueError where there are not ``width * height``
    pixels.
    """
    if width < 1 or height < 1 or len(rgb) != width * height * 3:
        raise ValueError(f"{len(rgb)} bytes are no {width} x {height} pixels")
    scale = min(max(1, box[0]) / width, max(1, box[1]) / height)
    if scale * _WORTH_IT > 1:
        return width, height, rgb
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    picture = Image.frombuffer("RGB", (width, height), rgb)
    small = picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)
    return *size, small.tobytes()
