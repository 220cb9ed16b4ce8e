"""A perceptual hash: pictures that look alike differ in few of its 64 bits.

Recipe (that of ``imagehash.phash``): grey, 32 x 32 by Lanczos with antialias, two-dimensional
DCT-II, the 8 x 8 lowest frequencies with the constant one, rounded to 1/1000, each compared
with their median.
Bits row by row, the first is the highest of the first byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    import numpy.typing as npt

SIDE: Final = 32
KEPT: Final = 8
_ROWS: Final[npt.NDArray[np.float64]] = np.cos(
    np.pi * np.arange(KEPT)[:, None] * (2 * np.arange(SIDE)[None, :] + 1) / (2 * SIDE)
)


def perceptual_hash(picture: Image.Image) -> bytes:
    """The 8 bytes for an RGB picture."""
    grey = picture.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    # Rounded, so that no processor's last bits decide where a picture has no such frequency.
    low = (_ROWS @ np.asarray(grey, dtype=np.float64) @ _ROWS.T).round(3)
    return np.packbits(low > np.median(low)).tobytes()
