"""The pictures of a split in memory, small, with the cut-out of objects on a white ground."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from triage.training.manifest import Row, Split

Pixels = NDArray[np.uint8]

SHORT_SIDE: Final = 208
LONG_SIDE: Final = 352
WHITE: Final = 232
# A page or a screen is white all over; cutting the white away would leave loose letters.
NEVER_CUT_OUT: Final = frozenset({"document", "screenshot", "graphic", "scene_indoor"})


@dataclass(frozen=True, slots=True)
class Cached:
    """One decoded picture.

    `pixels` has shape (H, W, 3); `cut_out` is (H, W) with 255 on the object and 0 on the white
    ground around it, or None where the picture has no such ground.
    """

    pixels: Pixels
    cut_out: Pixels | None
    row: Row


def fill(split: Split) -> list[Cached]:
    """Decode every picture of `split`; about 150 kB each."""
    return [_cached(split, row) for row in split.rows]


def stretched(split: Split, side: int) -> Pixels:
    """Decode `split` the way the program does: stretched to (N, side, side, 3)."""
    pictures = [
        np.asarray(split.open(row).resize((side, side), Image.Resampling.BILINEAR))
        for row in split.rows
    ]
    return np.stack(pictures)


def grey(pictures: Pixels) -> Pixels:
    """Return the same pictures without colour; shape (N, H, W, 3) before and after."""
    weights = np.array([0.299, 0.587, 0.114], dtype=np.float32)
    shade = (pictures.astype(np.float32) @ weights).round().astype(np.uint8)
    return np.repeat(shade[..., None], 3, axis=3)


def grounds(cached: Sequence[Cached]) -> list[Cached]:
    """Pictures that may lie behind a cut-out: no object on white, surely no weapon in them."""
    return [
        picture
        for picture in cached
        if picture.cut_out is None
        and not picture.row.labels & {"firearm", "knife", "document", "screenshot"}
        and not picture.row.unknown & {"firearm", "knife"}
    ]


def _cached(split: Split, row: Row) -> Cached:
    picture = split.open(row)
    factor = min(1.0, SHORT_SIDE / min(picture.size), LONG_SIDE / max(picture.size))
    if factor < 1.0:
        width, height = (max(1, round(side * factor)) for side in picture.size)
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    pixels = np.asarray(picture)
    cut_out = None if row.labels & NEVER_CUT_OUT else white_ground_cut_out(pixels)
    return Cached(pixels=pixels, cut_out=cut_out, row=row)


def white_ground_cut_out(pixels: Pixels) -> Pixels | None:
    """Return the mask of an object on white, shape (H, W), or None if the border is not white."""
    white = pixels.min(axis=2) >= WHITE
    border = np.concatenate([white[0], white[-1], white[:, 0], white[:, -1]])
    if border.mean() < 0.75:
        return None
    ground = _connected_to_border(white)
    share = float(ground.mean())
    # Nearly nothing or nearly everything white: there is no object to cut out.
    if not 0.2 <= share <= 0.95:
        return None
    return np.where(ground, 0, 255).astype(np.uint8)


def _connected_to_border(white: NDArray[np.bool_], rounds: int = 400) -> NDArray[np.bool_]:
    """White pixels reached from the border, so that highlights on the object stay with it."""
    reached = np.zeros_like(white)
    reached[[0, -1]] = white[[0, -1]]
    reached[:, [0, -1]] = white[:, [0, -1]]
    for _ in range(rounds):
        grown = reached.copy()
        grown[1:] |= reached[:-1]
        grown[:-1] |= reached[1:]
        grown[:, 1:] |= grown[:, :-1].copy()
        grown[:, :-1] |= grown[:, 1:].copy()
        grown &= white
        if np.array_equal(grown, reached):
            break
        reached = grown
    return reached
