"""The mask of an object on a white ground, so that it can be set on another ground.

Product pictures stand on white; a network would learn the ground instead of the object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

WHITE: Final = 232
NEVER: Final = frozenset({"document", "screenshot", "graphic", "scene_indoor"})
"""A page or a screen is white all over; cutting the white away would leave loose letters."""
_SIDE: Final = 96
"""The mask is found on a small copy: it needs no finer edge, and the search is a walk."""


def object_mask(picture: Image.Image) -> Image.Image | None:
    """255 on the object and 0 on the white around it; None where there is no such ground."""
    small = picture.copy()
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    white = np.asarray(small).min(axis=2) >= WHITE
    border = np.concatenate([white[0], white[-1], white[:, 0], white[:, -1]])
    if border.mean() < 0.75:
        return None
    ground = _connected_to_border(white)
    # Nearly nothing or nearly everything white: there is no object to cut out.
    if not 0.2 <= float(ground.mean()) <= 0.95:
        return None
    mask = Image.fromarray(np.where(ground, 0, 255).astype(np.uint8))
    return mask.resize(picture.size, Image.Resampling.BILINEAR)


def _connected_to_border(white: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """White pixels reached from the border, so that highlights on the object stay with it."""
    reached = np.zeros_like(white)
    reached[[0, -1]] = white[[0, -1]]
    reached[:, [0, -1]] = white[:, [0, -1]]
    for _ in range(4 * _SIDE):
        grown = reached.copy()
        grown[1:] |= reached[:-1]
        grown[:-1] |= reached[1:]
        grown[:, 1:] |= reached[:, :-1]
        grown[:, :-1] |= reached[:, 1:]
        grown &= white
        if np.array_equal(grown, reached):
            break
        reached = grown
    return reached
