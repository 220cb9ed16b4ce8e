"""The first look at every picture: can it be read, and what are its difference hashes.

The hash is that of the labelled sets: grey, 9 x 8, each pixel against its left neighbour, 64
bits. It is taken of the picture in its eight positions (turned by quarters, each also mirrored),
so that a turned copy of a picture kept apart is known for what it is.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image, ImageOps

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

POSITIONS: Final = 8
LEAST_SIDE: Final = 16
_OPENED_SIDE: Final = 512
"""A photograph is decoded no larger than this needs: nothing here looks closer."""
_TURNS: Final = (
    Image.Transpose.ROTATE_90,
    Image.Transpose.ROTATE_180,
    Image.Transpose.ROTATE_270,
    Image.Transpose.FLIP_LEFT_RIGHT,
    Image.Transpose.FLIP_TOP_BOTTOM,
    Image.Transpose.TRANSPOSE,
    Image.Transpose.TRANSVERSE,
)


class Unfit(StrEnum):
    """Why a picture cannot be trained on."""

    UNREADABLE = "unreadable"
    EMPTY = "empty file"
    TOO_SMALL = "too small"
    TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look found: the hashes, or why there are none; ``sha256`` is the file's."""

    sha256: str
    hashes: NDArray[np.uint64] | None
    unfit: Unfit | None = None


def open_picture(place: Path) -> Image.Image:
    """The picture in RGB, upright, in about the size that training needs.

    Raises OSError, ValueError, SyntaxError or DecompressionBombError, as Pillow does.
    """
    with Image.open(place) as picture:
        if picture.format == "JPEG":
            picture.draft("RGB", (_OPENED_SIDE, _OPENED_SIDE))
        upright = ImageOps.exif_transpose(picture)
        if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
            upright = upright.convert("RGBA")
            sheet = Image.new("RGBA", upright.size, "white")
            return Image.alpha_composite(sheet, upright).convert("RGB")
        return upright.convert("RGB")


def look(place: Path) -> Looked:
    """Look at one file; never raises for what is in it."""
    try:
        data = place.read_bytes()
    except OSError:
        return Looked("", None, Unfit.UNREADABLE)
    digest = hashlib.sha256(data).hexdigest()
    if not data:
        return Looked(digest, None, Unfit.EMPTY)
    try:
        picture = open_picture(place)
    except Image.DecompressionBombError:
        return Looked(digest, None, Unfit.TOO_LARGE)
    except (OSError, ValueError, SyntaxError, EOFError):
        return Looked(digest, None, Unfit.UNREADABLE)
    if min(picture.size) < LEAST_SIDE:
        return Looked(digest, None, Unfit.TOO_SMALL)
    return Looked(digest, all_hashes(picture))


def all_hashes(picture: Image.Image) -> NDArray[np.uint64]:
    """The difference hashes of the eight positions, upright first; shape (8,)."""
    # Turned small: the hash sees nothing finer, and turning a large picture costs time.
    small = picture.convert("L")
    small.thumbnail((128, 128), Image.Resampling.LANCZOS)
    found = [difference_hash(picture), *(difference_hash(small.transpose(turn)) for turn in _TURNS)]
    return np.array(found, dtype=np.uint64)


def difference_hash(picture: Image.Image) -> int:
    """The 64-bit difference hash; the first comparison is the highest bit."""
    grey = picture.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    pixels = np.asarray(grey, dtype=np.int16)
    bits = (pixels[:, 1:] > pixels[:, :-1]).flatten()
    return int.from_bytes(np.packbits(bits).tobytes(), "big")
